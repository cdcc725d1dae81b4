//! `inspect`, run as a person runs it.

use super::layout;

use crate::images::data;
use crate::run_example::run;

#[test]
fn inspect_shows_an_image() {
    let output = run("inspect", &[]);
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    println!("{text}");
    assert!(text.lines().all(|line| line.chars().count() <= 100));
    assert!(!text.contains('\u{1b}'), "colour without a terminal");
    for line in [
        "registry    docker.io         filled in",
        "verified    the manifest's 1525 bytes have this digest",
        "platform    linux/amd64",
        "created     2023-11-14T22:13:20Z",
        "6  sha256:391a8463cab2   147 B  RUN rm -f /etc/tool.conf",
    ] {
        assert!(text.lines().any(|found| found == line), "{line:?}");
    }
}

#[test]
fn inspect_explains_a_reference() {
    let output = run("inspect", &["bitnami/redis"]);
    let text = String::from_utf8(output.stdout).unwrap();
    let words: Vec<_> =
        text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    for line in [
        "meant docker.io/bitnami/redis:latest",
        "tag latest filled in",
        "run by docker-hub",
        "asked at https://registry-1.docker.io",
        "tag is latest: is `latest` it moves",
    ] {
        assert!(words.iter().any(|found| found == line), "{line:?} in {text}");
    }
}

/// An error ends with status 2 and one message.
#[test]
fn inspect_reports_errors() {
    let long = "a".repeat(70_000);
    for (args, message) in [
        (
            &["localhost:5000/Foo"][..],
            "inspect: unexpected upper-case letter `F` in the repository
  localhost:5000/Foo
                 ^
hint: write it in lower case
fix: localhost:5000/foo
",
        ),
        (
            &["nginx", "/nowhere"],
            "inspect: /nowhere/index.json: No such file or directory (os error 2)\n",
        ),
        (&[&long], "inspect: the reference is longer than 65535 bytes\n"),
        (
            &["a", "b", "c"],
            "inspect: usage: inspect [REFERENCE [OCI-LAYOUT-FOLDER [--platform PLATFORM] [--shared-with OTHER]",
        ),
    ] {
        let output = run("inspect", args);
        assert_eq!(output.status.code(), Some(2));
        let error = String::from_utf8(output.stderr).unwrap();
        assert!(error.starts_with(message), "{error}");
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn inspect_shows_an_index_and_selects_from_it() {
    let folder = layout("inspect-layout", "web");
    let folder = folder.to_str().expect("UTF-8");
    let shown = |args: &[&str]| {
        let output = run("inspect", args);
        let text =
            String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
        println!("{text}");
        assert!(text.lines().all(|line| line.chars().count() <= 100));
        text
    };
    let text = shown(&["app:web", folder]);
    let rows = [
        "PLATFORM     DIGEST                 SIZE  ATTESTATIONS",
        "linux/amd64  sha256:769fb3d4cfcb  1.5 kB  sha256:56ee722d3850",
        "linux/arm    sha256:ddf7ff5ebd9d     3 B",
    ];
    assert!(text.ends_with(&format!("{}\n", rows.join("\n"))));
    let text = shown(&["app:web", folder, "--platform", "linux/amd64/v3"]);
    assert!(text.contains("\nselected    sha256:769fb3d4cfcb"));
    assert!(text.contains("\nplatform    linux/amd64\n"));
    let text = shown(&["app:web", folder, "--platform", "linux/s390x"]);
    assert_eq!(text, "inspect: no entry for linux/s390x; the index has linux/amd64, linux/arm\n");
    let text = shown(&["app:web", folder, "--platform", "linux/*"]);
    assert_eq!(
        text,
        "inspect: unexpected wildcard in the platform\n  linux/*\n        ^\nhint: write one platform: `linux/amd64`\n"
    );
}

#[test]
fn inspect_shows_what_is_shared() {
    let store = data("store");
    let store = store.to_str().unwrap();
    let output = run("inspect", &["tiny-2", store, "--shared-with", "tiny-1"]);
    let text = String::from_utf8(output.stdout).unwrap();
    println!("{text}");
    for line in [
        "shared      2 lowest layers, 12.4 kB, with tiny-1",
        "to pull     1.3 kB",
        "#  DIGEST                 SIZE  SHARED  INSTRUCTION",
    ] {
        assert!(text.lines().any(|found| found == line), "{line:?}");
    }
    assert_eq!(text.matches("  yes  ").count(), 2);
}
