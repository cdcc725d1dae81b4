//! The sources of `COPY --from` and mounts: stages, images, and what BuildKit lists after the stages.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use super::budget::{Budget, Env};
use super::chars;
use super::error::DockerfileErrorKind as Kind;
use super::file::Dockerfile;
use super::model::{BuildStage, StageUse, StageUseKind};
use super::resolve::{ResolvedStage, Resolver};
use super::shell::expand;
use super::source::BuildSource;

/// An entry that BuildKit lists after the stages: a mount without `from`, or a use, by its stage and its index there.
#[derive(Clone, Copy)]
enum Listed {
    Nameless,
    Use(usize, usize),
}

struct Graph<'d> {
    file: &'d Dockerfile<'d>,
    names: BTreeMap<&'d str, usize>,
    /// The stage named `scratch`: mounts without `from` use it, and are not listed.
    scratch: Option<usize>,
    listed: Vec<Listed>,
}

impl Resolver<'_, '_> {
    /// Resolves what every stage copies or mounts files from.
    ///
    /// Source: moby/buildkit, dockerfile2llb/convert.go: `buildStageDependencyGraph`.
    pub(super) fn uses(&mut self, stages: &mut [ResolvedStage<'_>]) {
        let file = self.file;
        let names = file.stages().iter().enumerate();
        let names: BTreeMap<_, _> =
            names.filter_map(|(index, stage)| Some((stage.name()?, index))).collect();
        let scratch = names.get("scratch").copied();
        let mut graph = Graph { file, names, scratch, listed: Vec::new() };
        for (index, stage) in file.stages().iter().enumerate() {
            let sources = graph.stage(index, stage, stages, &mut self.budget);
            for (used, source) in stage.uses().iter().zip(&sources) {
                if let BuildSource::Rejected(kind) = *source {
                    self.reject(kind, used.line(), used.from().span());
                }
            }
            if let Some(resolved) = stages.get_mut(index) {
                resolved.uses = sources.into();
            }
        }
        for (index, stage) in file.stages().iter().enumerate() {
            let triggers = stage.triggers().iter().map(|trigger| {
                let budget = &mut self.budget;
                let sources = trigger.uses().iter();
                sources.map(|used| graph.used(used, index, &[], stages, budget).0).collect()
            });
            let triggers = triggers.collect();
            if let Some(resolved) = stages.get_mut(index) {
                resolved.triggers = triggers;
            }
        }
        // Mounts without `from` depend on a stage named `scratch`.
        let nameless = |stage: usize| {
            let stage = file.stages().get(stage)?;
            scratch.filter(|_| !stage.nameless.is_empty())
        };
        if let Some(index) = circular(stages, nameless)
            && let Some(stage) = file.stages().get(index)
        {
            self.reject(Kind::Circular, stage.line(), stage.span());
        }
    }
}

impl Graph<'_> {
    /// Returns the sources of a stage's uses. Those that are not stages are listed, and so are mounts without `from`.
    fn stage(
        &mut self,
        index: usize,
        stage: &BuildStage<'_>,
        resolved: &[ResolvedStage<'_>],
        budget: &mut Budget,
    ) -> Vec<BuildSource> {
        let mut sources = Vec::with_capacity(stage.uses().len());
        let nameless = if self.scratch.is_none() { stage.nameless.as_slice() } else { &[] };
        let mut nameless = nameless.iter().peekable();
        for (number, used) in stage.uses().iter().enumerate() {
            while nameless.next_if(|&&before| before <= number).is_some() {
                self.listed.push(Listed::Nameless);
            }
            let (source, again) = self.used(used, index, &sources, resolved, budget);
            if !matches!(source, BuildSource::Stage(_) | BuildSource::Rejected(_)) {
                self.listed.push(again.unwrap_or(Listed::Use(index, number)));
            }
            sources.push(source);
        }
        self.listed.extend(nameless.map(|_| Listed::Nameless));
        sources
    }

    /// Returns the source of a use in the stage `current`, whose sources so far are `sources`, and the entry that it
    /// names by an index.
    fn used(
        &self,
        used: &StageUse<'_>,
        current: usize,
        sources: &[BuildSource],
        resolved: &[ResolvedStage<'_>],
        budget: &mut Budget,
    ) -> (BuildSource, Option<Listed>) {
        let from = used.from().as_str();
        if used.kind() == StageUseKind::Copy {
            // BuildKit rejects whatever its lexer would change.
            let expanded = expand(from, self.file.escape(), &Env::new(), &mut Budget::new(1 << 20));
            match expanded {
                Ok(expanded) if expanded.text == from => {}
                Ok(_) => return (BuildSource::Rejected(Kind::VariableInFrom), None),
                Err(kind) => return (BuildSource::Rejected(kind), None),
            }
        }
        if let Some(index) = used.index() {
            let stages = self.file.stages().len();
            let index = usize::try_from(index).unwrap_or(usize::MAX);
            if index < stages {
                return (BuildSource::Stage(index), None);
            }
            let listed =
                index.checked_sub(stages).and_then(|index| self.listed.get(index)).copied();
            let source = match listed {
                None => None,
                Some(Listed::Nameless) => Some(&BuildSource::Scratch),
                Some(Listed::Use(stage, number)) if stage == current && number < sources.len() => {
                    sources.get(number)
                }
                Some(Listed::Use(stage, number)) => {
                    resolved.get(stage).and_then(|stage| stage.uses().get(number))
                }
            };
            let source = source.unwrap_or(&BuildSource::Rejected(Kind::NoSuchStage));
            // A copy each time: a long name may be listed often.
            let len = source.image().map_or(0, |image| image.as_str().len());
            return match budget.spend(len) {
                Ok(()) => (source.clone(), listed),
                Err(kind) => (BuildSource::Rejected(kind), None),
            };
        }
        match self.names.get(chars::lower(from).as_str()) {
            Some(&index) => (BuildSource::Stage(index), None),
            None => (BuildSource::of_image(from), None),
        }
    }
}

/// Returns a stage that copies from itself, directly or through others.
fn circular(
    stages: &[ResolvedStage<'_>],
    nameless: impl Fn(usize) -> Option<usize>,
) -> Option<usize> {
    #[derive(Clone, Copy, PartialEq)]
    enum Mark {
        New,
        Open,
        Done,
    }
    let mut marks = alloc::vec![Mark::New; stages.len()];
    for first in 0..stages.len() {
        // The stages on the current path, each with the number of its uses that were followed.
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
            let next = match uses.get(*followed) {
                Some(BuildSource::Stage(next)) => Some(*next),
                Some(_) => None,
                None if *followed == uses.len() => nameless(*stage),
                None => {
                    *mark = Mark::Done;
                    path.pop();
                    continue;
                }
            };
            *followed = followed.saturating_add(1);
            if let Some(next) = next {
                match marks.get(next) {
                    Some(Mark::Open) => return Some(first),
                    Some(Mark::New) => path.push((next, 0)),
                    _ => {}
                }
            }
        }
    }
    None
}
