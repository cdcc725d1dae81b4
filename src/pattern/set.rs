//! [`PatternSet`]: many patterns, of which the longest that matches decides.

use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use core::fmt;

use super::Pattern;
use super::own::{Host, Parts};
use crate::reference::Reference;

/// Patterns with a value each, of which the longest that matches a reference decides, whatever their order.
///
/// The longest is the one with most bytes that are no wildcards; of two as long, the one with fewer wildcards; then the
/// lesser text. So `quay.io/team/app` goes before `quay.io/team/**`, and that before `quay.io/**`.
///
/// A look-up takes one step for each component of the reference's path and each label of its host, however many patterns
/// there are; then one comparison for each pattern that begins with the same literal components.
///
/// ```
/// use imageref::Reference;
/// use imageref::pattern::{Pattern, PatternSet};
///
/// let mut policy = PatternSet::new();
/// policy.insert("quay.io/**".parse()?, "deny");
/// policy.insert("quay.io/team/**".parse()?, "allow");
/// policy.insert("quay.io/team/old-*".parse()?, "warn");
///
/// let image: Reference = "quay.io/team/app:1.27".parse()?;
/// let (pattern, verdict) = policy.longest(&image).unwrap();
/// assert_eq!((pattern.as_str(), *verdict), ("quay.io/team/**", "allow"));
/// assert!(policy.longest(&"nginx".parse()?).is_none());
/// # Ok::<(), imageref::ParseError>(())
/// ```
#[derive(Clone)]
pub struct PatternSet<T> {
    entries: Vec<(Pattern, T)>,
    exact: BTreeMap<Box<str>, Leads>,
    below: BTreeMap<Box<str>, Leads>,
    any: Leads,
}

/// Places in `entries` by what a reference's text must begin with behind the registry, the longest patterns first.
type Leads = BTreeMap<Box<str>, Vec<usize>>;

impl<T> PatternSet<T> {
    /// A set without patterns.
    pub const fn new() -> Self {
        Self {
            entries: Vec::new(),
            exact: BTreeMap::new(),
            below: BTreeMap::new(),
            any: BTreeMap::new(),
        }
    }

    /// Adds a pattern; gives back the value that it had before.
    pub fn insert(&mut self, pattern: Pattern, value: T) -> Option<T> {
        let leads = match pattern.host() {
            Host::Any => &mut self.any,
            Host::Exact(host) => self.exact.entry(host.into()).or_default(),
            Host::Below(suffix) => self.below.entry(suffix.into()).or_default(),
        };
        let places = leads.entry(lead(&pattern).into()).or_default();
        let place = |place: &usize| self.entries[*place].0.rank().cmp(&pattern.rank());
        match places.binary_search_by(place) {
            Ok(at) => Some(core::mem::replace(&mut self.entries[places[at]].1, value)),
            Err(at) => {
                places.insert(at, self.entries.len());
                self.entries.push((pattern, value));
                None
            }
        }
    }

    /// The longest pattern that matches, and its value.
    pub fn longest(&self, reference: &Reference) -> Option<(&Pattern, &T)> {
        let parts = Parts::of(reference);
        let registry = parts.registry;
        let below =
            registry.match_indices('.').filter_map(|(at, _)| self.below.get(&registry[at..]));
        self.exact
            .get(registry)
            .into_iter()
            .chain(below)
            .chain([&self.any])
            .filter(|leads| !leads.is_empty())
            .filter_map(|leads| self.longest_in(leads, reference.as_str(), &parts))
            .min_by(|a, b| a.0.rank().cmp(&b.0.rank()))
            .map(|(pattern, value)| (pattern, value))
    }

    /// Whether any pattern matches.
    pub fn matches(&self, reference: &Reference) -> bool {
        self.longest(reference).is_some()
    }

    /// How many patterns there are.
    pub const fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The patterns and their values, in the order in which they came.
    pub fn iter(&self) -> impl Iterator<Item = (&Pattern, &T)> {
        self.entries.iter().map(|(pattern, value)| (pattern, value))
    }

    fn longest_in(&self, leads: &Leads, text: &str, parts: &Parts<'_>) -> Option<&(Pattern, T)> {
        let text = &text[parts.registry.len() + 1..];
        let path = parts.path;
        let pinned = parts.digest.filter(|_| parts.tag.is_some());
        let pinned = pinned.map(|digest| alloc::format!("{path}@{digest}"));
        let borders = path.match_indices('/').map(|(at, _)| &path[..at]);
        let keys = [text].into_iter().chain(pinned.as_deref());
        let keys = keys.chain((path.len() < text.len()).then_some(path)).chain(borders).chain([""]);
        keys.filter_map(|key| leads.get(key))
            .filter_map(|places| {
                let mut entries = places.iter().map(|&place| &self.entries[place]);
                entries.find(|(pattern, _)| pattern.matches_parts(parts))
            })
            .min_by(|a, b| a.0.rank().cmp(&b.0.rank()))
    }
}

/// What a reference's text begins with behind the registry, where the pattern matches: whole components, and where
/// nothing is wild the tag and the digest.
fn lead(pattern: &Pattern) -> &str {
    let path = pattern.path();
    match path.find('*') {
        Some(star) => &path[..path[..star].rfind('/').unwrap_or(0)],
        None if pattern.version().contains('*') => path,
        None => &pattern.as_str()[pattern.as_str().len() - path.len() - pattern.version().len()..],
    }
}

impl<T> Default for PatternSet<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> FromIterator<(Pattern, T)> for PatternSet<T> {
    fn from_iter<I: IntoIterator<Item = (Pattern, T)>>(patterns: I) -> Self {
        let mut set = Self::new();
        set.extend(patterns);
        set
    }
}

impl<T> Extend<(Pattern, T)> for PatternSet<T> {
    fn extend<I: IntoIterator<Item = (Pattern, T)>>(&mut self, patterns: I) {
        for (pattern, value) in patterns {
            self.insert(pattern, value);
        }
    }
}

impl<T: fmt::Debug> fmt::Debug for PatternSet<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}
