//! [`ImageManifest`]: an image's config and layers, by descriptor.

use alloc::boxed::Box;
use alloc::vec::Vec;

use super::builder::ImageManifestBuilder;
use super::descriptor::Descriptor;
use crate::document::{Annotations, Reading, impl_model, values};
use crate::error::DocumentErrorKind;
use crate::json::{
    Case, DocumentWarningKind, Fault, Form, Layout, Member, Members, Null, Omit, Reader, Result,
    Writer,
};
use crate::media_type::{Family, MediaType, MediaTypeKind};

/// An image manifest, OCI's or Docker's schema 2: config and layers of an image, or the content of an artifact.
///
/// Source: image-spec 1.1, manifest.md; distribution, manifest-v2-2.md.
///
/// ```
/// use imageref::manifest::ImageManifest;
///
/// let bytes = br#"{"schemaVersion":2,"config":{"mediaType":"application/vnd.oci.image.config.v1+json",
///   "digest":"sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a","size":2},"layers":[]}"#;
/// let manifest = ImageManifest::from_slice(bytes)?;
/// assert_eq!(manifest.config().size(), 2);
/// assert!(manifest.layers().is_empty());
///
/// let refused = ImageManifest::from_slice(br#"{"schemaVersion":2,"layers":[{"size":-1}]}"#).unwrap_err();
/// assert_eq!(refused.to_string(), "the number is negative, at /layers/0/size (byte 37)");
/// # Ok::<(), imageref::DocumentError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageManifest {
    media_type: Option<MediaType>,
    artifact_type: Option<MediaType>,
    config: Descriptor,
    layers: Vec<Descriptor>,
    subject: Option<Box<Descriptor>>,
    annotations: Annotations,
    form: Form,
    layout: Layout,
}

#[derive(Clone, Copy, PartialEq)]
enum Slot {
    SchemaVersion,
    MediaType,
    ArtifactType,
    Config,
    Layers,
    Subject,
    Annotations,
    /// A member of another kind of document.
    Foreign,
}

const fn member(slot: Slot, name: &'static str, null: Null, omit: Omit) -> Member<Slot> {
    Member { slot, name, null, omit }
}

static MEMBERS: Members<Slot> = Members {
    list: &[
        member(Slot::SchemaVersion, "schemaVersion", Null::Refused, Omit::Never),
        member(Slot::MediaType, "mediaType", Null::Odd, Omit::Empty),
        member(Slot::ArtifactType, "artifactType", Null::Odd, Omit::Empty),
        member(Slot::Config, "config", Null::Refused, Omit::Never),
        member(Slot::Layers, "layers", Null::Odd, Omit::Never),
        member(Slot::Subject, "subject", Null::Odd, Omit::Empty),
        member(Slot::Annotations, "annotations", Null::Odd, Omit::Empty),
        member(Slot::Foreign, "manifests", Null::Refused, Omit::Empty),
        member(Slot::Foreign, "fsLayers", Null::Refused, Omit::Empty),
        member(Slot::Foreign, "history", Null::Refused, Omit::Empty),
    ],
    others: &["signatures"],
    case: Case::Refused,
};

/// The most layers that Docker's overlay storage stacks: `maxDepth` 128 in moby's `layer/layer_store.go`, less one.
const MANY_LAYERS: usize = 127;

impl ImageManifest {
    /// Begins a new OCI manifest with its config; without layers so far.
    pub fn builder(config: Descriptor) -> ImageManifestBuilder {
        let mut form = Form::default();
        for slot in [Slot::SchemaVersion, Slot::MediaType, Slot::Config, Slot::Layers] {
            form.set(&MEMBERS, slot);
        }
        ImageManifestBuilder::from(Self {
            media_type: Some(MediaType::OCI_MANIFEST),
            artifact_type: None,
            config,
            layers: Vec::new(),
            subject: None,
            annotations: Annotations::new(),
            form,
            layout: Layout::default(),
        })
    }

    /// A new Docker schema 2 manifest, written as containers/image does; what Docker does not have is dropped.
    pub(super) fn docker(config: Descriptor, layers: Vec<Descriptor>) -> Self {
        let mut manifest = Self::builder(config).build().with_layers(layers);
        manifest.media_type = Some(MediaType::DOCKER_MANIFEST);
        manifest
    }

