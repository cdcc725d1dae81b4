//! [`ImageEdit`]: changes to an image that keep its manifest and config consistent.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use imageref::config::{History, ImageConfig, RunConfig};
use imageref::document::{Document, ReadOptions};
use imageref::image::{Image, ImageWarningKind, JoinError, Layer};
use imageref::manifest::{Descriptor, ImageManifest};
use imageref::media_type::{Family, MediaTypeKind};
use imageref::{DiffId, Platform};

use super::error::ImageEditError;

/// Changes to an image, applied by [`finish`](Self::finish): a new config and manifest with matching digests and sizes.
///
/// Each change affects the members that it names and nothing else, byte for byte.
///
/// # Examples
///
/// ```
/// # use imageref::{Document, Image};
/// use imageref::config::History;
/// use imageref::{Descriptor, DiffId, Digest, MediaType};
/// use imageref_layers::edit::ImageEdit;
/// # let manifest = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-web/manifest.json")[..])?;
/// # let config = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-web/config.json")[..])?;
/// # let image = Image::new(manifest, config)?;
///
/// let layer = Descriptor::of(MediaType::OCI_LAYER_GZIP, b"compressed tar stream");
/// let diff_id = DiffId::new(Digest::sha256(b"tar stream"));
/// let edited = ImageEdit::new(&image)
///     .with_layer(layer, diff_id, History::new("COPY app /app"))
///     .with_run_config(|run| run.with_entrypoint(["/app"]).with_env("MODE", "fast"))
///     .with_annotation("org.opencontainers.image.source", "https://example.com/app")
///     .finish()?;
/// assert_eq!(edited.layers().len(), image.layers().len() + 1);
/// assert_eq!(edited.manifest().value().config().digest(), edited.config().digest());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "mutate")]
#[derive(Clone, Debug)]
#[must_use = "nothing changes until `finish`"]
pub struct ImageEdit<'a> {
    image: &'a Image,
    manifest: ImageManifest,
    config: ImageConfig,
    error: Option<ImageEditError>,
}

impl<'a> ImageEdit<'a> {
    /// Starts a set of changes. The image itself stays as it is; [`finish`](Self::finish) returns a new one.
    #[doc(alias = "append")]
    pub fn new(image: &'a Image) -> Self {
        Self {
            image,
            manifest: image.manifest().value().clone(),
            config: image.config().value().clone(),
            error: None,
        }
    }

    /// Adds a layer on top: its descriptor to the manifest, its diff ID and its history step to the config.
    #[doc(alias = "append")]
    #[doc(alias = "append_layer")]
    #[doc(alias = "AppendLayers")]
    pub fn with_layer(mut self, layer: Descriptor, diff_id: DiffId, history: History) -> Self {
        if !has_whole_history(self.image) {
            return self.fail(ImageEditError::HistoryIncomplete);
        }
        if layer.media_type().kind() != MediaTypeKind::Layer {
            return self.fail(ImageEditError::NotALayer);
        }
        if layer.media_type().family() != family(self.image) {
            return self.fail(ImageEditError::MixedMediaTypes);
        }
        self.manifest = self.manifest.with_layer(layer);
        self.config = self.config.with_layer(diff_id, history);
        self
    }

    /// Adds a step without a layer to the history.
    #[doc(alias = "append")]
    #[doc(alias = "empty_layer")]
    pub fn with_empty_step(mut self, history: History) -> Self {
        self.config = self.config.with_empty_step(history);
        self
    }

