//! [`Image::check_base`]: compares the layers and the history of an image with those of a base.

use super::model::Image;
use crate::config::History;
use crate::document::Timestamp;

/// The first difference that shows that an image was not built from a base.
///
/// # Examples
///
/// ```
/// # use imageref::{Document, Image};
/// use imageref::image::BaseMismatchError;
/// # let manifest = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-web/manifest.json")[..])?;
/// # let config = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-web/config.json")[..])?;
/// # let web = Image::new(manifest, config)?;
/// # let manifest = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-db/manifest.json")[..])?;
/// # let config = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-db/config.json")[..])?;
/// # let db = Image::new(manifest, config)?;
///
/// let error = web.check_base(&db).unwrap_err();
/// assert!(matches!(error, BaseMismatchError::Layer { layer: 3, .. }));
/// assert_eq!(error.to_string(), "layer 3 differs from the base's");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BaseMismatchError {
    /// The base has no layers, so that every image would be built from it.
    #[error("the base has no layers")]
    NoLayers,
    /// A layer differs from the base's.
    #[error("layer {layer} differs from the base's")]
    #[non_exhaustive]
    Layer {
        /// The index of the lowest layer that differs, counted from 0.
        layer: usize,
    },
    /// The image ends before the base's top layer.
    #[error("the image has fewer layers than the base")]
    FewerLayers,
    /// A history step differs from the base's.
    #[error("history step {step} differs from the base's")]
    #[non_exhaustive]
    HistoryStep {
        /// The index of the oldest step that differs, counted from 0.
        step: usize,
    },
    /// The image's history ends before the base's newest step.
    #[error("the image has fewer history steps than the base")]
    FewerSteps,
}

impl Image {
    /// Checks that this image was built from `base`: that its lowest layers are the base's layers and its oldest history
    /// steps the base's steps.
    ///
    /// This is stricter than [`is_base_of`](Self::is_base_of), which compares layers alone: if the base was given another
    /// `CMD` since, the image was built from an older state of it, and this method reports the step. An image with layers
    /// passes as built from itself.
    ///
    /// Layers are compared by diff ID, so that compression does not count. Steps are equal if author, comment,
    /// `created_by`, point in time and `empty_layer` are. Layers are compared before steps.
    ///
    /// Source: regclient, `ImageCheckBase`, which compares layers by blob digest and fails if a step has no time.
    ///
    /// # Errors
    ///
    /// [`BaseMismatchError`] with the first difference.
    ///
    /// # Examples
    ///
    /// ```
    /// use imageref::config::{History, ImageConfig};
    /// use imageref::image::{BaseMismatchError, Image};
    /// use imageref::manifest::{Descriptor, ImageManifest};
    /// use imageref::{DiffId, Digest, Document, MediaType};
    ///
    /// let config = ImageConfig::new(&imageref::Platform::new("linux", "amd64"))
    ///     .with_layer(DiffId::new(Digest::sha256(b"debian")), History::new("ADD rootfs.tar /"));
    /// let config = Document::from_value(&config)?;
    /// let layer = Descriptor::of(MediaType::OCI_LAYER_GZIP, b"debian, compressed");
    /// let manifest = ImageManifest::new(config.descriptor()).with_layer(layer);
    /// let base = Image::new(Document::from_value(&manifest)?, config)?;
    ///
    /// let app = base.edit().with_empty_step(History::new("CMD app")).finish()?;
    /// assert_eq!(app.check_base(&base), Ok(()));
    /// let newer = base.edit().with_empty_step(History::new("CMD bash")).finish()?;
    /// let error = app.check_base(&newer).unwrap_err();
    /// assert_eq!(error.to_string(), "history step 1 differs from the base's");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn check_base(&self, base: &Image) -> Result<(), BaseMismatchError> {
        let (layer, layers) = (self.common_prefix(base), base.chain_ids.len());
        match layer {
            _ if layers == 0 => return Err(BaseMismatchError::NoLayers),
            _ if layer == layers => {}
            _ if layer == self.chain_ids.len() => return Err(BaseMismatchError::FewerLayers),
            _ => return Err(BaseMismatchError::Layer { layer }),
        }
        let step = self.common_steps(base);
        match step {
            _ if step == base.steps().len() => Ok(()),
            _ if step == self.steps().len() => Err(BaseMismatchError::FewerSteps),
            _ => Err(BaseMismatchError::HistoryStep { step }),
        }
    }

    /// The number of oldest history steps that two images share.
    pub(super) fn common_steps(&self, other: &Image) -> usize {
        let (own, others) = (self.config.value().history(), other.config.value().history());
        own.iter().zip(others).take_while(|(a, b)| is_same_step(a, b)).count()
    }
}

/// Returns `true` if two steps have the same content, whatever the order of their members and the offset of their times.
fn is_same_step(a: &History, b: &History) -> bool {
    let point = |time: &Timestamp| (time.unix_seconds(), time.subsec_nanos());
    // Reading the times is slower than comparing them as they are, which is enough for most.
    let same_time = a.created() == b.created() || a.created().map(point) == b.created().map(point);
    // As for Go, a member that is absent is the same as one that is empty.
    let same = |a: Option<&str>, b: Option<&str>| a.unwrap_or_default() == b.unwrap_or_default();
    same_time
        && same(a.created_by(), b.created_by())
        && same(a.author(), b.author())
        && same(a.comment(), b.comment())
        && a.is_empty_layer() == b.is_empty_layer()
}
