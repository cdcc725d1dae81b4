//! The example prints what it says.

use std::process::Output;

use crate::run_example::run;

fn tree(args: &[&str]) -> Output {
    run("tree", args)
}

pub(crate) fn archive(name: &str) -> String {
    format!("{}/../../tests/data/images/archives/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// The lines that were printed, runs of spaces as one.
fn lines(output: &Output) -> Vec<String> {
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn it_prints_the_tree_of_the_sample() {
    let output = tree(&[]);
    assert!(output.status.success(), "{output:?}");
    let lines = lines(&output);
    assert_eq!(lines[0], "image example.com/tiny/two:v1.0");
    assert_eq!(lines[1], "platform linux/amd64");
    assert_eq!(lines[5], "MODE OWNER SIZE LAYER PATH");
    let found: Vec<_> = lines[6..].iter().map(|line| line.rsplit_once(' ').unwrap().1).collect();
    assert!(found.is_sorted() && !found.is_empty(), "{found:?}");
}

#[test]
fn it_prints_the_changes_of_each_layer() {
    let output = tree(&[&archive("tiny-2.docker25-save.tar"), "tiny:2", "--changes"]);
    assert!(output.status.success(), "{output:?}");
    let lines = lines(&output);
    assert_eq!(lines.iter().filter(|line| line.starts_with("layer ")).count(), 3);
    assert!(lines.iter().any(|line| line.starts_with("A /")), "{lines:?}");
}

#[test]
fn it_names_its_faults() {
    let oci = archive("tiny-1.oci-archive.tar");
    for (args, message) in [
        (&[oci.as_str(), "other"][..], "tree: no image `other`\n"),
        (&["--all"], "tree: usage: tree [FILE [NAME]] [--changes]\n"),
        (&["a", "b", "c"], "tree: usage: tree [FILE [NAME]] [--changes]\n"),
    ] {
        let output = tree(args);
        assert_eq!(output.status.code(), Some(2));
        assert_eq!(String::from_utf8_lossy(&output.stderr), message);
    }
}
