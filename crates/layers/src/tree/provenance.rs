//! [`provenance`]: which layer put a path there, changed it, removed it.

use alloc::vec::Vec;

use super::arena::{Arena, ROOT};
use super::error::{TreeError, TreeErrorKind};
use super::layer::Changeset;
use super::path;

/// What one layer did to a path.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ProvenanceStep {
    /// The layer, counted from 0 at the base.
    pub layer: usize,
    /// What it did.
    pub event: Event,
}

/// What was done to a path.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Event {
    /// It was put there.
    Added,
    /// It was put there again: content or attributes may differ.
    Changed,
    /// It was removed.
    #[non_exhaustive]
    Removed {
        /// The path that was hidden or replaced: this one or one above it.
        by: Vec<u8>,
    },
}

/// Which layers put a path there, changed it and removed it, in the order of the layers; nothing for a path that no
/// layer has.
///
/// **Errors** [`TreeError`] when the path is none.
///
/// ```
/// use imageref_layers::tree::{Entry, Event, Changeset, provenance};
///
/// let layers = [
///     Changeset::from_entries([Entry::file("etc/hosts", 10)])?,
///     Changeset::from_entries([Entry::file("etc/hosts", 20)])?,
///     Changeset::from_entries([Entry::file(".wh.etc", 0)])?,
/// ];
/// let steps = provenance(&layers, "etc/hosts")?;
/// let events: Vec<_> = steps.into_iter().map(|step| (step.layer, step.event)).collect();
/// assert_eq!(events[0], (0, Event::Added));
/// assert_eq!(events[1], (1, Event::Changed));
/// assert!(matches!(&events[2], (2, Event::Removed { by, .. }) if by == b"etc"));
/// # Ok::<(), imageref_layers::tree::TreeError>(())
/// ```
pub fn provenance<'a>(
    layers: impl IntoIterator<Item = &'a Changeset>,
    path: impl AsRef<[u8]>,
) -> Result<Vec<ProvenanceStep>, TreeError> {
    let written = path.as_ref();
    let cleaned = path::clean(written)
        .map_err(|fault| TreeError::new(TreeErrorKind::from(fault), written))?;
    let mut steps = Vec::new();
    let mut stands = Stands::Nothing;
    for (layer, delta) in layers.into_iter().enumerate() {
        let effect = effect(&delta.arena, &cleaned.path);
        let event = match (stands, effect.puts, effect.hidden) {
            (_, Stands::Nothing, Some(by)) if stands != Stands::Nothing => {
                stands = Stands::Nothing;
                Event::Removed { by }
            }
            // An entry below it says nothing of a directory that stands.
            (_, Stands::Nothing, _)
            | (Stands::Directory | Stands::Implied, Stands::Implied, None) => continue,
            (Stands::Nothing, puts, _) => {
                stands = puts;
                Event::Added
            }
            (_, puts, _) => {
                stands = puts;
                Event::Changed
            }
        };
        steps.push(ProvenanceStep { layer, event });
    }
    Ok(steps)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stands {
    Nothing,
    Implied,
    Directory,
    Other,
}

/// What a layer does to a path: what it hides on the way, and what it puts there.
struct Effect {
    hidden: Option<Vec<u8>>,
    puts: Stands,
}

fn effect(arena: &Arena, path: &[u8]) -> Effect {
    let mut effect = Effect { hidden: None, puts: Stands::Nothing };
    let mut at = ROOT;
    let mut walked = Vec::new();
    let mut names = path::names(path).peekable();
    if names.peek().is_none() && arena.directory(ROOT).is_some_and(|root| root.explicit) {
        effect.puts = Stands::Directory;
    }
    while let Some(name) = names.next() {
        let Some(directory) = arena.directory(at) else { break };
        path::push(&mut walked, name);
        if effect.hidden.is_none() && (directory.opaque || directory.whiteouts.contains(name)) {
            effect.hidden = Some(walked.clone());
        }
        let Some(child) = directory.children.get(name) else { break };
        let last = names.peek().is_none();
        match arena.directory(child.ino) {
            None if last => effect.puts = Stands::Other,
            None => {
                effect.hidden.get_or_insert_with(|| walked.clone());
                break;
            }
            Some(found) if last && found.explicit => effect.puts = Stands::Directory,
            Some(found) if last && found.filled => effect.puts = Stands::Implied,
            Some(_) => {}
        }
        at = child.ino;
    }
    effect
}
