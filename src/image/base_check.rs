//! Whether an image was built from a base: its layers, and its history too.

use super::layer::HistoryStep;
use super::model::Image;
use crate::config::History;
use crate::document::Timestamp;

/// Why an image is not known to be built from a base.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BaseMismatchError {
    /// The base has no layers: every image would stand on it.
    #[error("the base has no layers")]
    NoLayers,
    /// A layer of the base is another in the image.
    #[error("layer {layer} is not the base's")]
    #[non_exhaustive]
    Layer {
        /// The number of the lowest layer that differs, the lowest of all being 0.
        layer: usize,
    },
    /// The image has the base's lower layers and no others.
    #[error("the image has fewer layers than the base")]
    FewerLayers,
    /// A step of the base's history is another in the image's.
    #[error("step {step} of the history is not the base's")]
    #[non_exhaustive]
    HistoryStep {
        /// The number of the oldest step that differs, the oldest of all being 0.
        step: usize,
    },
    /// The image has the base's older steps and no others.
    #[error("the image's history is shorter than the base's")]
    FewerSteps,
}

impl Image {
    /// Checks whether this image was built from `base`: it begins with all of the base's layers, of which there is one at
    /// least, and its history with all of the base's steps. Every image with layers was built from itself.
    ///
    /// This is more than [`is_base_of`](Self::is_base_of) asks, which looks at layers alone: what a base was given later
    /// without a layer, another `CMD` say, tells here that the image was built from an older state of it.
    ///
    /// Layers are compared by diff ID, so that a base compressed anew is the same base. Steps are the same where author,
    /// comment, instruction as written, point in time and `empty_layer` are. Layers are looked at before steps.
    ///
    /// **Errors** with the first difference.
    /// **Source** regclient, `ImageCheckBase`; it compares layers by blob, and fails where a step has no time.
    ///
    /// ```
    /// use imageref::config::{History, ImageConfig};
    /// use imageref::image::{BaseMismatchError, Image};
    /// use imageref::manifest::{Descriptor, ImageManifest};
    /// use imageref::{DiffId, Digest, Document, MediaType};
    ///
    /// let config = ImageConfig::builder("linux", "amd64")
    ///     .layer(DiffId::new(Digest::sha256(b"debian")), History::new("ADD rootfs.tar /"))
    ///     .build();
    /// let config = Document::from_value(&config)?;
    /// let layer = Descriptor::of(MediaType::OCI_LAYER_GZIP, b"debian, compressed");
    /// let manifest = ImageManifest::builder(config.descriptor()).layer(layer).build();
    /// let base = Image::new(Document::from_value(&manifest)?, config)?;
    ///
    /// let app = base.edit().append_empty_step(History::new("CMD app")).finish()?;
    /// assert_eq!(app.check_base(&base), Ok(()));
    /// let newer = base.edit().append_empty_step(History::new("CMD bash")).finish()?;
    /// let error = app.check_base(&newer).unwrap_err();
    /// assert_eq!(error.to_string(), "step 1 of the history is not the base's");
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

    /// How many steps this image's history and another's begin with.
    pub(super) fn common_steps(&self, other: &Image) -> usize {
        let pairs =
            self.steps().map(HistoryStep::history).zip(other.steps().map(HistoryStep::history));
        pairs.take_while(|(a, b)| is_same_step(a, b)).count()
    }
}

/// Whether two steps say the same, whatever the order in which their members and the offset in which their times are
/// written.
fn is_same_step(a: &History, b: &History) -> bool {
    let point = |time: &Timestamp| (time.unix_seconds(), time.subsec_nanos());
    // Most are written in the same way: reading the time takes longer.
    let same_time = a.created() == b.created() || a.created().map(point) == b.created().map(point);
    same_time
        && a.created_by() == b.created_by()
        && a.author() == b.author()
        && a.comment() == b.comment()
        && a.is_empty_layer() == b.is_empty_layer()
}
