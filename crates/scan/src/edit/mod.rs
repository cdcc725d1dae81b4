//! Edits of references in place: everything else stays byte for byte.
//!
//! [`Edit`] is another reference at a place of a string, [`apply`] makes a set of edits.

mod scalar;

use alloc::string::String;
use alloc::vec::Vec;

use imageref::digest::Digest;
use imageref::error::{ParseError, Span};
use imageref::reference::{RawReference, Tag};

pub(crate) use scalar::Quoting;
#[cfg(feature = "yaml")]
pub(crate) use scalar::is_string;

/// Another reference at a place of a string.
///
/// ```
/// use imageref::Digest;
/// use imageref_scan::{BuildOptions, Dockerfile, Edit, apply};
///
/// let text = "# The web server.\nFROM  nginx:1.27\n";
/// let file = Dockerfile::parse(text)?;
/// let build = file.resolve(&BuildOptions::new());
/// let image = file.images(&build).remove(0);
/// let digest = Digest::sha256(b"a manifest");
/// let edit = Edit::with_digest(text, image.span(), &digest)?;
/// assert_eq!(apply(text, [edit])?, format!("# The web server.\nFROM  nginx:1.27@{digest}\n"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    span: Span,
    text: String,
}

impl Edit {
    /// Gives the reference at `span` this tag. A digest stays, and determines what is pulled.
    ///
    /// # Errors
    ///
    /// If there is no reference at `span`.
    pub fn with_tag(text: &str, span: Span, tag: Tag<'_>) -> Result<Self, TextEditError> {
        let new = at(text, span)?.with_tag(tag)?;
        Ok(Self { span, text: new })
    }

    /// Pins the reference at `span` to this digest. Its tag stays.
    ///
    /// # Errors
    ///
    /// If there is no reference at `span`.
    pub fn with_digest(text: &str, span: Span, digest: &Digest) -> Result<Self, TextEditError> {
        let new = at(text, span)?.with_digest(digest)?;
        Ok(Self { span, text: new })
    }

    /// Replaces the bytes at `span` by a reference.
    ///
    /// # Errors
    ///
    /// If `span` is not within the text, or `new` is not a reference.
    pub fn replace(text: &str, span: Span, new: &str) -> Result<Self, TextEditError> {
        text.get(span.range()).ok_or(TextEditError::NotInText { span })?;
        RawReference::parse(new)?;
        Ok(Self { span, text: new.into() })
    }

    /// Writes a value that consists of the characters of references.
    pub(crate) fn encoded(span: Span, value: &str, quoting: Quoting) -> Self {
        Self { span, text: scalar::encode(value, quoting) }
    }

    /// The bytes that are replaced.
    pub const fn span(&self) -> Span {
        self.span
    }

    /// The new bytes.
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// Returns the text with the edits made, in any order. The bytes outside their spans stay.
///
/// # Errors
///
/// If a span is not within the text, or two spans overlap.
pub fn apply(text: &str, edits: impl IntoIterator<Item = Edit>) -> Result<String, TextEditError> {
    let mut edits: Vec<_> = edits.into_iter().collect();
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let mut out = String::with_capacity(edits.len().saturating_mul(80).saturating_add(text.len()));
    let mut done = 0;
    for Edit { span, text: new } in edits {
        if span.start < done {
            return Err(TextEditError::Overlap { span });
        }
        text.get(span.range()).ok_or(TextEditError::NotInText { span })?;
        out.push_str(text.get(done..span.start).ok_or(TextEditError::NotInText { span })?);
        out.push_str(&new);
        done = span.end;
    }
    out.push_str(text.get(done..).unwrap_or_default());
    Ok(out)
}

fn at(text: &str, span: Span) -> Result<RawReference<'_>, TextEditError> {
    let old = text.get(span.range()).ok_or(TextEditError::NotInText { span })?;
    Ok(RawReference::parse(old)?)
}

/// The reason why an edit can't be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TextEditError {
    /// The bytes are outside the text, or cut a character in two.
    #[error("bytes {} to {} are outside the text, or cut a character in two", .span.start, .span.end)]
    NotInText {
        /// The bytes.
        span: Span,
    },
    /// Two edits overlap.
    #[error("the edit at byte {} overlaps another", .span.start)]
    Overlap {
        /// The bytes of the later edit.
        span: Span,
    },
    /// The image has no field that the edit could change.
    #[error("missing field `{field}`")]
    MissingField {
        /// The field's name.
        field: &'static str,
    },
    /// The old or the new value is not a reference.
    #[error(transparent)]
    Reference(#[from] ParseError),
}
