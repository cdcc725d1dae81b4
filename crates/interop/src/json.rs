//! JSON documents of other systems, read member by member.
//!
//! A known member that occurs twice, or whose name has another case, is an error: two readers would see two values.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use imageref::ParseError;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// The largest document that is read, in bytes: the limit of registries for manifests.
const MAX_BYTES: usize = 4 << 20;

/// Why a JSON document was rejected: what is wrong, at which JSON pointer, at which byte.
///
/// ```
/// use imageref_interop::registry_api::TagList;
///
/// let error = TagList::from_slice(br#"{"name":"a","tags":[1]}"#).unwrap_err();
/// assert_eq!(error.to_string(), "expected an array of strings, at /tags (byte 19)");
/// assert_eq!((error.pointer(), error.offset()), ("/tags", 19));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PayloadError {
    kind: PayloadErrorKind,
    pointer: String,
    offset: usize,
}

/// What is wrong with a JSON document.
///
/// ```
/// use imageref_interop::PayloadErrorKind;
/// use imageref_interop::registry_api::TagList;
///
/// let error = TagList::from_slice(b"{").unwrap_err();
/// assert_eq!(error.kind(), PayloadErrorKind::Syntax);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PayloadErrorKind {
    /// More bytes than the limit.
    #[error("the document is larger than {max} bytes")]
    #[non_exhaustive]
    TooLarge {
        /// The limit.
        max: usize,
    },
    /// Invalid JSON.
    #[error("invalid JSON")]
    Syntax,
    /// A value of another type.
    #[error("expected {expected}")]
    #[non_exhaustive]
    Type {
        /// The type.
        expected: &'static str,
    },
    /// A missing member.
    #[error("the member `{member}` is missing")]
    #[non_exhaustive]
    Missing {
        /// The member.
        member: &'static str,
    },
    /// A member that occurs twice.
    #[error("duplicate member `{member}`")]
    #[non_exhaustive]
    Duplicate {
        /// The member.
        member: &'static str,
    },
    /// A member's name in the wrong case: Go's readers accept it, others don't.
    #[error("wrong case in the name of the member `{member}`")]
    #[non_exhaustive]
    WrongCase {
        /// The member, as specified.
        member: &'static str,
    },
    /// An unknown member where every member must be understood.
    #[error("unknown critical member")]
    UnknownMember,
    /// An invalid digest.
    #[error("invalid digest: {error}")]
    #[non_exhaustive]
    Digest {
        /// Why it is invalid.
        error: ParseError,
    },
    /// An empty array where at least one element is required.
    #[error("unexpected empty array")]
    EmptyArray,
    /// A type other than that of an in-toto statement of version 1 or 0.1.
    #[error("the type is not that of an in-toto statement")]
    StatementType,
}

impl PayloadError {
    /// Returns what is wrong.
    pub const fn kind(&self) -> PayloadErrorKind {
        self.kind
    }

    /// Returns where, as an RFC 6901 JSON pointer: `/subject/0/digest`, or the empty string for the whole document.
    ///
    /// For a missing member it is the pointer of its object.
    pub fn pointer(&self) -> &str {
        &self.pointer
    }

    /// Returns the byte of the document, counted from 0.
    pub const fn offset(&self) -> usize {
        self.offset
    }
}

impl fmt::Display for PayloadError {
    /// Writes one sentence of printable ASCII, whatever the document.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.kind)?;
        if !self.pointer.is_empty() {
            write!(f, ", at {}", self.pointer)?;
        }
        write!(f, " (byte {})", self.offset)
    }
}

impl core::error::Error for PayloadError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match &self.kind {
            PayloadErrorKind::Digest { error } => Some(error),
            _ => None,
        }
    }
}

/// A value that is not read yet. Its pointer is made of specified names and of indices, so it is printable ASCII.
pub(crate) struct Value<'a> {
    raw: &'a RawValue,
    document: &'a str,
    pointer: String,
}

/// Checks the syntax of a document.
///
/// # Errors
///
/// If the document is too large, or is not JSON.
pub(crate) fn document(bytes: &[u8]) -> Result<Value<'_>, PayloadError> {
    let error = |kind, offset| PayloadError { kind, pointer: String::new(), offset };
    if bytes.len() > MAX_BYTES {
        return Err(error(PayloadErrorKind::TooLarge { max: MAX_BYTES }, MAX_BYTES));
    }
    let document = core::str::from_utf8(bytes)
        .map_err(|e| error(PayloadErrorKind::Syntax, e.valid_up_to()))?;
    let raw = serde_json::from_str(document)
        .map_err(|e| error(PayloadErrorKind::Syntax, offset(document, e.line(), e.column())))?;
    Ok(Value { raw, document, pointer: String::new() })
}

/// The byte before the end of a line and column, as `serde_json` counts them: both from 1, a column in bytes.
fn offset(document: &str, line: usize, column: usize) -> usize {
    let lines = document.split_inclusive('\n').take(line.saturating_sub(1));
    let start: usize = lines.map(str::len).sum();
    (start + column.saturating_sub(1)).min(document.len())
}

