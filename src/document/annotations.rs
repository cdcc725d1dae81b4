//! [`Annotations`]: texts by key, of manifests, indexes, descriptors; labels of configs are the same.

use alloc::boxed::Box;
use alloc::vec::Vec;

use super::timestamp::Timestamp;
use crate::digest::Digest;
use crate::json::{DocumentWarningKind, Reader, Result, Writer};

/// Annotations, or a config's labels: texts by key, in the order in which they were written.
///
/// A key that was written twice counts with its last value, as in Go; both are kept.
///
/// ```
/// use imageref::document::Annotations;
///
/// let annotations: Annotations =
///     [("org.opencontainers.image.source", "https://example.com/app")].into_iter().collect();
/// assert_eq!(annotations.source(), Some("https://example.com/app"));
/// assert_eq!(annotations.get("org.opencontainers.image.title"), None);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Annotations(Vec<(Box<str>, Box<str>)>);

/// From this size on a single annotation is reported.
const LARGE: usize = 64 * 1024;

/// The specification's keys that label-schema.org had under another name, RC1, and its name.
///
/// Source: image-spec annotations.md, "Back-compatibility with Label Schema".
const LABEL_SCHEMA: [(&str, &str); 9] = [
    ("org.opencontainers.image.created", "org.label-schema.build-date"),
    ("org.opencontainers.image.url", "org.label-schema.url"),
    ("org.opencontainers.image.source", "org.label-schema.vcs-url"),
    ("org.opencontainers.image.version", "org.label-schema.version"),
    ("org.opencontainers.image.revision", "org.label-schema.vcs-ref"),
    ("org.opencontainers.image.vendor", "org.label-schema.vendor"),
    ("org.opencontainers.image.title", "org.label-schema.name"),
    ("org.opencontainers.image.description", "org.label-schema.description"),
    ("org.opencontainers.image.documentation", "org.label-schema.usage"),
];

