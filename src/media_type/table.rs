//! The table of media types.

use crate::error::words;

/// The kind of document or blob that a media type names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MediaTypeKind {
    /// An image manifest: config and layers.
    Manifest,
    /// An image index or Docker manifest list.
    Index,
    /// An image's config.
    Config,
    /// A layer: a tar stream, compressed or not.
    Layer,
    /// A Docker schema 1 manifest.
    Schema1,
    /// The artifact manifest of image-spec 1.1's release candidates, withdrawn since.
    ArtifactManifest,
    /// The empty JSON object, `{}`.
    Empty,
    /// One descriptor.
    Descriptor,
    /// The `oci-layout` file.
    LayoutHeader,
    /// A type outside the table.
    Unknown,
}

/// The organization that defines a media type.
///
/// ```
/// use imageref::MediaType;
/// use imageref::media_type::Family;
///
/// assert_eq!(MediaType::OCI_CONFIG.family(), Family::Oci);
/// assert_eq!(MediaType::DOCKER_CONFIG.family(), Family::Docker);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Family {
    /// The Open Container Initiative's.
    Oci,
    /// Docker's.
    Docker,
    /// Any other.
    Other,
}

words! {
    /// The compression of a blob.
    Compression {
        /// None.
        None = "none",
        /// gzip, RFC 1952.
        Gzip = "gzip",
        /// Zstandard, RFC 8878.
        Zstd = "zstd",
        /// bzip2, which old tools wrote; no media type states it.
        Bzip2 = "bzip2",
        /// xz, which old tools wrote; no media type states it.
        Xz = "xz",
    }
}

impl Compression {
    /// Detects the compression from the first bytes of a blob, at least six; `None` if they match no format.
    ///
    /// Source: the formats' magic numbers, as in containers/image and containerd.
    pub fn sniff(bytes: &[u8]) -> Option<Self> {
        const MAGIC: [(&[u8], Compression); 4] = [
            (&[0x1F, 0x8B, 0x08], Compression::Gzip),
            (&[0x28, 0xB5, 0x2F, 0xFD], Compression::Zstd),
            (b"BZh", Compression::Bzip2),
            (&[0xFD, b'7', b'z', b'X', b'Z', 0], Compression::Xz),
        ];
        let row = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic))?;
        Some(row.1)
    }
}

/// The classification of a media type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Class {
    pub(super) kind: MediaTypeKind,
    pub(super) family: Family,
    /// `None` if the type does not state it.
    pub(super) compression: Option<Compression>,
    pub(super) encrypted: bool,
}

/// One row of the table.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) text: &'static str,
    pub(super) class: Class,
    /// The type for the same content in the other family, if any.
    pub(super) other_family: Option<&'static str>,
    /// The specification or program that defines the type.
    #[expect(dead_code, reason = "for readers of the table")]
    source: &'static str,
}

const fn row(
    text: &'static str,
    kind: MediaTypeKind,
    family: Family,
    compression: Option<Compression>,
    other_family: Option<&'static str>,
    source: &'static str,
) -> Row {
    let class = Class { kind, family, compression, encrypted: false };
    Row { text, class, other_family, source }
}

use Compression::{Gzip, Zstd};
use Family::{Docker, Oci, Other};
use MediaTypeKind::{
    ArtifactManifest, Config, Descriptor, Empty, Index, Layer, LayoutHeader, Manifest, Schema1,
};

const TAR: Option<Compression> = Some(Compression::None);

