//! [`Image::rebase`]: the same layers on another base.

use alloc::vec::Vec;

use super::edit::ImageEditError;
use super::error::JoinError;
use super::layer::Layer;
use super::model::Image;

impl Image {
    /// Moves the layers that this image has above `old_base` onto `new_base`.
    ///
    /// The result has the layers, the history and the platform of the new base, followed by the layers and steps that this
    /// image added to the old one. Everything else stays, including how the image is run. If the annotation
    /// `org.opencontainers.image.base.digest` names the old base's manifest, it is set to the new one's; the annotation
    /// `base.name` stays, because the name of the new base is not known here.
    ///
    /// The content of layers is not examined: files that conflict with the new base are not noticed.
    ///
    /// Source: go-containerregistry, `mutate.Rebase`, which agrees on layers, diff IDs, history, platform and `config`. It
    /// creates a new image: time, author, annotations, the platform's variant and features and all other members are
    /// lost, and manifest and config become Docker's even for OCI's layers. It compares blobs, so that a base with another
    /// compression does not match. Without a history it loses this image's lowest layer, and if the histories differ, it
    /// counts steps and layers; both are errors here.
    ///
    /// # Errors
    ///
    /// - [`NotTheBase`](ImageEditError::NotTheBase) or [`NotTheBasesHistory`](ImageEditError::NotTheBasesHistory) if this
    ///   image was not built from `old_base`,
    /// - [`HistoryIncomplete`](ImageEditError::HistoryIncomplete) if a history does not cover every layer,
    /// - [`MixedMediaTypes`](ImageEditError::MixedMediaTypes) if this image and the new base are OCI's and Docker's.
    ///
    /// # Examples
    ///
    /// ```
    /// # use imageref::config::{History, ImageConfig};
    /// # use imageref::image::{ImageEditError, Image};
    /// # use imageref::manifest::{Descriptor, ImageManifest};
    /// # use imageref::{DiffId, Digest, Document, MediaType};
    /// # fn image(layers: &[&str]) -> Result<Image, Box<dyn std::error::Error>> {
    /// #     let mut config = ImageConfig::new(&imageref::Platform::new("linux", "amd64"));
    /// #     for layer in layers {
    /// #         config = config.with_layer(DiffId::new(Digest::sha256(layer.as_bytes())), History::new("COPY . ."));
    /// #     }
    /// #     let config = Document::from_value(&config)?;
    /// #     let mut manifest = ImageManifest::new(config.descriptor());
    /// #     for layer in layers {
    /// #         manifest = manifest.with_layer(Descriptor::of(MediaType::OCI_LAYER_GZIP, layer.as_bytes()));
    /// #     }
    /// #     Ok(Image::new(Document::from_value(&manifest)?, config)?)
    /// # }
    /// let (old, new) = (image(&["debian 12"])?, image(&["debian 12.1", "fixes"])?);
    /// let app = image(&["debian 12", "app"])?;
    /// let rebased = app.rebase(&old, &new)?;
    /// assert!(new.is_base_of(&rebased));
    /// assert_eq!(app.rebase(&new, &old).unwrap_err().to_string(), "layer 0 differs from the old base's");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "crane rebase")]
    #[doc(alias = "mutate")]
    pub fn rebase(&self, old_base: &Image, new_base: &Image) -> Result<Image, ImageEditError> {
        let layers = old_base.chain_ids.len();
        let same = self.common_prefix(old_base);
        if same < layers {
            return Err(ImageEditError::NotTheBase { layer: same });
        }
        if [self, old_base, new_base].iter().any(|image| !image.has_whole_history()) {
            return Err(ImageEditError::HistoryIncomplete);
        }
        if self.family() != new_base.family() {
            return Err(ImageEditError::MixedMediaTypes);
        }
        let (own, old) = (self.config.value(), old_base.config.value());
        let steps = old.history().len();
        let step = self.common_steps(old_base);
        if step < steps {
            return Err(ImageEditError::NotTheBasesHistory { step });
        }

        let new = new_base.config.value();
        let diff_ids = new.diff_ids().iter().chain(&own.diff_ids()[layers..]).cloned().collect();
        let history = new.history().iter().chain(&own.history()[steps..]).cloned().collect();
        let stack = new_base.layers().chain(self.layers().above(layers));
        let stack: Vec<_> = stack.map(Layer::descriptor).cloned().collect();
        let config = own.clone().with_stack(diff_ids, history);
        let mut edit = self.edit().with_stack(stack, config).with_platform(&new.platform());
        let named = self.manifest.value().annotations().base_digest();
        if named.as_ref() == Some(old_base.manifest.digest()) {
            let digest = new_base.manifest.digest().to_text();
            edit = edit.with_annotation("org.opencontainers.image.base.digest", &digest);
        }
        let known = new_base.known_sizes();
        let rebased = edit.finish()?;
        let rebased = rebased.with_uncompressed_sizes(|diff_id| known.get(diff_id).copied());
        Ok(rebased.map_err(JoinError::from)?)
    }
}
