//! Driver kind `document`: what a document is, its digest, what is odd about it, and the digest of it written again.

use std::fs;

use imageref::config::ImageConfig;
use imageref::document::{Document, DocumentKind, Model, ReadOptions};
use imageref::error::DocumentError;
use imageref::manifest::{
    ArtifactManifest, Descriptor, DockerSave, ImageIndex, ImageManifest, OciLayout, Schema1Manifest,
};
use serde_json::{Value, json};

/// The answer to one line: `path`, and `content_type` and `kind` where they are known.
pub(crate) fn document(line: &Value) -> Value {
    let text = |name: &str| line.get(name).and_then(Value::as_str);
    let path = text("path").unwrap_or_default();
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => return json!({"ok": false, "kind": "read", "message": error.to_string()}),
    };
    let mut expected = ReadOptions::new();
    if let Some(content_type) = text("content_type") {
        expected = expected.with_content_type(content_type);
    }
    let kind = match text("kind") {
        Some(word) => match KINDS.iter().find(|kind| kind.as_str() == word) {
            Some(kind) => *kind,
            None => {
                return json!({"ok": false, "kind": "usage", "message": "unknown kind of document"});
            }
        },
        None => match DocumentKind::detect(&bytes, &expected) {
            Ok(kind) => kind,
            Err(error) => return rejected(&error),
        },
    };
    match kind {
        DocumentKind::Manifest => read::<ImageManifest>(kind, bytes, &expected),
        DocumentKind::Index => read::<ImageIndex>(kind, bytes, &expected),
        DocumentKind::Config => read::<ImageConfig>(kind, bytes, &expected),
        DocumentKind::Descriptor => read::<Descriptor>(kind, bytes, &expected),
        DocumentKind::Schema1 => read::<Schema1Manifest>(kind, bytes, &expected),
        DocumentKind::ArtifactManifest => read::<ArtifactManifest>(kind, bytes, &expected),
        DocumentKind::DockerSave => read::<DockerSave>(kind, bytes, &expected),
        DocumentKind::OciLayout => read::<OciLayout>(kind, bytes, &expected),
        _ => {
            json!({"ok": false, "kind": "usage", "message": "a kind that the driver does not know"})
        }
    }
}

const KINDS: [DocumentKind; 8] = [
    DocumentKind::Manifest,
    DocumentKind::Index,
    DocumentKind::Config,
    DocumentKind::Descriptor,
    DocumentKind::Schema1,
    DocumentKind::ArtifactManifest,
    DocumentKind::DockerSave,
    DocumentKind::OciLayout,
];

fn read<T: Model>(kind: DocumentKind, bytes: Vec<u8>, expected: &ReadOptions) -> Value {
    match Document::<T>::from_bytes_with(bytes, expected) {
        Ok(document) => {
            let warnings = document.warnings().iter();
            let warnings: Vec<Value> = warnings
                .map(|warning| json!({"kind": warning.kind().as_str(), "pointer": warning.pointer()}))
                .collect();
            let rewritten = Document::from_value(document.value());
            let rewritten = rewritten.map(|document| document.digest().to_string()).ok();
            json!({
                "ok": true,
                "kind": kind.as_str(),
                "media_type": document.media_type().as_str(),
                "digest": document.digest().to_string(),
                "size": document.size(),
                "findings": warnings,
                "rewritten_digest": rewritten,
            })
        }
        Err(error) => rejected(&error),
    }
}

fn rejected(error: &DocumentError) -> Value {
    json!({
        "ok": false,
        "kind": error.kind().as_str(),
        "pointer": error.pointer(),
        "message": error.to_string(),
    })
}
