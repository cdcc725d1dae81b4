//! [`StringSet`]: a set of strings as documents write it, an object whose values are `{}`.

use alloc::boxed::Box;
use alloc::collections::BTreeSet;
use alloc::vec::Vec;
use core::iter::FusedIterator;
use core::slice;

use crate::json::{DocumentWarningKind, Reader, Result, Writer};

/// Exposed ports or volumes of a config: a set of strings, written as an object whose values are `{}`.
///
/// `Eq` compares the strings, whatever their order.
///
/// ```
/// use imageref::ImageConfig;
/// use imageref::document::StringSet;
///
/// let config = ImageConfig::from_slice(
///     br#"{"architecture":"amd64","os":"linux","config":{"ExposedPorts":{"80/tcp":{}}},"rootfs":{"type":"layers","diff_ids":[]}}"#,
/// )?;
/// let ports: &StringSet = config.run_config().exposed_ports();
/// assert!(ports.contains("80/tcp"));
/// assert_eq!(ports.iter().collect::<Vec<_>>(), ["80/tcp"]);
/// # Ok::<(), imageref::DocumentError>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct StringSet(Vec<(Box<str>, Option<Box<str>>)>);

/// The strings of a [`StringSet`], in the order of the document.
///
/// ```
/// use imageref::document::{StringSet, StringSetIter};
///
/// let none = StringSet::default();
/// let mut iter: StringSetIter<'_> = none.iter();
/// assert_eq!(iter.next(), None);
/// ```
#[derive(Clone, Debug, Default)]
pub struct StringSetIter<'a>(slice::Iter<'a, (Box<str>, Option<Box<str>>)>);

impl StringSet {
    /// The strings, in the order of the document.
    pub fn iter(&self) -> StringSetIter<'_> {
        StringSetIter(self.0.iter())
    }

    /// Returns `true` if the set has the string.
    pub fn contains(&self, string: &str) -> bool {
        self.iter().any(|member| member == string)
    }

    /// The number of strings.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns `true` if there are no strings.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Self> {
        let mut strings = Vec::new();
        reader.entries(|reader, string| {
            let start = reader.position();
            let null = reader.peek() == Some(b'n');
            if !null && reader.peek() != Some(b'{') {
                return Err(reader.wrong_type("an empty object"));
            }
            let value = reader.skip()?;
            if value == "{}" {
                strings.push((string.into(), None));
            } else {
                let kind =
                    if null { DocumentWarningKind::Null } else { DocumentWarningKind::SetValue };
                reader.note(kind, start);
                strings.push((string.into(), Some(value.into())));
            }
            Ok(())
        })?;
        Ok(Self(strings))
    }

    pub(crate) fn write(&self, writer: &mut Writer) {
        let entries = self.0.iter().map(|(string, value)| (&**string, value.as_deref()));
        writer.map(entries, |writer, value| writer.raw(value.unwrap_or("{}")));
    }
}

impl PartialEq for StringSet {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
            || self.iter().collect::<BTreeSet<_>>() == other.iter().collect()
    }
}

impl Eq for StringSet {}

impl<T: AsRef<str>> FromIterator<T> for StringSet {
    /// Sorted, as Go writes maps.
    fn from_iter<I: IntoIterator<Item = T>>(strings: I) -> Self {
        let strings = strings.into_iter().map(|string| (string.as_ref().into(), None));
        let mut set: Vec<_> = strings.collect();
        set.sort();
        set.dedup();
        Self(set)
    }
}

impl<'a> IntoIterator for &'a StringSet {
    type Item = &'a str;
    type IntoIter = StringSetIter<'a>;

    fn into_iter(self) -> StringSetIter<'a> {
        self.iter()
    }
}

impl<'a> Iterator for StringSetIter<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        self.0.next().map(|(string, _)| &**string)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl DoubleEndedIterator for StringSetIter<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.0.next_back().map(|(string, _)| &**string)
    }
}

impl ExactSizeIterator for StringSetIter<'_> {}

impl FusedIterator for StringSetIter<'_> {}
