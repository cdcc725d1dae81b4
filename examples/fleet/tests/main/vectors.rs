//! Vectors of `distribution/reference`, in the folder that the environment variable `IMAGEREF_CORPUS` names. `check` sets
//! it; without it these tests return at once and say so.

use std::path::PathBuf;
use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, StringViewArray};
use imageref::registry::RegistryInfo;
use imageref::tag::{TagInfo, newest};
use imageref::{RawReference, Reference, Tag};

use crate::{booleans, call, field, strings};

/// The `in` of each row of a file.
fn inputs(names: &[&str], member: &str) -> Option<Vec<String>> {
    let Some(folder) = std::env::var_os("IMAGEREF_CORPUS").map(PathBuf::from) else {
        println!("IMAGEREF_CORPUS is not set: nothing is tested");
        return None;
    };
    let mut inputs = Vec::new();
    for name in names {
        let text = std::fs::read_to_string(folder.join("vectors").join(name)).expect(name);
        for line in text.lines() {
            let row: serde_json::Value = serde_json::from_str(line).expect(name);
            // Rows of one kind have both members of a pair.
            if member == "in" || row["kind"] == "pair" {
                inputs.extend(row[member].as_str().map(str::to_owned));
            }
        }
    }
    println!("{} inputs of {names:?}", inputs.len());
    Some(inputs)
}

fn column(inputs: &[String]) -> ArrayRef {
    Arc::new(StringViewArray::from_iter_values(inputs))
}

#[test]
fn references() {
    let files = ["references.jsonl", "references_mutated.jsonl", "real_references.jsonl"];
    let Some(inputs) = inputs(&files, "in") else { return };
    assert!(inputs.len() > 18_000, "{}", inputs.len());
    let images = column(&inputs);
    let call = |function| call(function, &[Arc::clone(&images)]);
    let normalized = strings(&call("image_normalize"));
    let familiar = strings(&call("image_familiar"));
    let pinned = booleans(&call("image_pinned"));
    let error = strings(&call("image_error"));
    let operator = strings(&call("registry_operator"));
    let parsed = call("image_parse");
    let [registry, repository, tag, digest] =
        ["registry", "repository", "tag", "digest"].map(|name| strings(&field(&parsed, name)));
    let mut accepted = 0;
    for (row, input) in inputs.iter().enumerate() {
        let raw = RawReference::parse(input).ok();
        let reference = Reference::parse(input);
        let text = |text: Option<&str>| text.map(str::to_owned);
        assert_eq!(
            registry[row],
            text(raw.and_then(|raw| Some(raw.registry()?.as_str()))),
            "{input:?}"
        );
        assert_eq!(repository[row], text(raw.map(|raw| raw.repository().as_str())), "{input:?}");
        assert_eq!(tag[row], text(raw.and_then(|raw| Some(raw.tag()?.as_str()))), "{input:?}");
        assert_eq!(
            digest[row],
            text(raw.and_then(|raw| Some(raw.digest()?.as_str()))),
            "{input:?}"
        );
        assert_eq!(pinned[row], raw.map(|raw| raw.digest().is_some()), "{input:?}");
        let canonical = reference.as_ref().ok();
        assert_eq!(normalized[row], text(canonical.map(Reference::as_str)), "{input:?}");
        assert_eq!(familiar[row], canonical.map(|r| r.familiar().to_string()), "{input:?}");
        let message = reference.as_ref().err().map(ToString::to_string);
        assert_eq!(error[row], message, "{input:?}");
        if let Some(canonical) = canonical {
            let info = RegistryInfo::of(canonical.registry());
            assert_eq!(operator[row].as_deref(), Some(info.operator().as_str()), "{input:?}");
            accepted += 1;
        }
    }
    println!("{accepted} of {} are references", inputs.len());
}

#[test]
fn tags() {
    let Some(tags) = inputs(&["renovate.jsonl"], "current") else { return };
    let Some(others) = inputs(&["renovate.jsonl"], "candidate") else { return };
    assert!(tags.len() > 2_000 && tags.len() == others.len(), "{}", tags.len());
    let kinds = strings(&call("tag_kind", &[column(&tags)]));
    let newer = booleans(&call("tag_newer", &[column(&tags), column(&others)]));
    for (row, (tag, other)) in tags.iter().zip(&others).enumerate() {
        let [tag, other] = [tag, other].map(|tag| Tag::parse(tag).ok());
        let kind = tag.map(|tag| TagInfo::of(tag).kind().as_str().to_owned());
        assert_eq!(kinds[row], kind, "{tag:?}");
        let want = tag.zip(other).map(|(tag, other)| newest(tag, [other]).is_some());
        assert_eq!(newer[row], want, "{tag:?} {other:?}");
    }
}
