//! Every case of `tests/data/document/malformed.jsonl` in its class: rejected, read with warnings, read without.
//!
//! The classes are those of the case's author; `rejected` and `warnings` are this crate's words.

use imageref::config::ImageConfig;
use imageref::document::{Document, Model, ReadOptions};
use imageref::manifest::{
    Descriptor, DockerSave, ImageIndex, ImageManifest, OciLayout, Schema1Manifest,
};
use serde_json::Value;

use super::{digest, kind_and_pointer, manifest_with, warnings};
use crate::data::{self, Counts};

/// What a reading comes to: the class and the words.
fn judge<T: Model>(bytes: &[u8], expected: &ReadOptions) -> (&'static str, Vec<String>) {
    match Document::<T>::from_bytes_with(bytes, expected) {
        Ok(document) => {
            assert_eq!(document.bytes(), bytes);
            let written = Document::from_value(document.value()).unwrap();
            assert_eq!(written.bytes(), bytes, "written again");
            assert_eq!(written.digest(), document.digest());
            let warnings = warnings(&document);
            let class = if warnings.is_empty() { "accept-lossless" } else { "accept-with-warning" };
            (class, warnings)
        }
        Err(error) => {
            assert!(error.offset() <= bytes.len());
            assert!(error.to_string().bytes().all(|b| (b' '..=b'~').contains(&b)));
            ("reject", vec![kind_and_pointer(&error)])
        }
    }
}

/// The documents that are too large to lie in the data.
fn large(name: &str) -> String {
    match name {
        "173-manifest-annotations-300k-value" => {
            manifest_with(&format!(r#","annotations":{{"k":"{}"}}"#, "v".repeat(300_000)))
        }
        "235-manifest-deep-unclosed" => {
            let start = manifest_with("").trim_end_matches('}').to_owned();
            start + r#","x":"# + &"[".repeat(100_000)
        }
        other => panic!("{other}"),
    }
}

#[test]
fn every_case_is_in_its_class() {
    let mut counts = Counts::default();
    let mut wrong = Vec::new();
    for line in data::read("document/malformed.jsonl").lines() {
        let row: Value = serde_json::from_str(line).unwrap();
        let name = row["name"].as_str().unwrap();
        let bytes = match (row["text"].as_str(), row["base64"].as_str()) {
            (Some(text), _) => text.as_bytes().to_vec(),
            (_, Some(base64)) => from_base64(base64),
            _ => large(name).into_bytes(),
        };
        let mut expected = ReadOptions::new();
        if let Some(content_type) = row["content_type"].as_str() {
            expected = expected.with_content_type(content_type);
        }
        let (class, words) = match row["kind"].as_str().unwrap() {
            "manifest" => judge::<ImageManifest>(&bytes, &expected),
            "index" => judge::<ImageIndex>(&bytes, &expected),
            "config" => judge::<ImageConfig>(&bytes, &expected),
            "descriptor" => judge::<Descriptor>(&bytes, &expected),
            "schema1" => judge::<Schema1Manifest>(&bytes, &expected),
            "oci-layout" => judge::<OciLayout>(&bytes, &expected),
            "docker-save-manifest" => judge::<DockerSave>(&bytes, &expected),
            other => panic!("{other}"),
        };
        if class != row["expected"] {
            wrong.push(format!("{name}: {class} {words:?} ({})", row["reason"]));
        }
        let want: Vec<&str> = match row["rejected"].as_str() {
            Some(rejected) => vec![rejected],
            None => {
                row["warnings"].as_array().unwrap().iter().map(|f| f.as_str().unwrap()).collect()
            }
        };
        if words != want {
            wrong.push(format!("{name}: {words:?}, not {want:?}"));
        }
        counts.add(class);
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    counts.assert(&[("accept-lossless", 16), ("accept-with-warning", 30), ("reject", 69)]);
}

/// Decodes base64, without the crate.
fn from_base64(text: &str) -> Vec<u8> {
    let digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut bits = String::new();
    for c in text.trim_end_matches('=').chars() {
        bits += &format!("{:06b}", digits.find(c).unwrap());
    }
    let bytes = bits.as_bytes().chunks_exact(8);
    bytes.map(|b| u8::from_str_radix(std::str::from_utf8(b).unwrap(), 2).unwrap()).collect()
}

#[test]
fn an_error_states_what_where_and_what_was_expected() {
    let subject =
        format!(r#","subject":{{"mediaType":"a/b","digest":"{}","size":1e3}}"#, digest('c'));
    // What comes after the layers, the error's sentence, and the text that the offset points at.
    let rows = [
        (
            r#","subject":{"mediaType":"a/b","size":"7"}"#,
            "expected a whole number, but found a string, at /subject/size",
            r#""7""#,
        ),
        (
            r#","annotations":{"a":{}}"#,
            "expected a string, but found an object, at /annotations/a",
            "{}",
        ),
        (&subject, "expected a whole number without fraction or exponent, at /subject/size", "1e3"),
        (
            r#","subject":{"mediaType":"a/b","digest":"sha256:abc","size":1}"#,
            "invalid digest: expected 64 hex digits in the digest, but found 3, at /subject/digest",
            r#""sha256:abc""#,
        ),
        (
            r#","subject":{"mediaType":"a/b","size":1}"#,
            "missing member `digest`, at /subject/digest",
            r#"{"mediaType":"a/b","size":1}"#,
        ),
        (r#","a~/b":[1,2,01]"#, "expected no digit after a leading 0, at /a~0~1b/2", "1]"),
        (",\"a\n\":1", "expected a character of a string or its end, at /a\\n", "\n\":1"),
    ];
    for (rest, want, at) in rows {
        let text = manifest_with(rest);
        let error = ImageManifest::from_slice(text.as_bytes()).unwrap_err();
        assert_eq!(error.to_string(), format!("{want} (byte {})", error.offset()));
        assert!(text[error.offset()..].starts_with(at), "{want}: {}", &text[error.offset()..]);
    }
}
