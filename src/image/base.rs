//! Bases: which layers belong to a base, from two images or from one history.

use super::instruction::InstructionKind;
use super::layer::HistoryStep;
use super::model::Image;

/// A guess, from the history alone, at the steps and layers that belong to the base.
///
/// It misses a base without `CMD`, and mistakes an early `CMD` of the image itself for the end of the base. With both images
/// at hand, [`Image::is_base_of`] and [`SetMember::bases`](super::SetMember::bases) are exact.
///
/// # Examples
///
/// ```
/// # use imageref::{Document, Image};
/// # let manifest = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-web/manifest.json")[..])?;
/// # let config = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-web/config.json")[..])?;
/// let image = Image::new(manifest, config)?;
/// let guess = image.guess_base().unwrap();
/// assert_eq!((guess.steps, guess.layers), (2, 1)); // FROM an image of one layer and a CMD
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct BaseGuess {
    /// The number of oldest steps that may be the base's.
    pub steps: usize,
    /// The number of lowest layers that may be the base's.
    pub layers: usize,
}

impl Image {
    /// Returns `true` if `other` was put on top of this image: its lowest layers are all of this image's layers, compared
    /// by diff ID, and it has more.
    ///
    /// An image without layers is the base of none. The history does not count, see [`check_base`](Self::check_base).
    ///
    /// # Examples
    ///
    /// ```
    /// # use imageref::{Document, Image};
    /// # let manifest = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-tools/manifest.json")[..])?;
    /// # let config = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-tools/config.json")[..])?;
    /// # let tools = Image::new(manifest, config)?;
    /// # let manifest = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-web/manifest.json")[..])?;
    /// # let config = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-web/config.json")[..])?;
    /// # let web = Image::new(manifest, config)?;
    /// assert!(tools.is_base_of(&web));
    /// assert!(!web.is_base_of(&tools) && !web.is_base_of(&web));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn is_base_of(&self, other: &Image) -> bool {
        let layers = self.chain_ids.len();
        // One comparison is enough: a chain ID covers the layers below it, too.
        let same = |top| other.chain_ids.get(layers.saturating_sub(1)) == Some(top);
        layers < other.chain_ids.len() && self.chain_id().is_some_and(same)
    }

    /// Guesses from the history which steps and layers belong to the base, or returns `None` if nothing points to one.
    ///
    /// It skips the newest steps that made no layer and the newest ones that did, and assumes that the nearest `CMD`
    /// below them is the last step of the base.
    ///
    /// Source: trivy, `GuessBaseImageIndex`, which recognizes the `CMD` of two builders; here it is recognized in the form
    /// of every builder that [`Instruction`](super::Instruction) reads.
    pub fn guess_base(&self) -> Option<BaseGuess> {
        let own = self.steps().rposition(|step| !step.history().is_empty_layer())?;
        let is_cmd = |step: &HistoryStep<'_>| {
            step.history().is_empty_layer() && step.instruction().kind() == InstructionKind::Cmd
        };
        let last = self.steps().oldest(own).rfind(is_cmd)?;
        let steps = last.index() + 1;
        let layers = self.steps().oldest(steps).filter_map(HistoryStep::layer).next_back();
        Some(BaseGuess { steps, layers: layers.map_or(0, |layer| layer.index() + 1) })
    }
}
