//! [`PatternSet`]: many patterns, of which the longest match wins.

use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use core::fmt;
use core::slice;

use super::Pattern;
use super::own::{Host, Parts};
use super::wild::WildEnds;
use imageref::reference::Reference;

/// Patterns with a value each, of which the longest that matches a reference wins, whatever their order.
///
/// The longest is the one with most literal bytes; of two that are as long, the one with fewer wildcards; then the one
/// that sorts first. So `quay.io/team/app` wins over `quay.io/team/**`, and that over `quay.io/**`.
///
/// A look-up costs one step for each component of the reference's path and each label of its host, however many patterns
/// there are. What follows the literal components is matched for all patterns at once, byte by byte, and a start that
/// many patterns share costs once. Where patterns are made to be slow in this way, they are matched one after the other:
/// a set never takes much longer than its patterns in a loop.
///
/// ```
/// use imageref::Reference;
/// use imageref_interop::pattern::{Pattern, PatternSet};
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
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct PatternSet<T> {
    entries: Vec<(Pattern, T)>,
    exact: BTreeMap<Box<str>, Leads>,
    below: BTreeMap<Box<str>, Leads>,
    any: Leads,
}

/// Positions in `entries`, by what a reference must start with after the registry, then by the rest.
#[derive(Clone, Default)]
struct Leads {
    by_lead: BTreeMap<Box<str>, WildEnds>,
    without: Option<WildEnds>, // not under an empty key above, which takes 100 ns to compare on some machines
}

impl<T> PatternSet<T> {
    /// Returns a set without patterns.
    pub const fn new() -> Self {
        Self {
            entries: Vec::new(),
            exact: BTreeMap::new(),
            below: BTreeMap::new(),
            any: Leads { by_lead: BTreeMap::new(), without: None },
        }
    }

    /// Adds a pattern. Returns the value that it had before, if any.
    pub fn insert(&mut self, pattern: Pattern, value: T) -> Option<T> {
        let leads = match pattern.host() {
            Host::Any => &mut self.any,
            Host::Exact(host) => self.exact.entry(host.into()).or_default(),
            Host::Below(suffix) => self.below.entry(suffix.into()).or_default(),
        };
        let (lead, path, version) = ends(&pattern);
        let (digest, tag) = if version { (pattern.digest(), pattern.tag()) } else { (None, None) };
        let ends = match lead {
            "" => leads.without.get_or_insert_default(),
            lead => leads.by_lead.entry(lead.into()).or_default(),
        };
        if let Some(place) = ends.insert(path, digest, tag, self.entries.len()) {
            let (_, old) = self.entries.get_mut(place)?;
            return Some(core::mem::replace(old, value));
        }
        self.entries.push((pattern, value));
        None
    }

    /// Returns the longest pattern that matches, and its value.
    pub fn longest(&self, reference: &Reference) -> Option<(&Pattern, &T)> {
        let parts = Parts::of(reference);
        let registry = parts.registry;
        let suffixes = registry.match_indices('.').filter_map(|(at, _)| registry.get(at..));
        let below = suffixes.filter_map(|suffix| self.below.get(suffix));
        let leads = self.exact.get(registry).into_iter().chain(below).chain([&self.any]);
        let mut longest: Option<&(Pattern, T)> = None;
        for leads in leads {
            self.each_match(leads, reference.as_str(), &parts, |place| {
                if let Some(entry) = self.entries.get(place)
                    && longest.is_none_or(|(than, _)| entry.0.rank() < than.rank())
                {
                    longest = Some(entry);
                }
            });
        }
        longest.map(|(pattern, value)| (pattern, value))
    }

    /// Returns `true` if any pattern matches.
    pub fn matches(&self, reference: &Reference) -> bool {
        self.longest(reference).is_some()
    }

    /// Returns the number of patterns.
    pub const fn len(&self) -> usize {
        self.entries.len()
    }

    /// Returns `true` if there are none.
    pub const fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Returns the patterns and their values, in the order in which they were added.
    pub fn iter(&self) -> PatternSetIter<'_, T> {
        PatternSetIter(self.entries.iter())
    }

    /// Calls `found` with the positions of the patterns that match what follows the registry.
    fn each_match(
        &self,
        leads: &Leads,
        text: &str,
        parts: &Parts<'_>,
        mut found: impl FnMut(usize),
    ) {
        let matches = |place: usize| {
            self.entries.get(place).is_some_and(|(pattern, _)| pattern.matches_parts(parts))
        };
        if let Some(ends) = &leads.without {
            ends.each_match(Some(parts.path), parts, matches, &mut found);
        }
        if leads.by_lead.is_empty() {
            return;
        }
        let (text, path) = (text.get(parts.registry.len() + 1..), parts.path);
        let pinned = parts.digest.filter(|_| parts.tag.is_some());
        let pinned = pinned.map(|digest| alloc::format!("{path}@{digest}"));
        let whole = text.into_iter().chain(pinned.as_deref());
        whole.filter_map(|key| leads.by_lead.get(key)?.root()).for_each(&mut found);
        let slashes = path.match_indices('/');
        let borders = slashes.filter_map(|(at, _)| Some((path.get(..at)?, path.get(at + 1..))));
        for (key, rest) in borders.chain([(path, None)]) {
            if let Some(ends) = leads.by_lead.get(key) {
                ends.each_match(rest, parts, matches, &mut found);
            }
        }
    }
}

/// An iterator over the patterns of a [`PatternSet`] and their values, in the order in which they were added.
///
/// ```
/// use imageref_interop::pattern::{Pattern, PatternSet, PatternSetIter};
///
/// let mut policy = PatternSet::new();
/// policy.insert(Pattern::parse("quay.io/team/**")?, "allow");
/// let mut rows: PatternSetIter<'_, &str> = policy.iter();
/// assert_eq!(rows.next().map(|(pattern, verdict)| (pattern.as_str(), *verdict)), Some(("quay.io/team/**", "allow")));
/// # Ok::<(), imageref_interop::FormatError>(())
/// ```
#[derive(Clone, Debug)]
pub struct PatternSetIter<'a, T>(slice::Iter<'a, (Pattern, T)>);

impl<'a, T> Iterator for PatternSetIter<'a, T> {
    type Item = (&'a Pattern, &'a T);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|(pattern, value)| (pattern, value))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl<T> ExactSizeIterator for PatternSetIter<'_, T> {}

impl<'a, T> IntoIterator for &'a PatternSet<T> {
    type Item = (&'a Pattern, &'a T);
    type IntoIter = PatternSetIter<'a, T>;

    fn into_iter(self) -> PatternSetIter<'a, T> {
        self.iter()
    }
}

/// Splits a pattern into what a reference must start with after the registry (whole components; without wildcards, also
/// tag and digest), the remaining components, and whether the version remains.
fn ends(pattern: &Pattern) -> (&str, Option<&str>, bool) {
    let path = pattern.path();
    match path.split_once('*') {
        Some((literal, _)) => match literal.rsplit_once('/') {
            Some((lead, _)) => (lead, path.get(lead.len() + 1..), true),
            None => ("", Some(path), true),
        },
        None if pattern.tag().is_some_and(|tag| tag.contains('*')) => (path, None, true),
        None => (pattern.after_registry(), None, false),
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
