//! The examples, run as a person runs them.
#![allow(clippy::pedantic, reason = "tests are read for what they assert")]

#[path = "../../../tests/run_example.rs"]
#[allow(unreachable_pub, reason = "the packages share it")]
mod run_example;

use run_example::run;

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

#[test]
fn arguments_print_the_drawing() {
    let output = run("arguments", &["nginx:1.27"]);
    assert_eq!(text(output.stdout), "docker.io/library/nginx:1.27 for linux/amd64\n");
    let output = run("arguments", &["localhost:5000/Team/App"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        text(output.stderr),
        "error: invalid value 'localhost:5000/Team/App' for '<IMAGE>': unexpected upper-case letter `T` in the repository
  localhost:5000/Team/App
                 ^
hint: write it in lower case
fix: localhost:5000/team/app

For more information, try '--help'.
"
    );
    let output = run("arguments", &["nginx", "--platform", "linux/*"]);
    let error = text(output.stderr);
    let sentence = "for '--platform <PLATFORM>': unexpected wildcard in the platform\n";
    assert!(error.contains(sentence), "{error}");
}

#[test]
fn diagnostic_labels_the_span() {
    let output = run("diagnostic", &[]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        text(output.stdout),
        "imageref::repository

  × unexpected upper-case letter `T` in the repository
   ╭─[argument:1:9]
 1 │ ghcr.io/Team/app:1.27
   ·         ┬
   ·         ╰── repository
   ╰────
  help: write it in lower case; try `ghcr.io/team/app:1.27`
"
    );
    // An empty span at the end has a label too.
    let output = text(run("diagnostic", &["nginx:"]).stdout);
    assert!(output.contains("\n   ·       ▲\n   ·       ╰── tag\n"), "{output}");
}

#[test]
fn logging_records_fields() {
    let output = run("logging", &[]);
    assert_eq!(
        text(output.stdout),
        " INFO pull{image=docker.io/library/nginx:1.27 registry=docker.io}: verified \
         digest=sha256:d7fa92b5a66f54346ccbccdb475925ac7191ca8d4aee6c91ae6b530dc411669e bytes=14
 WARN rejected error=invalid reference `ghcr.io/Team/app`: unexpected upper-case letter `T` in the repository \
         start=8 end=9
"
    );
}

#[test]
fn progress_is_plain_without_a_terminal() {
    let output = run("progress", &[]);
    assert_eq!(text(output.stdout), "3 blobs, 12603392 bytes, 0 wrong\n");
    let lines: Vec<_> = (1..=10).map(|n| format!("{n}0% of 3 blobs\n")).collect();
    assert_eq!(text(output.stderr), lines.concat());
    let store = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/data/images/store");
    let output = run("progress", &[store]);
    assert_eq!(text(output.stdout), "26 blobs, 36725 bytes, 0 wrong\n");
    let error = text(output.stderr);
    assert!(error.ends_with("100% of 26 blobs\n") && !error.contains('\u{1b}'), "{error}");
}
