//! JSON objects member by member: a name that occurs twice, or in another case, is an error, since readers differ in
//! which member they see.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// The largest document that is read, in bytes: as much as registries accept of a manifest.
const MAX_BYTES: usize = 4 << 20;

/// Why a JSON document was rejected.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PayloadError {
    /// More bytes than the limit.
    #[error("the document is larger than {max} bytes")]
    #[non_exhaustive]
    TooLarge {
        /// The limit.
        max: usize,
    },
    /// Not JSON, or nested too deeply.
    #[error("invalid JSON at line {line}, column {column}")]
    #[non_exhaustive]
    Syntax {
        /// The line, counted from 1.
        line: usize,
        /// The byte in the line, counted from 1.
        column: usize,
    },
    /// A member of another type.
    #[error("expected {expected} at {member}")]
    #[non_exhaustive]
    Type {
        /// The member.
        member: &'static str,
        /// Its type.
        expected: &'static str,
    },
    /// A member is missing.
    #[error("the member {member} is missing")]
    #[non_exhaustive]
    Missing {
        /// The member.
        member: &'static str,
    },
    /// A member occurs twice.
    #[error("a second member {member}")]
    #[non_exhaustive]
    Duplicate {
        /// The member.
        member: &'static str,
    },
    /// A member's name in the wrong case: Go's readers accept it, others don't.
    #[error("the name of the member {member} in the wrong case")]
    #[non_exhaustive]
    WrongCase {
        /// The member, as specified.
        member: &'static str,
    },
    /// An unknown member where all members must be understood.
    #[error("unknown critical member in {object}")]
    #[non_exhaustive]
    UnknownMember {
        /// The object.
        object: &'static str,
    },
    /// A member that is not a digest.
    #[error("invalid digest: {error}")]
    #[non_exhaustive]
    Digest {
        /// Why not.
        #[source]
        error: imageref::ParseError,
    },
    /// A statement type other than in-toto's versions 1 and 0.1.
    #[error("the type is not that of an in-toto statement")]
    StatementType,
}

/// The members of an object in their order, with their values unread.
#[derive(Default)]
pub(crate) struct Members<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

/// Reads an object that makes up a whole document.
pub(crate) fn document(bytes: &[u8]) -> Result<Members<'_>, PayloadError> {
    if bytes.len() > MAX_BYTES {
        return Err(PayloadError::TooLarge { max: MAX_BYTES });
    }
    serde_json::from_slice(bytes)
        .map_err(|e| PayloadError::Syntax { line: e.line(), column: e.column() })
}

/// Reads the value of `member`, which holds `expected`.
pub(crate) fn value<'a, T: Deserialize<'a>>(
    raw: &'a RawValue,
    member: &'static str,
    expected: &'static str,
) -> Result<T, PayloadError> {
    serde_json::from_str(raw.get()).map_err(|_| PayloadError::Type { member, expected })
}

/// Reads a string.
pub(crate) fn string(raw: &RawValue, member: &'static str) -> Result<String, PayloadError> {
    value(raw, member, "a string")
}

impl<'a> Members<'a> {
    /// The value of `member`, if present.
    pub(crate) fn take(
        &mut self,
        member: &'static str,
    ) -> Result<Option<&'a RawValue>, PayloadError> {
        let mut found = None;
        let mut wrong_case = false;
        self.0.retain(|(name, value)| {
            if *name == member {
                found = Some(if found.is_some() { Err(()) } else { Ok(*value) });
                return false;
            }
            wrong_case |= is_same_to_go(name, member);
            true
        });
        match found {
            _ if wrong_case => Err(PayloadError::WrongCase { member }),
            Some(Err(())) => Err(PayloadError::Duplicate { member }),
            Some(Ok(value)) => Ok(Some(value)),
            None => Ok(None),
        }
    }

    /// The value of `member`.
    pub(crate) fn require(&mut self, member: &'static str) -> Result<&'a RawValue, PayloadError> {
        self.take(member)?.ok_or(PayloadError::Missing { member })
    }

    /// Checks that every member was taken.
    pub(crate) fn finish(self, object: &'static str) -> Result<(), PayloadError> {
        if self.0.is_empty() { Ok(()) } else { Err(PayloadError::UnknownMember { object }) }
    }

    pub(crate) fn into_iter(self) -> impl Iterator<Item = (Cow<'a, str>, &'a RawValue)> {
        self.0.into_iter()
    }
}

/// Returns `true` if Go's encoding/json reads `name` as `member`, which is ASCII: Unicode has two more letters that fold
/// to ASCII ones.
fn is_same_to_go(name: &str, member: &str) -> bool {
    let folded = name.chars().map(|c| match c {
        '\u{212a}' => 'k', // the kelvin sign
        '\u{17f}' => 's',  // the long s
        c => c.to_ascii_lowercase(),
    });
    folded.eq(member.chars().map(|c| c.to_ascii_lowercase()))
}

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;
        impl<'de> Visitor<'de> for Object {
            type Value = Members<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(Name(name)) = map.next_key()? {
                    members.push((name, map.next_value()?));
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Object)
    }
}

/// A member's name, borrowed where it holds no escapes.
#[derive(serde::Deserialize)]
struct Name<'a>(#[serde(borrow)] Cow<'a, str>);
