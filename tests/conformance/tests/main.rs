//! The driver on the images of `store`.
#![allow(missing_docs, clippy::pedantic, reason = "tests are read for what they assert")]

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

/// The images that the packages' tests share.
fn images() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../data/images")
}

fn json(path: &str) -> Value {
    serde_json::from_slice(&fs::read(images().join(path)).expect(path)).expect(path)
}

/// What the driver answers to lines of input of a kind.
fn answers(kind: &str, input: &str) -> Vec<Value> {
    let mut driver = Command::new(env!("CARGO_BIN_EXE_conformance"));
    let mut driver = driver.arg(kind).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    driver.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = driver.wait_with_output().unwrap();
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Driver kind `tree`: every member that the oracle has, of every image.
#[test]
fn the_driver_answers_with_the_oracles_figures() {
    let oracle = json("oracle/images.json");
    let oracle = oracle.as_object().unwrap();
    let layout = images().join("store");
    let mut input = String::new();
    for image in oracle.values() {
        let line = json!({"layout": layout, "manifest": image["digest"]});
        input += &format!("{line}\n");
    }
    input += "{\"layout\": \"nowhere\", \"manifest\": \"sha256:0\"}\n";
    let answers = answers("tree", &input);
    assert_eq!(answers.len(), oracle.len() + 1);
    for ((name, image), answer) in oracle.iter().zip(&answers) {
        assert_eq!(answer["ok"], true, "{name} {answer}");
        assert_eq!(answer["diff_ids"], image["diff_ids"], "{name}");
        assert_eq!(answer["union_bytes"], image["union_bytes"], "{name}");
        for (found, want) in [
            ("efficiency", "efficiency"),
            ("wasted_bytes", "wastedBytes"),
            ("size_bytes", "sizeBytes"),
            ("user_size_bytes", "userSizeBytes"),
        ] {
            assert_eq!(answer["dive"][found], image["dive"][want], "{name} {found}");
        }
        for (found, want) in
            answer["layers"].as_array().unwrap().iter().zip(image["layers"].as_array().unwrap())
        {
            for figure in ["uncompressed", "entries", "whiteouts", "opaque", "content_bytes"] {
                assert_eq!(found[figure], want[figure], "{name} {figure}");
            }
        }
        let rows: String = answer["entries"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| {
                let cell = |cell: &Value| cell.as_str().map_or(cell.to_string(), str::to_owned);
                let cells: Vec<_> = row.as_array().unwrap().iter().map(cell).collect();
                cells.join("\t") + "\n"
            })
            .collect();
        let file = format!("oracle/trees/{}.spec.tsv", name.replace(':', "__"));
        assert_eq!(rows, fs::read_to_string(images().join(file)).unwrap(), "{name}");
    }
    let refused = answers.last().unwrap();
    assert_eq!((&refused["ok"], &refused["kind"]), (&json!(false), &json!("digest")));
}

/// Driver kind `archive`: the archives of other tools, damaged copies of them, and limits.
#[test]
fn the_driver_reads_archives() {
    let oracle = json("oracle/images.json");
    let archive = |name: &str| images().join("archives").join(name);
    let mut input = String::new();
    let rows = [
        ("tiny-1.oci-archive.tar", "v1", "store:tiny-1"),
        ("tiny-2.docker-archive.tar", "example.com/tiny/two:v1.0", "store:tiny-2"),
        ("tiny-2.docker25-save.tar", "tiny:2", "store:tiny-2"),
    ];
    for (name, _, _) in rows {
        input += &format!("{}\n", json!({"path": archive(name)}));
    }
    let docker = archive("tiny-2.docker-archive.tar");
    for limit in ["output_bytes", "document_bytes", "name_bytes"] {
        input += &format!("{}\n", json!({"path": docker, limit: 100}));
    }
    input += "{\"path\": \"nowhere\"}\n";
    let answers = answers("archive", &input);
    assert_eq!(answers.len(), 7);
    for ((_, name, same), answer) in rows.iter().zip(&answers) {
        assert_eq!((&answer["ok"], &answer["warnings"]), (&json!(true), &json!([])));
        let image = &answer["images"][0];
        assert_eq!(image["names"], json!([name]));
        assert_eq!(image["layers"], oracle[same]["diff_ids"], "{same}");
        assert!(image["config"].as_str().unwrap().starts_with("sha256:"));
    }
    let kinds: Vec<_> =
        answers[3..].iter().map(|answer| answer["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["output-limit", "document-limit", "name-limit", "read"]);
}
