//! Two images beside each other: layer by layer, and step by step of a build.

use alloc::collections::BTreeSet;

use super::layer::{HistoryStep, Layer};
use super::model::Image;

/// Two images, layer by layer: what both begin with, then what each has beyond.
///
/// ```
/// # use imageref::{Document, ImageConfig};
/// # use imageref::{image::Image, manifest::ImageManifest};
/// # let config = Document::from_value(&ImageConfig::builder("linux", "amd64").build())?;
/// # let manifest = Document::from_value(&ImageManifest::builder(config.descriptor()).build())?;
/// # let (ours, theirs) = (Image::new(manifest.clone(), config.clone())?, Image::new(manifest, config)?);
/// let both = ours.compare(&theirs);
/// println!("{} layers alike", both.common().count());
/// for layer in both.left() {
///     println!("only here: {} {}", layer.digest(), layer.instruction().map_or(String::new(), |i| i.to_string()));
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Comparison<'a> {
    left: &'a Image,
    right: &'a Image,
    common: usize,
}

impl<'a> Comparison<'a> {
    /// The layers that both begin with, by diff ID, as each has them: they may be compressed in different ways.
    pub fn common(self) -> impl ExactSizeIterator<Item = (Layer<'a>, Layer<'a>)> {
        self.left.layers().zip(self.right.layers()).take(self.common)
    }

    /// The layers that the first image has beyond.
    pub fn left(self) -> impl ExactSizeIterator<Item = Layer<'a>> {
        self.left.layers().skip(self.common)
    }

    /// The layers that the second image has beyond.
    pub fn right(self) -> impl ExactSizeIterator<Item = Layer<'a>> {
        self.right.layers().skip(self.common)
    }

    /// Those of [`right`](Self::right) whose content the first image has too, somewhere: on another stack, so that
    /// storage keeps them twice.
    pub fn moved(self) -> impl Iterator<Item = Layer<'a>> {
        let left: BTreeSet<_> = self.left.layers().map(Layer::diff_id).collect();
        self.right().filter(move |layer| left.contains(layer.diff_id()))
    }
}

/// How far a second build of a Dockerfile went the same way as a first one.
#[derive(Clone, Copy, Debug)]
pub struct CacheUse<'a> {
    old: &'a Image,
    new: &'a Image,
    steps: usize,
    layers: usize,
}

/// Why two builds part ways at a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Parting {
    /// The second build ran another instruction, or one more.
    Instruction,
    /// The same instruction gave another layer: other files, or a build that is not reproducible.
    Content,
}

impl<'a> CacheUse<'a> {
    /// The steps that both builds have alike, instruction and layer.
    pub fn same_steps(self) -> impl ExactSizeIterator<Item = HistoryStep<'a>> {
        self.new.steps().take(self.steps)
    }

    /// The step of the new build at which the ways part, and why; `None` where all of it was the same.
    pub fn parting(self) -> Option<(HistoryStep<'a>, Parting)> {
        let new = self.new.steps().nth(self.steps)?;
        let old = self.old.steps().nth(self.steps);
        let same = old.is_some_and(|old| same_instruction(old, new));
        Some((new, if same { Parting::Content } else { Parting::Instruction }))
    }

    /// The layers from which on the new build could not use the old one's, the base first.
    pub fn rebuilt(self) -> impl ExactSizeIterator<Item = Layer<'a>> {
        self.new.layers().skip(self.layers)
    }

    /// The size of the layers that both builds have, of the new one's.
    ///
    /// **Unit** bytes, as a rule compressed.
    pub fn reused_bytes(self) -> u64 {
        self.new.layers().take(self.layers).map(Layer::compressed_size).sum()
    }

    /// The size of the layers that were built anew.
    ///
    /// **Unit** bytes, as a rule compressed.
    pub fn rebuilt_bytes(self) -> u64 {
        self.rebuilt().map(Layer::compressed_size).sum()
    }
}

impl Image {
    /// Compares this image with another, layer by layer.
    pub fn compare<'a>(&'a self, other: &'a Image) -> Comparison<'a> {
        Comparison { left: self, right: other, common: self.common_prefix(other) }
    }

    /// How much of this image a build of `new` out of the same Dockerfile used again.
    ///
    /// Steps are compared by what the builder wrote down, layers by diff ID. Without a history, layers alone.
    pub fn cache_use<'a>(&'a self, new: &'a Image) -> CacheUse<'a> {
        let pairs = self.steps().zip(new.steps());
        let steps = pairs.take_while(|(old, new)| same_step(*old, *new)).count();
        let told = new.steps().take(steps).filter_map(HistoryStep::layer).count();
        let layers = self.common_prefix(new);
        // A layer that no step tells of is compared by itself.
        let layers = if steps == new.steps().len() { layers } else { layers.min(told) };
        CacheUse { old: self, new, steps, layers }
    }
}

fn same_instruction(old: HistoryStep<'_>, new: HistoryStep<'_>) -> bool {
    old.history().created_by() == new.history().created_by()
}

fn same_step(old: HistoryStep<'_>, new: HistoryStep<'_>) -> bool {
    let chain_id = |step: HistoryStep<'_>| step.layer().map(|layer| layer.chain_id().clone());
    same_instruction(old, new) && chain_id(old) == chain_id(new)
}
