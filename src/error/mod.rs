//! Errors: [`ParseError`] for strings (kind, part, byte span), `DocumentError` for documents (kind, JSON pointer, byte
//! offset).
//!
//! The sentence, the hint and the fix of each mistake in a string are one row of `reference/diagnosis.rs`.

#[cfg(feature = "documents")]
mod document;
#[cfg(feature = "alloc")]
mod draw;
mod escape;
mod kind;
mod parse;

#[cfg(feature = "documents")]
pub(crate) use document::at_pointer;
#[cfg(feature = "documents")]
pub use document::{DocumentError, DocumentErrorKind};
#[cfg(feature = "alloc")]
pub use draw::{Drawing, Explained};
pub(crate) use escape::{Escaped, write_escaped};
pub(crate) use kind::words;
pub use kind::{Expected, ParseErrorKind, Part};
pub use parse::{ParseError, Span};
