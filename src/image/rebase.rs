//! Rebasing: the same layers on another base.

use alloc::vec::Vec;

use super::edit::ImageEditError;
use super::error::JoinError;
use super::layer::Layer;
use super::model::Image;

impl Image {
    /// Puts what this image has above `old_base` on `new_base`.
    ///
    /// Layers and history are the new base's, then this image's beyond the old base; the platform is the new base's; all
    /// else stays as it is, how the image is run included. Where the annotation
    /// `org.opencontainers.image.base.digest` names the old base's manifest, it names the new one's; `base.name` stays, for
    /// nothing here knows what the new base is called.
    ///
    /// Whether the layers work on the new base, nothing here can tell.
    ///
    /// **Errors** where the old base's layers, by diff ID, and steps are not the lowest and oldest of this image, where a
    /// history is incomplete, and where OCI's and Docker's layers would come together.
    /// **Source** go-containerregistry, `mutate.Rebase`: layers, diff IDs, history, platform and `config` are as it gives
    /// them. It makes the image anew: time, author, annotations, a platform's variant and features and all other members
    /// are gone, manifest and config become Docker's, even of OCI's layers. It compares blobs, so that a base that was
    /// compressed in another way is none. Without a history it loses this image's lowest layer; where the old base's
    /// history is not this image's, it goes by the number of steps and layers. Both are errors here.
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
    /// assert_eq!(app.rebase(&new, &old).unwrap_err().to_string(), "layer 0 is not the old base's");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn rebase(&self, old_base: &Image, new_base: &Image) -> Result<Image, ImageEditError> {
        let layers = old_base.chain_ids.len();
        let same = self.common_prefix(old_base);
        if same < layers {
            return Err(ImageEditError::NotTheBase { layer: same });
        }
        if [self, old_base, new_base].iter().any(|image| !image.has_whole_history()) {
            return Err(ImageEditError::HistoryIncomplete);
        }
        let family = |image: &Image| image.manifest.value().config().media_type().family();
        if family(self) != family(new_base) {
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
        let stack = new_base.layers().chain(self.layers().skip(layers));
        let stack: Vec<_> = stack.map(Layer::descriptor).cloned().collect();
        let config = own.clone().with_stack(diff_ids, history);
        let mut edit = self.edit().restack(stack, config).platform(&new.platform());
        let named = self.manifest.value().annotations().base_digest();
        if named.as_ref() == Some(old_base.manifest.digest()) {
            let digest = new_base.manifest.digest().to_text();
            edit = edit.annotation("org.opencontainers.image.base.digest", &digest);
        }
        let known = new_base.known_sizes();
        let rebased = edit.finish()?;
        let rebased = rebased.with_uncompressed_sizes(|diff_id| known.get(diff_id).copied());
        Ok(rebased.map_err(JoinError::from)?)
    }
}
