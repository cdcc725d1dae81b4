//! [`ImageManifest`]: an image's config and layers, by descriptor.

use alloc::vec::Vec;

use super::descriptor::Descriptor;
use super::head::{Placed, Places};
use crate::document::{Reading, SchemaVersion, impl_model, model, order_of, require, values};
use crate::error::DocumentErrorKind;
use crate::json::{DocumentWarningKind, Fault, Layout, Reader, Result};
use crate::media_type::{Family, MediaType, MediaTypeKind};

model! {
    /// An image manifest, OCI's or Docker's schema 2: config and layers of an image, or the content of an artifact.
    ///
    /// `Eq` compares content; compare bytes through [`Document`](crate::document::Document).
    ///
    /// Source: image-spec 1.1, manifest.md; distribution, manifest-v2-2.md.
    ///
    /// ```
    /// use imageref::manifest::{Descriptor, ImageManifest};
    /// use imageref::MediaType;
    ///
    /// let config = Descriptor::of(MediaType::OCI_CONFIG, b"{}");
    /// let layer = Descriptor::of(MediaType::OCI_LAYER, b"...");
    /// let manifest = ImageManifest::new(config).with_layer(layer).with_annotation("a", "b");
    /// assert_eq!(ImageManifest::from_slice(&manifest.to_bytes())?, manifest);
    ///
    /// let error = ImageManifest::from_slice(br#"{"schemaVersion":2,"layers":[{"size":-1}]}"#).unwrap_err();
    /// assert_eq!(error.to_string(), "the number is negative, at /layers/0/size (byte 37)");
    /// # Ok::<(), imageref::DocumentError>(())
    /// ```
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ImageManifest { layout: Layout, }
    TABLE Slot, "an image manifest", Reject, "image-spec 1.1 does not specify", blank unread,
        foreign ["manifests", "fsLayers", "history"], others ["signatures"];

    schema_version: plain<SchemaVersion<2>>, "schemaVersion" Reject No;
    /// OCI documents may omit it.
    media_type(with_media_type, without_media_type): optional<MediaType>, "mediaType" Warn Yes,
        "the media type that the manifest states";
    artifact_type(with_artifact_type, without_artifact_type): optional<MediaType>, "artifactType" Warn Yes,
        "the artifact type";
    config(with_config): required<Descriptor>, "config" Reject No, "the config";
    layers(with_layers, with_layer, retain_layers): items<Descriptor>, "layers" Warn No, "the layers, base first";
    subject(with_subject, without_subject): object<Descriptor>, "subject" Warn Yes,
        "the manifest that this one refers to, such as the image of a signature";
    annotations(with_annotations, without_annotations, with_annotation, without_annotation): map,
        "annotations" Warn Yes, "the annotations";
}

/// The most layers that Docker's overlay storage stacks: `maxDepth` 128 in moby's `layer/layer_store.go`, less one.
const MANY_LAYERS: usize = 127;

/// Other media types of the config that Docker accepts for images, pushed by old versions.
///
/// Source: moby, `distribution/config.go`, `mediaTypeClasses`; distribution issue 1621.
const OLD_CONFIG_TYPES: [&str; 4] =
    ["application/octet-stream", "application/json", "text/html", ""];

impl ImageManifest {
    /// Creates an OCI manifest of this config, without layers.
    pub fn new(config: Descriptor) -> Self {
        let slots = [Slot::schema_version, Slot::media_type, Slot::config, Slot::layers];
        let media_type = Some(MediaType::OCI_MANIFEST);
        Self { media_type, config, order: order_of(&slots), ..Self::unread() }
    }

    /// Creates an artifact manifest: its type, the empty config, no layers.
    ///
    /// An artifact without content has the empty descriptor as its one layer: add it by
    /// [`with_layer`](Self::with_layer).
    ///
    /// Source: image-spec manifest.md, "Guidelines for Artifact Usage".
    pub fn artifact(artifact_type: MediaType) -> Self {
        Self::new(Descriptor::empty()).with_artifact_type(artifact_type)
    }

    /// Returns the artifact type: `artifactType`, else the config's media type.
    ///
    /// Source: distribution-spec, "Listing Referrers".
    pub fn effective_artifact_type(&self) -> &MediaType {
        self.artifact_type().unwrap_or(self.config.media_type())
    }

