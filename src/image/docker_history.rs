//! [`DockerHistory`]: an image's history as `docker history` shows it.

use core::fmt;
use core::ops::Range;

use super::escape::write_escaped;
use super::iterate::iterate_over_range;
use super::layer::HistoryStep;
use super::model::Image;
use crate::digest::ImageId;
use crate::document::Timestamp;

/// An iterator over the rows of `docker history`, newest step first.
///
/// # Examples
///
/// ```
/// # use imageref::{Document, Image};
/// # let manifest = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-web/manifest.json")[..])?;
/// # let config = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-web/config.json")[..])?;
/// let image = Image::new(manifest, config)?;
/// for row in image.docker_history() {
///     println!("{row}");
/// }
/// let ids: Vec<_> = image.docker_history().map(|row| row.id().is_some()).collect();
/// assert!(ids[0] && !ids[1..].contains(&true)); // Docker prints <missing> for the others
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
#[must_use = "iterators do nothing unless consumed"]
pub struct DockerHistory<'a> {
    image: &'a Image,
    /// The rows that are left. INVARIANT: each is less than the number of steps.
    range: Range<usize>,
}

/// A row of `docker history`.
///
/// # Examples
///
/// ```
/// # use imageref::{Document, Image};
/// # let manifest = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-web/manifest.json")[..])?;
/// # let config = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-web/config.json")[..])?;
/// let image = Image::new(manifest, config)?;
/// let oldest = image.docker_history().next_back().unwrap();
/// assert_eq!((oldest.id(), oldest.uncompressed_size()), (None, None));
/// assert_eq!(oldest.created().unwrap().as_str(), "2023-11-14T22:13:20Z");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct HistoryRow<'a> {
    id: Option<ImageId>,
    step: HistoryStep<'a>,
}

impl<'a> DockerHistory<'a> {
    fn at(&self, row: usize) -> HistoryRow<'a> {
        let index = self.image.layer_of_step.len() - 1 - row;
        let id = (row == 0).then(|| self.image.image_id());
        HistoryRow { id, step: HistoryStep { image: self.image, index } }
    }
}

iterate_over_range!(DockerHistory, HistoryRow<'a>);

impl<'a> HistoryRow<'a> {
    /// Returns the image ID in the newest row. Docker knows no image for the others and prints `<missing>`: `None`.
    #[doc(alias = "<missing>")]
    #[doc(alias = "IMAGE")]
    pub fn id(&self) -> Option<&ImageId> {
        self.id.as_ref()
    }

    /// Returns the time at which the step was made.
    pub fn created(&self) -> Option<&'a Timestamp> {
        self.step.history().created()
    }

    /// Returns what the builder wrote about the step, verbatim.
    pub fn created_by(&self) -> Option<&'a str> {
        self.step.history().created_by()
    }

    /// Returns the size that Docker shows, in bytes: that of the layer's uncompressed tar stream, 0 for a step that made no
    /// layer, or `None` if it is not known (see [`Image::with_uncompressed_sizes`]).
    #[doc(alias = "SIZE")]
    pub fn uncompressed_size(&self) -> Option<u64> {
        self.step.uncompressed_size()
    }

    /// Returns the comment.
    pub fn comment(&self) -> Option<&'a str> {
        self.step.history().comment()
    }

    /// Returns the history step.
    pub fn step(&self) -> HistoryStep<'a> {
        self.step
    }
}

impl fmt::Display for HistoryRow<'_> {
    /// Writes ID, time, `created_by` and size, without padding and with control characters escaped.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.id {
            Some(id) => write!(f, "{}", id.short().as_str())?,
            None => f.write_str("<missing>")?,
        }
        write!(f, "  {}  ", self.created().map_or("-", Timestamp::as_str))?;
        write_escaped(f, self.created_by().unwrap_or_default())?;
        match self.uncompressed_size() {
            Some(size) => write!(f, "  {size}"),
            None => f.write_str("  -"),
        }
    }
}

impl Image {
    /// Returns the history as `docker history` shows it: newest step first, with the image ID in the first row.
    ///
    /// Source: moby `image_history.go`. If the config has no history, Docker shows nothing.
    #[doc(alias = "docker history")]
    #[doc(alias = "history")]
    pub fn docker_history(&self) -> DockerHistory<'_> {
        DockerHistory { image: self, range: 0..self.layer_of_step.len() }
    }
}
