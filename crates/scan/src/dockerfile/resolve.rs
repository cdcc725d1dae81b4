//! [`Resolution`]: what a build takes for the names in a Dockerfile.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use super::error::{DockerfileError, DockerfileErrorKind as Kind};
use super::file::Dockerfile;
use super::model::{GlobalArg, Stage, Use, UseKind, Word};
use super::options::BuildOptions;
use super::shell::{Budget, Env, Expanded, expand};
use imageref::error::{ParseError, ParseErrorKind, Span};
use imageref::platform::Platform;
use imageref::reference::Reference;

/// What a word that names an image or a stage stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Source {
    /// `scratch`: nothing.
    Scratch,
    /// The stage with this index.
    Stage(usize),
    /// An image.
    Image(Reference),
    /// No stage, and no reference either; why not, in the expanded text.
    NotAReference(ParseError),
    /// It depends on a platform that [`BuildOptions`] don't tell.
    Unknown,
    /// BuildKit refuses it.
    Refused(Kind),
}

impl Source {
    /// The image, if it is one.
    pub const fn image(&self) -> Option<&Reference> {
        match self {
            Self::Image(image) => Some(image),
            _ => None,
        }
    }
}

/// A stage's base and platform for one build.
#[derive(Clone, Debug)]
pub struct ResolvedStage<'r> {
    text: Cow<'r, str>,
    base: Source,
    // Boxed: most stages have none.
    platform: Option<Box<Platform>>,
    unset: Box<[String]>,
    pub(super) uses: Box<[Source]>,
    pub(super) triggers: Box<[Vec<Source>]>,
}

impl ResolvedStage<'_> {
    /// The base with its variables expanded; one that has no value is left out, as BuildKit does.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What the base is.
    pub const fn base(&self) -> &Source {
        &self.base
    }

    /// The value of `--platform`.
    pub fn platform(&self) -> Option<&Platform> {
        self.platform.as_deref()
    }

    /// The variables without a value that the base has, in order: the image is what BuildKit takes when nobody sets
    /// them, and perhaps not what anyone builds.
    pub fn unset(&self) -> &[String] {
        &self.unset
    }

    /// What [`Stage::uses`] are, in the same order.
    pub fn uses(&self) -> &[Source] {
        &self.uses
    }

    /// What the uses of [`Stage::triggers`] are: stages are looked up in this file.
    pub fn triggers(&self) -> &[Vec<Source>] {
        &self.triggers
    }
}

/// What a build takes for the names in a Dockerfile.
///
/// ```
/// use imageref_scan::{BuildOptions, Dockerfile, Source};
///
/// let file = Dockerfile::parse("ARG TAG\nFROM alpine:${TAG:-3.20} AS base\nFROM base\n")?;
/// let build = file.resolve(&BuildOptions::new().with_arg("TAG", "edge"));
/// assert_eq!(build.stages()[0].base().image().unwrap(), "docker.io/library/alpine:edge");
/// assert_eq!(build.stages()[1].base(), &Source::Stage(0));
/// # Ok::<(), imageref_scan::DockerfileError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Resolution<'r> {
    args: Vec<(String, Option<String>)>,
    stages: Vec<ResolvedStage<'r>>,
    error: Option<DockerfileError>,
}

impl<'r> Resolution<'r> {
    /// The stages in order.
    pub fn stages(&self) -> &[ResolvedStage<'r>] {
        &self.stages
    }

    /// The values of [`Dockerfile::global_args`], each name once; `None` where there is none.
    pub fn args(&self) -> &[(String, Option<String>)] {
        &self.args
    }

    /// What BuildKit stops at first, if it does. The rest is resolved nonetheless.
    pub const fn error(&self) -> Option<&DockerfileError> {
        self.error.as_ref()
    }
}

/// Where an image of a Dockerfile is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Place {
    /// `# syntax=`
    Syntax,
    /// `FROM`
    From,
    /// `COPY --from=`
    Copy,
    /// `RUN --mount=from=`
    Mount,
    /// `COPY --from=` or a mount behind `ONBUILD`
    OnBuild,
}

