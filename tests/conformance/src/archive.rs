//! Driver kind `archive`: an image archive read from a file, and the config and layers of each image in it.

use std::fs::File;

use imageref::Digest;
use imageref_layers::archive::{ArchiveError, ArchiveLimits, ImageArchive};
use serde_json::{Value, json};

/// The answer to one line: `path`, and the limits `output_bytes`, `document_bytes` and `name_bytes`.
pub(crate) fn archive(line: &Value) -> Value {
    let path = line.get("path").and_then(Value::as_str).unwrap_or_default();
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) => return json!({"ok": false, "kind": "read", "message": error.to_string()}),
    };
    let limit = |name: &str| line.get(name).and_then(Value::as_u64);
    let mut limits = ArchiveLimits::default();
    limits = limit("output_bytes").map_or(limits, |bytes| limits.with_output_bytes(bytes));
    limits = limit("document_bytes").map_or(limits, |bytes| limits.with_document_bytes(bytes));
    limits = limit("name_bytes").map_or(limits, |bytes| limits.with_name_bytes(bytes));
    read(file, limits).unwrap_or_else(
        |error| json!({"ok": false, "kind": error.kind().as_str(), "message": error.to_string()}),
    )
}

fn read(file: File, limits: ArchiveLimits) -> Result<Value, ArchiveError> {
    let archive = ImageArchive::read(file, limits)?;
    let mut images = Vec::new();
    for image in archive.images()? {
        let config = archive.config_of(image)?;
        let layers = archive.layers_of(image)?;
        images.push(json!({
            "names": image.names().iter().map(|name| &**name).collect::<Vec<_>>(),
            "config": Digest::sha256(config).to_string(),
            "layers": layers.iter().map(|layer| layer.diff_id.to_string()).collect::<Vec<_>>(),
        }));
    }
    let warnings = archive.warnings().iter().map(|warning| warning.kind().as_str());
    Ok(json!({"ok": true, "images": images, "warnings": warnings.collect::<Vec<_>>()}))
}
