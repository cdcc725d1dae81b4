//! A module uses only modules of lower levels, by full paths. Every `crate::` and `super::` in `src` is read.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A package: its folder, and its modules with their levels in tenths, as `src/docs/DESIGN.md` lists them.
#[rustfmt::skip]
const PACKAGES: &[(&str, &[(&str, u8)])] = &[
    (".", &[
        ("error", 0), ("progress", 0), ("sorting", 0),
        // They report errors.
        ("text", 5), ("serde_text", 5), ("text_traits", 6),
        ("digest", 10), ("media_type", 10), ("platform", 10), ("json", 10),
        ("reference", 20), ("document", 20),
        ("any_document", 35),
        ("manifest", 30), ("config", 30), ("tag", 30), ("registry", 30),
        ("image", 40),
        ("bridge", 50),
    ]),
    ("crates/layers", &[
        ("tree", 0), ("archive", 10),
        ("instruction", 0), ("sharing", 10), ("edit", 20),
    ]),
    ("crates/scan", &[
        ("similar", 0), ("edit", 0), ("excerpt", 0),
        ("found", 10), ("dockerfile", 10), ("lint", 10),
        ("values", 20), ("text", 20),
    ]),
    ("crates/interop", &[
        ("error", 0),
        // `parse_traits` names the error type.
        ("parse_traits", 5), ("percent", 5), ("json", 10), ("trust", 10), ("go", 10),
        ("containers", 20), ("crane", 20), ("docker", 20), ("kubernetes", 20), ("pattern", 20), ("purl", 20), ("registry_api", 20), ("regctl", 20),
        ("sigstore", 20), ("file_name", 20),
        ("in_toto", 30), ("transport", 30), ("fix", 30),
    ]),
];

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

/// The modules of a package that have a file, and every use of a module that is not on a lower level.
fn check(package: &str, levels: &[(&str, u8)], faults: &mut Vec<String>) -> BTreeSet<String> {
    let level = |module: &str| levels.iter().find(|(name, _)| *name == module).map(|(_, l)| *l);
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join(package).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    let mut seen = BTreeSet::new();
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
            let place = format!("{package}/src/{}:{}", inside.display(), number + 1);
            for used in code.split("crate::").skip(1) {
                let names = used.trim_start_matches('{');
                let name: String =
                    names.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                if used.starts_with('{') || name.is_empty() {
                    faults.push(format!("{place}: name one module a line: {}", line.trim()));
                } else if name != module && level(&name) >= level(module) {
                    faults.push(format!(
                        "{place}: `{module}` (level {:?}) uses `{name}` (level {:?})",
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
    seen
}

#[test]
fn modules_use_only_lower_levels() {
    let mut faults = Vec::new();
    for &(package, levels) in PACKAGES {
        let seen = check(package, levels, &mut faults);
        let listed: BTreeSet<_> = levels.iter().map(|(name, _)| (*name).to_owned()).collect();
        assert_eq!(seen, listed, "modules in {package}/src, and in PACKAGES");
    }
    assert_eq!(faults, Vec::<String>::new());
}

/// `interop`, `layers` and `scan` don't know each other.
#[test]
fn packages_use_only_the_root() {
    for package in ["interop", "layers", "scan"] {
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("crates").join(package);
        let manifest = fs::read_to_string(manifest.join("Cargo.toml")).unwrap();
        for other in ["interop", "layers", "scan"] {
            let uses = manifest.lines().any(|line| line.starts_with(&format!("imageref-{other}")));
            assert!(!uses, "{package} uses {other}");
        }
    }
}

/// A search for a type finds one thing: no public type has the name of another, across the packages.
#[test]
fn public_type_names_are_unique() {
    let mut seen = std::collections::BTreeMap::new();
    let mut twice = Vec::new();
    for (package, _) in PACKAGES {
        let mut files = Vec::new();
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join(package).join("src"), &mut files);
        for path in files {
            for line in fs::read_to_string(&path).unwrap().lines() {
                let mut words = line.split(|c: char| !c.is_alphanumeric() && c != '_');
                let (first, second, name) = (words.next(), words.next(), words.next());
                if first == Some("pub")
                    && matches!(second, Some("struct" | "enum" | "trait" | "type"))
                    && let Some(other) = seen.insert(name.unwrap().to_owned(), path.clone())
                {
                    twice.push(format!("{}: {other:?} and {path:?}", name.unwrap()));
                }
            }
        }
    }
    assert_eq!(twice, Vec::<String>::new());
    assert!(seen.len() > 200, "{} public types", seen.len());
}
