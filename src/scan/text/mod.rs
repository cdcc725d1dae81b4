//! References in free text: logs, Markdown, scripts.

mod accept;
mod look_alikes;
mod scanner;

pub use look_alikes::{LookAlikePattern, look_alikes};
pub use scanner::TextScanner;
