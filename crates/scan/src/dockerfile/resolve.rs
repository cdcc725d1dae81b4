//! [`ResolvedBuild`]: what a build uses for the names in a Dockerfile.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use super::budget::{Budget, Env};
use super::chars;
use super::error::{DockerfileError, DockerfileErrorKind as Kind};
use super::file::Dockerfile;
use super::model::{BuildStage, GlobalArg};
use super::options::BuildOptions;
use super::shell::{Expanded, expand};
use super::source::BuildSource;
use imageref::error::{ParseErrorKind, Span};
use imageref::platform::Platform;

/// A stage's base, platform and sources in one build.
///
/// ```
/// use imageref_scan::{BuildOptions, Dockerfile, ResolvedStage};
///
/// let file = Dockerfile::parse("ARG TAG\nFROM alpine:$TAG\n")?;
/// let build = file.resolve(&BuildOptions::new().with_arg("TAG", "3.20"));
/// let stage: &ResolvedStage<'_> = &build.stages()[0];
/// assert_eq!(stage.text(), "alpine:3.20");
/// assert!(stage.unset().is_empty());
/// # Ok::<(), imageref_scan::DockerfileError>(())
/// ```
#[derive(Clone, Debug)]
pub struct ResolvedStage<'r> {
    text: Cow<'r, str>,
    base: BuildSource,
    // Boxed: most stages have none.
    platform: Option<Box<Platform>>,
    unset: Box<[String]>,
    pub(super) uses: Box<[BuildSource]>,
    pub(super) triggers: Box<[Vec<BuildSource>]>,
}

impl ResolvedStage<'_> {
    /// The base with its variables expanded. As in BuildKit, one without a value expands to nothing.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The meaning of the base.
    pub const fn base(&self) -> &BuildSource {
        &self.base
    }

    /// The value of `--platform`, expanded.
    pub fn platform(&self) -> Option<&Platform> {
        self.platform.as_deref()
    }

    /// The variables of the base that have no value, in order. [`base`](Self::base) is what BuildKit uses when they are
    /// not set, which may not be what anyone builds.
    pub fn unset(&self) -> &[String] {
        &self.unset
    }

    /// The meanings of [`BuildStage::uses`], in the same order.
    pub fn uses(&self) -> &[BuildSource] {
        &self.uses
    }

    /// The meanings of the uses of [`BuildStage::triggers`]. Stages are looked up in this file.
    pub fn triggers(&self) -> &[Vec<BuildSource>] {
        &self.triggers
    }
}

/// What a build uses for the names in a Dockerfile.
///
/// ```
/// use imageref_scan::{BuildOptions, Dockerfile, BuildSource};
///
/// let file = Dockerfile::parse("ARG TAG\nFROM alpine:${TAG:-3.20} AS base\nFROM base\n")?;
/// let build = file.resolve(&BuildOptions::new().with_arg("TAG", "edge"));
/// assert_eq!(build.stages()[0].base().image().unwrap(), "docker.io/library/alpine:edge");
/// assert_eq!(build.stages()[1].base(), &BuildSource::Stage(0));
/// # Ok::<(), imageref_scan::DockerfileError>(())
/// ```
#[derive(Clone, Debug)]
pub struct ResolvedBuild<'r> {
    args: Vec<(String, Option<String>)>,
    stages: Vec<ResolvedStage<'r>>,
    error: Option<DockerfileError>,
}

impl<'r> ResolvedBuild<'r> {
    /// The stages in order.
    pub fn stages(&self) -> &[ResolvedStage<'r>] {
        &self.stages
    }

    /// The values of [`Dockerfile::global_args`], each name once; `None` where it is unset.
    pub fn args(&self) -> &[(String, Option<String>)] {
        &self.args
    }

    /// The first error at which BuildKit stops, if there is one. The rest is resolved nonetheless.
    pub const fn error(&self) -> Option<&DockerfileError> {
        self.error.as_ref()
    }
}

