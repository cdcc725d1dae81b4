//! Refusals: [`ParseError`] for every text (kind, part, byte span), and how it is drawn.

mod kind;
mod parse;

pub use kind::{Expected, ParseErrorKind, Part};
pub use parse::{ParseError, Span};
