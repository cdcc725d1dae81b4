//! [`DockerSave`]: `manifest.json` of `docker save`.

use alloc::boxed::Box;
use alloc::vec::Vec;

use crate::document::{Reading, impl_model, values};
use crate::error::DocumentErrorKind;
use crate::json::{
    Case, DocumentWarningKind, Fault, Form, Layout, Member, Members, Null, Omit, Reader, Result,
    Writer,
};
use crate::media_type::{MediaType, MediaTypeKind};

/// `manifest.json` of an archive that `docker save` wrote: its images, as paths into the archive.
///
/// Up to Docker 24 a config is `<hex>.json` and a layer `<hex>/layer.tar`; from Docker 25 on both are
/// `blobs/sha256/<hex>`.
///
/// Source: moby, `tarexport/save.go`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DockerSave {
    images: Vec<SavedImage>,
    layout: Layout,
}

/// One image of an archive that `docker save` wrote.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SavedImage {
    config: Box<str>,
    repo_tags: Vec<Box<str>>,
    layers: Vec<Box<str>>,
    parent: Box<str>,
    layer_sources: Box<str>,
    form: Form,
}

#[derive(Clone, Copy, PartialEq)]
enum Slot {
    Config,
    RepoTags,
    Layers,
    Parent,
    LayerSources,
}

const fn member(slot: Slot, name: &'static str, null: Null, omit: Omit) -> Member<Slot> {
    Member { slot, name, null, omit }
}

static MEMBERS: Members<Slot> = Members {
    list: &[
        member(Slot::Config, "Config", Null::Refused, Omit::Never),
        member(Slot::RepoTags, "RepoTags", Null::Fine, Omit::Never),
        member(Slot::Layers, "Layers", Null::Odd, Omit::Never),
        member(Slot::Parent, "Parent", Null::Fine, Omit::Empty),
        member(Slot::LayerSources, "LayerSources", Null::Fine, Omit::Empty),
    ],
    others: &[],
    case: Case::Refused,
};

impl DockerSave {
    /// The images of the archive, at least one.
    pub fn images(&self) -> &[SavedImage] {
        &self.images
    }
}

impl SavedImage {
    /// The config's path in the archive.
    pub fn config(&self) -> &str {
        &self.config
    }

    /// The names that the image was saved under, in familiar form: `nginx:latest`.
    pub fn repo_tags(&self) -> impl ExactSizeIterator<Item = &str> {
        self.repo_tags.iter().map(|tag| &**tag)
    }

    /// The layers' paths in the archive, the base first.
    pub fn layers(&self) -> impl ExactSizeIterator<Item = &str> {
        self.layers.iter().map(|layer| &**layer)
    }

    /// The ID of the image that this one was built from. Empty where none was written.
    pub fn parent(&self) -> &str {
        &self.parent
    }

    /// Where foreign layers come from, as JSON text: descriptors by diff ID. Empty where nothing was written.
    pub fn layer_sources(&self) -> &str {
        &self.layer_sources
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self> {
        let start = reader.position();
        let mut image = Self::default();
        reader.open_object()?;
        while let Some(slot) = reader.member(&MEMBERS, &mut image.form)? {
            match slot {
                Slot::Config => image.config = values::text(reader)?,
                Slot::RepoTags => image.repo_tags = values::texts(reader)?,
                Slot::Layers => image.layers = values::texts(reader)?,
                Slot::Parent => image.parent = values::text(reader)?,
                Slot::LayerSources if reader.peek() == Some(b'{') => {
                    image.layer_sources = reader.skip()?.into();
                }
                Slot::LayerSources => return Err(reader.wrong_type("an object")),
            }
        }
        if !image.form.has(&MEMBERS, Slot::Config) {
            return Err(values::missing("Config", start));
        }
        if !image.form.has(&MEMBERS, Slot::Layers) {
            return Err(values::missing("Layers", start));
        }
        Ok(image)
    }
}

impl Reading for DockerSave {
    fn read(reader: &mut Reader<'_>, content_type: Option<&MediaType>) -> Result<Self> {
        let layout = reader.layout();
        let start = reader.position();
        let mut images = Vec::new();
        if content_type.is_some() {
            values::agree(None, content_type, MediaTypeKind::Unknown)?;
        }
        reader.elements(|reader| {
            images.push(SavedImage::read(reader)?);
            Ok(())
        })?;
        if images.is_empty() {
            return Err(Fault::new(DocumentErrorKind::Empty, start));
        }
        if images
            .iter()
            .any(|image: &SavedImage| image.layers.is_empty() || image.config.is_empty())
        {
            reader.note(DocumentWarningKind::Empty, start);
        }
        Ok(Self { images, layout })
    }

    fn write(&self, writer: &mut Writer) {
        writer.array(&self.images, |writer, image| {
            writer.object(&MEMBERS, &image.form, |writer, slot| match slot {
                Slot::Config => writer.string(&image.config),
                Slot::RepoTags => writer.strings(&image.repo_tags),
                Slot::Layers => writer.strings(&image.layers),
                Slot::Parent => writer.string(&image.parent),
                Slot::LayerSources => writer.raw(&image.layer_sources),
            });
        });
    }

    fn layout(&self) -> Layout {
        self.layout.clone()
    }

    fn told_media_type(&self) -> MediaType {
        MediaType::new("application/json")
    }
}

impl_model!(DockerSave);
