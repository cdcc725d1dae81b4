//! [`ImageEdit`]: changes to an image that leave its manifest and config fitting.

use alloc::vec::Vec;

use super::error::{ImageWarning, JoinError};
use super::model::Image;
use crate::config::{History, ImageConfig, RunConfig};
use crate::digest::DiffId;
use crate::document::{Document, ReadOptions};
use crate::error::DocumentError;
use crate::manifest::{Descriptor, ImageManifest};
use crate::media_type::{Family, MediaTypeKind};
use crate::platform::Platform;

/// Changes to an image: a new config, a new manifest, every digest and size fitting, and nothing else changed.
///
/// ```
/// # use imageref::{Document, ImageConfig};
/// # use imageref::manifest::ImageManifest;
/// use imageref::config::History;
/// use imageref::image::Image;
/// use imageref::{Descriptor, DiffId, Digest, MediaType};
/// # let config = Document::from_value(&ImageConfig::new(&imageref::Platform::new("linux", "amd64")))?;
/// # let manifest = Document::from_value(&ImageManifest::new(config.descriptor()))?;
/// # let image = Image::new(manifest, config)?;
///
/// let layer = Descriptor::of(MediaType::OCI_LAYER_GZIP, b"compressed tar stream");
/// let diff_id = DiffId::new(Digest::sha256(b"tar stream"));
/// let edited = image
///     .edit()
///     .append_layer(layer, diff_id, History::new("COPY app /app"))
///     .run_config(|run| run.with_entrypoint(&["/app"]).with_env_var("MODE", "fast"))
///     .annotation("org.opencontainers.image.source", "https://example.com/app")
///     .finish()?;
/// assert_eq!(edited.layers().len(), image.layers().len() + 1);
/// assert_eq!(edited.manifest().value().config().digest(), edited.config().digest());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
#[must_use = "nothing is changed before `finish`"]
pub struct ImageEdit<'a> {
    image: &'a Image,
    manifest: ImageManifest,
    config: ImageConfig,
    fault: Option<ImageEditError>,
}

/// Why an image can't be changed in this way.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ImageEditError {
    /// The history does not tell of every layer: a step behind it would be taken for that of a lower layer.
    #[error("the history does not tell of every layer, so that none can be added")]
    HistoryIncomplete,
    /// What was to be appended has not the media type of a layer.
    #[error("what was to be added is no layer by its media type")]
    NotALayer,
    /// The layers would be OCI's and Docker's in one manifest: convert one of the two.
    #[error("layers of OCI's and of Docker's media types can't be in one manifest")]
    MixedMediaTypes,
    /// Docker's manifests have no annotations: convert to OCI's.
    #[error("Docker's manifests have no annotations")]
    NoAnnotations,
    /// The image does not stand on the old base: its layers are others.
    #[error("layer {layer} is not the old base's")]
    #[non_exhaustive]
    NotTheBase {
        /// The number of the lowest layer that differs, the base being 0.
        layer: usize,
    },
    /// The image does not stand on the old base: its history is another.
    #[error("step {step} of the history is not the old base's")]
    #[non_exhaustive]
    NotTheBasesHistory {
        /// The number of the oldest step that differs, from 0.
        step: usize,
    },
    /// The document can't be written: it would have more members than the limits allow, say.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// The parts would not belong together.
    #[error(transparent)]
    Join(#[from] JoinError),
}

impl Image {
    /// Begins to change this image. The image stays as it is; [`ImageEdit::finish`] gives another.
    pub fn edit(&self) -> ImageEdit<'_> {
        ImageEdit {
            image: self,
            manifest: self.manifest.value().clone(),
            config: self.config.value().clone(),
            fault: None,
        }
    }

    /// Whether each layer has its step, so that one more step is that of one more layer.
    pub(super) fn has_whole_history(&self) -> bool {
        !self.warnings.iter().any(|finding| {
            matches!(finding, ImageWarning::NoHistory | ImageWarning::ShortHistory { .. })
        })
    }
}

impl ImageEdit<'_> {
    /// Puts a layer on top: what the manifest, the config and the history say of it, in one.
    pub fn append_layer(mut self, layer: Descriptor, diff_id: DiffId, history: History) -> Self {
        if !self.image.has_whole_history() {
            return self.refuse(ImageEditError::HistoryIncomplete);
        }
        if layer.media_type().kind() != MediaTypeKind::Layer {
            return self.refuse(ImageEditError::NotALayer);
        }
        if layer.media_type().family() != self.manifest.config().media_type().family() {
            return self.refuse(ImageEditError::MixedMediaTypes);
        }
        self.manifest = self.manifest.with_layer(layer);
        self.config = self.config.with_layer(diff_id, history);
        self
    }

    /// Adds a step to the history that made no layer.
    pub fn append_empty_step(mut self, history: History) -> Self {
        self.config = self.config.with_empty_step(history);
        self
    }

    /// Changes how the image is run: `edit` is given how it is run now.
    pub fn run_config(mut self, edit: impl FnOnce(RunConfig) -> RunConfig) -> Self {
        self.config = self.config.with_run_config(edit);
        self
    }

    /// Sets the platform in the config; what the platform leaves open is taken away.
    ///
    /// The entry of an index that points at the image has a platform of its own.
    pub fn platform(mut self, platform: &Platform) -> Self {
        self.config = self.config.with_platform(platform);
        self
    }

    /// Sets an annotation of the manifest.
    pub fn annotation(mut self, key: &str, value: &str) -> Self {
        if self.manifest.config().media_type().family() == Family::Docker {
            return self.refuse(ImageEditError::NoAnnotations);
        }
        self.manifest = self.manifest.with_annotation(key, value);
        self
    }

    /// Takes an annotation of the manifest away.
    pub fn without_annotation(mut self, key: &str) -> Self {
        self.manifest = self.manifest.without_annotation(key);
        self
    }

    /// The image with all changes made.
    ///
    /// The config's digest is computed by the algorithm of the one before, where that can be computed.
    /// **Errors** with the first change that can't be made.
    pub fn finish(self) -> Result<Image, ImageEditError> {
        if let Some(fault) = self.fault {
            return Err(fault);
        }
        let Self { image, manifest, config, .. } = self;
        let (manifest, config) = if config == *image.config.value() {
            (manifest, image.config.clone())
        } else {
            let bytes = config.to_bytes();
            let descriptor = manifest.config().clone().with_content(&bytes);
            let expected = descriptor.read_options();
            (manifest.with_config(descriptor), Document::from_bytes_with(bytes, &expected)?)
        };
        let media_type = ReadOptions::new().with_content_type(image.manifest.media_type().as_str());
        let manifest = if manifest == *image.manifest.value() {
            image.manifest.clone()
        } else {
            Document::from_bytes_with(manifest.to_bytes(), &media_type)?
        };
        // What was told of a layer holds of it in the new image, too.
        let known = image.known_sizes();
        let edited = Image::new(manifest, config)?;
        let edited = edited.with_uncompressed_sizes(|diff_id| known.get(diff_id).copied());
        Ok(edited.map_err(JoinError::from)?)
    }

    pub(super) fn restack(mut self, layers: Vec<Descriptor>, config: ImageConfig) -> Self {
        self.manifest = self.manifest.with_layers(layers);
        self.config = config;
        self
    }

    pub(super) fn refuse(mut self, fault: ImageEditError) -> Self {
        self.fault.get_or_insert(fault);
        self
    }
}
