//! [`DockerSave`]: `manifest.json` of `docker save`.

use alloc::boxed::Box;
use alloc::vec::Vec;

use crate::document::{Member, Reading, impl_model, member, model, require, values};
use crate::error::DocumentErrorKind;
use crate::json::{DocumentWarningKind, Fault, Layout, RawJson, Reader, Result, Writer};
use crate::media_type::{MediaType, MediaTypeKind};

/// `manifest.json` of an archive that `docker save` wrote: its images, as paths into the archive.
///
/// Up to Docker 24 a config is `<hex>.json` and a layer `<hex>/layer.tar`; from Docker 25 on both are
/// `blobs/sha256/<hex>`.
///
/// ```
/// use imageref::manifest::{DockerSave, SavedImage};
///
/// let saved = DockerSave::from_slice(
///     br#"[{"Config":"blobs/sha256/1a","RepoTags":["app:1"],"Layers":["blobs/sha256/2b"]}]"#,
/// )?;
/// let image: &SavedImage = &saved.images()[0];
/// assert_eq!(image.config(), "blobs/sha256/1a");
/// assert_eq!(image.repo_tags().collect::<Vec<_>>(), ["app:1"]);
/// # Ok::<(), imageref::DocumentError>(())
/// ```
///
/// Source: moby, `tarexport/save.go`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DockerSave {
    images: Vec<SavedImage>,
    layout: Layout,
}

model! {
    /// One image of an archive that `docker save` wrote.
    #[derive(Clone, Debug, Default, PartialEq, Eq)]
    pub struct SavedImage
    TABLE Slot, "an image of `docker save`", Reject, "Docker does not write";

    config: plain<Box<str>>, "Config" Reject No;
    /// Familiar form: `nginx:latest`.
    repo_tags: list, "RepoTags" Allow No, "the names that the image was saved under";
    layers: list, "Layers" Warn No, "the layers' paths in the archive, base first";
    parent: text, "Parent" Allow Yes, "the ID of the image that this one was built from";
    layer_sources: plain<Option<Sources>>, "LayerSources" Allow Yes;
}

/// The sources of foreign layers, as JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sources(RawJson);

impl DockerSave {
    /// Returns the images of the archive, at least one.
    pub fn images(&self) -> &[SavedImage] {
        &self.images
    }
}

impl SavedImage {
    /// Returns the config's path in the archive.
    pub fn config(&self) -> &str {
        &self.config
    }

    /// Returns the sources of foreign layers as JSON, if present: descriptors by diff ID.
    pub fn layer_sources(&self) -> Option<&str> {
        self.layer_sources.as_ref().map(|sources| sources.0.as_str())
    }
}

member! {
    Sources: |reader| match reader.peek() {
        Some(b'{') => Ok(Self(RawJson::new(reader.skip()?))),
        _ => Err(reader.wrong_type("an object")),
    }, |sources, writer| writer.raw(sources.0.as_str());
    SavedImage: |reader| {
        let start = reader.position();
        let image = Self::default().read_members(reader)?;
        require(&TABLE, &image.order, &[Slot::config, Slot::layers], start)?;
        Ok(image)
    }, |image, writer| image.write_members(writer);
}

impl Reading for DockerSave {
    fn read(reader: &mut Reader<'_>, content_type: Option<&MediaType>) -> Result<Self> {
        let layout = reader.layout();
        let start = reader.position();
        if content_type.is_some() {
            values::check_media_type(None, content_type, MediaTypeKind::Unknown)?;
        }
        let images: Vec<SavedImage> = Member::read(reader)?;
        if images.is_empty() {
            return Err(Fault::new(DocumentErrorKind::Empty, start));
        }
        if images.iter().any(|image| image.layers.is_empty() || image.config.is_empty()) {
            reader.note(DocumentWarningKind::Empty, start);
        }
        Ok(Self { images, layout })
    }

    fn write(&self, writer: &mut Writer) {
        self.images.write(writer);
    }

    fn layout(&self) -> Layout {
        self.layout.clone()
    }

    fn inferred_media_type(&self) -> MediaType {
        MediaType::new("application/json")
    }
}

impl_model!(DockerSave);
