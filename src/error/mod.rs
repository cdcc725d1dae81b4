//! Refusals: [`ParseError`] for every text (kind, part, byte span), and how it is drawn; `DocumentError` for every
//! document (kind, JSON pointer, byte offset).

#[cfg(feature = "documents")]
mod document;
#[cfg(feature = "alloc")]
mod draw;
mod hint;
mod kind;
mod parse;

#[cfg(feature = "documents")]
pub(crate) use document::at_pointer;
#[cfg(feature = "documents")]
pub use document::{DocumentError, DocumentErrorKind};
#[cfg(feature = "alloc")]
pub use draw::Explained;
pub use kind::{Expected, ParseErrorKind, Part};
pub use parse::{ParseError, Span};