    /// An artifact's manifest: its type, the empty config; without layers so far.
    ///
    /// Source: image-spec manifest.md, "Guidelines for Artifact Usage". An artifact without content gets the empty
    /// descriptor as its one layer, as the guidelines ask: call [`ImageManifestBuilder::layer`] with it.
    pub fn artifact(artifact_type: MediaType) -> ImageManifestBuilder {
        Self::builder(Descriptor::empty()).artifact_type(artifact_type)
    }

    /// The media type that the manifest states; OCI manifests may leave it out.
    pub fn media_type(&self) -> Option<&MediaType> {
        self.media_type.as_ref()
    }

    /// What kind of artifact it is, if it says so; see [`effective_artifact_type`](Self::effective_artifact_type).
    pub fn artifact_type(&self) -> Option<&MediaType> {
        self.artifact_type.as_ref()
    }

    /// What kind of artifact it is: `artifactType`, else the config's media type.
    ///
    /// Source: distribution-spec, "Listing Referrers".
    pub fn effective_artifact_type(&self) -> &MediaType {
        self.artifact_type.as_ref().unwrap_or(self.config.media_type())
    }

    /// Whether this is an image: its config has OCI's or Docker's media type of image configs.
    pub fn is_image(&self) -> bool {
        self.config.media_type().kind() == MediaTypeKind::Config
    }

    /// The config.
    pub fn config(&self) -> &Descriptor {
        &self.config
    }

    /// The layers, the base first.
    pub fn layers(&self) -> &[Descriptor] {
        &self.layers
    }

    /// The manifest that this one says something about: a signature's image.
    pub fn subject(&self) -> Option<&Descriptor> {
        self.subject.as_deref()
    }

    /// What its author says of it.
    pub fn annotations(&self) -> &Annotations {
        &self.annotations
    }

    /// The members that image-spec 1.1 does not know: name and value as JSON text.
    pub fn unknown_members(&self) -> impl Iterator<Item = (&str, &str)> {
        self.form.unknown()
    }

    /// The same manifest with an annotation set.
    #[must_use]
    pub fn with_annotation(mut self, key: &str, value: &str) -> Self {
        self.annotations.insert(key, value);
        self.form.set(&MEMBERS, Slot::Annotations);
        self
    }

    /// The same manifest without an annotation; without `annotations` if that was the last.
    #[must_use]
    pub fn without_annotation(mut self, key: &str) -> Self {
        if self.annotations.remove(key) {
            self.form.put(&MEMBERS, Slot::Annotations, self.annotations.is_empty());
        }
        self
    }

    /// The same manifest with another layer on top.
    #[must_use]
    pub fn with_layer(mut self, layer: Descriptor) -> Self {
        self.layers.push(layer);
        self.form.set(&MEMBERS, Slot::Layers);
        self
    }

    /// The same manifest with other layers.
    #[must_use]
    pub fn with_layers(mut self, layers: Vec<Descriptor>) -> Self {
        self.layers = layers;
        self.form.set(&MEMBERS, Slot::Layers);
        self
    }

    /// The same manifest with another config.
    #[must_use]
    pub fn with_config(mut self, config: Descriptor) -> Self {
        self.config = config;
        self
    }

    /// The same manifest with a subject.
    #[must_use]
    pub fn with_subject(mut self, subject: Descriptor) -> Self {
        self.subject = Some(Box::new(subject));
        self.form.set(&MEMBERS, Slot::Subject);
        self
    }

    /// The same manifest with an artifact type.
    #[must_use]
    pub fn with_artifact_type(mut self, artifact_type: MediaType) -> Self {
        self.artifact_type = Some(artifact_type);
        self.form.set(&MEMBERS, Slot::ArtifactType);
        self
    }
}

/// Where the first parts of each family stand.
#[derive(Default)]
struct Families {
    oci: Option<usize>,
    docker: Option<usize>,
}

impl Families {
    fn see(&mut self, part: &MediaType, at: usize) {
        let place = match part.family() {
            Family::Oci => &mut self.oci,
            Family::Docker => &mut self.docker,
            _ => return,
        };
        if place.is_none() && part.kind() != MediaTypeKind::Empty {
            *place = Some(at);
        }
    }

    /// The first part of the other family than `family`.
    fn other_than(&self, family: Family) -> Option<usize> {
        match family {
            Family::Oci => self.docker,
            Family::Docker => self.oci,
            _ => None,
        }
    }
}

