//! What follows the literal components of many patterns, matched against one reference in one pass.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use super::own::Parts;

/// The wild ends of patterns as a tree of their bytes: a start that many share is walked once.
///
/// Components, digests and tags end in `/`, and the digest comes before the tag: `a*/**:1.*@sha256:…` is `a*/`, `**`,
/// `@sha256:…/`, `:1.*/`. A walk is at several nodes at once, and at each of them at most once per byte.
///
/// Patterns with many wildcards can lead a walk to all their nodes with each byte, where one after the other fails at
/// once. So a walk has a number of steps in proportion to the patterns; if they do not suffice, it is given up, and the
/// patterns are matched one after the other.
#[derive(Clone)]
pub(super) struct WildEnds {
    nodes: Vec<Node>, // the first is the root
    wildcards: usize,
    places: Vec<usize>, // of all patterns here
}

#[derive(Clone, Default)]
struct Node {
    children: Vec<(u8, usize)>, // sorted
    star: Option<Wildcard>,     // `*`, which stays until the component ends
    deep: Option<Wildcard>,     // `**`, which stays until the path ends
    place: Option<usize>,       // of the pattern that ends here
}

#[derive(Clone, Copy)]
struct Wildcard {
    node: usize,
    number: usize, // of all wildcards here
}

impl Node {
    fn child(&self, byte: u8) -> Option<usize> {
        let found = self.children.binary_search_by_key(&byte, |(byte, _)| *byte);
        found.ok().and_then(|at| self.children.get(at)).map(|(_, child)| *child)
    }

    const fn is_only_a_star(&self) -> bool {
        self.children.is_empty() && self.star.is_some() && self.place.is_none()
    }
}

impl Default for WildEnds {
    fn default() -> Self {
        Self { nodes: [Node::default()].into(), wildcards: 0, places: Vec::new() }
    }
}

impl WildEnds {
    /// Adds a pattern with this end, of which `path`, `digest` and `tag` are what is not literal. Returns the place of
    /// the same pattern if it is there, else keeps `new`.
    pub(super) fn insert(
        &mut self,
        path: Option<&str>,
        digest: Option<&str>,
        tag: Option<&str>,
        new: usize,
    ) -> Option<usize> {
        let mut at = 0;
        for component in path.into_iter().flat_map(|path| path.split('/')) {
            at = match component {
                "**" => self.wildcard(at, |node| &mut node.deep),
                _ => self.segment(at, "", component),
            };
        }
        at = digest.map_or(at, |digest| self.segment(at, "@", digest));
        at = tag.map_or(at, |tag| self.segment(at, ":", tag));
        let place = &mut self.nodes.get_mut(at)?.place;
        if place.is_none() {
            *place = Some(new);
            self.places.push(new);
            return None;
        }
        *place
    }

    fn segment(&mut self, mut at: usize, lead: &str, text: &str) -> usize {
        for byte in lead.bytes().chain(text.bytes()).chain([b'/']) {
            at = match byte {
                b'*' => self.wildcard(at, |node| &mut node.star),
                _ => self.child(at, byte),
            };
        }
        at
    }

    fn child(&mut self, at: usize, byte: u8) -> usize {
        let new = self.nodes.len();
        let Some(node) = self.nodes.get_mut(at) else { return at };
        if let Some(child) = node.child(byte) {
            return child;
        }
        let place = node.children.partition_point(|(other, _)| *other < byte);
        node.children.insert(place, (byte, new));
        self.nodes.push(Node::default());
        new
    }

    fn wildcard(&mut self, at: usize, kind: fn(&mut Node) -> &mut Option<Wildcard>) -> usize {
        let new = Wildcard { node: self.nodes.len(), number: self.wildcards };
        let Some(node) = self.nodes.get_mut(at) else { return at };
        let wildcard = *kind(node).get_or_insert(new);
        if wildcard.node == new.node {
            self.nodes.push(Node::default());
            self.wildcards += 1;
        }
        wildcard.node
    }

    /// The place of the pattern that is the root.
    pub(super) fn root(&self) -> Option<usize> {
        self.nodes.first()?.place
    }

    /// Calls `found` with the places of all patterns that match `path`, the rest of the reference's path, and the
    /// version in `parts`. `matches` matches one pattern alone.
    pub(super) fn each_match(
        &self,
        path: Option<&str>,
        parts: &Parts<'_>,
        matches: impl Fn(usize) -> bool,
        mut found: impl FnMut(usize),
    ) {
        if let [root] = &*self.nodes {
            return root.place.filter(|_| path.is_none()).into_iter().for_each(found);
        }
        let mut places = Vec::new();
        if self.walk(path, parts, &mut places).is_some() {
            places.into_iter().for_each(found);
        } else {
            self.places.iter().copied().filter(|place| matches(*place)).for_each(&mut found);
        }
    }

