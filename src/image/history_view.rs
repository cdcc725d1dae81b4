//! [`HistoryRow`]: an image's history as `docker history` shows it.

use core::fmt;

use super::layer::HistoryStep;
use super::model::Image;
use crate::digest::ImageId;
use crate::document::Timestamp;

/// A row of `docker history`.
#[derive(Clone, Debug)]
pub struct HistoryRow<'a> {
    id: Option<ImageId>,
    step: HistoryStep<'a>,
}

impl<'a> HistoryRow<'a> {
    /// The image's ID in the first row, the newest. Docker knows no image of the others: `None`, shown `<missing>`.
    pub fn id(&self) -> Option<&ImageId> {
        self.id.as_ref()
    }

    /// When the step was made.
    pub fn created(&self) -> Option<&'a Timestamp> {
        self.step.history().created()
    }

    /// What the builder wrote down, as it is.
    pub fn created_by(&self) -> &'a str {
        self.step.history().created_by().unwrap_or_default()
    }

    /// The size as Docker shows it, that of the layer on disk, 0 where there is none; `None` where it is not known.
    ///
    /// **Unit** bytes of the tar stream, uncompressed.
    pub fn size(&self) -> Option<u64> {
        self.step.uncompressed_size()
    }

    /// What else was said.
    pub fn comment(&self) -> &'a str {
        self.step.history().comment().unwrap_or_default()
    }

    /// The step.
    pub fn step(&self) -> HistoryStep<'a> {
        self.step
    }
}

impl fmt::Display for HistoryRow<'_> {
    /// The row without padding: ID, time, instruction as written, size. Line breaks and the like are escaped.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.id {
            Some(id) => write!(f, "{}", id.short().as_str())?,
            None => f.write_str("<missing>")?,
        }
        let created = self.created().map_or("-", Timestamp::as_str);
        write!(f, "  {created}  {}", self.created_by().escape_debug())?;
        match self.size() {
            Some(size) => write!(f, "  {size}"),
            None => f.write_str("  -"),
        }
    }
}

impl Image {
    /// The history as `docker history` shows it: the newest step first, the image's ID in the first row.
    ///
    /// **Source** moby `image_history.go`. It shows nothing where the config has no history.
    pub fn docker_history(&self) -> impl ExactSizeIterator<Item = HistoryRow<'_>> {
        let last = self.steps().len();
        self.steps().rev().map(move |step| HistoryRow {
            id: (step.index() + 1 == last).then(|| self.image_id()),
            step,
        })
    }
}
