//! [`Found`]: a reference, or a template of one, in a text.

use imageref::error::{ParseError, Span};
use imageref::reference::RawReference;

/// A place in a text that names an image.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found<'a> {
    text: &'a str,
    span: Span,
    kind: FoundKind<'a>,
}

/// What is written there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FoundKind<'a> {
    /// A reference.
    Reference(RawReference<'a>),
    /// A reference with parts that somebody fills in: `${X}`, `$(X)`, `{{ x }}`, `<x>`, `@X@`.
    Template,
    /// It stands where an image is named, and is no reference; why.
    Refused(ParseError),
}

impl<'a> Found<'a> {
    /// What stands at `start`, where an image is named.
    pub(super) fn new(text: &'a str, start: usize) -> Self {
        let span = Span { start, end: start + text.len() };
        let kind = match RawReference::parse(text) {
            _ if has_template(text) => FoundKind::Template,
            Ok(reference) => FoundKind::Reference(reference),
            Err(e) => FoundKind::Refused(e),
        };
        Self { text, span, kind }
    }

    /// A reference that was read already, without a template in it.
    #[cfg(feature = "regex")]
    pub(super) const fn of(reference: RawReference<'a>, start: usize) -> Self {
        let text = reference.as_str();
        let span = Span { start, end: start + text.len() };
        Self { text, span, kind: FoundKind::Reference(reference) }
    }

    /// What is written.
    pub const fn text(&self) -> &'a str {
        self.text
    }

    /// Where, in bytes of the text that was searched.
    pub const fn span(&self) -> Span {
        self.span
    }

    /// What it is.
    pub const fn kind(&self) -> FoundKind<'a> {
        self.kind
    }

    /// The reference, if it is one.
    pub const fn reference(&self) -> Option<RawReference<'a>> {
        match self.kind {
            FoundKind::Reference(reference) => Some(reference),
            _ => None,
        }
    }
}

/// The brackets of templates: Compose, shells and Helm's parents, Kubernetes, Go and Jinja, people, Autoconf, Windows.
const TEMPLATES: [(&str, &str); 7] =
    [("${", "}"), ("$(", ")"), ("{{", "}}"), ("<", ">"), ("@", "@"), ("%%", "%%"), ("{", "}")];

/// Whether a part of the text is to be filled in.
pub(super) fn has_template(text: &str) -> bool {
    if !text.bytes().any(|b| matches!(b, b'$' | b'{' | b'<' | b'@' | b'%')) {
        return false;
    }
    let brackets = TEMPLATES
        .iter()
        .any(|(open, close)| text.split_once(open).is_some_and(|(_, rest)| rest.contains(close)));
    let variable = text
        .as_bytes()
        .windows(2)
        .any(|pair| matches!(pair, [b'$', c] if c.is_ascii_alphabetic() || *c == b'_'));
    brackets || variable
}
