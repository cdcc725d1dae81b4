//! The examples on the images of `store`.

use std::fs;
use std::io::Write;
use std::process::Stdio;

use serde_json::{Value, json};

use super::{images, json};
use crate::examples::program;

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
    let mut driver = program("conformance");
    let mut driver =
        driver.arg("tree").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    driver.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = driver.wait_with_output().unwrap();
    assert!(output.status.success());
    let answers: Vec<Value> = String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
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

#[test]
fn inspect_shows_trees_and_changes() {
    let layout = images().join("store");
    let args = ["rewhite", layout.to_str().unwrap(), "--changes", "--tree"];
    let output = program("inspect").args(args).output().unwrap();
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.lines().all(|line| line.chars().count() <= 100));
    let (_, shown) = text.split_once("layer 2 ").unwrap();
    let words: Vec<_> =
        shown.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(
        words,
        [
            "2 entries, 400 B",
            "D /d",
            "C /top",
            "",
            "layer 3 2 entries, 1.0 kB",
            "A /d",
            "A /d/a",
            "",
            "tree 3 paths, 1.4 kB",
            "wasted 1.8 kB content that no path shows any more",
            "",
            "MODE OWNER SIZE LAYER PATH",
            "0755 0:0 dir 3 /d",
            "0644 0:0 1.0 kB 3 /d/a",
            "0644 0:0 400 B 2 /top",
        ]
    );
}
