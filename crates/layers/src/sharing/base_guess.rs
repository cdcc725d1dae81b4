//! [`BaseGuess`]: which layers belong to a base, guessed from one history.

use imageref::Image;
use imageref::image::HistoryStep;

use crate::instruction::{Instruction, InstructionKind};

/// A guess, from the history alone, at the steps and layers that belong to the base.
///
/// It misses a base without `CMD`, and mistakes an early `CMD` of the image itself for the end of the base. With both images
/// at hand, [`is_base_of`](super::is_base_of) and [`SetMember::bases`](super::SetMember::bases) are exact.
///
/// # Examples
///
/// ```
/// # use imageref::{Document, Image};
/// use imageref_layers::sharing::BaseGuess;
/// # let manifest = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-web/manifest.json")[..])?;
/// # let config = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-web/config.json")[..])?;
/// let image = Image::new(manifest, config)?;
/// let guess = BaseGuess::of(&image).unwrap();
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

impl BaseGuess {
    /// Guesses from the history which steps and layers belong to the base, or returns `None` if nothing points to one.
    ///
    /// It skips the newest steps that made no layer and the newest ones that did, and assumes that the nearest `CMD`
    /// below them is the last step of the base.
    ///
    /// Source: trivy, `GuessBaseImageIndex`, which recognizes the `CMD` of two builders; here it is recognized in the form
    /// of every builder that [`Instruction`] reads.
    pub fn of(image: &Image) -> Option<Self> {
        let own = image.steps().rposition(|step| !step.history().is_empty_layer())?;
        let is_cmd = |step: &HistoryStep<'_>| {
            step.history().is_empty_layer()
                && Instruction::from(*step).kind() == InstructionKind::Cmd
        };
        let last = image.steps().take(own).rfind(is_cmd)?;
        let steps = last.index() + 1;
        let layers = image.steps().take(steps).filter_map(HistoryStep::layer).next_back();
        Some(Self { steps, layers: layers.map_or(0, |layer| layer.index() + 1) })
    }
}
