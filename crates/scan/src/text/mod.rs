//! References in free text: logs, Markdown, scripts.

mod accept;
mod command;
mod look_alikes;
mod scanner;
mod words;

pub use look_alikes::{LookAlikePattern, look_alikes};
pub use scanner::TextScanner;
