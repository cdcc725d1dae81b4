mod dive;
mod efficiency;
mod laws;
mod messages;
mod model;
mod policies;
mod rules;
mod writable;

use imageref_layers::{Changeset, Entry, Tree};

/// An entry in short form: `a=1` a file of one byte, `a/` a directory, `a~b` a symbolic and `a->b` a hard link, and
/// whiteouts as they are.
fn entry(text: &str) -> Entry {
    if let Some((path, target)) = text.split_once("->") {
        Entry::hard_link(path, target)
    } else if let Some((path, target)) = text.split_once('~') {
        Entry::symlink(path, target)
    } else if let Some((path, size)) = text.split_once('=') {
        Entry::file(path, size.parse().unwrap())
    } else if text.ends_with('/') {
        Entry::directory(text)
    } else {
        assert!(text.contains(".wh."), "{text}");
        Entry::file(text, 0)
    }
}

fn changeset(entries: &[&str]) -> Changeset {
    Changeset::from_entries(entries.iter().map(|text| entry(text))).unwrap()
}

/// A tree in short form.
fn listing(tree: &Tree) -> String {
    let short = |visit: imageref_layers::Visit<'_>| {
        let (node, path) = (*visit.node(), visit.path().escape_ascii().to_string());
        match node.file_type().as_str() {
            "file" => format!("{path}={}", node.size()),
            "symlink" => format!("{path}~{}", node.link_target().unwrap().escape_ascii()),
            _ => path,
        }
    };
    tree.walk().map(short).collect::<Vec<_>>().join(" ")
}