/// An image of a Dockerfile with its place.
#[derive(Clone, Debug)]
pub struct FoundImage<'r> {
    place: Place,
    span: Span,
    literal: bool,
    image: &'r Source,
}

impl<'r> FoundImage<'r> {
    /// Which instruction names it.
    pub const fn place(&self) -> Place {
        self.place
    }

    /// The word's bytes in the file.
    pub const fn span(&self) -> Span {
        self.span
    }

    /// Whether the span's bytes are the reference itself, so that it may be edited there: no variables, escapes or
    /// line ends in it.
    pub const fn is_literal(&self) -> bool {
        self.literal
    }

    /// The image, or why it is none.
    pub const fn source(&self) -> &'r Source {
        self.image
    }
}

impl Dockerfile<'_> {
    /// What a build with these options takes for every base, `COPY --from` and mount.
    ///
    /// Names are looked up as BuildKit does it: `FROM` among the stages before it, by the exact lower-case name;
    /// `COPY --from` and mounts among all, without regard to case, and `COPY --from` by index, too.
    ///
    /// An index may go on behind the stages: BuildKit lists there, in the file's order, the source of every
    /// `COPY --from` and mount before it that is no stage. A mount without `from` counts as `scratch`, and what is named
    /// by such an index is listed once more.
    ///
    /// **Source** moby/buildkit, frontend/dockerfile/dockerfile2llb.
    pub fn resolve(&self, options: &BuildOptions) -> Resolution<'_> {
        let given: usize = options.args.values().map(String::len).sum();
        let amount = (1 << 20) + 16 * (self.text().len().saturating_add(given));
        let mut resolver = Resolver {
            file: self,
            options,
            env: options.variables(self.stages().last().and_then(Stage::name).unwrap_or_default()),
            budget: Budget::new(amount),
            error: None,
        };
        let args = resolver.global_args();
        let mut stages = resolver.bases();
        resolver.uses(&mut stages);
        Resolution { args, stages, error: resolver.error }
    }

    /// The words of this file that name images or nothing, with their places, in the file's order: stages and
    /// `scratch` are left out.
    pub fn images<'r>(&self, resolution: &'r Resolution<'_>) -> Vec<FoundImage<'r>> {
        let mut found = Vec::with_capacity(self.stages().len());
        let mut add = |place, word: &Word<'_>, text: Option<&str>, image: &'r Source| {
            if !matches!(image, Source::Scratch | Source::Stage(_)) {
                let written = self.text().get(word.span().range());
                let literal = text.is_some() && written == text;
                found.push(FoundImage { place, span: word.span(), literal, image });
            }
        };
        for (stage, resolved) in self.stages().iter().zip(resolution.stages()) {
            add(Place::From, stage.base(), Some(resolved.text()), resolved.base());
            for (used, image) in stage.uses().iter().zip(resolved.uses()) {
                let place = match used.kind() {
                    UseKind::Copy => Place::Copy,
                    UseKind::Mount => Place::Mount,
                };
                add(place, used.from(), name(used), image);
            }
            for (trigger, images) in stage.triggers().iter().zip(resolved.triggers()) {
                for (used, image) in trigger.uses().iter().zip(images) {
                    add(Place::OnBuild, used.from(), name(used), image);
                }
            }
        }
        found.sort_by_key(|image| image.span.start);
        found
    }
}

pub(super) struct Resolver<'d, 'o> {
    pub(super) file: &'d Dockerfile<'d>,
    options: &'o BuildOptions,
    env: Env,
    pub(super) budget: Budget,
    error: Option<DockerfileError>,
}

