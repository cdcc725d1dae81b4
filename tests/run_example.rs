//! Running an example of the package under test, as a person runs it.

use std::process::{Command, Output};

/// Builds the example, if necessary, and runs it.
pub fn run(example: &str, args: &[&str]) -> Output {
    // This test is `TARGET/PROFILE/deps/main-…`, the example `TARGET/PROFILE/examples/NAME`.
    let test = std::env::current_exe().expect("a path");
    let profile = test.ancestors().nth(2).expect("the profile's folder");
    let mut build = Command::new(env!("CARGO"));
    build.current_dir(env!("CARGO_MANIFEST_DIR"));
    build.args(["build", "--quiet", "--offline", "--example", example, "--target-dir"]);
    build.arg(profile.parent().expect("the target's folder"));
    if !cfg!(debug_assertions) {
        build.arg("--release");
    }
    assert!(build.status().expect("cargo runs").success());
    let program = profile.join("examples").join(example);
    Command::new(program).args(args).output().expect("the example runs")
}
