//! Driver kind `document`: what a document is, its digest, what is odd about it, and the digest of it written again.

use std::fs;

use imageref::config::ImageConfig;
use imageref::digest::Digest;
use imageref::document::{Document, Expected, Kind, Model};
use imageref::error::DocumentError;
use imageref::manifest::{Descriptor, ImageIndex, ImageManifest};
use serde_json::{Value, json};

/// The answer to one line: `path`, and `content_type` and `kind` where they are known.
pub(crate) fn document(line: &Value) -> Value {
    let text = |name: &str| line.get(name).and_then(Value::as_str);
    let path = text("path").unwrap_or_default();
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => return json!({"ok": false, "kind": "read", "message": error.to_string()}),
    };
    let mut expected = Expected::new();
    if let Some(content_type) = text("content_type") {
        expected = expected.content_type(content_type);
    }
    match text("kind") {
        Some("manifest") => read::<ImageManifest>(Kind::Manifest, bytes, &expected),
        Some("index") => read::<ImageIndex>(Kind::Index, bytes, &expected),
        Some("config") => read::<ImageConfig>(Kind::Config, bytes, &expected),
        Some("descriptor") => read::<Descriptor>(Kind::Descriptor, bytes, &expected),
        _ => json!({"ok": false, "kind": "unsupported"}),
    }
}

fn read<T: Model>(kind: Kind, bytes: Vec<u8>, expected: &Expected) -> Value {
    match Document::<T>::from_bytes_with(bytes, expected) {
        Ok(document) => {
            let findings = document.findings().iter();
            let findings: Vec<Value> = findings
                .map(|finding| json!({"kind": finding.kind().as_str(), "pointer": finding.pointer()}))
                .collect();
            json!({
                "ok": true,
                "kind": kind.as_str(),
                "media_type": document.media_type().as_str(),
                "digest": document.digest().to_string(),
                "size": document.size(),
                "findings": findings,
                "rewritten_digest": Digest::sha256(&document.rewritten()).to_string(),
            })
        }
        Err(error) => refused(&error),
    }
}

fn refused(error: &DocumentError) -> Value {
    json!({
        "ok": false,
        "kind": error.kind().as_str(),
        "pointer": error.pointer(),
        "message": error.to_string(),
    })
}
