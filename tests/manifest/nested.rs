//! Selecting through indexes of indexes.

use std::cell::RefCell;
use std::collections::HashMap;

use imageref::manifest::{NestingLimits, SelectError, SelectPolicy};
use imageref::{Descriptor, Digest, ImageIndex, Platform};

use super::{digest, index, manifest, platform};

/// Indexes by name; a descriptor names one by its content.
struct Registry {
    indexes: HashMap<Digest, ImageIndex>,
    asked: RefCell<Vec<Digest>>,
}

impl Registry {
    fn new(indexes: &[(&str, &[Descriptor])]) -> Self {
        let indexes = indexes.iter().map(|(name, entries)| {
            (digest(name), ImageIndex::new().with_manifests(entries.to_vec()))
        });
        Self { indexes: indexes.collect(), asked: RefCell::default() }
    }

    fn select(
        &self,
        wish: &str,
        policy: SelectPolicy,
        limits: NestingLimits,
    ) -> Result<Descriptor, SelectError<String>> {
        self.indexes[&digest("root")].select_nested(&platform(wish), policy, limits, |entry| {
            self.asked.borrow_mut().push(entry.digest().clone());
            self.indexes.get(entry.digest()).cloned().ok_or_else(|| "not there".to_owned())
        })
    }

    #[track_caller]
    fn chosen(&self, wish: &str, policy: SelectPolicy) -> Option<Digest> {
        match self.select(wish, policy, NestingLimits::default()) {
            Ok(entry) => Some(entry.digest().clone()),
            Err(SelectError::NoMatch(_)) => None,
            Err(error) => panic!("{error}"),
        }
    }
}

fn amd64(entry: Descriptor) -> Descriptor {
    entry.with_platform(Platform::new("linux", "amd64"))
}

fn arm64(entry: Descriptor) -> Descriptor {
    entry.with_platform(Platform::new("linux", "arm64"))
}

#[test]
fn looks_into_indexes() {
    let registry = Registry::new(&[
        ("root", &[index("plain"), amd64(index("amd64")), arm64(manifest("arm64"))]),
        ("plain", &[arm64(manifest("plain arm64")), manifest("plain any")]),
        ("amd64", &[arm64(manifest("odd")), amd64(manifest("amd64 image"))]),
    ]);
    for policy in [SelectPolicy::Containerd, SelectPolicy::ContainersImage] {
        assert_eq!(registry.chosen("linux/amd64", policy), Some(digest("amd64 image")));
        assert_eq!(registry.chosen("linux/arm64", policy), Some(digest("arm64")));
        // Last, what has no platform, on every level.
        assert_eq!(registry.chosen("linux/s390x", policy), Some(digest("plain any")));
    }
    // An index without a platform counts as linux/amd64, and is followed.
    assert_eq!(registry.chosen("linux/amd64", SelectPolicy::FirstMatch), Some(digest("plain any")));
    assert_eq!(registry.chosen("linux/arm64", SelectPolicy::FirstMatch), Some(digest("arm64")));
    assert_eq!(registry.chosen("linux/s390x", SelectPolicy::FirstMatch), None);
}

#[test]
fn goes_on_where_nothing_in_an_index_matches() {
    let registry = Registry::new(&[
        ("root", &[amd64(index("empty")), amd64(index("other")), amd64(manifest("last"))]),
        ("empty", &[]),
        ("other", &[arm64(manifest("arm64"))]),
    ]);
    for policy in SelectPolicy::ALL {
        assert_eq!(registry.chosen("linux/amd64", policy), Some(digest("last")));
    }
    let asked = registry.asked.borrow();
    assert_eq!(asked[..2], [digest("empty"), digest("other")]);
}

#[test]
fn asks_for_no_more_than_it_needs() {
    let registry = Registry::new(&[("root", &[index("never"), amd64(manifest("image"))])]);
    assert_eq!(registry.chosen("linux/amd64", SelectPolicy::Containerd), Some(digest("image")));
    assert!(registry.asked.borrow().is_empty());
}

