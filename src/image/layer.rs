//! [`Layer`] and [`HistoryStep`]: a layer of an image and the history step that made it.

use super::instruction::Instruction;
use super::model::Image;
use crate::config::History;
use crate::digest::{ChainId, DiffId, Digest};
use crate::manifest::Descriptor;

/// A layer of an image: its descriptor in the manifest, its diff ID in the config, and its history step.
///
/// # Examples
///
/// ```
/// # use imageref::{Document, Image};
/// # let manifest = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-web/manifest.json")[..])?;
/// # let config = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-web/config.json")[..])?;
/// let image = Image::new(manifest, config)?;
/// let top = image.layers().next_back().unwrap();
/// assert_eq!(top.index(), 6);
/// assert_eq!(top.compressed_size(), 147);
/// assert_eq!(top.instruction().unwrap().to_string(), "RUN rm -f /etc/tool.conf");
/// assert_eq!(image.chain_id(), Some(top.chain_id()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Layer<'a> {
    pub(super) image: &'a Image,
    /// INVARIANT: less than the number of layers.
    pub(super) index: usize,
}

impl<'a> Layer<'a> {
    /// Returns the layer's index, counted from 0 at the base.
    pub fn index(self) -> usize {
        self.index
    }

    /// Returns the layer's descriptor in the manifest.
    pub fn descriptor(self) -> &'a Descriptor {
        &self.image.manifest.value().layers()[self.index]
    }

    /// Returns the digest of the layer's blob, which is usually compressed.
    pub fn digest(self) -> &'a Digest {
        self.descriptor().digest()
    }

    /// Returns the digest of the layer's uncompressed tar stream.
    pub fn diff_id(self) -> &'a DiffId {
        &self.image.config.value().diff_ids()[self.index]
    }

    /// Returns the chain ID: the identity of this layer together with all layers below it, by which storage shares it.
    #[doc(alias = "ChainID")]
    pub fn chain_id(self) -> &'a ChainId {
        &self.image.chain_ids[self.index]
    }

    /// Returns the history step that made the layer, or `None` if the history has none for it.
    pub fn step(self) -> Option<HistoryStep<'a>> {
        let index = self.image.step_of_layer[self.index]?;
        Some(HistoryStep { image: self.image, index })
    }

    /// Returns the instruction that made the layer, or `None` if the history has no step for it.
    pub fn instruction(self) -> Option<Instruction<'a>> {
        self.step().map(HistoryStep::instruction)
    }
}

/// A step of an image's history and the layer it made.
///
/// # Examples
///
/// ```
/// # use imageref::{Document, Image};
/// # let manifest = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-web/manifest.json")[..])?;
/// # let config = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-web/config.json")[..])?;
/// let image = Image::new(manifest, config)?;
/// let oldest = image.steps().next().unwrap();
/// assert_eq!(oldest.layer().unwrap().index(), 0);
/// assert_eq!(oldest.history().created().unwrap().as_str(), "2023-11-14T22:13:20Z");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct HistoryStep<'a> {
    pub(super) image: &'a Image,
    /// INVARIANT: less than the number of steps.
    pub(super) index: usize,
}

impl<'a> HistoryStep<'a> {
    /// Returns the step's index, counted from 0 at the oldest.
    pub fn index(self) -> usize {
        self.index
    }

    /// Returns the step's history entry in the config.
    pub fn history(self) -> &'a History {
        &self.image.config.value().history()[self.index]
    }

    /// Returns the layer that the step made, or `None` if it made none.
    pub fn layer(self) -> Option<Layer<'a>> {
        let index = self.image.layer_of_step[self.index]?;
        Some(Layer { image: self.image, index })
    }

    /// Returns the step's instruction, read back from what the builder wrote to `created_by`.
    pub fn instruction(self) -> Instruction<'a> {
        Instruction::of(self.history().created_by().unwrap_or_default())
    }
}
