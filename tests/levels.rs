//! A module uses only modules of lower levels, by full paths. Every `crate::` and `super::` in `src` is read.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// From `src/docs/DESIGN.md`: module and level, in tenths, since `text` and `serde_text` refuse with `error`'s words.
#[rustfmt::skip]
const LEVELS: &[(&str, u8)] = &[
    ("error", 0),
    ("text", 5), ("serde_text", 5),
    ("digest", 10), ("media_type", 10), ("platform", 10), ("json", 10),
    ("reference", 20), ("document", 20),
    ("manifest", 30), ("config", 30),
    ("tag_kind", 40), ("provider", 40),
    ("convert", 50), ("scan", 50), ("advice", 50),
];

fn level(module: &str) -> u8 {
    let level = LEVELS.iter().find(|(name, _)| *name == module);
    level.unwrap_or_else(|| panic!("module `{module}` has no level: add it to LEVELS")).1
}

fn sources(dir: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, files);
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
}

#[test]
fn modules_use_only_lower_levels() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    let mut seen = BTreeSet::new();
    let mut faults = Vec::new();
    for path in files {
        let inside = path.strip_prefix(&src).unwrap();
        let parts: Vec<_> =
            inside.iter().map(|p| p.to_str().unwrap().trim_end_matches(".rs")).collect();
        let module = parts[0];
        if module == "lib" {
            continue;
        }
        seen.insert(module.to_owned());
        // `super` from a file directly in a module's folder is that module; from `mod.rs` it is the root.
        let depth = parts.len() - usize::from(parts[parts.len() - 1] == "mod");
        for (number, line) in fs::read_to_string(&path).unwrap().lines().enumerate() {
            let code = line.split("//").next().unwrap().replace("$crate::", "");
            let place = format!("{}:{}", inside.display(), number + 1);
            for used in code.split("crate::").skip(1) {
                let names = used.trim_start_matches('{');
                let name: String =
                    names.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                if used.starts_with('{') || name.is_empty() {
                    faults.push(format!("{place}: name one module a line: {}", line.trim()));
                } else if name != module && level(&name) >= level(module) {
                    faults.push(format!(
                        "{place}: `{module}` (level {}) uses `{name}` (level {})",
                        level(module),
                        level(&name)
                    ));
                }
            }
            let supers = code.matches("super::").count();
            let longest = (1..=supers)
                .take_while(|n| code.contains(&"super::".repeat(*n)))
                .last()
                .unwrap_or(0);
            if longest >= depth && longest > 0 {
                faults.push(format!("{place}: `super` leaves `{module}`"));
            }
        }
    }
    assert_eq!(faults, Vec::<String>::new());
    let listed: BTreeSet<_> = LEVELS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(seen, listed, "modules in src, and in LEVELS");
}