    /// Returns `true` if this is an image: its config has OCI's or Docker's media type of image configs, or, in a Docker
    /// manifest, one that old versions of Docker pushed, such as `application/octet-stream`.
    pub fn is_image(&self) -> bool {
        self.config.media_type().kind() == MediaTypeKind::Config
            || self.media_type() == Some(&MediaType::DOCKER_MANIFEST) && self.has_old_config_type()
    }

    /// Returns `true` if the config has one of the media types that old versions of Docker pushed.
    fn has_old_config_type(&self) -> bool {
        OLD_CONFIG_TYPES.contains(&self.config.media_type().as_str())
    }
}

impl Reading for ImageManifest {
    fn read(reader: &mut Reader<'_>, content_type: Option<&MediaType>) -> Result<Self> {
        let layout = reader.layout();
        let mut places = Places { start: reader.position(), ..Places::default() };
        let (mut config_at, mut empty_type_at) = (0, None);
        let mut manifest = Self { layout, ..Self::unread() };
        manifest.order = reader.object(&TABLE, &mut |reader, slot| {
            let at = reader.position();
            match slot {
                Slot::media_type => places.media_type = at,
                Slot::config => {
                    config_at = at;
                    empty_type_at = manifest.config.read_config(reader)?;
                    return Ok(());
                }
                Slot::layers => {
                    manifest.layers = places.read_list(reader)?;
                    return Ok(());
                }
                Slot::artifact_type | Slot::subject | Slot::annotations => {
                    places.oci_members.push(at);
                }
                _ => {}
            }
            manifest.read_member(reader, slot)
        })?;
        let required = [Slot::schema_version, Slot::config, Slot::layers];
        require(&TABLE, &manifest.order, &required, places.start)?;
        let stated = manifest.media_type().map(|media_type| (media_type, places.media_type));
        values::check_media_type(stated, content_type, MediaTypeKind::Manifest)?;
        let stated = manifest.media_type().or(content_type).unwrap_or(manifest.config.media_type());
        let family = stated.family();
        if let Some(at) = empty_type_at.filter(|_| family != Family::Docker) {
            return Err(Fault::new(DocumentErrorKind::EmptyMediaType, at));
        }
        let layers = manifest.layers.iter().zip(places.elements.iter().copied());
        let parts: Vec<_> = [(&manifest.config, config_at)].into_iter().chain(layers).collect();
        places.check(reader, family, manifest.media_type.is_some(), &parts);
        if let Some(at) = first_of_other_family(family, &parts) {
            reader.note(DocumentWarningKind::MixedMediaTypes, at);
        }
        if family == Family::Docker && manifest.has_old_config_type() {
            reader.note(DocumentWarningKind::ConfigMediaType, config_at);
        }
        let empty = manifest.config.media_type().kind() == MediaTypeKind::Empty;
        if empty && manifest.artifact_type().is_none() {
            reader.note(DocumentWarningKind::ArtifactTypeMissing, places.start);
        }
        match (places.list, manifest.layers.len()) {
            (Some(at), 0) => reader.note(DocumentWarningKind::Empty, at),
            (Some(at), layers) if layers > MANY_LAYERS => {
                reader.note(DocumentWarningKind::ManyLayers, at);
            }
            _ => {}
        }
        Ok(manifest)
    }

    crate::document::layout_and_members!();

    fn inferred_media_type(&self) -> MediaType {
        match self.media_type() {
            Some(media_type) => media_type.clone(),
            None if self.config.media_type().family() == Family::Docker => {
                MediaType::DOCKER_MANIFEST
            }
            None => MediaType::OCI_MANIFEST,
        }
    }
}

/// Where the first part of the other family than `family` begins.
fn first_of_other_family(family: Family, parts: &[Placed<'_>]) -> Option<usize> {
    let other = match family {
        Family::Oci => Family::Docker,
        Family::Docker => Family::Oci,
        _ => return None,
    };
    let is_other = |media_type: &MediaType| {
        media_type.family() == other && media_type.kind() != MediaTypeKind::Empty
    };
    parts.iter().find(|(part, _)| is_other(part.media_type())).map(|(_, at)| *at)
}

impl_model!(ImageManifest);
