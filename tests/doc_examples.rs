//! Every public type has an example: in its own documentation, in that of a function whose signature names it, or by name
//! in any example of its package. With `--nocapture`, the examples of each module are counted.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

const PACKAGES: [&str; 4] = [".", "crates/layers", "crates/interop", "crates/scan"];

/// Public in name only: users never see them.
const INTERNAL: [&str; 5] = ["Fault", "Layout", "Reader", "Reading", "Writer"];

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|e| e == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The code between fences.
fn code<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    let (mut out, mut inside) = (String::new(), false);
    for line in lines {
        if line.starts_with("```") {
            inside = !inside;
        } else if inside {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

/// The text of a line of documentation.
fn documentation(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let text = line.strip_prefix("///").or_else(|| line.strip_prefix("//!"))?;
    Some(text.strip_prefix(' ').unwrap_or(text))
}

/// What a package's source shows.
#[derive(Default)]
struct Source {
    /// The public types, and whether each has an example of its own.
    types: BTreeMap<String, bool>,
    /// The names in examples, and in the signatures of functions that have one.
    names: BTreeSet<String>,
    /// The number of examples in each module.
    examples: BTreeMap<String, usize>,
}

impl Source {
    fn add_names(&mut self, text: &str) {
        let words = text.split(|c: char| !c.is_alphanumeric() && c != '_');
        self.names.extend(words.map(str::to_owned));
    }

    fn add_file(&mut self, module: String, text: &str) {
        let docs = || text.lines().filter_map(documentation);
        self.add_names(&code(docs()));
        *self.examples.entry(module).or_default() +=
            docs().filter(|l| l.starts_with("```")).count() / 2;
        let (mut example, mut signature) = (false, false);
        for line in text.lines() {
            let line = line.trim_start();
            if let Some(text) = documentation(line) {
                example |= text.starts_with("```") && !text.starts_with("```text");
                continue;
            }
            if line.starts_with("#[") || line.starts_with(")]") {
                continue;
            }
            let mut parts = line.split([' ', '<', '(', '{', ';']);
            let item = (parts.next(), parts.next(), parts.next());
            if let (Some("pub"), Some("struct" | "enum" | "trait"), Some(name)) = item
                && !name.starts_with('$')
            {
                self.types.insert(name.trim_end_matches(':').to_owned(), example);
            }
            signature |= example && line.starts_with("pub ") && line.contains("fn ");
            if signature {
                self.add_names(line);
                signature = !line.contains(['{', ';']);
            }
            example = false;
        }
    }
}

#[test]
fn every_type_has_one() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (mut missing, mut all, mut examples) = (Vec::new(), 0, 0);
    for package in PACKAGES {
        let mut source = Source::default();
        let folder = root.join(package).join("src");
        for path in files(&folder, "rs") {
            let module = path.strip_prefix(&folder).unwrap().iter().next().unwrap();
            let module = module.to_str().unwrap().trim_end_matches(".rs");
            source.add_file(format!("{package}/src/{module}"), &fs::read_to_string(&path).unwrap());
        }
        let pages = files(&folder, "md").into_iter().chain([root.join(package).join("README.md")]);
        for page in pages {
            let text = fs::read_to_string(&page).unwrap();
            source.add_names(&code(text.lines()));
            let page = page.strip_prefix(root).unwrap().display().to_string();
            source.examples.insert(page, text.matches("\n```rust").count());
        }
        for (name, has_example) in &source.types {
            all += 1;
            if !has_example && !source.names.contains(name) && !INTERNAL.contains(&&**name) {
                missing.push(format!("{package}: {name}"));
            }
        }
        for (module, count) in source.examples {
            println!("{count:>4}  {module}");
            examples += count;
        }
    }
    println!("{examples:>4}  in all, for {all} public types");
    assert_eq!(missing, Vec::<String>::new(), "types without an example");
    assert!(all > 200 && examples > 200);
}

/// The cookbook has fifteen programs or more, each at most 25 lines.
#[test]
fn the_cookbook_is_short() {
    let page = include_str!("../src/docs/COOKBOOK.md");
    let mut programs = 0;
    for section in page.split("\n## ").skip(1) {
        let title = section.lines().next().unwrap();
        // Some answers are those of another package.
        let Some(block) = section.split("```rust\n").nth(1) else { continue };
        let lines = block.split("```").next().unwrap().lines();
        // Lines that the page does not show: what the program reads, and its checks.
        let shown = lines.filter(|line| !line.starts_with("# ") && !line.trim().is_empty()).count();
        println!("{shown:>3}  {title}");
        assert!(shown <= 25, "{title}: {shown} lines");
        programs += 1;
    }
    assert!(programs >= 15, "{programs} programs");
}
