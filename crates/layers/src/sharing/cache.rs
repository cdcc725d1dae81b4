//! [`CacheReuse`]: how far the second build of a Dockerfile reused the first one.

use core::iter::{Skip, Take};

use imageref::Image;
use imageref::image::{HistoryStep, HistorySteps, Layer, Layers};

use super::comparison::ImageComparison;

/// How far a second build of a Dockerfile reused the layers of a first one.
///
/// # Examples
///
/// ```
/// # use imageref::{Document, Image};
/// use imageref_layers::sharing::{CacheMiss, CacheReuse};
/// # let manifest = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-web/manifest.json")[..])?;
/// # let config = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-web/config.json")[..])?;
/// # let old = Image::new(manifest, config)?;
/// # let manifest = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-db/manifest.json")[..])?;
/// # let config = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-db/config.json")[..])?;
/// # let new = Image::new(manifest, config)?;
/// let reuse = CacheReuse::new(&old, &new);
/// let (step, reason) = reuse.first_miss().unwrap();
/// assert_eq!((step.index(), reason), (5, CacheMiss::Instruction));
/// assert_eq!((reuse.cached_steps().len(), reuse.rebuilt_layers().len()), (5, 3));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "build cache")]
#[derive(Clone, Copy, Debug)]
pub struct CacheReuse<'a> {
    old: &'a Image,
    new: &'a Image,
    steps: usize,
    layers: usize,
}

/// The reason why a build did not reuse a step of an earlier one.
///
/// # Examples
///
/// ```
/// # use imageref::{Document, Image};
/// use imageref_layers::sharing::{CacheMiss, CacheReuse};
/// # let manifest = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-web/manifest.json")[..])?;
/// # let config = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-web/config.json")[..])?;
/// # let first = Image::new(manifest, config)?;
/// # let manifest = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-tools/manifest.json")[..])?;
/// # let config = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-tools/config.json")[..])?;
/// # let second = Image::new(manifest, config)?;
/// let (step, reason) = CacheReuse::new(&second, &first).first_miss().unwrap();
/// assert_eq!((step.index(), reason), (5, CacheMiss::Instruction)); // `second` has no sixth step
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CacheMiss {
    /// The instruction differs, or the earlier build had no such step.
    Instruction,
    /// The same instruction made another layer: its input files differ, or the build is not reproducible.
    Content,
}

impl<'a> CacheReuse<'a> {
    /// Compares two builds of the same Dockerfile.
    ///
    /// Steps are compared by their `created_by`, layers by diff ID. Without a history, layers alone are compared.
    pub fn new(old: &'a Image, new: &'a Image) -> Self {
        let pairs = old.steps().zip(new.steps());
        let steps = pairs.take_while(|(old, new)| is_same_step(*old, *new)).count();
        let cached = new.steps().take(steps).filter_map(HistoryStep::layer).count();
        let layers = ImageComparison::new(old, new).common().len();
        // Layers above those that the history covers are compared by themselves.
        let layers = if steps == new.steps().len() { layers } else { layers.min(cached) };
        Self { old, new, steps, layers }
    }

    /// Returns the steps that have the same instruction and layer in both builds, of the new image.
    pub fn cached_steps(self) -> Take<HistorySteps<'a>> {
        self.new.steps().take(self.steps)
    }

    /// Returns the first step of the new build that was not reused, and why; `None` if all were.
    pub fn first_miss(self) -> Option<(HistoryStep<'a>, CacheMiss)> {
        let new = self.new.steps().nth(self.steps)?;
        let old = self.old.steps().nth(self.steps);
        let same = old.is_some_and(|old| same_instruction(old, new));
        Some((new, if same { CacheMiss::Content } else { CacheMiss::Instruction }))
    }

    /// Returns the layers of the new image that were not reused, base first.
    pub fn rebuilt_layers(self) -> Skip<Layers<'a>> {
        self.new.layers().skip(self.layers)
    }

    /// Returns the sum of the compressed sizes of the reused layers, in bytes, as the new image states them.
    pub fn reused_compressed_size(self) -> u64 {
        self.new.layers().take(self.layers).map(Layer::compressed_size).sum()
    }

    /// Returns the sum of the compressed sizes of the rebuilt layers, in bytes.
    pub fn rebuilt_compressed_size(self) -> u64 {
        self.rebuilt_layers().map(Layer::compressed_size).sum()
    }
}

fn same_instruction(old: HistoryStep<'_>, new: HistoryStep<'_>) -> bool {
    old.history().created_by().unwrap_or_default() == new.history().created_by().unwrap_or_default()
}

fn is_same_step(old: HistoryStep<'_>, new: HistoryStep<'_>) -> bool {
    same_instruction(old, new)
        && old.layer().map(Layer::chain_id) == new.layer().map(Layer::chain_id)
}
