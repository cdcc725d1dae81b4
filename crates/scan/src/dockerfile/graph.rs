//! What instructions take files from: stages, images, and what BuildKit lists behind the stages.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use super::chars;
use super::error::DockerfileErrorKind as Kind;
use super::file::Dockerfile;
use super::model::{Stage, Use, UseKind};
use super::resolve::{ResolvedStage, Resolver, Source, image};
use super::shell::{Budget, Env, expand};

/// What BuildKit lists behind the stages: a mount without `from`, or the use with an index in a stage.
#[derive(Clone, Copy)]
enum Listed {
    Nameless,
    Use(usize, usize),
}

struct Graph<'d> {
    file: &'d Dockerfile<'d>,
    names: BTreeMap<&'d str, usize>,
    /// The stage of that name: mounts without `from` are of it then, and not listed.
    scratch: Option<usize>,
    listed: Vec<Listed>,
}

impl Resolver<'_, '_> {
    /// What every stage takes files from.
    ///
    /// **Source** BuildKit, dockerfile2llb/convert.go: `buildStageDependencyGraph`.
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
                if let Source::Refused(kind) = *source {
                    self.refuse(kind, used.line(), used.span());
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
        // A stage of that name is what mounts without `from` depend on.
        let nameless = |stage: usize| {
            let stage = file.stages().get(stage)?;
            scratch.filter(|_| !stage.nameless.is_empty())
        };
        if let Some(index) = circular(stages, nameless)
            && let Some(stage) = file.stages().get(index)
        {
            self.refuse(Kind::Circular, stage.line(), stage.span());
        }
    }
}

impl Graph<'_> {
    /// The sources of a stage's uses; those that are no stage are listed, and so are mounts without `from`.
    fn stage(
        &mut self,
        index: usize,
        stage: &Stage<'_>,
        resolved: &[ResolvedStage<'_>],
        budget: &mut Budget,
    ) -> Vec<Source> {
        let mut sources = Vec::with_capacity(stage.uses().len());
        let nameless = if self.scratch.is_none() { stage.nameless.as_slice() } else { &[] };
        let mut nameless = nameless.iter().peekable();
        for (number, used) in stage.uses().iter().enumerate() {
            while nameless.next_if(|&&before| before <= number).is_some() {
                self.listed.push(Listed::Nameless);
            }
            let (source, again) = self.used(used, index, &sources, resolved, budget);
            if !matches!(source, Source::Stage(_) | Source::Refused(_)) {
                self.listed.push(again.unwrap_or(Listed::Use(index, number)));
            }
            sources.push(source);
        }
        self.listed.extend(nameless.map(|_| Listed::Nameless));
        sources
    }

    /// What a use in the stage `current` is, whose sources so far are `sources`; and what it names by an index.
    fn used(
        &self,
        used: &Use<'_>,
        current: usize,
        sources: &[Source],
        resolved: &[ResolvedStage<'_>],
        budget: &mut Budget,
    ) -> (Source, Option<Listed>) {
        let from = used.from().as_str();
        if used.kind() == UseKind::Copy {
            // BuildKit refuses whatever its lexer would change.
            let expanded = expand(from, self.file.escape(), &Env::new(), &mut Budget::new(1 << 20));
            match expanded {
                Ok(expanded) if expanded.text == from => {}
                Ok(_) => return (Source::Refused(Kind::VariableInFrom), None),
                Err(kind) => return (Source::Refused(kind), None),
            }
        }
        if let Some(index) = used.index() {
            let stages = self.file.stages().len();
            let index = usize::try_from(index).unwrap_or(usize::MAX);
            if index < stages {
                return (Source::Stage(index), None);
            }
            let listed = self.listed.get(index - stages).copied();
            let source = match listed {
                None => None,
                Some(Listed::Nameless) => Some(&Source::Scratch),
                Some(Listed::Use(stage, number)) if stage == current && number < sources.len() => {
                    sources.get(number)
                }
                Some(Listed::Use(stage, number)) => {
                    resolved.get(stage).and_then(|stage| stage.uses().get(number))
                }
            };
            let source = source.unwrap_or(&Source::Refused(Kind::NoSuchStage));
            // Each time a copy: a long name may be listed often.
            let len = source.image().map_or(0, |image| image.as_str().len());
            return match budget.spend(len) {
                Ok(()) => (source.clone(), listed),
                Err(kind) => (Source::Refused(kind), None),
            };
        }
        match self.names.get(chars::lower(from).as_str()) {
            Some(&index) => (Source::Stage(index), None),
            None => (image(from), None),
        }
    }
}

/// A stage that takes files from itself, be it through others.
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
            let next = match uses.get(*followed) {
                Some(Source::Stage(next)) => Some(*next),
                Some(_) => None,
                None if *followed == uses.len() => nameless(*stage),
                None => {
                    *mark = Mark::Done;
                    path.pop();
                    continue;
                }
            };
            *followed += 1;
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
