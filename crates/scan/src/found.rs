//! [`Found`]: a reference, or a template of one, and its place.

use alloc::borrow::Cow;

use imageref::digest::Digest;
use imageref::error::{ParseError, Span};
use imageref::reference::{RawReference, Tag};

use crate::edit::{Edit, Quoting, TextEditError};

/// A value that names an image, and its place in a string.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<'a> {
    value: Cow<'a, str>,
    span: Span,
    quoting: Quoting,
}

/// The kind of a value that names an image.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FoundKind<'a> {
    /// A reference.
    Reference(RawReference<'a>),
    /// A reference with placeholders: `${X}`, `$(X)`, `{{ x }}`, `<x>`, `@X@`.
    Template,
    /// Not a reference, where one is expected.
    Invalid(ParseError),
}

impl<'a> Found<'a> {
    /// A decoded value, which is written at `span` with this quoting.
    pub(crate) const fn new(value: Cow<'a, str>, span: Span, quoting: Quoting) -> Self {
        Self { value, span, quoting }
    }

    #[cfg(feature = "yaml")]
    pub(crate) const fn quoting(&self) -> Quoting {
        self.quoting
    }

    /// A string that is written verbatim at `start`.
    #[cfg(feature = "regex")]
    #[expect(
        clippy::arithmetic_side_effects,
        reason = "a place in a text and the length of what is there"
    )]
    pub(crate) const fn verbatim(text: &'a str, start: usize) -> Self {
        let span = Span { start, end: start + text.len() };
        Self { value: Cow::Borrowed(text), span, quoting: Quoting::Verbatim }
    }

    /// The value, decoded: without quotes and escapes.
    pub fn value(&self) -> &str {
        &self.value
    }

    /// The bytes of the value in the text, without quotes.
    pub const fn span(&self) -> Span {
        self.span
    }

    /// The kind of the value.
    pub fn kind(&self) -> FoundKind<'_> {
        match RawReference::parse(&self.value) {
            _ if has_template(&self.value) => FoundKind::Template,
            Ok(reference) => FoundKind::Reference(reference),
            Err(e) => FoundKind::Invalid(e),
        }
    }

    /// The reference, if the value is one.
    pub fn reference(&self) -> Option<RawReference<'_>> {
        match self.kind() {
            FoundKind::Reference(reference) => Some(reference),
            _ => None,
        }
    }

    /// Returns the default of a value that is one Compose variable with a reference as its default:
    /// `${IMAGE:-nginx:1.27}` or `${IMAGE-nginx:1.27}`. It can be edited in place.
    ///
    /// ```
    /// use imageref::reference::Tag;
    /// use imageref_scan::{apply, image_values};
    ///
    /// let text = "services: {web: {image: '${IMAGE:-nginx:1.27}'}}";
    /// let found = image_values(text);
    /// let image = found[0].variable_default().unwrap();
    /// let new = apply(text, [image.edit_tag(Tag::parse("1.28")?)?])?;
    /// assert_eq!(new, "services: {web: {image: '${IMAGE:-nginx:1.28}'}}");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn variable_default(&self) -> Option<Found<'_>> {
        let inside = self.value.strip_prefix("${")?.strip_suffix('}')?;
        let name = inside.find(|c: char| !c.is_ascii_alphanumeric() && c != '_')?;
        let (name, rest) = inside.split_at_checked(name)?;
        let default = rest.strip_prefix(":-").or_else(|| rest.strip_prefix('-'))?;
        // Without escapes, the value is as long as its bytes in the text.
        let verbatim = self.span.range().len() == self.value.len();
        if name.is_empty() || !verbatim || RawReference::parse(default).is_err() {
            return None;
        }
        let end = self.span.end.checked_sub(1)?;
        let span = Span { start: end.checked_sub(default.len())?, end };
        Some(Found::new(Cow::Borrowed(default), span, Quoting::Verbatim))
    }

    /// Returns the edit that sets the reference's tag. A digest stays.
    ///
    /// # Errors
    ///
    /// [`TextEditError::Reference`] if the value is not a reference.
    pub fn edit_tag(&self, tag: Tag<'_>) -> Result<Edit, TextEditError> {
        let new = RawReference::parse(&self.value)?.with_tag(tag)?;
        Ok(Edit::encoded(self.span, &new, self.quoting))
    }

    /// Returns the edit that pins the reference to this digest. Its tag stays.
    ///
    /// # Errors
    ///
    /// [`TextEditError::Reference`] if the value is not a reference.
    pub fn edit_digest(&self, digest: &Digest) -> Result<Edit, TextEditError> {
        let new = RawReference::parse(&self.value)?.with_digest(digest)?;
        Ok(Edit::encoded(self.span, &new, self.quoting))
    }

    /// Returns the edit that replaces the value by another reference.
    ///
    /// # Errors
    ///
    /// [`TextEditError::Reference`] if `new` is not a reference.
    pub fn edit(&self, new: &str) -> Result<Edit, TextEditError> {
        RawReference::parse(new)?;
        Ok(Edit::encoded(self.span, new, self.quoting))
    }
}

/// The brackets of placeholders: Compose and shells, Kubernetes, Go and Jinja, prose, Autoconf, Windows, Python.
const PLACEHOLDERS: [(&str, &str); 7] =
    [("${", "}"), ("$(", ")"), ("{{", "}}"), ("<", ">"), ("@", "@"), ("%%", "%%"), ("{", "}")];

/// Returns `true` if a part of the value is a placeholder.
pub(crate) fn has_template(text: &str) -> bool {
    if !text.bytes().any(|b| matches!(b, b'$' | b'{' | b'<' | b'@' | b'%')) {
        return false;
    }
    let brackets = PLACEHOLDERS
        .iter()
        .any(|(open, close)| text.split_once(open).is_some_and(|(_, rest)| rest.contains(close)));
    let variable = text
        .as_bytes()
        .windows(2)
        .any(|pair| matches!(pair, [b'$', c] if c.is_ascii_alphabetic() || *c == b'_'));
    brackets || variable
}