impl Dockerfile<'_> {
    /// Returns what a build with these options uses for every base, `COPY --from` and mount.
    ///
    /// Names are looked up as in BuildKit: `FROM` among the stages before it, by the exact lower-case name; `COPY --from`
    /// and mounts among all stages, ignoring case, and `COPY --from` also by index.
    ///
    /// An index may exceed the number of stages: after them, BuildKit lists the source of every `COPY --from` and mount
    /// so far that is not a stage. A mount without `from` counts as `scratch`, and a use by such an index is listed
    /// again.
    ///
    /// Source: moby/buildkit, frontend/dockerfile/dockerfile2llb.
    pub fn resolve(&self, options: &BuildOptions) -> ResolvedBuild<'_> {
        let given: usize = options.args.values().map(String::len).sum();
        let amount =
            self.text().len().saturating_add(given).saturating_mul(16).saturating_add(1 << 20);
        let mut resolver = Resolver {
            file: self,
            options,
            env: options
                .variables(self.stages().last().and_then(BuildStage::name).unwrap_or_default()),
            budget: Budget::new(amount),
            error: None,
        };
        let args = resolver.global_args();
        let mut stages = resolver.bases();
        resolver.uses(&mut stages);
        ResolvedBuild { args, stages, error: resolver.error }
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
    pub(super) fn reject(&mut self, kind: Kind, line: usize, span: Span) {
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
                        self.reject(kind, arg.line(), arg.span());
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

    /// Resolves every stage's base and platform.
    fn bases(&mut self) -> Vec<ResolvedStage<'d>> {
        let mut names: BTreeMap<&str, usize> = BTreeMap::new();
        let file = self.file;
        let mut stages = Vec::with_capacity(file.stages().len());
        for (index, stage) in file.stages().iter().enumerate() {
            let reject = |resolver: &mut Self, kind| {
                resolver.reject(kind, stage.line(), stage.base().span());
                BuildSource::Rejected(kind)
            };
            let (text, unset, base) = match self.expand(stage.base().as_str()) {
                Ok(Expanded { text, unset, unknown: true }) => (text, unset, BuildSource::Unknown),
                Ok(Expanded { text, unset, .. }) if text.is_empty() => {
                    (text, unset, reject(self, Kind::BlankBase))
                }
                Ok(Expanded { text, unset, .. }) => {
                    let base = match names.get(&*text) {
                        Some(&index) => BuildSource::Stage(index),
                        None => image(&text, &names),
                    };
                    (text, unset, base)
                }
                Err(kind) => (Cow::Borrowed(""), Vec::new(), reject(self, kind)),
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

    fn platform(&mut self, stage: &BuildStage<'_>) -> Option<Platform> {
        let word = stage.platform()?;
        let platform = match self.expand(word.as_str()) {
            Ok(expanded) if expanded.unknown => return None,
            Ok(expanded) if expanded.text.is_empty() => Err(Kind::BlankPlatform),
            Ok(expanded) => match self.options.build() {
                Some(host) => Platform::parse(&expanded.text, host).map_err(|_| Kind::BadPlatform),
                None => match expanded.text.parse::<Platform>() {
                    Ok(platform) => Ok(platform),
                    // The builder completes it.
                    Err(e) if e.kind() == ParseErrorKind::HalfPlatform => return None,
                    Err(_) => Err(Kind::BadPlatform),
                },
            },
            Err(kind) => Err(kind),
        };
        match platform {
            Ok(platform) => Some(platform),
            Err(kind) => {
                self.reject(kind, stage.line(), word.span());
                None
            }
        }
    }
}

/// The meaning of a base that is not the name of a stage.
fn image(text: &str, stages: &BTreeMap<&str, usize>) -> BuildSource {
    match BuildSource::of_image(text) {
        BuildSource::InvalidReference(error) => {
            let lower = chars::lower(text);
            let is_stage = stages.contains_key(&*lower);
            let error = if is_stage { error.with_stage(&lower) } else { error };
            BuildSource::InvalidReference(error)
        }
        source => source,
    }
}
