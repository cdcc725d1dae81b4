//! Errors of strings in another system's format.
//!
//! [`FormatError`] says what is wrong, in which part and at which bytes; [`ExplainedFormat`] shows it together with the
//! input.

mod draw;
mod format;
mod kind;

pub use draw::ExplainedFormat;
pub use format::FormatError;
pub(crate) use format::unexpected;
pub use kind::{FormatErrorKind, FormatPart};
