//! [`ImageManifest`]: an image's config and layers, by descriptor.

use alloc::boxed::Box;
use alloc::vec::Vec;

use super::descriptor::Descriptor;
use super::head::{Head, Slot, impl_head};
use crate::document::{Annotations, Reading, UnknownMembers, impl_model};
use crate::error::DocumentErrorKind;
use crate::json::{DocumentWarningKind, Fault, Layout, Reader, Result, Writer, members};
use crate::media_type::{Family, MediaType, MediaTypeKind};

/// An image manifest, OCI's or Docker's schema 2: config and layers of an image, or the content of an artifact.
///
/// `Eq` compares content and ignores member order and spacing; compare bytes through
/// [`Document`](crate::document::Document).
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
pub struct ImageManifest {
    head: Head,
    config: Descriptor,
    layers: Vec<Descriptor>,
}

members! {
    MEMBERS: in Slot, "an image manifest", Reject,
        foreign ["manifests", "fsLayers", "history"], others ["signatures"];
    SchemaVersion "schemaVersion" Reject No,
    MediaType "mediaType" Warn Yes,
    ArtifactType "artifactType" Warn Yes,
    Config "config" Reject No,
    Layers "layers" Warn No,
    Subject "subject" Warn Yes,
    Annotations "annotations" Warn Yes,
}

/// The most layers that Docker's overlay storage stacks: `maxDepth` 128 in moby's `layer/layer_store.go`, less one.
const MANY_LAYERS: usize = 127;

/// Other media types of the config that Docker accepts for images, pushed by old versions.
///
/// Source: moby, `distribution/config.go`, `mediaTypeClasses`; distribution issue 1621.
const OLD_CONFIG_TYPES: [&str; 4] =
    ["application/octet-stream", "application/json", "text/html", ""];

impl_head!(ImageManifest, MEMBERS);

impl ImageManifest {
    /// A new OCI manifest of this config, without layers.
    pub fn new(config: Descriptor) -> Self {
        let slots = [Slot::SchemaVersion, Slot::MediaType, Slot::Config, Slot::Layers];
        let head = Head::new(MediaType::OCI_MANIFEST, &MEMBERS, &slots);
        Self { head, config, layers: Vec::new() }
    }

    /// A new Docker schema 2 manifest, as containers/image writes it.
    pub(super) fn docker(config: Descriptor, layers: Vec<Descriptor>) -> Self {
        let mut manifest = Self::new(config).with_layers(layers);
        manifest.head.media_type = Some(MediaType::DOCKER_MANIFEST);
        manifest
    }

    /// A new artifact manifest: its type, the empty config, no layers.
    ///
    /// An artifact without content has the empty descriptor as its one layer: add it by
    /// [`with_layer`](Self::with_layer).
    ///
    /// Source: image-spec manifest.md, "Guidelines for Artifact Usage".
    pub fn artifact(artifact_type: MediaType) -> Self {
        Self::new(Descriptor::empty()).with_artifact_type(artifact_type)
    }

    /// The artifact type: `artifactType`, else the config's media type.
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
    pub(super) fn has_old_config_type(&self) -> bool {
        OLD_CONFIG_TYPES.contains(&self.config.media_type().as_str())
    }

    /// The config.
    pub fn config(&self) -> &Descriptor {
        &self.config
    }

    /// The layers, base first.
    pub fn layers(&self) -> &[Descriptor] {
        &self.layers
    }

    /// Returns the manifest with another layer on top.
    #[must_use]
    pub fn with_layer(mut self, layer: Descriptor) -> Self {
        self.layers.push(layer);
        self.head.order.set(&MEMBERS, Slot::Layers);
        self
    }

    /// Returns the manifest with other layers.
    #[must_use]
    pub fn with_layers(mut self, layers: Vec<Descriptor>) -> Self {
        self.layers = layers;
        self.head.order.set(&MEMBERS, Slot::Layers);
        self
    }

    /// Keeps the layers for which `keep` returns `true`.
    pub fn retain_layers(&mut self, keep: impl FnMut(&Descriptor) -> bool) {
        self.layers.retain(keep);
    }

    /// Returns the manifest with another config.
    #[must_use]
    pub fn with_config(mut self, config: Descriptor) -> Self {
        self.config = config;
        self
    }
}

impl Reading for ImageManifest {
    fn read(reader: &mut Reader<'_>, content_type: Option<&MediaType>) -> Result<Self> {
        let (mut config, mut empty_type_at) = (None, None);
        let (mut layers, mut layer_starts, mut layers_at) = (Vec::new(), Vec::new(), None);
        let expected = (MediaTypeKind::Manifest, content_type);
        let (head, places) = Head::read(reader, &MEMBERS, expected, |reader, slot| {
            let at = reader.position();
            if slot == Slot::Config {
                let (descriptor, empty_type) = Descriptor::read_config(reader)?;
                empty_type_at = empty_type;
                config = Some((descriptor, at));
                return Ok(());
            }
            layers_at = Some(at);
            layers.reserve(reader.capacity_hint(140));
            layer_starts.reserve(layers.capacity());
            reader.elements(|reader| {
                layer_starts.push(reader.position());
                layers.push(Descriptor::read_nested(reader)?);
                Ok(())
            })
        })?;
        let Some((config, config_at)) = config else {
            return Err(crate::document::values::missing("config", places.start));
        };
        let manifest = Self { head, config, layers };
        let stated = manifest.media_type().or(content_type).unwrap_or(manifest.config.media_type());
        let family = stated.family();
        if let Some(at) = empty_type_at.filter(|_| family != Family::Docker) {
            return Err(Fault::new(DocumentErrorKind::EmptyMediaType, at));
        }
        let layers = manifest.layers.iter().zip(layer_starts.iter().copied());
        let parts: Vec<_> = [(&manifest.config, config_at)].into_iter().chain(layers).collect();
        manifest.head.check(reader, &places, family, &parts);
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
        if let Some(at) = layers_at {
            if manifest.layers.is_empty() {
                reader.note(DocumentWarningKind::Empty, at);
            } else if manifest.layers.len() > MANY_LAYERS {
                reader.note(DocumentWarningKind::ManyLayers, at);
            }
        }
        Ok(manifest)
    }

    fn write(&self, writer: &mut Writer) {
        self.head.write(writer, &MEMBERS, |writer, slot| match slot {
            Slot::Config => self.config.write_nested(writer),
            _ => writer.array(&self.layers, |writer, layer| layer.write_nested(writer)),
        });
    }

    fn layout(&self) -> Layout {
        self.head.layout.clone()
    }

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
fn first_of_other_family(family: Family, parts: &[(&Descriptor, usize)]) -> Option<usize> {
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
