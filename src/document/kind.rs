//! [`DocumentKind`]: what a document is, by content type, media type and members.

use super::member::Member;
use super::read_options::ReadOptions;
use crate::error::{DocumentError, DocumentErrorKind, words};
use crate::json::{self, Fault, Reader, members};
use crate::media_type::{MediaType, MediaTypeKind};

words! {
    /// The kind of a document.
    DocumentKind {
        /// An image manifest, OCI's or Docker's schema 2.
        Manifest = "manifest",
        /// An image index or Docker manifest list.
        Index = "index",
        /// An image's config.
        Config = "config",
        /// A descriptor as a document of its own.
        Descriptor = "descriptor",
        /// Docker's manifest schema 1.
        Schema1 = "schema1",
        /// The withdrawn artifact manifest.
        ArtifactManifest = "artifact-manifest",
        /// `manifest.json` of `docker save`.
        DockerSave = "docker-save-manifest",
        /// The `oci-layout` file.
        OciLayout = "oci-layout",
    }
}

members! {
    DISCRIMINANTS: Slot, "a document", Warn;
    schema_version "schemaVersion" Reject No,
    media_type "mediaType" Reject No,
    config "config" Reject No,
    layers "layers" Reject No,
    manifests "manifests" Reject No,
    fs_layers "fsLayers" Reject No,
    blobs "blobs" Reject No,
    root_fs "rootfs" Reject No,
    layout_version "imageLayoutVersion" Reject No,
    digest "digest" Reject No,
    size "size" Reject No,
}

impl DocumentKind {
    /// Returns the kind of the document that `bytes` hold.
    ///
    /// The content type of `options` counts first, then `mediaType`, then the members; that these agree is checked when
    /// the document is read as its kind.
    ///
    /// Source: containers/image `GuessMIMEType`, except for its branch that returns the config's media type.
    ///
    /// # Errors
    ///
    /// If the bytes are not JSON within the limits, hold both `manifests` and `layers` or `config`, or suggest no kind.
    pub fn detect(bytes: &[u8], options: &ReadOptions) -> Result<Self, DocumentError> {
        let read = |reader: &mut Reader<'_>| Self::read(reader, options.document_type());
        json::read_document(bytes, options.limits(), read).map(|(kind, _)| kind)
    }

    /// Returns the kind of document that has this media type, if one has.
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

    pub(crate) fn read(
        reader: &mut Reader<'_>,
        content_type: Option<&MediaType>,
    ) -> json::Result<Self> {
        let start = reader.position();
        if reader.peek() == Some(b'[') {
            reader.skip()?;
            return Ok(Self::DockerSave);
        }
        let (mut version_1, mut stated, mut manifests_at) = (false, None, start);
        let order = reader.object(&DISCRIMINANTS, &mut |reader, slot| {
            match slot {
                Slot::media_type if reader.peek() == Some(b'"') => {
                    stated = MediaType::read_optional(reader)?;
                    return Ok(());
                }
                Slot::schema_version => version_1 = reader.peek() == Some(b'1'),
                Slot::manifests => manifests_at = reader.position(),
                _ => {}
            }
            reader.skip()?;
            Ok(())
        })?;
        let has = |slot| order.has(slot);
        if has(Slot::manifests) && (has(Slot::layers) || has(Slot::config)) {
            let kind = DocumentErrorKind::Ambiguous { kind: "an image manifest" };
            return Err(Fault::new(kind, manifests_at));
        }
        if let Some(kind) = content_type.and_then(Self::of_media_type) {
            return Ok(kind);
        }
        if has(Slot::digest) && has(Slot::size) && !has(Slot::schema_version) {
            return Ok(Self::Descriptor);
        }
        if let Some(kind) = stated.as_ref().and_then(Self::of_media_type) {
            return Ok(kind);
        }
        let shapes = [
            (version_1 || has(Slot::fs_layers), Self::Schema1),
            (has(Slot::manifests), Self::Index),
            (has(Slot::layers) || has(Slot::schema_version) && has(Slot::config), Self::Manifest),
            (has(Slot::root_fs), Self::Config),
            (has(Slot::blobs), Self::ArtifactManifest),
            // Last: an unknown member of the other kinds, which must not change how they are read.
            (has(Slot::layout_version), Self::OciLayout),
        ];
        match shapes.into_iter().find(|(fits, _)| *fits) {
            Some((_, kind)) => Ok(kind),
            None => Err(Fault::new(DocumentErrorKind::UnknownKind, start)),
        }
    }
}
