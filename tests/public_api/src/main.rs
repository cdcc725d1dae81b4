//! Prints the public API of a package, one item a line, from rustdoc's JSON, and fails if it names a type of a crate that
//! is not allowed: `list-public-api PATH ALLOWED…`.
//!
//! Paths of the standard library are cut to their last name. Derived and blanket implementations are omitted.

use std::collections::BTreeSet;
use std::process::ExitCode;

const STANDARD: [&str; 3] = ["alloc", "core", "std"];

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().expect("the path of rustdoc's JSON");
    let allowed: Vec<String> = arguments.collect();
    let api = public_api::Builder::from_rustdoc_json(path)
        .omit_blanket_impls(true)
        .omit_auto_trait_impls(true)
        .omit_auto_derived_impls(true)
        .build()
        .expect("JSON of the format that this build reads");
    let mut foreign = BTreeSet::new();
    for item in api.items() {
        let (line, crates) = shortened(&item.to_string());
        foreign.extend(crates.into_iter().filter(|name| !allowed.contains(name)));
        println!("{line}");
    }
    for name in &foreign {
        eprintln!("the public API names types of {name}");
    }
    if foreign.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The item with short names of the standard library, and the crates that its other paths begin with.
fn shortened(item: &str) -> (String, BTreeSet<String>) {
    let (mut line, mut crates) = (String::new(), BTreeSet::new());
    let mut rest = item;
    while !rest.is_empty() {
        let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
        let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        if end == 0 {
            let next = rest.chars().next().map_or(rest.len(), char::len_utf8);
            line.push_str(&rest[..next]);
            rest = &rest[next..];
            continue;
        }
        let path = &rest[..end];
        rest = &rest[end..];
        // `name:` is a parameter; the `::` after a type in angle brackets begins no path.
        let first = path.split("::").next().unwrap_or_default();
        if !path.trim_end_matches(':').contains("::") || !first.starts_with(char::is_lowercase) {
            line.push_str(path);
        } else if STANDARD.contains(&first) {
            line.push_str(type_name(path));
        } else {
            crates.insert(first.to_owned());
            line.push_str(path);
        }
    }
    (line, crates)
}

/// `core::option::Option` is `Option`; `core::fmt::Result` and `core::hash::Hash::hash` keep what tells them apart.
fn type_name(path: &str) -> &str {
    let upper = path.split("::").position(|name| name.starts_with(char::is_uppercase));
    let modules = path.split("::").count();
    let keep = upper.map_or(1, |at| modules - at);
    let keep = if matches!(
        path,
        "core::fmt::Result"
            | "std::io::Result"
            | "std::io::error::Error"
            | "std::io::error::Result"
    ) {
        2
    } else {
        keep
    };
    path.rmatch_indices("::").nth(keep - 1).map_or(path, |(at, _)| &path[at + 2..])
}
