//! [`check_base`]: compares the layers and the history of an image with those of a base.

use imageref::Image;
use imageref::config::History;
use imageref::document::Timestamp;

use super::comparison::ImageComparison;

/// The first difference that shows that an image was not built from a base.
///
/// # Examples
///
/// ```
/// # use imageref::{Document, Image};
/// use imageref_layers::sharing::{BaseMismatchError, check_base};
/// # let manifest = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-web/manifest.json")[..])?;
/// # let config = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-web/config.json")[..])?;
/// # let web = Image::new(manifest, config)?;
/// # let manifest = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-db/manifest.json")[..])?;
/// # let config = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-db/config.json")[..])?;
/// # let db = Image::new(manifest, config)?;
///
/// let error = check_base(&web, &db).unwrap_err();
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

/// Returns `true` if `image` was put on top of `base`: its lowest layers are all of the base's layers, compared by diff ID,
/// and it has more.
///
/// An image without layers is the base of none. The history does not count, see [`check_base`].
///
/// # Examples
///
/// ```
/// # use imageref::{Document, Image};
/// use imageref_layers::sharing::is_base_of;
/// # let manifest = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-tools/manifest.json")[..])?;
/// # let config = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-tools/config.json")[..])?;
/// # let tools = Image::new(manifest, config)?;
/// # let manifest = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-web/manifest.json")[..])?;
/// # let config = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-web/config.json")[..])?;
/// # let web = Image::new(manifest, config)?;
/// assert!(is_base_of(&tools, &web));
/// assert!(!is_base_of(&web, &tools) && !is_base_of(&web, &web));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn is_base_of(base: &Image, image: &Image) -> bool {
    let [layers, chain_ids] = [base, image].map(Image::chain_ids);
    let Some((top, below)) = layers.split_last() else { return false };
    // One comparison is enough: a chain ID covers the layers below it, too.
    chain_ids.len() > layers.len() && chain_ids.get(below.len()) == Some(top)
}

/// Checks that an image was built from `base`: that its lowest layers are the base's layers and its oldest history steps
/// the base's steps.
///
/// This is stricter than [`is_base_of`], which compares layers alone: if the base was given another `CMD` since, the image
/// was built from an older state of it, and this function reports the step. An image with layers passes as built from
/// itself.
///
/// Layers are compared by diff ID, so that compression does not count. Steps are equal if author, comment, `created_by`,
/// point in time and `empty_layer` are. Layers are compared before steps.
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
/// # use imageref::{Document, Image};
/// use imageref::config::History;
/// use imageref_layers::edit::ImageEdit;
/// use imageref_layers::sharing::check_base;
/// # let manifest = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-web/manifest.json")[..])?;
/// # let config = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-web/config.json")[..])?;
/// # let base = Image::new(manifest, config)?;
///
/// let app = ImageEdit::new(&base).with_empty_step(History::new("CMD app")).finish()?;
/// assert_eq!(check_base(&app, &base), Ok(()));
/// let newer = ImageEdit::new(&base).with_empty_step(History::new("CMD bash")).finish()?;
/// let error = check_base(&app, &newer).unwrap_err();
/// assert_eq!(error.to_string(), "history step 12 differs from the base's");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn check_base(image: &Image, base: &Image) -> Result<(), BaseMismatchError> {
    let layers = base.layers().len();
    match ImageComparison::new(image, base).common().len() {
        _ if layers == 0 => return Err(BaseMismatchError::NoLayers),
        layer if layer == layers => {}
        layer if layer == image.layers().len() => return Err(BaseMismatchError::FewerLayers),
        layer => return Err(BaseMismatchError::Layer { layer }),
    }
    match common_steps(image, base) {
        step if step == base.steps().len() => Ok(()),
        step if step == image.steps().len() => Err(BaseMismatchError::FewerSteps),
        step => Err(BaseMismatchError::HistoryStep { step }),
    }
}

/// The number of oldest history steps that two images share.
pub(crate) fn common_steps(image: &Image, other: &Image) -> usize {
    let [own, others] = [image, other].map(|image| image.config().value().history());
    own.iter().zip(others).take_while(|(a, b)| is_same_step(a, b)).count()
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
