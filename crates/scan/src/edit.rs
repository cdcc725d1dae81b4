//! [`Edit`]: another reference at a place of a text, everything else byte for byte.

use alloc::string::String;
use alloc::vec::Vec;

use imageref::digest::Digest;
use imageref::error::{ParseError, Span};
use imageref::reference::{RawReference, Tag};

/// Another reference at a place of a text.
///
/// ```
/// use imageref::Digest;
/// use imageref_scan::{BuildOptions, Dockerfile, Edit, apply};
///
/// let text = "FROM  nginx:1.27 # not a comment here";
/// let text = text.split(" #").next().unwrap();
/// let file = Dockerfile::parse(text)?;
/// let build = file.resolve(&BuildOptions::new());
/// let image = file.images(&build).remove(0);
/// let digest = Digest::sha256(b"a manifest");
/// let edit = Edit::with_digest(text, image.span(), &digest)?;
/// assert_eq!(apply(text, [edit])?, format!("FROM  nginx:1.27@{digest}"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    span: Span,
    text: String,
}

impl Edit {
    /// The reference at `span` with this tag. A digest stays, and goes before the tag when the image is pulled.
    ///
    /// **Errors** if no reference is there, or none would be.
    pub fn with_tag(text: &str, span: Span, tag: Tag<'_>) -> Result<Self, TextEditError> {
        let new = at(text, span)?.with_tag(tag)?;
        Ok(Self { span, text: new })
    }

    /// The reference at `span` pinned to this digest; its tag stays.
    ///
    /// **Errors** if no reference is there, or none would be.
    pub fn with_digest(text: &str, span: Span, digest: &Digest) -> Result<Self, TextEditError> {
        let new = at(text, span)?.with_digest(digest)?;
        Ok(Self { span, text: new })
    }

    /// Another reference in place of what is at `span`.
    ///
    /// **Errors** if the span is not of the text, or `new` is no reference.
    pub fn replace(text: &str, span: Span, new: &str) -> Result<Self, TextEditError> {
        text.get(span.range()).ok_or(TextEditError::NotInText { span })?;
        RawReference::parse(new)?;
        Ok(Self { span, text: new.into() })
    }

    /// The bytes that go.
    pub const fn span(&self) -> Span {
        self.span
    }

    /// The reference that comes.
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// The text with the edits made: what no edit's span holds stays as it is.
///
/// **Errors** a span that is not of the text, and spans that overlap.
pub fn apply(text: &str, edits: impl IntoIterator<Item = Edit>) -> Result<String, TextEditError> {
    let mut edits: Vec<_> = edits.into_iter().collect();
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let mut out = String::with_capacity(text.len() + 80 * edits.len());
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

/// Why an edit can't be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TextEditError {
    /// The bytes are not of the text, or cut a character in two.
    #[error("bytes {} to {} are not of the text", .span.start, .span.end)]
    NotInText {
        /// The bytes.
        span: Span,
    },
    /// Two edits meet.
    #[error("the edit at byte {} overlaps another", .span.start)]
    Overlap {
        /// The later one's bytes.
        span: Span,
    },
    /// What is there, or what would come, is no reference.
    #[error(transparent)]
    Reference(#[from] ParseError),
}
