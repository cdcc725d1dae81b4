//! [`DocumentKind`]: what a document is, told by content type, media type and shape.

use core::fmt;

use super::read_options::ReadOptions;
use super::values;
use crate::error::{DocumentError, DocumentErrorKind};
use crate::json::{self, Case, Fault, Form, Member, Members, Null, Omit, Reader, Result};
use crate::media_type::{MediaType, MediaTypeKind};

/// What kind of document some bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DocumentKind {
    /// An image manifest, OCI's or Docker's schema 2.
    Manifest,
    /// An image index or Docker manifest list.
    Index,
    /// An image's config.
    Config,
    /// A descriptor that stands alone.
    Descriptor,
    /// Docker's manifest schema 1.
    Schema1,
    /// The withdrawn artifact manifest.
    ArtifactManifest,
    /// `manifest.json` of `docker save`.
    DockerSave,
    /// The `oci-layout` file.
    OciLayout,
}

#[derive(Clone, Copy, PartialEq)]
enum Slot {
    SchemaVersion,
    MediaType,
    Config,
    Layers,
    Manifests,
    FsLayers,
    Blobs,
    RootFs,
    LayoutVersion,
    Digest,
    Size,
}

const fn member(slot: Slot, name: &'static str) -> Member<Slot> {
    Member { slot, name, null: Null::Refused, omit: Omit::Never }
}

/// The members that tell kinds apart.
static TELLING: Members<Slot> = Members {
    list: &[
        member(Slot::SchemaVersion, "schemaVersion"),
        member(Slot::MediaType, "mediaType"),
        member(Slot::Config, "config"),
        member(Slot::Layers, "layers"),
        member(Slot::Manifests, "manifests"),
        member(Slot::FsLayers, "fsLayers"),
        member(Slot::Blobs, "blobs"),
        member(Slot::RootFs, "rootfs"),
        member(Slot::LayoutVersion, "imageLayoutVersion"),
        member(Slot::Digest, "digest"),
        member(Slot::Size, "size"),
    ],
    others: &[],
    case: Case::Odd,
};

impl DocumentKind {
    /// The kind of the document that `bytes` hold, of which `expected` is known.
    ///
    /// The content type counts first, then `mediaType`, then the members; that these agree is checked when the document
    /// is read as its kind.
    ///
    /// Source: containers/image `GuessMIMEType`, but for its branch that returns the config's media type.
    ///
    /// # Errors
    /// If the bytes are no JSON within the limits, hold both `manifests` and `layers` or `config`, or tell no kind.
    pub fn detect(
        bytes: &[u8],
        expected: &ReadOptions,
    ) -> core::result::Result<Self, DocumentError> {
        json::read_document(bytes, expected.get_limits(), |reader| {
            Self::read(reader, expected.document_type())
        })
        .map(|(kind, _)| kind)
    }

    /// The kind in the words of the conformance driver: `manifest`, `index`, `config`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Manifest => "manifest",
            Self::Index => "index",
            Self::Config => "config",
            Self::Descriptor => "descriptor",
            Self::Schema1 => "schema1",
            Self::ArtifactManifest => "artifact-manifest",
            Self::DockerSave => "docker-save-manifest",
            Self::OciLayout => "oci-layout",
        }
    }

    /// The kind of document that a media type is of, if it is of one.
    pub fn of_media_type(media_type: &MediaType) -> Option<Self> {
        match media_type.kind() {
            MediaTypeKind::Manifest => Some(Self::Manifest),
            MediaTypeKind::Index => Some(Self::Index),
            MediaTypeKind::Config => Some(Self::Config),
            MediaTypeKind::Descriptor => Some(Self::Descriptor),
            MediaTypeKind::Schema1 => Some(Self::Schema1),
            MediaTypeKind::ArtifactManifest => Some(Self::ArtifactManifest),
            MediaTypeKind::LayoutHeader => Some(Self::OciLayout),
            _ => None,
        }
    }

    pub(crate) fn read(reader: &mut Reader<'_>, content_type: Option<&MediaType>) -> Result<Self> {
        let start = reader.position();
        if reader.peek() == Some(b'[') {
            reader.skip()?;
            return Ok(Self::DockerSave);
        }
        let (mut form, mut version, mut stated) = (Form::default(), None, None);
        let mut manifests_at = start;
        reader.open_object()?;
        while let Some(slot) = reader.member(&TELLING, &mut form)? {
            match slot {
                Slot::SchemaVersion if reader.peek() == Some(b'1') => {
                    version = Some(1);
                    reader.skip()?;
                }
                Slot::MediaType if reader.peek() == Some(b'"') => {
                    stated = values::optional_media_type(reader)?;
                }
                Slot::Manifests => {
                    manifests_at = reader.position();
                    reader.skip()?;
                }
                _ => drop(reader.skip()?),
            }
        }
        let has = |slot| form.has(&TELLING, slot);
        if has(Slot::Manifests) && (has(Slot::Layers) || has(Slot::Config)) {
            let kind = DocumentErrorKind::Ambiguous { kind: "an image manifest" };
            return Err(Fault::new(kind, manifests_at));
        }
        if let Some(kind) = content_type.and_then(Self::of_media_type) {
            return Ok(kind);
        }
        if has(Slot::Digest) && has(Slot::Size) && !has(Slot::SchemaVersion) {
            return Ok(Self::Descriptor);
        }
        if let Some(kind) = stated.as_ref().and_then(Self::of_media_type) {
            return Ok(kind);
        }
        let shapes = [
            (version == Some(1) || has(Slot::FsLayers), Self::Schema1),
            (has(Slot::Manifests), Self::Index),
            (has(Slot::Layers) || has(Slot::SchemaVersion) && has(Slot::Config), Self::Manifest),
            (has(Slot::RootFs), Self::Config),
            (has(Slot::Blobs), Self::ArtifactManifest),
            // Last: to the other kinds it is an unknown member, which must not change what they are read as.
            (has(Slot::LayoutVersion), Self::OciLayout),
        ];
        match shapes.into_iter().find(|(fits, _)| *fits) {
            Some((_, kind)) => Ok(kind),
            None => Err(Fault::new(DocumentErrorKind::UnknownKind, start)),
        }
    }
}

impl fmt::Display for DocumentKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
