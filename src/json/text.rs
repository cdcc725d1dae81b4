//! [`Text`]: a string of a document, without an allocation of its own.

use alloc::sync::Arc;
use core::fmt;
use core::ops::Deref;

/// A string that was read from a document, or made for one.
///
/// All strings without escapes of one document share one copy of it, which lives as long as the last of them.
#[derive(Clone)]
pub(crate) struct Text {
    source: Arc<str>,
    start: u32,
    end: u32,
}

impl Text {
    /// The part of `source` from `start` to `end`.
    pub(super) fn part(source: &Arc<str>, start: usize, end: usize) -> Self {
        match (u32::try_from(start), u32::try_from(end)) {
            (Ok(start), Ok(end)) => Self { source: Arc::clone(source), start, end },
            _ => source.get(start..end).unwrap_or_default().into(),
        }
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        // What is made for itself may be longer than 4 GiB.
        let end = if self.end == u32::MAX { self.source.len() } else { self.end as usize };
        self.source.get(self.start as usize..end).unwrap_or_default()
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        self
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        let end = u32::try_from(text.len()).unwrap_or(u32::MAX);
        Self { source: text.into(), start: 0, end }
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for Text {}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}
