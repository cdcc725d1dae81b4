//! [`StringSet`]: a set of texts as documents write it, an object whose values are `{}`.

use alloc::boxed::Box;
use alloc::vec::Vec;

use crate::json::{DocumentWarningKind, Reader, Result, Writer};

/// Exposed ports or volumes of a config: a set of texts, written as an object whose values are `{}`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StringSet(Vec<(Box<str>, Option<Box<str>>)>);

impl StringSet {
    /// The texts, in the order in which they were written.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &str> + ExactSizeIterator {
        self.0.iter().map(|(text, _)| &**text)
    }

    /// Whether the set has a text.
    pub fn contains(&self, text: &str) -> bool {
        self.iter().any(|member| member == text)
    }

    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Self> {
        let mut texts = Vec::new();
        reader.entries(|reader, text| {
            let start = reader.position();
            if !matches!(reader.peek(), Some(b'{' | b'n')) {
                return Err(reader.wrong_type("an empty object"));
            }
            let value = reader.skip()?;
            if value == "{}" {
                texts.push((text.into(), None));
            } else {
                reader.note(DocumentWarningKind::SetValue, start);
                texts.push((text.into(), Some(value.into())));
            }
            Ok(())
        })?;
        Ok(Self(texts))
    }

    pub(crate) fn write(&self, writer: &mut Writer) {
        let entries = self.0.iter().map(|(text, value)| (&**text, value.as_deref()));
        writer.map(entries, |writer, value| writer.raw(value.unwrap_or("{}")));
    }
}

impl<T: AsRef<str>> FromIterator<T> for StringSet {
    /// Sorted, as Go writes maps.
    fn from_iter<I: IntoIterator<Item = T>>(texts: I) -> Self {
        let mut set: Vec<_> = texts.into_iter().map(|text| (text.as_ref().into(), None)).collect();
        set.sort();
        set.dedup();
        Self(set)
    }
}
