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
use crate::error::{ParseError, ParseErrorKind, Span};
use crate::platform::Platform;
use crate::reference::Reference;

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
    uses: Box<[Source]>,
    triggers: Box<[Vec<Source>]>,
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
/// use imageref::scan::{BuildOptions, Dockerfile, Source};
///
/// let file = Dockerfile::parse("ARG TAG\nFROM alpine:${TAG:-3.20} AS base\nFROM base\n")?;
/// let build = file.resolve(&BuildOptions::new().with_arg("TAG", "edge"));
/// assert_eq!(build.stages()[0].base().image().unwrap(), "docker.io/library/alpine:edge");
/// assert_eq!(build.stages()[1].base(), &Source::Stage(0));
/// # Ok::<(), imageref::scan::DockerfileError>(())
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
        let mut add = |place, word: &Word<'_>, text: &str, image: &'r Source| {
            if !matches!(image, Source::Scratch | Source::Stage(_)) {
                let literal = self.text().get(word.span().range()) == Some(text);
                found.push(FoundImage { place, span: word.span(), literal, image });
            }
        };
        for (stage, resolved) in self.stages().iter().zip(resolution.stages()) {
            add(Place::From, stage.base(), resolved.text(), resolved.base());
            for (used, image) in stage.uses().iter().zip(resolved.uses()) {
                let place = match used.kind() {
                    UseKind::Copy => Place::Copy,
                    UseKind::Mount => Place::Mount,
                };
                add(place, used.from(), used.from().as_str(), image);
            }
            for (trigger, images) in stage.triggers().iter().zip(resolved.triggers()) {
                for (used, image) in trigger.uses().iter().zip(images) {
                    add(Place::OnBuild, used.from(), used.from().as_str(), image);
                }
            }
        }
        found.sort_by_key(|image| image.span.start);
        found
    }
}

struct Resolver<'d, 'o> {
    file: &'d Dockerfile<'d>,
    options: &'o BuildOptions,
    env: Env,
    budget: Budget,
    error: Option<DockerfileError>,
}

impl<'d> Resolver<'d, '_> {
    fn refuse(&mut self, kind: Kind, line: usize, span: Span) {
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

    /// What every stage takes files from.
    fn uses(&mut self, stages: &mut [ResolvedStage<'_>]) {
        let file = self.file;
        let mut names: BTreeMap<&str, usize> = BTreeMap::new();
        for (index, stage) in file.stages().iter().enumerate() {
            if let Some(name) = stage.name() {
                names.insert(name, index);
            }
        }
        for (stage, resolved) in file.stages().iter().zip(stages.iter_mut()) {
            let uses = stage.uses().iter().map(|used| {
                let source = self.used(used, &names);
                if let Source::Refused(kind) = source {
                    self.refuse(kind, used.line(), used.span());
                }
                source
            });
            resolved.uses = uses.collect();
            let source_of = |used| self.used(used, &names);
            let triggers = stage.triggers().iter();
            resolved.triggers =
                triggers.map(|t| t.uses().iter().map(source_of).collect()).collect();
        }
        if let Some(index) = circular(stages)
            && let Some(stage) = file.stages().get(index)
        {
            self.refuse(Kind::Circular, stage.line(), stage.span());
        }
    }

    fn used(&self, used: &Use<'_>, names: &BTreeMap<&str, usize>) -> Source {
        let from = used.from().as_str();
        if used.kind() == UseKind::Copy {
            // BuildKit refuses whatever its lexer would change.
            let expanded = expand(from, self.file.escape(), &Env::new(), &mut Budget::new(1 << 20));
            match expanded {
                Ok(expanded) if expanded.text == from => {}
                Ok(_) => return Source::Refused(Kind::VariableInFrom),
                Err(kind) => return Source::Refused(kind),
            }
            if let Ok(index) = from.parse::<i64>() {
                let stages = self.file.stages().len();
                return match usize::try_from(index) {
                    Ok(index) if index < stages => Source::Stage(index),
                    _ => Source::Refused(Kind::NoSuchStage),
                };
            }
        }
        match names.get(from.to_lowercase().as_str()) {
            Some(&index) => Source::Stage(index),
            None => image(from),
        }
    }
}

fn image(text: &str) -> Source {
    match text.parse() {
        _ if text == "scratch" => Source::Scratch,
        Ok(image) => Source::Image(image),
        Err(e) => Source::NotAReference(e),
    }
}

/// A stage that takes files from itself, be it through others.
fn circular(stages: &[ResolvedStage<'_>]) -> Option<usize> {
    #[derive(Clone, Copy, PartialEq)]
    enum Mark {
        New,
        Open,
        Done,
    }
    let mut marks = alloc::vec![Mark::New; stages.len()];
    for first in 0..stages.len() {
        // Stages on the way, each with the number of its uses that were followed.
        let mut path = Vec::from([(first, 0)]);
        while let Some((stage, followed)) = path.last_mut() {
            let mark = marks.get_mut(*stage)?;
            if *followed == 0 {
                if *mark != Mark::New {
                    path.pop();
                    continue;
                }
                *mark = Mark::Open;
            }
            let uses = stages.get(*stage).map_or(&[][..], ResolvedStage::uses);
            let next = uses.get(*followed);
            *followed += 1;
            match next {
                Some(&Source::Stage(next)) => match marks.get(next) {
                    Some(Mark::Open) => return Some(first),
                    Some(Mark::New) => path.push((next, 0)),
                    _ => {}
                },
                Some(_) => {}
                None => {
                    *mark = Mark::Done;
                    path.pop();
                }
            }
        }
    }
    None
}
