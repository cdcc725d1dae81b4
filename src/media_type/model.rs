//! [`MediaType`]: a verbatim string, classified on request.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::string::String;

use super::table::{Class, Compression, Family, MediaTypeKind, ROWS, Row};
use crate::text_traits::text_traits;

/// A media type, verbatim, such as `application/vnd.oci.image.manifest.v1+json`.
///
/// Any string is accepted, since documents contain any; [`is_well_formed`](Self::is_well_formed) checks RFC 6838. A type
/// in the crate's table needs no allocation. `Eq`, `Ord` and `Hash` are the string's. Case and parameters, which
/// `Content-Type` headers may have, matter to these but not to the classification: RFC 6838 compares media types without
/// regard to case, as [`is_same_type`](Self::is_same_type) does.
///
/// ```
/// use imageref::media_type::{Compression, MediaType, MediaTypeKind};
///
/// let layer = MediaType::new("application/vnd.oci.image.layer.v1.tar+gzip");
/// assert_eq!(layer.kind(), MediaTypeKind::Layer);
/// assert_eq!(layer.compression(), Some(Compression::Gzip));
/// assert_eq!(layer.to_docker().unwrap(), "application/vnd.docker.image.rootfs.diff.tar.gzip");
///
/// let odd = MediaType::new("application/x-unheard-of");
/// assert_eq!((odd.as_str(), odd.kind()), ("application/x-unheard-of", MediaTypeKind::Unknown));
///
/// let header = MediaType::new("Application/Vnd.OCI.Image.Manifest.v1+JSON; charset=utf-8");
/// assert_eq!(header.kind(), MediaTypeKind::Manifest);
/// assert!(header != MediaType::OCI_MANIFEST && header.is_same_type(&MediaType::OCI_MANIFEST));
/// ```
#[derive(Clone)]
pub struct MediaType(Text);

/// INVARIANT: a string in the table is its row.
#[derive(Clone)]
enum Text {
    Row(&'static Row),
    Other(Box<str>),
}

impl MediaType {
    /// OCI's image manifest.
    pub const OCI_MANIFEST: Self = Self::row("oci.image.manifest.v1+json");
    /// OCI's image index.
    pub const OCI_INDEX: Self = Self::row("oci.image.index.v1+json");
    /// OCI's image config.
    pub const OCI_CONFIG: Self = Self::row("oci.image.config.v1+json");
    /// OCI's layer, uncompressed.
    pub const OCI_LAYER: Self = Self::row("oci.image.layer.v1.tar");
    /// OCI's layer, compressed with gzip.
    pub const OCI_LAYER_GZIP: Self = Self::row("oci.image.layer.v1.tar+gzip");
    /// OCI's layer, compressed with zstd.
    pub const OCI_LAYER_ZSTD: Self = Self::row("oci.image.layer.v1.tar+zstd");
    /// OCI's empty JSON object.
    pub const OCI_EMPTY: Self = Self::row("oci.empty.v1+json");
    /// A descriptor.
    pub const OCI_DESCRIPTOR: Self = Self::row("oci.descriptor.v1+json");
    /// The `oci-layout` file of an OCI layout.
    pub const OCI_LAYOUT: Self = Self::row("oci.layout.header.v1+json");
    /// The withdrawn artifact manifest.
    pub const OCI_ARTIFACT_MANIFEST: Self = Self::row("oci.artifact.manifest.v1+json");
    /// Docker's image manifest, schema 2.
    pub const DOCKER_MANIFEST: Self = Self::row("docker.distribution.manifest.v2+json");
    /// Docker's manifest list.
    pub const DOCKER_LIST: Self = Self::row("docker.distribution.manifest.list.v2+json");
    /// Docker's image config.
    pub const DOCKER_CONFIG: Self = Self::row("docker.container.image.v1+json");
    /// Docker's layer, compressed with gzip.
    pub const DOCKER_LAYER_GZIP: Self = Self::row("docker.image.rootfs.diff.tar.gzip");
    /// Docker's manifest schema 1.
    pub const DOCKER_SCHEMA1: Self = Self::row("docker.distribution.manifest.v1+json");
    /// Docker's manifest schema 1 with signatures.
    pub const DOCKER_SCHEMA1_SIGNED: Self = Self::row("docker.distribution.manifest.v1+prettyjws");

    /// Wraps any string.
    ///
    /// Also an empty one: Docker's old versions wrote it for a config. Setters of optional members remove these for it; a
    /// descriptor with it cannot be read elsewhere, so `Document::from_value` returns an error.
    pub fn new(text: &str) -> Self {
        Self(find(text).map_or_else(|| Text::Other(text.into()), Text::Row))
    }

    /// The media type of the row of `application/vnd.` and `name`, for constants.
    const fn row(name: &str) -> Self {
        let mut rows = ROWS;
        while let [row, rest @ ..] = rows {
            if let Some((b"application/vnd.", found)) = row.text.as_bytes().split_first_chunk()
                && equal(found, name.as_bytes())
            {
                return Self(Text::Row(row));
            }
            rows = rest;
        }
        #[expect(clippy::panic, reason = "an error at compile time")]
        {
            panic!("not in the table")
        }
    }

