//! References in free text: logs, Markdown, scripts (feature `regex`).
//!
//! [`TextScanner`] finds them; [`look_alikes`] lists what parses as a reference but is something else.

mod accept;
mod command;
mod look_alikes;
mod scanner;
mod words;

pub use look_alikes::{LookAlikePattern, look_alikes};
pub use scanner::{TextReferences, TextScanner};
