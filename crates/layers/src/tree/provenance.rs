//! [`provenance`]: the layers that added, changed or removed a path.

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
    /// What it did to the path.
    pub event: Event,
}

/// What a layer did to a path.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Event {
    /// It added the path.
    Added,
    /// It has an entry at the path, too: content or attributes may differ.
    Changed,
    /// It removed the path.
    #[non_exhaustive]
    Removed {
        /// The path that was hidden or replaced: this one or one above it.
        by: Vec<u8>,
    },
}

/// Returns the layers that added, changed and removed a path, in their order; none for a path that no layer has.
///
/// # Errors
///
/// [`TreeError`] when the path is not valid.
///
/// # Examples
///
/// ```
/// use imageref_layers::{Entry, Event, Changeset, provenance};
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
/// # Ok::<(), imageref_layers::TreeError>(())
/// ```
pub fn provenance<'a>(
    layers: impl IntoIterator<Item = &'a Changeset>,
    path: impl AsRef<[u8]>,
) -> Result<Vec<ProvenanceStep>, TreeError> {
    let written = path.as_ref();
    let cleaned = path::clean(written)
        .map_err(|fault| TreeError::new(TreeErrorKind::from(fault), written))?;
    let mut steps = Vec::new();
    let mut state = State::Nothing;
    for (layer, changeset) in layers.into_iter().enumerate() {
        let effect = effect(&changeset.arena, &cleaned.path);
        let event = match (state, effect.puts, effect.hidden) {
            (_, State::Nothing, Some(by)) if state != State::Nothing => {
                state = State::Nothing;
                Event::Removed { by }
            }
            // An entry below an existing directory does not change it.
            (_, State::Nothing, _) | (State::Directory | State::Implied, State::Implied, None) => {
                continue;
            }
            (State::Nothing, puts, _) => {
                state = puts;
                Event::Added
            }
            (_, puts, _) => {
                state = puts;
                Event::Changed
            }
        };
        steps.push(ProvenanceStep { layer, event });
    }
    Ok(steps)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Nothing,
    Implied,
    Directory,
    Other,
}

/// A layer's effect on a path: what it hides on the way, and what it puts there.
struct Effect {
    hidden: Option<Vec<u8>>,
    puts: State,
}

fn effect(arena: &Arena, path: &[u8]) -> Effect {
    let mut effect = Effect { hidden: None, puts: State::Nothing };
    let mut at = ROOT;
    let mut walked = Vec::new();
    let mut names = path::names(path).peekable();
    if names.peek().is_none() && arena.directory(ROOT).is_some_and(|root| root.explicit) {
        effect.puts = State::Directory;
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
            None if last => effect.puts = State::Other,
            None => {
                effect.hidden.get_or_insert_with(|| walked.clone());
                break;
            }
            Some(found) if last && found.explicit => effect.puts = State::Directory,
            Some(found) if last && found.filled => effect.puts = State::Implied,
            Some(_) => {}
        }
        at = child.ino;
    }
    effect
}
