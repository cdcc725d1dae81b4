//! The example, run as a person runs it.

use crate::run_example::run;

/// Each kind of finding, with its place; the whole output is in `tests/data/audit.txt`.
#[test]
fn audit_shows_findings() {
    let tags = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/audit/data/tags.txt");
    let output = run("audit", &["--tags", tags]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let output = String::from_utf8(output.stdout).unwrap();
    assert_eq!(without_reasons(&output), without_reasons(&crate::data::read("audit.txt")));
    let output = run("audit", &["--tags", tags, "--json"]);
    let text = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<serde_json::Value> =
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let kinds: std::collections::BTreeSet<_> =
        lines.iter().map(|line| line["kind"].as_str().unwrap()).collect();
    let want = [
        "look-alike",
        "moving-tag",
        "names",
        "newer-tag",
        "no-tag",
        "not-a-reference",
        "not-pinned",
        "retired-registry",
        "upper-case-host",
    ];
    assert!(kinds.iter().eq(&want), "{kinds:?}");
    let fix = lines.iter().find(|line| line["kind"] == "retired-registry").unwrap();
    assert_eq!(fix["fix"], "registry.k8s.io/pause:3.9");
}

/// The output without the words of `imageref`'s own errors.
fn without_reasons(output: &str) -> Vec<&str> {
    output.lines().map(|line| line.split_once("`: ").map_or(line, |(line, _)| line)).collect()
}

/// `--fix` adds digests and changes nothing else.
#[test]
fn audit_pins_in_place() {
    let data = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/audit/data");
    let folder = std::env::temp_dir().join(format!("imageref-audit-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let files = ["Dockerfile", "compose.yaml", "web.yaml"];
    for file in files {
        std::fs::copy(data.join(file), folder.join(file)).unwrap();
    }
    let digests = data.join("digests.txt");
    let output = run("audit", &["--fix", digests.to_str().unwrap(), folder.to_str().unwrap()]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let digest = "@sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    let mut pinned = 0;
    for file in files {
        let before = std::fs::read_to_string(data.join(file)).unwrap();
        let after = std::fs::read_to_string(folder.join(file)).unwrap();
        pinned += after.matches(digest).count() - before.matches(digest).count();
        assert_eq!(after.replace(digest, ""), before.replace(digest, ""), "{file}");
    }
    std::fs::remove_dir_all(&folder).unwrap();
    // alpine and nginx in the Dockerfile, nginx and twice redis in the Compose file.
    assert_eq!(pinned, 5);
}
