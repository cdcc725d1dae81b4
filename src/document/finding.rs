//! [`Finding`]: something odd and harmless, and where.

use alloc::string::String;
use core::fmt;

use crate::json::FindingKind;

/// Something about a document that is odd, yet no reason to refuse it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    kind: FindingKind,
    pointer: String,
    offset: usize,
}

impl Finding {
    pub(crate) fn new((kind, pointer, offset): (FindingKind, String, usize)) -> Self {
        Self { kind, pointer, offset }
    }

    /// What is odd.
    pub fn kind(&self) -> FindingKind {
        self.kind
    }

    /// Where, as an RFC 6901 JSON pointer; of something missing, the object that lacks it.
    ///
    /// A pointer longer than 1,024 bytes is cut to that of the nearest value around the place.
    pub fn pointer(&self) -> &str {
        &self.pointer
    }

    /// At which byte of the document, counted from 0.
    pub fn offset(&self) -> usize {
        self.offset
    }
}

impl fmt::Display for Finding {
    /// `null at /layers (byte 45)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind.as_str())?;
        if !self.pointer.is_empty() {
            write!(f, " at {}", self.pointer.escape_debug())?;
        }
        write!(f, " (byte {})", self.offset)
    }
}