#[test]
fn an_index_is_asked_for_once() {
    let registry = Registry::new(&[
        ("root", &[index("a"), index("b"), index("a")]),
        ("a", &[index("c")]),
        ("b", &[index("c")]),
        ("c", &[arm64(manifest("arm64"))]),
    ]);
    for policy in SelectPolicy::ALL {
        registry.asked.borrow_mut().clear();
        assert_eq!(registry.chosen("linux/amd64", policy), None);
        assert_eq!(*registry.asked.borrow(), [digest("a"), digest("c"), digest("b")]);
    }
}

#[test]
fn cycles_are_rejected() {
    let registry =
        Registry::new(&[("root", &[index("a")]), ("a", &[index("b")]), ("b", &[index("a")])]);
    for policy in SelectPolicy::ALL {
        let error = registry.select("linux/amd64", policy, NestingLimits::default());
        assert_eq!(error, Err(SelectError::Cycle(digest("a"))));
    }
    let text = SelectError::<String>::Cycle(digest("a")).to_string();
    assert_eq!(text, format!("the index {} contains itself", digest("a")));
}

#[test]
fn limits() {
    let registry = Registry::new(&[
        ("root", &[index("a"), index("d"), index("e")]),
        ("a", &[index("b")]),
        ("b", &[index("c")]),
        ("c", &[manifest("deep")]),
        ("d", &[]),
        ("e", &[]),
    ]);
    let select = |depth, indexes| {
        registry.select(
            "linux/amd64",
            SelectPolicy::Containerd,
            NestingLimits::new().with_max_depth(depth).with_max_indexes(indexes),
        )
    };
    assert_eq!(select(3, 3).map(|entry| entry.digest().clone()), Ok(digest("deep")));
    assert_eq!(select(2, 3), Err(SelectError::TooDeep(2)));
    assert_eq!(select(3, 2), Err(SelectError::TooMany(2)));
    assert_eq!(select(0, 2), Err(SelectError::TooDeep(0)));
    // Unlimited, and still no recursion.
    let names: Vec<String> = (0..3000).map(|n| n.to_string()).collect();
    let entries: Vec<[Descriptor; 1]> = names.iter().map(|name| [index(name)]).collect();
    let mut levels: Vec<(&str, &[Descriptor])> = vec![("root", &entries[0])];
    let next = names.iter().zip(&entries[1..]);
    levels.extend(next.map(|(name, entry)| (name.as_str(), &entry[..])));
    let bottom = [manifest("bottom")];
    levels.push((&names[2999], &bottom));
    let deep = Registry::new(&levels).select(
        "linux/amd64",
        SelectPolicy::Containerd,
        NestingLimits::new().with_max_depth(5000).with_max_indexes(5000),
    );
    assert_eq!(deep.map(|entry| entry.digest().clone()), Ok(digest("bottom")));
}

#[test]
fn the_error_lists_what_all_of_them_had() {
    let registry = Registry::new(&[
        ("root", &[amd64(manifest("1")), index("a")]),
        ("a", &[arm64(manifest("2")), amd64(manifest("3"))]),
    ]);
    let error = registry.select("linux/s390x", SelectPolicy::Containerd, NestingLimits::default());
    let Err(SelectError::NoMatch(error)) = error else { panic!("{error:?}") };
    assert_eq!(
        error.to_string(),
        "no entry for linux/s390x; the index has linux/amd64, linux/arm64"
    );
    assert_eq!(error.entries(), 4);
}

#[test]
fn the_resolvers_error_is_passed_on() {
    let registry = Registry::new(&[("root", &[index("gone")])]);
    let error = registry.select("linux/amd64", SelectPolicy::Containerd, NestingLimits::default());
    assert_eq!(error, Err(SelectError::Resolve(digest("gone"), "not there".to_owned())));
}