impl<'a> Value<'a> {
    /// The error of this value.
    pub(crate) fn error(&self, kind: PayloadErrorKind) -> PayloadError {
        // Both addresses are of one allocation, since a raw value borrows from the document.
        let offset = self.raw.get().as_ptr().addr() - self.document.as_ptr().addr();
        PayloadError { kind, pointer: self.pointer.clone(), offset }
    }

    fn read<T: Deserialize<'a>>(&self, expected: &'static str) -> Result<T, PayloadError> {
        serde_json::from_str(self.raw.get())
            .map_err(|_| self.error(PayloadErrorKind::Type { expected }))
    }

    fn child(&self, name: impl fmt::Display, raw: &'a RawValue) -> Self {
        Value { raw, document: self.document, pointer: format!("{}/{name}", self.pointer) }
    }

    /// The JSON.
    pub(crate) fn as_json(&self) -> &'a str {
        self.raw.get()
    }

    /// Reads an object.
    pub(crate) fn members(self) -> Result<Members<'a>, PayloadError> {
        let Entries(entries) = self.read("an object")?;
        Ok(Members { object: self, entries })
    }

    /// Reads an array.
    pub(crate) fn elements(self) -> Result<Vec<Self>, PayloadError> {
        let elements: Vec<&RawValue> = self.read("an array")?;
        Ok(elements.into_iter().enumerate().map(|(at, raw)| self.child(at, raw)).collect())
    }

    /// Reads an array of strings, or `null`.
    pub(crate) fn strings(&self) -> Result<Vec<String>, PayloadError> {
        let strings: Option<Vec<String>> = self.read("an array of strings")?;
        Ok(strings.unwrap_or_default())
    }

    /// Reads a string.
    pub(crate) fn string(&self) -> Result<String, PayloadError> {
        self.read("a string")
    }

    /// Reads a string, or `null`.
    pub(crate) fn optional_string(&self) -> Result<Option<String>, PayloadError> {
        self.read("a string")
    }
}

/// The members of an object that were not taken yet.
pub(crate) struct Members<'a> {
    object: Value<'a>,
    entries: Vec<(Cow<'a, str>, &'a RawValue)>,
}

impl<'a> Members<'a> {
    /// Takes the value of `member`, if present.
    pub(crate) fn take(&mut self, member: &'static str) -> Result<Option<Value<'a>>, PayloadError> {
        let mut found = None;
        let mut error = None;
        let object = &self.object;
        self.entries.retain(|(name, raw)| {
            if *name == member {
                if found.is_some() {
                    error = Some((*raw, PayloadErrorKind::Duplicate { member }));
                }
                found = Some(*raw);
                return false;
            }
            if is_same_to_go(name, member) {
                error = Some((*raw, PayloadErrorKind::WrongCase { member }));
            }
            true
        });
        match error {
            Some((raw, kind)) => Err(object.child(member, raw).error(kind)),
            None => Ok(found.map(|raw| object.child(member, raw))),
        }
    }

    /// Takes the value of `member`.
    pub(crate) fn require(&mut self, member: &'static str) -> Result<Value<'a>, PayloadError> {
        let value = self.take(member)?;
        value.ok_or_else(|| self.object.error(PayloadErrorKind::Missing { member }))
    }

    /// Checks that every member was taken.
    pub(crate) fn finish(self) -> Result<(), PayloadError> {
        if self.entries.is_empty() {
            return Ok(());
        }
        Err(self.object.error(PayloadErrorKind::UnknownMember))
    }

    /// The members whose names are data; their errors point at the object.
    pub(crate) fn into_map(self) -> impl Iterator<Item = (Cow<'a, str>, Value<'a>)> {
        let Self { object, entries } = self;
        entries.into_iter().map(move |(name, raw)| {
            (name, Value { raw, document: object.document, pointer: object.pointer.clone() })
        })
    }
}

/// Returns `true` if Go's `encoding/json` reads `name` as `member`, which is ASCII: Unicode has two more letters that
/// fold to ASCII ones.
fn is_same_to_go(name: &str, member: &str) -> bool {
    let folded = name.chars().map(|c| match c {
        '\u{212a}' => 'k', // the kelvin sign
        '\u{17f}' => 's',  // the long s
        c => c.to_ascii_lowercase(),
    });
    folded.eq(member.chars().map(|c| c.to_ascii_lowercase()))
}

/// All members of an object, in order.
struct Entries<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'de> Deserialize<'de> for Entries<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;
        impl<'de> Visitor<'de> for Object {
            type Value = Entries<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(Name(name)) = map.next_key()? {
                    entries.push((name, map.next_value()?));
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(Object)
    }
}

/// A member's name, borrowed unless it holds escapes.
#[derive(serde::Deserialize)]
struct Name<'a>(#[serde(borrow)] Cow<'a, str>);
