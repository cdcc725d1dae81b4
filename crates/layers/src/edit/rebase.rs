//! [`rebase`]: the same layers on another base.

use imageref::Image;
use imageref::image::Layer;

use super::error::ImageEditError;
use super::image_edit::{ImageEdit, family, has_whole_history, with_sizes_of};
use crate::sharing::{ImageComparison, common_steps};

/// Moves the layers that an image has above `old_base` onto `new_base`.
///
/// The result has the layers, the history and the platform of the new base, followed by the layers and steps that the
/// image added to the old one. Everything else stays, including how the image is run. If the annotation
/// `org.opencontainers.image.base.digest` names the old base's manifest, it is set to the new one's; the annotation
/// `base.name` stays, because the name of the new base is not known here.
///
/// The content of layers is not examined: files that conflict with the new base are not noticed.
///
/// Source: go-containerregistry, `mutate.Rebase`, which agrees on layers, diff IDs, history, platform and `config`. It
/// creates a new image: time, author, annotations, the platform's variant and features and all other members are
/// lost, and manifest and config become Docker's even for OCI's layers. It compares blobs, so that a base with another
/// compression does not match. Without a history it loses the image's lowest layer, and if the histories differ, it
/// counts steps and layers; both are errors here.
///
/// # Errors
///
/// - [`NotTheBase`](ImageEditError::NotTheBase) or [`NotTheBasesHistory`](ImageEditError::NotTheBasesHistory) if the
///   image was not built from `old_base`,
/// - [`HistoryIncomplete`](ImageEditError::HistoryIncomplete) if a history does not cover every layer,
/// - [`MixedMediaTypes`](ImageEditError::MixedMediaTypes) if the image and the new base are OCI's and Docker's.
///
/// # Examples
///
/// ```
/// # use imageref::config::{History, ImageConfig};
/// # use imageref::Image;
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
/// use imageref_layers::edit::rebase;
/// use imageref_layers::sharing::is_base_of;
///
/// let (old, new) = (image(&["debian 12"])?, image(&["debian 12.1", "fixes"])?);
/// let app = image(&["debian 12", "app"])?;
/// let rebased = rebase(&app, &old, &new)?;
/// assert!(is_base_of(&new, &rebased));
/// assert_eq!(rebase(&app, &new, &old).unwrap_err().to_string(), "layer 0 differs from the old base's");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "crane rebase")]
#[doc(alias = "mutate")]
pub fn rebase(image: &Image, old_base: &Image, new_base: &Image) -> Result<Image, ImageEditError> {
    let layers = old_base.layers().len();
    let same = ImageComparison::new(image, old_base).common().len();
    if same < layers {
        return Err(ImageEditError::NotTheBase { layer: same });
    }
    if ![image, old_base, new_base].into_iter().all(has_whole_history) {
        return Err(ImageEditError::HistoryIncomplete);
    }
    if family(image) != family(new_base) {
        return Err(ImageEditError::MixedMediaTypes);
    }
    let (own, old) = (image.config().value(), old_base.config().value());
    let steps = old.history().len();
    let step = common_steps(image, old_base);
    if step < steps {
        return Err(ImageEditError::NotTheBasesHistory { step });
    }

    let new = new_base.config().value();
    let diff_ids = new.diff_ids().iter().chain(own.diff_ids().iter().skip(layers));
    let history = new.history().iter().chain(own.history().iter().skip(steps));
    let stack = new_base.layers().chain(image.layers().skip(layers)).map(Layer::descriptor);
    let config = own.clone().with_layers(diff_ids.cloned().collect(), history.cloned().collect());
    let edit = ImageEdit::new(image).with_stack(stack.cloned().collect(), config);
    let mut edit = edit.with_platform(&new.platform());
    let named = image.manifest().value().annotations().base_digest();
    if named.as_ref() == Some(old_base.manifest().digest()) {
        let digest = new_base.manifest().digest().to_text();
        edit = edit.with_annotation("org.opencontainers.image.base.digest", &digest);
    }
    with_sizes_of(edit.finish()?, new_base)
}
