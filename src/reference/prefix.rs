//! [`Prefix`]: what a canonical string starts with.

use alloc::string::String;

use super::defaults::{Defaults, is_docker_hub};
use super::grammar::{self, Offsets};
use super::parts::{Registry, Repository};
use crate::error::{ParseError, Part};

/// What precedes the path in a canonical string: `docker.io/library/`.
#[derive(Clone, Copy)]
pub(super) struct Prefix<'a> {
    registry: Registry<'a>,
    /// The namespace that is filled in before the path.
    namespace: Option<Repository<'a>>,
}

impl<'a> Prefix<'a> {
    /// The prefix of a path that is canonical already.
    pub(super) const fn new(registry: Registry<'a>) -> Self {
        Self { registry, namespace: None }
    }

    /// The prefix of a path as it was written.
    pub(super) fn with_defaults(
        registry: Option<Registry<'a>>,
        nested: bool,
        defaults: &Defaults<'a>,
    ) -> Self {
        let hub = |registry: Registry<'_>| is_docker_hub(registry.as_str());
        let (registry, namespace) = match registry {
            Some(registry) if !hub(registry) => return Self::new(registry),
            Some(_) => (Registry::DOCKER_HUB, Defaults::DOCKER.namespace()),
            None if hub(defaults.registry()) => (Registry::DOCKER_HUB, defaults.namespace()),
            None => (defaults.registry(), defaults.namespace()),
        };
        Self { registry, namespace: namespace.filter(|_| !nested) }
    }

    pub(super) const fn registry(self) -> Registry<'a> {
        self.registry
    }

    /// The number of bytes before the path.
    pub(super) const fn len(self) -> usize {
        let namespace = match self.namespace {
            Some(namespace) => namespace.as_str().len() + 1,
            None => 0,
        };
        self.registry.as_str().len() + 1 + namespace
    }

    /// Checks the limits of a canonical string of `len` bytes whose path ends at `name`.
    pub(super) const fn check(self, name: usize, len: usize) -> Result<(), ParseError> {
        let path = name - self.registry.as_str().len() - 1;
        if path > grammar::MAX_PATH {
            return Err(grammar::too_long(Part::Repository, 0, path, grammar::MAX_PATH));
        }
        if len > grammar::MAX_TEXT {
            return Err(grammar::too_long(Part::Reference, 0, len, grammar::MAX_TEXT));
        }
        Ok(())
    }

    pub(super) fn push_to(self, text: &mut String) {
        text.push_str(self.registry.as_str());
        text.push('/');
        if let Some(namespace) = self.namespace {
            text.push_str(namespace.as_str());
            text.push('/');
        }
    }

    /// The offsets of a string that starts with this prefix.
    pub(super) const fn offsets(self, name: usize, tag: usize, nested: bool) -> Offsets {
        let nested = nested || self.namespace.is_some();
        Offsets::new(self.registry.as_str().len(), name, tag, nested)
    }
}
