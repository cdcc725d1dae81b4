//! [`StringList`]: a list of strings as a document writes it; [`Strings`]: its iterator.

use alloc::vec::Vec;
use core::slice;

use crate::json::{DocumentWarningKind, Reader, Result, Text, Writer};

/// A list of strings. An element that was written as `null` reads as the empty string, as in Go, and stays `null`.
#[derive(Clone, Default)]
pub(crate) struct StringList(Vec<Option<Text>>);

impl StringList {
    pub(crate) fn iter(&self) -> Strings<'_> {
        Strings(self.0.iter())
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns `true` if an element was written as `null`.
    pub(crate) fn has_null(&self) -> bool {
        self.0.iter().any(Option::is_none)
    }

    pub(crate) fn push(&mut self, string: Text) {
        self.0.push(Some(string));
    }

    /// The last string for which `is` holds, to be replaced.
    pub(crate) fn rfind_mut(&mut self, is: impl Fn(&str) -> bool) -> Option<&mut Text> {
        self.0.iter_mut().rev().flatten().find(|string| is(string))
    }

    pub(crate) fn retain(&mut self, keep: impl Fn(&str) -> bool) {
        self.0.retain(|string| keep(string.as_deref().unwrap_or_default()));
    }

    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Self> {
        Self::read_with(reader, |_, _| {})
    }

    /// Reads a list and reports the first string for which `is_odd` holds.
    pub(crate) fn read_checked(
        reader: &mut Reader<'_>,
        is_odd: impl Fn(&str) -> bool,
        kind: DocumentWarningKind,
    ) -> Result<Self> {
        let mut odd = None;
        let list = Self::read_with(reader, |string, at| {
            if odd.is_none() && is_odd(string) {
                odd = Some(at);
            }
        })?;
        if let Some(at) = odd {
            reader.note(kind, at);
        }
        Ok(list)
    }

    /// Reads a list; `each` is called for each string with the byte that it begins at.
    fn read_with(reader: &mut Reader<'_>, mut each: impl FnMut(&str, usize)) -> Result<Self> {
        let mut strings = Vec::new();
        reader.elements(&mut |reader| {
            let at = reader.position();
            if reader.null_as_empty()? {
                strings.push(None);
            } else {
                let string = reader.shared_string()?;
                each(&string, at);
                strings.push(Some(string));
            }
            Ok(())
        })?;
        Ok(Self(strings))
    }

    pub(crate) fn write(&self, writer: &mut Writer) {
        writer.array(&self.0, |writer, string| match string {
            Some(string) => writer.string(string),
            None => writer.raw("null"),
        });
    }
}

impl PartialEq for StringList {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for StringList {}

impl core::fmt::Debug for StringList {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl<T: AsRef<str>> FromIterator<T> for StringList {
    fn from_iter<I: IntoIterator<Item = T>>(strings: I) -> Self {
        Self(strings.into_iter().map(|string| Some(string.as_ref().into())).collect())
    }
}

crate::json::iterator! {
    /// The strings of a document's list, in their order: URLs, environment variables, arguments.
    ///
    /// An element that was written as `null` is the empty string, as in Go.
    ///
    /// ```
    /// use imageref::config::HealthCheck;
    /// use imageref::document::Strings;
    ///
    /// let check = HealthCheck::new(["CMD", "true"]);
    /// let test: Strings<'_> = check.test();
    /// assert_eq!(test.collect::<Vec<_>>(), ["CMD", "true"]);
    /// ```
    Strings(slice::Iter<'a, Option<Text>>) -> &'a str = |string| string.as_deref().unwrap_or_default()
}