impl Reading for ImageManifest {
    fn read(reader: &mut Reader<'_>, content_type: Option<&MediaType>) -> Result<Self> {
        let layout = reader.layout();
        let start = reader.position();
        let (mut version, mut config, mut layers_at) = (false, None, None);
        let (mut stated_at, mut families) = (start, Families::default());
        let (mut media_type, mut artifact_type, mut subject) = (None, None, None);
        let (mut layers, mut annotations) = (Vec::new(), Annotations::new());
        let mut form = Form::default();
        reader.open_object()?;
        while let Some(slot) = reader.member(&MEMBERS, &mut form)? {
            let at = reader.position();
            match slot {
                Slot::SchemaVersion => {
                    values::schema_version(reader, 2)?;
                    version = true;
                }
                Slot::MediaType => {
                    stated_at = at;
                    media_type = values::optional_media_type(reader)?;
                }
                Slot::ArtifactType => artifact_type = values::optional_media_type(reader)?,
                Slot::Config => {
                    let descriptor = Descriptor::read_inside(reader)?;
                    families.see(descriptor.media_type(), at);
                    config = Some(descriptor);
                }
                Slot::Layers => {
                    layers_at = Some(at);
                    layers.reserve(reader.room_for(140));
                    reader.elements(|reader| {
                        let at = reader.position();
                        let layer = Descriptor::read_inside(reader)?;
                        families.see(layer.media_type(), at);
                        layers.push(layer);
                        Ok(())
                    })?;
                }
                Slot::Subject => subject = Some(Box::new(Descriptor::read_inside(reader)?)),
                Slot::Annotations => annotations = Annotations::read(reader)?,
                Slot::Foreign => {
                    let kind = DocumentErrorKind::Ambiguous { kind: "an image manifest" };
                    return Err(Fault::new(kind, at));
                }
            }
        }
        if !version {
            return Err(values::missing("schemaVersion", start));
        }
        let config: Descriptor = config.ok_or_else(|| values::missing("config", start))?;
        if !form.has(&MEMBERS, Slot::Layers) {
            return Err(values::missing("layers", start));
        }
        let stated = media_type.as_ref().map(|media_type| (media_type, stated_at));
        values::agree(stated, content_type, MediaTypeKind::Manifest)?;
        let told = media_type.as_ref().or(content_type).unwrap_or(config.media_type());
        if let Some(at) = families.other_than(told.family()) {
            reader.note(DocumentWarningKind::MixedMediaTypes, at);
        }
        if config.media_type().kind() == MediaTypeKind::Empty && artifact_type.is_none() {
            reader.note(DocumentWarningKind::ArtifactTypeMissing, start);
        }
        if let Some(at) = layers_at {
            if layers.is_empty() {
                reader.note(DocumentWarningKind::Empty, at);
            } else if layers.len() > MANY_LAYERS {
                reader.note(DocumentWarningKind::ManyLayers, at);
            }
        }
        Ok(Self { media_type, artifact_type, config, layers, subject, annotations, form, layout })
    }

    fn write(&self, writer: &mut Writer) {
        writer.object(&MEMBERS, &self.form, |writer, slot| match slot {
            Slot::SchemaVersion => writer.integer(2),
            Slot::MediaType => writer.string(self.media_type().map_or("", MediaType::as_str)),
            Slot::ArtifactType => {
                writer.string(self.artifact_type().map_or("", MediaType::as_str));
            }
            Slot::Config => self.config.write_inside(writer),
            Slot::Layers => writer.array(&self.layers, |writer, layer| layer.write_inside(writer)),
            Slot::Subject => {
                if let Some(subject) = self.subject() {
                    subject.write_inside(writer);
                }
            }
            Slot::Annotations => self.annotations.write(writer),
            Slot::Foreign => {}
        });
    }

    fn layout(&self) -> Layout {
        self.layout.clone()
    }

    fn told_media_type(&self) -> MediaType {
        match &self.media_type {
            Some(media_type) => media_type.clone(),
            None if self.config.media_type().family() == Family::Docker => {
                MediaType::DOCKER_MANIFEST
            }
            None => MediaType::OCI_MANIFEST,
        }
    }
}

impl_model!(ImageManifest);
