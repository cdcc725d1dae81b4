//! Tests on documents of public projects, which may be read but not copied: those of the folder that the environment
//! variable `IMAGEREF_CORPUS` names. `.ci/corpus` sets it; without it every test here returns at once and says so.
#![allow(
    missing_docs,
    unreachable_pub,
    clippy::pedantic,
    reason = "tests are read for what they assert"
)]

#[path = "../../crates/scan/tests/buildkit.rs"]
mod buildkit;
mod dockerfiles;
mod documents;
mod purl;
mod references;
mod select;
mod tags;
mod trees;
mod yaml;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The folder, or `None` where the variable is not set.
fn corpus() -> Option<PathBuf> {
    let folder = std::env::var_os("IMAGEREF_CORPUS").map(PathBuf::from);
    match &folder {
        Some(folder) => assert!(folder.is_dir(), "{} is no folder", folder.display()),
        None => println!("IMAGEREF_CORPUS is not set: nothing is tested"),
    }
    folder
}

/// The lines of a file of JSON objects.
fn lines(folder: &Path, name: &str) -> Vec<serde_json::Value> {
    let text = std::fs::read_to_string(folder.join(name)).expect(name);
    text.lines().map(|line| serde_json::from_str(line).expect(name)).collect()
}

/// How often each class occurred.
#[derive(Default)]
struct Counts(BTreeMap<&'static str, usize>);

impl Counts {
    fn add(&mut self, class: &'static str) {
        *self.0.entry(class).or_default() += 1;
    }

    #[track_caller]
    fn assert(&self, want: &[(&'static str, usize)]) {
        println!("{:?}", self.0);
        assert_eq!(self.0, want.iter().copied().collect());
    }
}
