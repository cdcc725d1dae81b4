//! [`Layer`] and [`HistoryStep`]: one layer of an image with the step that made it, and the other way round.

use super::instruction::Instruction;
use super::model::Image;
use crate::config::History;
use crate::digest::{ChainId, DiffId, Digest};
use crate::manifest::Descriptor;

/// One layer of an image: what the manifest, the config and the history say of it.
#[derive(Clone, Copy, Debug)]
pub struct Layer<'a> {
    pub(super) image: &'a Image,
    /// INVARIANT: less than the number of layers.
    pub(super) index: usize,
}

impl<'a> Layer<'a> {
    /// The layer's number, the base being 0.
    pub fn index(self) -> usize {
        self.index
    }

    /// What the manifest says of it.
    pub fn descriptor(self) -> &'a Descriptor {
        &self.image.manifest.value().layers()[self.index]
    }

    /// The digest of what is transferred, as a rule compressed.
    pub fn digest(self) -> &'a Digest {
        self.descriptor().digest()
    }

    /// The digest of its uncompressed tar stream.
    pub fn diff_id(self) -> &'a DiffId {
        &self.image.config.value().diff_ids()[self.index]
    }

    /// The identity of this layer on all that lie under it: what storage shares.
    pub fn chain_id(self) -> &'a ChainId {
        &self.image.chain_ids[self.index]
    }

    /// The step that made it; `None` where the history does not tell.
    pub fn step(self) -> Option<HistoryStep<'a>> {
        let index = self.image.step_of_layer[self.index]?;
        Some(HistoryStep { image: self.image, index })
    }

    /// The instruction that made it; `None` where the history does not tell.
    pub fn instruction(self) -> Option<Instruction<'a>> {
        self.step().map(HistoryStep::instruction)
    }
}

/// One step of an image's history, and the layer it made.
#[derive(Clone, Copy, Debug)]
pub struct HistoryStep<'a> {
    pub(super) image: &'a Image,
    /// INVARIANT: less than the number of steps.
    pub(super) index: usize,
}

impl<'a> HistoryStep<'a> {
    /// The step's number, the oldest being 0.
    pub fn index(self) -> usize {
        self.index
    }

    /// What the config says of it.
    pub fn history(self) -> &'a History {
        &self.image.config.value().history()[self.index]
    }

    /// The layer that it made; `None` where it made none.
    pub fn layer(self) -> Option<Layer<'a>> {
        let index = self.image.layer_of_step[self.index]?;
        Some(Layer { image: self.image, index })
    }

    /// The instruction, read back from what the builder wrote down.
    pub fn instruction(self) -> Instruction<'a> {
        Instruction::parse(self.history().created_by().unwrap_or_default())
    }
}
