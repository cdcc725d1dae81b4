//! [`Prefix`]: what a canonical string starts with.

use alloc::boxed::Box;
use alloc::string::String;

use super::defaults::{Defaults, is_docker_hub};
use super::grammar::{self, Offsets};
use super::parts::Registry;
use crate::error::{ParseError, Part};

/// What precedes the path in a canonical string: `docker.io/library/`.
#[derive(Clone, Copy)]
pub(super) struct Prefix<'a> {
    /// The registry, or more of the prefix; empty if the string that follows contains the registry.
    head: &'a str,
    /// The length of the registry.
    pub(super) registry: usize,
    /// The namespace that is filled in before the path, unless `head` ends with it.
    namespace: &'a str,
}

impl<'a> Prefix<'a> {
    /// The prefix of a path that is canonical already.
    #[inline]
    pub(super) const fn new(registry: Registry<'a>) -> Self {
        Self { head: registry.as_str(), registry: registry.as_str().len(), namespace: "" }
    }

    /// The prefix of a string that starts with its canonical registry.
    #[inline]
    pub(super) const fn included(registry: Registry<'_>) -> Self {
        Self { head: "", registry: registry.as_str().len(), namespace: "" }
    }

    /// The prefix that is filled in before a path on Docker Hub, or without a registry.
    #[inline]
    pub(super) fn filled_in(on_hub: bool, nested: bool, defaults: &Defaults<'a>) -> Self {
        let default = if on_hub { Defaults::DOCKER } else { *defaults };
        let namespace = default.namespace().filter(|_| !nested).map_or("", |name| name.as_str());
        if !is_docker_hub(default.registry().as_str()) {
            return Self { namespace, ..Self::new(default.registry()) };
        }
        let registry = Registry::DOCKER_HUB.as_str().len();
        match namespace {
            "library" => Self { head: "docker.io/library/", registry, namespace: "" },
            _ => Self { head: "docker.io/", registry, namespace },
        }
    }

    /// The prefix of a path with a registry, or without.
    pub(super) fn with_defaults(
        registry: Option<Registry<'a>>,
        nested: bool,
        defaults: &Defaults<'a>,
    ) -> Self {
        match registry {
            Some(registry) if !is_docker_hub(registry.as_str()) => Self::new(registry),
            _ => Self::filled_in(registry.is_some(), nested, defaults),
        }
    }

    /// The position in the canonical string of the byte at `at`, if what follows the prefix starts at `start`.
    #[inline]
    pub(super) const fn after(self, at: usize, start: usize) -> usize {
        let slash = (self.head.len() == self.registry) as usize;
        let namespace_slash = !self.namespace.is_empty() as usize;
        let head = self.head.len().wrapping_add(slash);
        let len = head.wrapping_add(self.namespace.len()).wrapping_add(namespace_slash);
        len.wrapping_add(at).wrapping_sub(start)
    }

    /// The canonical string of this prefix and the pieces after it, of which `name` bytes precede tag and digest.
    #[inline]
    pub(super) fn join<const N: usize>(
        self,
        name: usize,
        pieces: [&str; N],
    ) -> Result<Box<str>, ParseError> {
        let start = self.after(0, 0);
        let len = pieces.iter().fold(start, |len, piece| len.wrapping_add(piece.len()));
        // With the slash before it.
        let path = name.wrapping_sub(self.registry);
        if path > grammar::MAX_PATH + 1 || len > grammar::MAX_TEXT {
            return Err(too_long(path, len));
        }
        let mut text = String::with_capacity(len);
        if !self.head.is_empty() {
            text.push_str(self.head);
        }
        if self.head.len() == self.registry {
            text.push('/');
        }
        if !self.namespace.is_empty() {
            text.push_str(self.namespace);
            text.push('/');
        }
        for piece in pieces {
            text.push_str(piece);
        }
        Ok(text.into_boxed_str())
    }

    /// The offsets of a string that starts with this prefix.
    #[inline]
    pub(super) const fn offsets(self, name: usize, tag: usize, nested: bool) -> Offsets {
        Offsets::new(self.registry, name, tag, nested || self.after(0, self.registry) > 1)
    }
}

#[cold]
const fn too_long(path: usize, len: usize) -> ParseError {
    let path = path.saturating_sub(1);
    if path > grammar::MAX_PATH {
        return grammar::too_long(Part::Repository, 0, path, grammar::MAX_PATH);
    }
    grammar::too_long(Part::Reference, 0, len, grammar::MAX_TEXT)
}
