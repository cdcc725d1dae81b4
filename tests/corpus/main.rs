//! Tests on documents of public projects, which may be read but not copied: those of the folder that the environment
//! variable `IMAGEREF_CORPUS` names. `.ci/corpus` sets it; without it every test here returns at once and says so.
#![allow(
    missing_docs,
    unreachable_pub,
    clippy::pedantic,
    reason = "tests are read for what they assert"
)]
#![cfg(all(feature = "std", feature = "documents"))]

mod purl;
mod references;
mod select;
mod tags;
#[cfg(feature = "archive")]
mod trees;

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
