//! Refusals: [`ParseError`] for every text (kind, part, byte span), and how it is drawn.

#[cfg(feature = "alloc")]
mod draw;
mod hint;
mod kind;
mod parse;

#[cfg(feature = "alloc")]
pub use draw::Explained;
pub use kind::{Expected, ParseErrorKind, Part};
pub use parse::{ParseError, Span};
