//! [`BuildSource`]: the meaning of a word that names an image or a stage.

use alloc::boxed::Box;
use core::fmt;

use imageref::error::ParseError;
use imageref::reference::Reference;

use super::error::DockerfileErrorKind;

/// The meaning of a word that names an image or a stage.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BuildSource {
    /// `scratch`: an empty filesystem.
    Scratch,
    /// The stage with this index.
    Stage(usize),
    /// An image.
    Image(Reference),
    /// Neither a stage nor a reference.
    InvalidReference(InvalidImageError),
    /// A word that depends on a platform which [`BuildOptions`](super::BuildOptions) don't state.
    Unknown,
    /// A word that BuildKit rejects.
    Rejected(DockerfileErrorKind),
}

impl BuildSource {
    /// The image, if it is one.
    pub const fn image(&self) -> Option<&Reference> {
        match self {
            Self::Image(image) => Some(image),
            _ => None,
        }
    }

    /// The meaning of a word that is not a stage.
    pub(super) fn of_image(text: &str) -> Self {
        match text.parse() {
            _ if text == "scratch" => Self::Scratch,
            Ok(image) => Self::Image(image),
            Err(reference) => Self::InvalidReference(InvalidImageError { reference, stage: None }),
        }
    }
}

/// The reason why a word names neither a stage nor an image.
///
/// BuildKit lowercases the names of stages, and `FROM` compares exactly, so `FROM Build` after `AS Build` means an image
/// of that name; the message then mentions the stage.
///
/// ```
/// use imageref_scan::{BuildOptions, BuildSource, Dockerfile};
///
/// let file = Dockerfile::parse("FROM alpine AS Test\nFROM Test\n")?;
/// let build = file.resolve(&BuildOptions::new());
/// let BuildSource::InvalidReference(error) = build.stages()[1].base() else { unreachable!() };
/// assert_eq!(error.stage(), Some("test"));
/// assert!(error.to_string().ends_with("; to use the stage, write `test`: `FROM` compares in lower case"));
/// # Ok::<(), imageref_scan::DockerfileError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct InvalidImageError {
    reference: ParseError,
    stage: Option<Box<str>>,
}

impl InvalidImageError {
    /// Why the expanded word is not a reference.
    pub const fn reference(&self) -> ParseError {
        self.reference
    }

    /// The earlier stage whose name differs only in case.
    pub fn stage(&self) -> Option<&str> {
        self.stage.as_deref()
    }

    pub(super) fn with_stage(self, stage: &str) -> Self {
        Self { stage: Some(stage.into()), ..self }
    }
}

impl fmt::Display for InvalidImageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.reference.fmt(f)?;
        match &self.stage {
            Some(stage) => {
                write!(f, "; to use the stage, write `{stage}`: `FROM` compares in lower case")
            }
            None => Ok(()),
        }
    }
}

impl core::error::Error for InvalidImageError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        Some(&self.reference)
    }
}