    /// Collects the places of all patterns that match; `None` if that takes too many steps.
    fn walk(&self, path: Option<&str>, parts: &Parts<'_>, found: &mut Vec<usize>) -> Option<()> {
        let mut walk = Walk {
            nodes: &self.nodes,
            passed: alloc::vec![false; self.wildcards],
            here: [0].into(),
            steps_left: LEAST_STEPS + self.places.len() / PATTERNS_PER_STEP,
            ..Walk::default()
        };
        walk.pass_deep();
        for component in path.into_iter().flat_map(|path| path.split('/')) {
            if walk.is_stuck() {
                walk.here.clear();
                break;
            }
            walk.component(component)?;
        }
        walk.here.append(&mut walk.deep);
        walk.after_deep.clear();
        walk.collect(found);
        if let Some(digest) = parts.digest {
            walk.read("@", digest)?;
            walk.collect(found);
        }
        if let Some(tag) = parts.tag {
            walk.read(":", tag)?;
            walk.collect(found);
        }
        Some(())
    }
}

/// The patterns that are matched alone in about the time of a step, which reads a node from anywhere in memory.
const PATTERNS_PER_STEP: usize = 4;
/// The steps of a walk through few patterns.
const LEAST_STEPS: usize = 256;

/// The nodes that a reference leads to, as far as it was read.
#[derive(Default)]
struct Walk<'a> {
    nodes: &'a [Node],
    here: Vec<usize>,
    from: Vec<usize>,     // `here` one byte ago
    deep: Vec<usize>,     // after each `**` that was passed
    stars: Vec<Wildcard>, // each `*` that was passed in this component
    passed: Vec<bool>,    // by a wildcard's number: whether it is in one of these
    steps_left: usize,
    after_deep: Waiting,
    after_star: Waiting,
}

/// Children of the nodes after wildcards, by the byte that leads to them.
type Waiting = BTreeMap<u8, Vec<usize>>;

impl<'a> Walk<'a> {
    /// Returns `true` if no further component leads anywhere.
    fn is_stuck(&self) -> bool {
        let mut nodes = self.here.iter().chain(&self.deep).filter_map(|at| self.nodes.get(*at));
        nodes.all(|node| node.children.is_empty() && node.star.is_none())
    }

    fn component(&mut self, text: &str) -> Option<()> {
        let deep = core::mem::take(&mut self.deep);
        for &at in &deep {
            self.pass_star(at);
        }
        self.deep = deep;
        self.pass_stars();
        self.read("", text)?;
        self.pass_deep();
        Some(())
    }

    /// Follows a string and a `/`.
    fn read(&mut self, lead: &str, text: &str) -> Option<()> {
        for (at, byte) in lead.bytes().chain(text.bytes()).enumerate() {
            self.follow(byte, at == 0)?;
            self.pass_stars();
            if self.here.is_empty() && self.stars.is_empty() {
                return Some(());
            }
        }
        self.follow(b'/', false)?;
        self.after_star.clear();
        for star in self.stars.drain(..) {
            if let Some(passed) = self.passed.get_mut(star.number) {
                *passed = false;
            }
        }
        Some(())
    }

    /// Follows one byte. Each node has one parent, so none is reached twice.
    fn follow(&mut self, byte: u8, is_first: bool) -> Option<()> {
        core::mem::swap(&mut self.here, &mut self.from);
        self.here.clear();
        self.here.extend(self.from.iter().filter_map(|&at| self.nodes.get(at)?.child(byte)));
        if let Some(children) = self.after_deep.get(&byte).filter(|_| is_first) {
            self.here.extend(children);
        }
        if let Some(children) = self.after_star.get_mut(&byte) {
            self.here.extend(&*children);
            // A child that leads to another star alone need not lead there again.
            children.retain(|&at| !self.nodes.get(at).is_some_and(Node::is_only_a_star));
        }
        self.charge(self.from.len() + self.here.len());
        (self.steps_left > 0).then_some(())
    }

    fn charge(&mut self, steps: usize) {
        self.steps_left = self.steps_left.saturating_sub(steps);
    }

    fn pass_stars(&mut self) {
        let here = core::mem::take(&mut self.here);
        for &at in &here {
            self.pass_star(at);
        }
        self.here = here;
    }

    /// Marks a wildcard as passed; returns its node if it was not passed before.
    fn pass(&mut self, wildcard: Option<Wildcard>) -> Option<(Wildcard, &'a Node)> {
        let wildcard = wildcard?;
        let passed = self.passed.get_mut(wildcard.number)?;
        if core::mem::replace(passed, true) {
            return None;
        }
        let node = self.nodes.get(wildcard.node)?;
        self.charge(1 + node.children.len());
        Some((wildcard, node))
    }

    fn pass_star(&mut self, at: usize) {
        let mut next = self.nodes.get(at).and_then(|node| node.star);
        while let Some((star, node)) = self.pass(next) {
            self.stars.push(star);
            next = node.star;
            for &(byte, child) in &node.children {
                self.after_star.entry(byte).or_default().push(child);
            }
        }
    }

    fn pass_deep(&mut self) {
        let here = core::mem::take(&mut self.here);
        for &at in &here {
            let mut next = self.nodes.get(at).and_then(|node| node.deep);
            while let Some((deep, node)) = self.pass(next) {
                self.deep.push(deep.node);
                next = node.deep;
                for &(byte, child) in &node.children {
                    self.after_deep.entry(byte).or_default().push(child);
                }
            }
        }
        self.here = here;
    }

    fn collect(&self, found: &mut Vec<usize>) {
        found.extend(self.here.iter().filter_map(|&at| self.nodes.get(at)?.place));
    }
}