impl<'d> Resolver<'d, '_> {
    pub(super) fn refuse(&mut self, kind: Kind, line: usize, span: Span) {
        self.error.get_or_insert(DockerfileError::new(kind, line, span));
    }

    fn expand<'w>(&mut self, word: &'w str) -> Result<Expanded<'w>, Kind> {
        expand(word, self.file.escape(), &self.env, &mut self.budget)
    }

    fn global_args(&mut self) -> Vec<(String, Option<String>)> {
        for arg in self.file.global_args() {
            let value = match (self.options.args.get(arg.name()), arg.default()) {
                (Some(given), _) => Some(given.clone()),
                (None, Some(default)) => match self.expand(default) {
                    Ok(expanded) => (!expanded.unknown).then(|| expanded.text.into_owned()),
                    Err(kind) => {
                        self.refuse(kind, arg.line(), arg.span());
                        None
                    }
                },
                (None, None) => continue,
            };
            self.env.insert(arg.name().into(), value);
        }
        let mut values: BTreeMap<&str, usize> = BTreeMap::new();
        let mut args: Vec<(String, Option<String>)> = Vec::new();
        for name in self.file.global_args().iter().map(GlobalArg::name) {
            values.entry(name).or_insert_with(|| {
                args.push((name.into(), self.env.get(name).cloned().flatten()));
                args.len()
            });
        }
        args
    }

    /// Every stage's base and platform.
    fn bases(&mut self) -> Vec<ResolvedStage<'d>> {
        let mut names: BTreeMap<&str, usize> = BTreeMap::new();
        let file = self.file;
        let mut stages = Vec::with_capacity(file.stages().len());
        for (index, stage) in file.stages().iter().enumerate() {
            let refuse = |resolver: &mut Self, kind| {
                resolver.refuse(kind, stage.line(), stage.span());
                Source::Refused(kind)
            };
            let (text, unset, base) = match self.expand(stage.base().as_str()) {
                Ok(Expanded { text, unset, unknown: true }) => (text, unset, Source::Unknown),
                Ok(Expanded { text, unset, .. }) if text.is_empty() => {
                    (text, unset, refuse(self, Kind::BlankBase))
                }
                Ok(Expanded { text, unset, .. }) => {
                    let base = match names.get(&*text) {
                        Some(&index) => Source::Stage(index),
                        None => image(&text),
                    };
                    (text, unset, base)
                }
                Err(kind) => (Cow::Borrowed(""), Vec::new(), refuse(self, kind)),
            };
            let platform = self.platform(stage).map(Box::new);
            if let Some(name) = stage.name() {
                names.insert(name, index);
            }
            let (unset, uses, triggers) = (unset.into(), Box::default(), Box::default());
            stages.push(ResolvedStage { text, base, platform, unset, uses, triggers });
        }
        stages
    }

    fn platform(&mut self, stage: &Stage<'_>) -> Option<Platform> {
        let word = stage.platform()?;
        let platform = match self.expand(word.as_str()) {
            Ok(expanded) if expanded.unknown => return None,
            Ok(expanded) if expanded.text.is_empty() => Err(Kind::BlankPlatform),
            Ok(expanded) => match self.options.build() {
                Some(host) => Platform::parse(&expanded.text, host).map_err(|_| Kind::BadPlatform),
                None => match expanded.text.parse::<Platform>() {
                    Ok(platform) => Ok(platform),
                    // The other half is the builder's.
                    Err(e) if e.kind() == ParseErrorKind::HalfPlatform => return None,
                    Err(_) => Err(Kind::BadPlatform),
                },
            },
            Err(kind) => Err(kind),
        };
        match platform {
            Ok(platform) => Some(platform),
            Err(kind) => {
                self.refuse(kind, stage.line(), stage.span());
                None
            }
        }
    }
}

/// What a use names: an index is no reference.
fn name<'u>(used: &'u Use<'_>) -> Option<&'u str> {
    used.index().is_none().then(|| used.from().as_str())
}

/// What a text that is no stage names.
pub(super) fn image(text: &str) -> Source {
    match text.parse() {
        _ if text == "scratch" => Source::Scratch,
        Ok(image) => Source::Image(image),
        Err(e) => Source::NotAReference(e),
    }
}