impl Annotations {
    /// No annotations.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0.iter().rev().find(|(name, _)| &**name == key).map(|(_, value)| &**value)
    }

    /// The value of one of the specification's keys, or of the key that label-schema.org had for it.
    pub fn get_or_label_schema(&self, key: &str) -> Option<&str> {
        let older = LABEL_SCHEMA.iter().find(|(name, _)| *name == key).map(|(_, older)| *older);
        self.get(key).or_else(|| self.get(older?))
    }

    /// Keys and values in the order in which they were written.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&str, &str)> + ExactSizeIterator {
        self.0.iter().map(|(key, value)| (&**key, &**value))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Sets a key's value: in its place if it is there, else where Go would sort it, or last if the keys are not sorted.
    pub fn insert(&mut self, key: &str, value: &str) {
        if let Some((_, old)) = self.0.iter_mut().rev().find(|(name, _)| &**name == key) {
            *old = value.into();
            return;
        }
        let sorted = self.0.is_sorted_by(|a, b| a.0 <= b.0);
        let place =
            if sorted { self.0.partition_point(|(name, _)| &**name < key) } else { self.0.len() };
        self.0.insert(place, (key.into(), value.into()));
    }

    /// Takes a key away; whether it was there.
    pub fn remove(&mut self, key: &str) -> bool {
        let len = self.0.len();
        self.0.retain(|(name, _)| &**name != key);
        self.0.len() < len
    }

    /// `org.opencontainers.image.created`, if it is a time.
    pub fn created(&self) -> Option<Timestamp> {
        self.get_or_label_schema("org.opencontainers.image.created")?.parse().ok()
    }

    /// `org.opencontainers.image.authors`.
    pub fn authors(&self) -> Option<&str> {
        self.get("org.opencontainers.image.authors")
    }

    /// `org.opencontainers.image.url`.
    pub fn url(&self) -> Option<&str> {
        self.get_or_label_schema("org.opencontainers.image.url")
    }

    /// `org.opencontainers.image.documentation`.
    pub fn documentation(&self) -> Option<&str> {
        self.get_or_label_schema("org.opencontainers.image.documentation")
    }

    /// `org.opencontainers.image.source`.
    pub fn source(&self) -> Option<&str> {
        self.get_or_label_schema("org.opencontainers.image.source")
    }

    /// `org.opencontainers.image.version`.
    pub fn version(&self) -> Option<&str> {
        self.get_or_label_schema("org.opencontainers.image.version")
    }

    /// `org.opencontainers.image.revision`.
    pub fn revision(&self) -> Option<&str> {
        self.get_or_label_schema("org.opencontainers.image.revision")
    }

    /// `org.opencontainers.image.vendor`.
    pub fn vendor(&self) -> Option<&str> {
        self.get_or_label_schema("org.opencontainers.image.vendor")
    }

    /// `org.opencontainers.image.licenses`, an SPDX expression.
    pub fn licenses(&self) -> Option<&str> {
        self.get("org.opencontainers.image.licenses")
    }

    /// `org.opencontainers.image.ref.name`: the reference of an entry of an OCI layout's `index.json`.
    pub fn ref_name(&self) -> Option<&str> {
        self.get("org.opencontainers.image.ref.name")
    }

    /// `org.opencontainers.image.title`.
    pub fn title(&self) -> Option<&str> {
        self.get_or_label_schema("org.opencontainers.image.title")
    }

    /// `org.opencontainers.image.description`.
    pub fn description(&self) -> Option<&str> {
        self.get_or_label_schema("org.opencontainers.image.description")
    }

    /// `org.opencontainers.image.base.digest`, if it is a digest: that of the base image's manifest.
    pub fn base_digest(&self) -> Option<Digest> {
        self.get("org.opencontainers.image.base.digest")?.parse().ok()
    }

    /// `org.opencontainers.image.base.name`: the base image's reference, if one is given.
    pub fn base_name(&self) -> Option<&str> {
        self.get("org.opencontainers.image.base.name").filter(|name| !name.is_empty())
    }

    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Self> {
        let mut entries = Vec::new();
        reader.entries(|reader, key| {
            let start = reader.position();
            let value = reader.string()?;
            if key.len() + value.len() > LARGE {
                reader.note(DocumentWarningKind::LargeAnnotation, start);
            }
            if !is_lawful(&key, &value) {
                reader.note(DocumentWarningKind::AnnotationValue, start);
            }
            entries.push((key.into(), value.into()));
            Ok(())
        })?;
        Ok(Self(entries))
    }

    pub(crate) fn write(&self, writer: &mut Writer) {
        writer.map(self.iter(), Writer::string);
    }
}

/// Whether the value is what the specification asks for where it asks for a form that can be checked here.
fn is_lawful(key: &str, value: &str) -> bool {
    match key.strip_prefix("org.opencontainers.image.") {
        Some("created") => value.parse::<Timestamp>().is_ok(),
        Some("base.digest") => value.parse::<Digest>().is_ok(),
        Some("base.name") => !value.is_empty(),
        Some("ref.name") => is_ref_name(value),
        _ => true,
    }
}

/// `component *( "/" component )`, a component being alphanumeric runs joined by one of `-._:@+` or by `--`.
///
/// Source: image-spec annotations.md, `org.opencontainers.image.ref.name`.
fn is_ref_name(name: &str) -> bool {
    name.split('/').all(|component| {
        let joined = component.replace("--", "-");
        !component.is_empty()
            && joined
                .split(['-', '.', '_', ':', '@', '+'])
                .all(|run| !run.is_empty() && run.bytes().all(|byte| byte.is_ascii_alphanumeric()))
    })
}

impl<K: AsRef<str>, V: AsRef<str>> FromIterator<(K, V)> for Annotations {
    /// Sorted by key, as Go writes maps; the last value of a key counts.
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let texts = |(key, value): (K, V)| (key.as_ref().into(), value.as_ref().into());
        let mut entries: Vec<(Box<str>, Box<str>)> = entries.into_iter().map(texts).collect();
        entries.sort_by(|a, b| a.0.cmp(&b.0)); // stable: the last of a key stays the last
        entries.reverse();
        entries.dedup_by(|a, b| a.0 == b.0); // keeps the first
        entries.reverse();
        Self(entries)
    }
}
