//! [`Annotations`]: the annotations of manifests, indexes and descriptors, and the labels of configs.

use alloc::borrow::ToOwned;
use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;
use core::slice;

use super::annotation_checks as checks;
use crate::json::{self, Reader, Writer};
use crate::sorting::sorted_map;

/// Annotations, or a config's labels: a map from strings to strings that keeps the order of the document.
///
/// `Eq` compares keys and values, whatever their order. A key that was written twice has its last value, as in Go, and
/// both are kept; a value that was written as `null` is the empty string, and stays `null`.
///
/// ```
/// use imageref::document::Annotations;
///
/// let annotations: Annotations =
///     [("org.opencontainers.image.source", "https://example.com/app")].into_iter().collect();
/// assert_eq!(annotations.source(), Some("https://example.com/app"));
/// assert_eq!(annotations.get("org.opencontainers.image.title"), None);
/// ```
#[derive(Clone, Default)]
pub struct Annotations(Vec<(Box<str>, Option<Box<str>>)>);

crate::json::iterator! {
    /// Keys and values of [`Annotations`], in the order of the document.
    ///
    /// ```
    /// use imageref::document::Annotations;
    ///
    /// let annotations: Annotations = [("a", "1"), ("b", "2")].into_iter().collect();
    /// let keys: Vec<&str> = annotations.iter().map(|(key, _)| key).collect();
    /// assert_eq!(keys, ["a", "b"]);
    /// ```
    AnnotationsIter(slice::Iter<'a, (Box<str>, Option<Box<str>>)>) -> (&'a str, &'a str) =
        |entry| (&*entry.0, entry.1.as_deref().unwrap_or_default())
}

impl Annotations {
    /// No annotations.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.iter().rev().find(|(name, _)| *name == key).map(|(_, value)| value)
    }

    /// Returns `true` if there is the key.
    pub fn contains_key(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// Keys and values, in the order of the document.
    pub fn iter(&self) -> AnnotationsIter<'_> {
        AnnotationsIter(self.0.iter())
    }

    /// The number of annotations.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns `true` if there are no annotations.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Sets a key's value: in its place if it is there, else where Go would sort it, or last if the keys are not sorted.
    pub fn insert(&mut self, key: &str, value: &str) {
        if let Some((_, old)) = self.0.iter_mut().rev().find(|(name, _)| &**name == key) {
            *old = Some(value.into());
            return;
        }
        let sorted = self.0.is_sorted_by(|a, b| a.0 <= b.0);
        let place =
            if sorted { self.0.partition_point(|(name, _)| &**name < key) } else { self.0.len() };
        self.0.insert(place, (key.into(), Some(value.into())));
    }

    fn insert_all(&mut self, sorted: &[(&str, &str)]) {
        if self.0.is_empty() {
            self.0 =
                sorted.iter().map(|(key, value)| ((*key).into(), Some((*value).into()))).collect();
            return;
        }
        for (key, value) in sorted {
            self.insert(key, value);
        }
    }

    /// Removes a key. Returns `true` if it was there.
    pub fn remove(&mut self, key: &str) -> bool {
        let len = self.0.len();
        self.0.retain(|(name, _)| &**name != key);
        self.0.len() < len
    }

    /// Keeps the annotations for which `keep` returns `true`.
    pub fn retain(&mut self, mut keep: impl FnMut(&str, &str) -> bool) {
        self.0.retain(|(key, value)| keep(key, value.as_deref().unwrap_or_default()));
    }

    pub(crate) fn read(reader: &mut Reader<'_>) -> json::Result<Self> {
        let (mut entries, mut starts) = (Vec::new(), Vec::new());
        reader.entries(&mut |reader, key| {
            let start = reader.position();
            if reader.null_as_empty()? {
                checks::check(reader, &key, "", start);
                entries.push((key.into(), None));
            } else {
                let value = reader.string()?;
                checks::check(reader, &key, &value, start);
                entries.push((key.into(), Some(value.into())));
            }
            starts.push(start);
            Ok(())
        })?;
        let annotations = Self(entries);
        checks::check_conflicts(reader, annotations.iter(), &starts);
        Ok(annotations)
    }

    pub(crate) fn write(&self, writer: &mut Writer) {
        let entries = self.0.iter().map(|(key, value)| (&**key, value.as_deref()));
        writer.map(entries, |writer, value| match value {
            Some(value) => writer.string(value),
            None => writer.raw("null"),
        });
    }
}

impl PartialEq for Annotations {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter()) || sorted_map(self.iter()) == sorted_map(other.iter())
    }
}

impl Eq for Annotations {}

impl core::fmt::Debug for Annotations {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_map().entries(self).finish()
    }
}

impl<K: AsRef<str>, V: AsRef<str>> FromIterator<(K, V)> for Annotations {
    /// Sorted by key, as Go writes maps; the last value of a key counts.
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let mut annotations = Self::new();
        annotations.extend(entries);
        annotations
    }
}

impl<K: AsRef<str>, V: AsRef<str>> Extend<(K, V)> for Annotations {
    /// As [`insert`](Annotations::insert) for each of them, sorted by key; the last value of a key counts.
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, entries: I) {
        let entries: Vec<(K, V)> = entries.into_iter().collect();
        let entries = entries.iter().map(|(key, value)| (key.as_ref(), value.as_ref()));
        self.insert_all(&sorted_map(entries));
    }
}

impl<K: AsRef<str>, V: AsRef<str>> From<BTreeMap<K, V>> for Annotations {
    fn from(map: BTreeMap<K, V>) -> Self {
        map.into_iter().collect()
    }
}

impl From<&Annotations> for BTreeMap<String, String> {
    /// The last value of a key counts.
    #[inline]
    fn from(annotations: &Annotations) -> Self {
        annotations.iter().map(|(key, value)| (key.to_owned(), value.to_owned())).collect()
    }
}

impl<'a> IntoIterator for &'a Annotations {
    type Item = (&'a str, &'a str);
    type IntoIter = AnnotationsIter<'a>;

    fn into_iter(self) -> AnnotationsIter<'a> {
        self.iter()
    }
}

impl serde::Serialize for Annotations {
    /// A map, in the order of the document.
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self)
    }
}

impl<'de> serde::Deserialize<'de> for Annotations {
    /// A map from strings to strings, of any self-describing format.
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        super::model::deserialize(deserializer, Self::read)
    }
}
