//! The examples, run as a person runs them.

use std::process::{Command, Output};

/// Builds the example, which costs nothing where it is built, and runs it.
fn run(example: &str, args: &[&str]) -> Output {
    let mut build = Command::new(env!("CARGO"));
    build.current_dir(env!("CARGO_MANIFEST_DIR"));
    build.args(["build", "--quiet", "--offline", "--all-features", "--example", example]);
    if !cfg!(debug_assertions) {
        build.arg("--release");
    }
    assert!(build.status().expect("cargo runs").success());
    // This test is `PROFILE/deps/main-…`, the example `PROFILE/examples/NAME`.
    let test = std::env::current_exe().expect("a path");
    let profile = test.ancestors().nth(2).expect("the profile's folder");
    Command::new(profile.join("examples").join(example))
        .args(args)
        .output()
        .expect("the example runs")
}

#[test]
fn inspect_shows_an_image() {
    let output = run("inspect", &[]);
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    println!("{text}");
    assert!(text.lines().all(|line| line.chars().count() <= 100));
    assert!(!text.contains('\u{1b}'), "no colour where no terminal is");
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
        "tag is latest: says `latest` it moves",
    ] {
        assert!(words.iter().any(|found| found == line), "{line:?} in {text}");
    }
}

/// A wrong input ends with status 2 and one message.
#[test]
fn inspect_refuses() {
    let long = "a".repeat(70_000);
    for (args, message) in [
        (
            &["localhost:5000/Foo"][..],
            "inspect: the repository must be lower case, but has `F`
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
            "inspect: usage: inspect [REFERENCE [OCI-LAYOUT-FOLDER [--shared-with OTHER]]]\n",
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
fn inspect_shows_what_is_shared() {
    let store = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/images/store");
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

#[test]
fn share_shows_the_family() {
    let output = run("share", &[]);
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    for line in [
        "deb-web                   7      3543417         1256  deb-tools",
        "deb-web, deb-db                                 3      3      3542161",
        "14170534 bytes in all, 3544558 where each blob is kept once: 10625976 saved",
        "flowchart BT",
        "digraph images {",
    ] {
        assert!(text.lines().any(|found| found == line), "{line:?}");
    }
    let store = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/images/store");
    assert!(run("share", &[store]).status.success());
    assert_eq!(run("share", &["/nowhere"]).status.code(), Some(2));
}