    /// Changes any other member of the config, such as its author or time: `edit` receives the current config and returns
    /// the new one.
    ///
    /// If the layers or the history of the new config do not fit the manifest, [`finish`](Self::finish) reports it.
    ///
    /// # Examples
    ///
    /// ```
    /// # use imageref::{Document, Image};
    /// # use imageref_layers::edit::ImageEdit;
    /// # let manifest = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-web/manifest.json")[..])?;
    /// # let config = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-web/config.json")[..])?;
    /// let image = Image::new(manifest, config)?;
    /// let edit = ImageEdit::new(&image).with_config(|config| config.with_author("The team"));
    /// assert_eq!(edit.finish()?.config().value().author(), Some("The team"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn with_config(mut self, edit: impl FnOnce(ImageConfig) -> ImageConfig) -> Self {
        self.config = edit(self.config);
        self
    }

    /// Changes how the image is run: `edit` receives the current run config and returns the new one.
    #[doc(alias = "Config")]
    pub fn with_run_config(mut self, edit: impl FnOnce(RunConfig) -> RunConfig) -> Self {
        self.config = self.config.with_run_config(edit);
        self
    }

    /// Sets the platform in the config, and removes the platform members that `platform` does not have.
    ///
    /// The platform in an index's entry for this image does not change.
    pub fn with_platform(mut self, platform: &Platform) -> Self {
        self.config = self.config.with_platform(platform);
        self
    }

    /// Sets an annotation of the manifest.
    pub fn with_annotation(mut self, key: &str, value: &str) -> Self {
        if family(self.image) == Family::Docker {
            return self.fail(ImageEditError::NoAnnotations);
        }
        self.manifest = self.manifest.with_annotation(key, value);
        self
    }

    /// Removes an annotation of the manifest.
    pub fn without_annotation(mut self, key: &str) -> Self {
        self.manifest = self.manifest.without_annotation(key);
        self
    }

    /// Applies the changes and returns the new image.
    ///
    /// The new config's digest uses the algorithm of the old one if that can be computed. Uncompressed sizes that were
    /// known stay known.
    ///
    /// # Errors
    ///
    /// [`ImageEditError`] with the first change that cannot be applied.
    pub fn finish(self) -> Result<Image, ImageEditError> {
        if let Some(error) = self.error {
            return Err(error);
        }
        let Self { image, manifest, config, .. } = self;
        let (manifest, config) = if config == *image.config().value() {
            (manifest, image.config().clone())
        } else {
            let bytes = config.to_bytes();
            let descriptor = manifest.config().clone().with_content(&bytes);
            let expected = descriptor.read_options();
            (manifest.with_config(descriptor), Document::from_bytes_with(bytes, &expected)?)
        };
        let media_type =
            ReadOptions::new().with_content_type(image.manifest().media_type().as_str());
        let manifest = if manifest == *image.manifest().value() {
            image.manifest().clone()
        } else {
            Document::from_bytes_with(manifest.to_bytes(), &media_type)?
        };
        with_sizes_of(Image::new(manifest, config)?, image)
    }

    /// Replaces the layers and the config.
    pub(super) fn with_stack(mut self, layers: Vec<Descriptor>, config: ImageConfig) -> Self {
        self.manifest = self.manifest.with_layers(layers);
        self.config = config;
        self
    }

    fn fail(mut self, error: ImageEditError) -> Self {
        self.error.get_or_insert(error);
        self
    }
}

/// Returns `true` if each layer has its history step, so that one more step belongs to one more layer.
pub(super) fn has_whole_history(image: &Image) -> bool {
    let is_short =
        |kind| matches!(kind, ImageWarningKind::NoHistory | ImageWarningKind::ShortHistory);
    !image.warnings().iter().any(|warning| is_short(warning.kind()))
}

/// Whose media types the image has.
pub(super) fn family(image: &Image) -> Family {
    image.manifest().media_type().family()
}

/// Adds the uncompressed sizes that another image knows.
pub(super) fn with_sizes_of(image: Image, other: &Image) -> Result<Image, ImageEditError> {
    let size = |layer: Layer<'_>| layer.uncompressed_size();
    let known: BTreeMap<_, _> =
        other.layers().filter_map(|layer| Some((layer.diff_id(), size(layer)?))).collect();
    let image = image.with_uncompressed_sizes(|diff_id| known.get(diff_id).copied());
    Ok(image.map_err(JoinError::from)?)
}
