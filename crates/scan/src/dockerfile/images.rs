//! [`DockerfileImage`]: the words of a Dockerfile that name images, and their places.

use alloc::vec::Vec;

use imageref::error::Span;

use super::file::Dockerfile;
use super::model::{DockerfileWord, StageUse, StageUseKind};
use super::resolve::ResolvedBuild;
use super::source::BuildSource;

/// The kind of place in a Dockerfile that names an image.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DockerfilePlace {
    /// `FROM`
    From,
    /// `COPY --from=`
    Copy,
    /// `RUN --mount=from=`
    Mount,
    /// `COPY --from=` or a mount after `ONBUILD`
    OnBuild,
}

/// A word of a Dockerfile that names an image, and its place.
///
/// ```
/// use imageref_scan::{BuildOptions, Dockerfile, DockerfileImage, DockerfilePlace};
///
/// let file = Dockerfile::parse("FROM alpine\nCOPY --from=busybox /a /b\n")?;
/// let build = file.resolve(&BuildOptions::new());
/// let images: Vec<DockerfileImage<'_>> = file.images(&build);
/// let places: Vec<_> = images.iter().map(|image| image.place()).collect();
/// assert_eq!(places, [DockerfilePlace::From, DockerfilePlace::Copy]);
/// assert!(images[0].is_literal());
/// # Ok::<(), imageref_scan::DockerfileError>(())
/// ```
#[derive(Clone, Debug)]
pub struct DockerfileImage<'r> {
    place: DockerfilePlace,
    span: Span,
    literal: bool,
    source: &'r BuildSource,
}

impl<'r> DockerfileImage<'r> {
    /// The instruction that names it.
    pub const fn place(&self) -> DockerfilePlace {
        self.place
    }

    /// The word's bytes in the file.
    pub const fn span(&self) -> Span {
        self.span
    }

    /// Returns `true` if the span's bytes are the reference itself, so that it can be edited there: without variables,
    /// escapes or line ends.
    pub const fn is_literal(&self) -> bool {
        self.literal
    }

    /// The image, or why it is not one.
    pub const fn source(&self) -> &'r BuildSource {
        self.source
    }
}

impl Dockerfile<'_> {
    /// Returns the words that name images, or should, in the order of the file. Stages and `scratch` are left out, and
    /// so is [`syntax`](Self::syntax).
    pub fn images<'r>(&self, build: &'r ResolvedBuild<'_>) -> Vec<DockerfileImage<'r>> {
        let mut found = Vec::with_capacity(self.stages().len());
        let mut add = |place, word: &DockerfileWord<'_>, text: Option<&str>, source: &'r _| {
            if !matches!(source, BuildSource::Scratch | BuildSource::Stage(_)) {
                let written = self.text().get(word.span().range());
                let literal = text.is_some() && written == text;
                found.push(DockerfileImage { place, span: word.span(), literal, source });
            }
        };
        for (stage, resolved) in self.stages().iter().zip(build.stages()) {
            add(DockerfilePlace::From, stage.base(), Some(resolved.text()), resolved.base());
            for (used, source) in stage.uses().iter().zip(resolved.uses()) {
                let place = match used.kind() {
                    StageUseKind::Copy => DockerfilePlace::Copy,
                    StageUseKind::Mount => DockerfilePlace::Mount,
                };
                add(place, used.from(), name(used), source);
            }
            for (trigger, sources) in stage.triggers().iter().zip(resolved.triggers()) {
                for (used, source) in trigger.uses().iter().zip(sources) {
                    add(DockerfilePlace::OnBuild, used.from(), name(used), source);
                }
            }
        }
        found.sort_by_key(|image| image.span.start);
        found
    }
}

/// The word of a use, unless it is an index.
fn name<'u>(used: &'u StageUse<'_>) -> Option<&'u str> {
    used.index().is_none().then(|| used.from().as_str())
}
