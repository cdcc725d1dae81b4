//! [`DockerHistory`]: an image's history as `docker history` shows it.

use core::fmt::{self, Write as _};
use core::iter::{FusedIterator, Rev};

use imageref::document::Timestamp;
use imageref::image::{HistoryStep, HistorySteps};
use imageref::{Image, ImageId};

/// An iterator over the rows of `docker history`: newest step first, with the image ID in the first row.
///
/// Source: moby `image_history.go`. If the config has no history, Docker shows nothing.
///
/// # Examples
///
/// ```
/// use imageref::config::{History, ImageConfig};
/// use imageref::manifest::{Descriptor, ImageManifest};
/// use imageref::{DiffId, Digest, Document, Image, MediaType, Platform};
/// use imageref_interop::docker::DockerHistory;
///
/// let config = ImageConfig::new(&Platform::new("linux", "amd64"))
///     .with_layer(DiffId::new(Digest::sha256(b"files")), History::new("COPY app /"))
///     .with_empty_step(History::new(r#"CMD ["/app"]"#));
/// let config = Document::from_value(&config)?;
/// let layer = Descriptor::of(MediaType::OCI_LAYER_GZIP, b"files, compressed");
/// let manifest = ImageManifest::new(config.descriptor()).with_layer(layer);
/// let image = Image::new(Document::from_value(&manifest)?, config)?;
///
/// let rows: Vec<_> = DockerHistory::new(&image).map(|row| row.to_string()).collect();
/// assert_eq!(rows, ["cedb75e3d2a4  -  CMD [\"/app\"]  0", "<missing>  -  COPY app /  -"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "docker history")]
#[derive(Clone, Debug)]
#[must_use = "iterators do nothing unless consumed"]
pub struct DockerHistory<'a> {
    image: &'a Image,
    steps: Rev<HistorySteps<'a>>,
}

/// A row of `docker history`.
///
/// # Examples
///
/// ```
/// # use imageref::config::{History, ImageConfig};
/// # use imageref::manifest::{Descriptor, ImageManifest};
/// # use imageref::{DiffId, Digest, Document, Image, MediaType, Platform};
/// # use imageref_interop::docker::DockerHistory;
/// # let config = ImageConfig::new(&Platform::new("linux", "amd64"))
/// #     .with_layer(DiffId::new(Digest::sha256(b"files")), History::new("COPY app /"))
/// #     .with_empty_step(History::new(r#"CMD ["/app"]"#));
/// # let config = Document::from_value(&config)?;
/// # let layer = Descriptor::of(MediaType::OCI_LAYER_GZIP, b"files, compressed");
/// # let manifest = ImageManifest::new(config.descriptor()).with_layer(layer);
/// # let image = Image::new(Document::from_value(&manifest)?, config)?;
/// let oldest = DockerHistory::new(&image).next_back().unwrap();
/// assert_eq!((oldest.id(), oldest.uncompressed_size()), (None, None));
/// assert_eq!(oldest.created_by(), Some("COPY app /"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct HistoryRow<'a> {
    id: Option<ImageId>,
    step: HistoryStep<'a>,
}

impl<'a> DockerHistory<'a> {
    /// Returns the rows for an image.
    pub fn new(image: &'a Image) -> Self {
        Self { image, steps: image.steps().rev() }
    }

    fn row(&self, step: HistoryStep<'a>) -> HistoryRow<'a> {
        let is_newest = step.index() + 1 == self.image.steps().len();
        HistoryRow { id: is_newest.then(|| self.image.image_id()), step }
    }
}

impl<'a> Iterator for DockerHistory<'a> {
    type Item = HistoryRow<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        self.steps.next().map(|step| self.row(step))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.steps.size_hint()
    }
}

impl DoubleEndedIterator for DockerHistory<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.steps.next_back().map(|step| self.row(step))
    }
}

impl ExactSizeIterator for DockerHistory<'_> {}
impl FusedIterator for DockerHistory<'_> {}

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

/// Writes a string with all control and invisible characters escaped. Quotes and backslashes stay: the result is read by
/// people, not by a program.
fn write_escaped(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    for character in text.chars() {
        match character {
            '"' | '\'' | '\\' => f.write_char(character)?,
            _ => write!(f, "{}", character.escape_debug())?,
        }
    }
    Ok(())
}
