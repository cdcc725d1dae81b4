//! [`StringSet`]: a set of strings as documents write it, an object whose values are `{}`.

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::slice;

use crate::json::{DocumentWarningKind, Reader, Result, Writer};
use crate::sorting::sorted_map;

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

crate::json::iterator! {
    /// The strings of a [`StringSet`], in the order of the document.
    ///
    /// ```
    /// use imageref::document::{StringSet, StringSetIter};
    ///
    /// let none = StringSet::default();
    /// let mut iter: StringSetIter<'_> = none.iter();
    /// assert_eq!(iter.next(), None);
    /// ```
    StringSetIter(slice::Iter<'a, (Box<str>, Option<Box<str>>)>) -> &'a str = |entry| &*entry.0
}

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
        reader.entries(&mut |reader, string| {
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
        fn sorted(set: &StringSet) -> Vec<(&str, &str)> {
            sorted_map(set.iter().map(|string| (string, "")))
        }
        self.iter().eq(other.iter()) || sorted(self) == sorted(other)
    }
}

impl Eq for StringSet {}

impl<T: AsRef<str>> FromIterator<T> for StringSet {
    /// Sorted, as Go writes maps.
    fn from_iter<I: IntoIterator<Item = T>>(strings: I) -> Self {
        let strings: Vec<T> = strings.into_iter().collect();
        let sorted = sorted_map(strings.iter().map(|string| (string.as_ref(), "")));
        Self(sorted.iter().map(|(string, _)| ((*string).into(), None)).collect())
    }
}

impl<'a> IntoIterator for &'a StringSet {
    type Item = &'a str;
    type IntoIter = StringSetIter<'a>;

    fn into_iter(self) -> StringSetIter<'a> {
        self.iter()
    }
}
