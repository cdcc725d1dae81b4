//! Bases: whose layers an image stands on, and what its history alone says of one.

use super::instruction::InstructionKind;
use super::layer::{HistoryStep, Layer};
use super::model::Image;

/// A base as the history makes one guess: the steps and layers that may be the base's.
///
/// A guess: a base without `CMD` is missed, one `CMD` too early is taken for a base's. Two images tell it exactly, see
/// [`Member::bases`](super::Member::bases) and [`Image::is_base_of`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct BaseGuess {
    /// How many steps, from the oldest on, may be the base's.
    pub steps: usize,
    /// How many layers, from the lowest on, may be the base's.
    pub layers: usize,
}

impl Image {
    /// Whether `other` stands on this image: all of this one's layers, of which there is one at least, are the lowest of
    /// the other, which has more. By diff ID, so whatever the compression.
    pub fn is_base_of(&self, other: &Image) -> bool {
        let layers = self.chain_ids.len();
        // A chain ID is that of all layers under it, too.
        let same = |top| other.chain_ids.get(layers.saturating_sub(1)) == Some(top);
        layers < other.chain_ids.len() && self.chain_id().is_some_and(same)
    }

    /// Guesses the base from the history alone: under the steps at the top that made no layer and the layers next to
    /// them, the nearest `CMD` is taken for the base's last step. `None` where there is no such `CMD`.
    ///
    /// **Source** trivy, `GuessBaseImageIndex`; `CMD` is read here as every builder writes it, there as two do.
    pub fn guess_base(&self) -> Option<BaseGuess> {
        let own = self.steps().rposition(|step| !step.history().is_empty_layer())?;
        let is_cmd = |step: &HistoryStep<'_>| {
            step.history().is_empty_layer() && step.instruction().kind() == InstructionKind::Cmd
        };
        let last = self.steps().take(own).rfind(is_cmd)?;
        let steps = last.index() + 1;
        let layers = self.steps().take(steps).filter_map(HistoryStep::layer).next_back();
        Some(BaseGuess { steps, layers: layers.map_or(0, |layer| layer.index() + 1) })
    }

    /// The layers of the longest stack that this image and another begin with, by diff ID.
    pub fn common_layers<'a>(&'a self, other: &Image) -> impl Iterator<Item = Layer<'a>> {
        self.layers().take(self.common_prefix(other))
    }

    /// How many layers this image and another begin with, by diff ID.
    pub(super) fn common_prefix(&self, other: &Image) -> usize {
        let pairs = self.chain_ids.iter().zip(&other.chain_ids);
        pairs.take_while(|(a, b)| a == b).count()
    }
}
