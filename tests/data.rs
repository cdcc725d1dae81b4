//! Reading `tests/data`.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use proptest::prelude::ProptestConfig;

/// The contents of a file.
pub fn read(name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name);
    fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// The rows of a file of tab-separated columns, without the comments.
pub fn rows(text: &str) -> impl Iterator<Item = Vec<&str>> {
    text.lines().filter(|line| !line.starts_with("# ")).map(|line| line.split('\t').collect())
}

/// A string whose special characters are escaped as in JSON.
pub fn unescape(text: &str) -> String {
    serde_json::from_str(&format!("\"{text}\"")).expect("a JSON string's inside")
}

/// The given number of cases, unless the environment variable `PROPTEST_CASES` sets another.
pub fn cases(cases: u32) -> ProptestConfig {
    match std::env::var_os("PROPTEST_CASES") {
        Some(_) => ProptestConfig::default(),
        None => ProptestConfig::with_cases(cases),
    }
}

/// How often each class occurred.
#[derive(Default)]
pub struct Counts(BTreeMap<&'static str, usize>);

impl Counts {
    pub fn add(&mut self, class: &'static str) {
        *self.0.entry(class).or_default() += 1;
    }

    #[track_caller]
    pub fn assert(&self, want: &[(&'static str, usize)]) {
        println!("{:?}", self.0);
        assert_eq!(self.0, want.iter().copied().collect());
    }
}