/// The media types of the container world.
///
/// Columns: string, kind, family, compression, type in the other family, source. `+encrypted` and unknown suffixes are
/// parsed in `model`.
#[rustfmt::skip]
pub(super) static ROWS: &[Row] = &[
    row("application/vnd.oci.image.manifest.v1+json", Manifest, Oci, None, Some("application/vnd.docker.distribution.manifest.v2+json"), "image-spec media-types.md"),
    row("application/vnd.oci.image.index.v1+json", Index, Oci, None, Some("application/vnd.docker.distribution.manifest.list.v2+json"), "image-spec media-types.md"),
    row("application/vnd.oci.image.config.v1+json", Config, Oci, None, Some("application/vnd.docker.container.image.v1+json"), "image-spec media-types.md"),
    row("application/vnd.oci.image.layer.v1.tar", Layer, Oci, TAR, Some("application/vnd.docker.image.rootfs.diff.tar"), "image-spec media-types.md"),
    row("application/vnd.oci.image.layer.v1.tar+gzip", Layer, Oci, Some(Gzip), Some("application/vnd.docker.image.rootfs.diff.tar.gzip"), "image-spec media-types.md"),
    row("application/vnd.oci.image.layer.v1.tar+zstd", Layer, Oci, Some(Zstd), None, "image-spec media-types.md"),
    row("application/vnd.oci.image.layer.nondistributable.v1.tar", Layer, Oci, TAR, Some("application/vnd.docker.image.rootfs.foreign.diff.tar"), "image-spec layer.md, deprecated"),
    row("application/vnd.oci.image.layer.nondistributable.v1.tar+gzip", Layer, Oci, Some(Gzip), Some("application/vnd.docker.image.rootfs.foreign.diff.tar.gzip"), "image-spec layer.md, deprecated"),
    row("application/vnd.oci.image.layer.nondistributable.v1.tar+zstd", Layer, Oci, Some(Zstd), None, "image-spec layer.md, deprecated"),
    row("application/vnd.oci.empty.v1+json", Empty, Oci, None, None, "image-spec manifest.md"),
    row("application/vnd.oci.descriptor.v1+json", Descriptor, Oci, None, None, "image-spec media-types.md"),
    row("application/vnd.oci.layout.header.v1+json", LayoutHeader, Oci, None, None, "image-spec media-types.md"),
    row("application/vnd.oci.artifact.manifest.v1+json", ArtifactManifest, Oci, None, None, "image-spec 1.1.0-rc1 to rc3, withdrawn"),
    row("application/vnd.docker.distribution.manifest.v2+json", Manifest, Docker, None, Some("application/vnd.oci.image.manifest.v1+json"), "distribution manifest-v2-2.md"),
    row("application/vnd.docker.distribution.manifest.list.v2+json", Index, Docker, None, Some("application/vnd.oci.image.index.v1+json"), "distribution manifest-v2-2.md"),
    row("application/vnd.docker.container.image.v1+json", Config, Docker, None, Some("application/vnd.oci.image.config.v1+json"), "distribution manifest-v2-2.md"),
    row("application/vnd.docker.image.rootfs.diff.tar", Layer, Docker, None, Some("application/vnd.oci.image.layer.v1.tar"), "containers/image docker_schema2.go"),
    row("application/vnd.docker.image.rootfs.diff.tar.gzip", Layer, Docker, Some(Gzip), Some("application/vnd.oci.image.layer.v1.tar+gzip"), "distribution manifest-v2-2.md"),
    row("application/vnd.docker.image.rootfs.diff.tar.zstd", Layer, Docker, Some(Zstd), Some("application/vnd.oci.image.layer.v1.tar+zstd"), "containerd images/mediatypes.go; containers/image rejects it"),
    row("application/vnd.docker.image.rootfs.foreign.diff.tar", Layer, Docker, None, Some("application/vnd.oci.image.layer.nondistributable.v1.tar"), "containers/image docker_schema2.go"),
    row("application/vnd.docker.image.rootfs.foreign.diff.tar.gzip", Layer, Docker, Some(Gzip), Some("application/vnd.oci.image.layer.nondistributable.v1.tar+gzip"), "distribution manifest-v2-2.md"),
    row("application/vnd.docker.image.rootfs.foreign.diff.tar.zstd", Layer, Docker, Some(Zstd), Some("application/vnd.oci.image.layer.nondistributable.v1.tar+zstd"), "containerd images/mediatypes.go"),
    row("application/vnd.docker.distribution.manifest.v1+json", Schema1, Docker, None, None, "distribution manifest-v2-1.md"),
    row("application/vnd.docker.distribution.manifest.v1+prettyjws", Schema1, Docker, None, None, "distribution manifest-v2-1.md"),
    row("application/vnd.docker.container.image.rootfs.diff+x-gtar", Layer, Docker, Some(Gzip), None, "distribution, schema 1's layers as Docker pushed them"),
    row("application/vnd.in-toto+json", MediaTypeKind::Unknown, Other, None, None, "in-toto, BuildKit's attestations"),
    row("application/vnd.cncf.helm.config.v1+json", MediaTypeKind::Unknown, Other, None, None, "helm"),
    row("application/vnd.dev.cosign.simplesigning.v1+json", MediaTypeKind::Unknown, Other, None, None, "cosign"),
];