    /// The string, verbatim.
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Text::Row(row) => row.text,
            Text::Other(text) => text,
        }
    }

    /// The string without parameters: the part before a `;`, without whitespace around it.
    pub fn essence(&self) -> &str {
        let text = self.as_str();
        text.split_once(';').map_or(text, |(essence, _)| essence).trim_ascii()
    }

    /// Returns `true` if both are the same type, without regard to case and parameters.
    ///
    /// Source: RFC 6838 section 4.2; RFC 9110 section 8.3.1.
    pub fn is_same_type(&self, other: &Self) -> bool {
        self.essence().eq_ignore_ascii_case(other.essence())
    }

    /// The kind of document or blob.
    pub fn kind(&self) -> MediaTypeKind {
        self.class().kind
    }

    /// The organization that defines the type, or the prefix of an unknown type.
    pub fn family(&self) -> Family {
        self.class().family
    }

    /// The compression of a layer. `None` for other kinds, and for layers whose type does not state it: Docker's `.tar`
    /// may be compressed, see [`Compression::sniff`].
    pub fn compression(&self) -> Option<Compression> {
        self.class().compression
    }

    /// Returns `false` for layers that registries must not store: OCI's `nondistributable` and Docker's `foreign` layers.
    ///
    /// Source: containerd, `images.IsNonDistributable`.
    pub fn is_distributable(&self) -> bool {
        const OCI: &str = "application/vnd.oci.image.layer.nondistributable.";
        const DOCKER: &str = "application/vnd.docker.image.rootfs.foreign.";
        let text = self.canonical();
        !text.starts_with(OCI) && !text.starts_with(DOCKER)
    }

    /// Returns `true` for an encrypted layer: `+encrypted`, as ocicrypt writes it.
    pub fn is_encrypted(&self) -> bool {
        self.class().encrypted
    }

    /// Returns `true` for a `type/subtype` of RFC 6838 and image-spec's schema, without parameters and whitespace.
    pub fn is_well_formed(&self) -> bool {
        let name = |name: &str| {
            let first = name.bytes().next().is_some_and(|byte| byte.is_ascii_alphanumeric());
            let rest = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$&^_.+-".contains(&byte);
            first && name.len() <= 127 && name.bytes().all(rest)
        };
        match &self.0 {
            Text::Row(_) => true,
            Text::Other(text) => text.split_once('/').is_some_and(|(a, b)| name(a) && name(b)),
        }
    }

    pub(super) fn other_family(&self) -> Option<&'static str> {
        self.known()?.other_family
    }

    fn known(&self) -> Option<&'static Row> {
        match &self.0 {
            Text::Row(row) => Some(row),
            Text::Other(_) => find(&self.canonical()),
        }
    }

    fn class(&self) -> Class {
        self.known().map_or_else(|| by_suffix(&self.canonical()), |row| row.class)
    }

    /// The string as the table spells it: in lower case, without parameters.
    fn canonical(&self) -> Cow<'_, str> {
        let essence = self.essence();
        if essence.bytes().any(|byte| byte.is_ascii_uppercase()) {
            Cow::Owned(essence.to_ascii_lowercase())
        } else {
            Cow::Borrowed(essence)
        }
    }
}

fn find(text: &str) -> Option<&'static Row> {
    ROWS.iter().find(|row| row.text == text)
}

/// The class of a type outside the table: for a layer's base with unknown suffixes a layer, else unknown.
fn by_suffix(text: &str) -> Class {
    let family = if text.starts_with("application/vnd.oci.") {
        Family::Oci
    } else if text.starts_with("application/vnd.docker.") {
        Family::Docker
    } else {
        Family::Other
    };
    let (base, encrypted) = match text.strip_suffix("+encrypted") {
        Some(base) => (base, true),
        None => (text, false),
    };
    // Any layer of the table with `+encrypted` after it, or one with an unknown suffix, whose compression is not stated.
    let whole = find(base).map(|row| row.class).filter(|_| encrypted);
    let stem = || base.split_once('+').and_then(|(base, _)| find(base)).map(|row| row.class);
    let layer = whole.or_else(|| Some(Class { compression: None, ..stem()? }));
    match layer {
        Some(class) if class.kind == MediaTypeKind::Layer => Class { encrypted, ..class },
        _ => {
            let kind = MediaTypeKind::Unknown;
            Class { kind, family, compression: None, encrypted: false }
        }
    }
}

const fn equal(mut a: &[u8], mut b: &[u8]) -> bool {
    while let ([x, rest_of_a @ ..], [y, rest_of_b @ ..]) = (a, b)
        && *x == *y
    {
        (a, b) = (rest_of_a, rest_of_b);
    }
    a.is_empty() && b.is_empty()
}

text_traits! { MediaType, MediaType => plain lend order; }

impl From<&str> for MediaType {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl From<MediaType> for String {
    fn from(media_type: MediaType) -> Self {
        media_type.as_str().into()
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for MediaType {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for MediaType {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <alloc::borrow::Cow<'de, str>>::deserialize(deserializer).map(|text| Self::new(&text))
    }
}
