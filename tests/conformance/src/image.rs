//! The kinds `image` and `sharing`: the joined layers and history of an image, and what images share.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use imageref::document::{Document, Model, ReadOptions};
use imageref::image::{Image, ImageWarningKind, JoinError, Layer};
use imageref::media_type::Compression;
use imageref::{Descriptor, Digest, DocumentError, ImageManifest, ParseError};
use imageref_layers::sharing::{ImageSet, SetMember};
use serde_json::{Value, json};

/// The answer to one line: `layout`, a folder, and `manifest`, a digest.
pub(crate) fn image(line: &Value) -> Value {
    let image = match read(line) {
        Ok(image) => image,
        Err(fault) => return fault.to_json(),
    };
    let folder = Path::new(text(line, "layout"));
    let layers = image.layers().map(|layer| {
        let descriptor = layer.descriptor();
        json!({
            "digest": descriptor.digest().to_string(),
            "size": descriptor.size(),
            "media_type": descriptor.media_type().as_str(),
            "compression": compression(folder, descriptor).as_str(),
        })
    });
    let is_short = |kind| kind == ImageWarningKind::ShortHistory;
    json!({
        "ok": true,
        "config_digest": image.image_id().to_string(),
        "diff_ids": image.layers().map(|layer| layer.diff_id().to_string()).collect::<Vec<_>>(),
        "chain_ids": image.chain_ids().iter().map(ToString::to_string).collect::<Vec<_>>(),
        "layers": layers.collect::<Vec<_>>(),
        "layer_of_history": image.steps().map(|step| step.layer().map(Layer::index)).collect::<Vec<_>>(),
        "consistent": !image.warnings().iter().any(|warning| is_short(warning.kind())),
    })
}

/// The answer to one line: `images`, each with `name`, `layout` and `manifest`. Artifacts are left out.
pub(crate) fn sharing(line: &Value) -> Value {
    let mut images = BTreeMap::new();
    for entry in line.get("images").and_then(Value::as_array).into_iter().flatten() {
        match read(entry) {
            Ok(image) => drop(images.insert(text(entry, "name"), image)),
            Err(Fault::Join(_)) => {}
            Err(fault) => return fault.to_json(),
        }
    }
    let mut set = ImageSet::new();
    for (name, image) in &images {
        if let Err(error) = set.insert(name, image) {
            return json!({"ok": false, "kind": "set", "message": error.to_string()});
        }
    }
    let pairs = set.pairs().map(|(a, b, shared)| {
        let shared = json!({
            "common_chain_prefix": shared.common_layers,
            "shared_blobs": shared.blobs,
            "shared_blob_bytes": shared.compressed_size,
            "shared_diff_ids": shared.diff_ids,
        });
        json!([a.name(), b.name(), shared])
    });
    let mut bases = serde_json::Map::new();
    for member in &set {
        let all = names(member.bases());
        if !all.is_empty() {
            let nearest = names(member.nearest_bases());
            bases.insert(member.name().to_owned(), json!({"all": all, "nearest": nearest}));
        }
    }
    json!({"ok": true, "pairs": pairs.collect::<Vec<_>>(), "bases": bases})
}

enum Fault {
    Read(String),
    Digest(ParseError),
    Document(DocumentError),
    Join(JoinError),
}

impl Fault {
    fn to_json(&self) -> Value {
        let (kind, message) = match self {
            Self::Read(message) => ("read", message.clone()),
            Self::Digest(error) => ("digest", error.to_string()),
            Self::Document(error) => (error.kind().as_str(), error.to_string()),
            Self::Join(error) => (error.as_str(), error.to_string()),
        };
        json!({"ok": false, "kind": kind, "message": message})
    }
}

fn text<'a>(line: &'a Value, name: &str) -> &'a str {
    line.get(name).and_then(Value::as_str).unwrap_or_default()
}

fn names(members: Vec<SetMember<'_>>) -> Vec<&str> {
    let mut names: Vec<_> = members.into_iter().map(SetMember::name).collect();
    names.sort_unstable();
    names
}

/// Reads manifest and config, each verified, and joins them.
fn read(line: &Value) -> Result<Image, Fault> {
    let folder = Path::new(text(line, "layout"));
    let digest: Digest = text(line, "manifest").parse().map_err(Fault::Digest)?;
    let bytes = fs::read(blob(folder, &digest)).map_err(|e| Fault::Read(e.to_string()))?;
    let expected = ReadOptions::new().with_digest(&digest, bytes.len() as u64);
    let manifest: Document<ImageManifest> = document(bytes, &expected)?;
    let stated = manifest.value().config();
    if !manifest.value().is_image() {
        let artifact = manifest.value().effective_artifact_type().clone();
        return Err(Fault::Join(imageref::image::NotAnImageError::Artifact(artifact).into()));
    }
    let bytes = fs::read(blob(folder, stated.digest())).map_err(|e| Fault::Read(e.to_string()))?;
    let config = document(bytes, &stated.read_options())?;
    Image::new(manifest, config).map_err(Fault::Join)
}

fn document<T: Model>(bytes: Vec<u8>, expected: &ReadOptions) -> Result<Document<T>, Fault> {
    Document::from_bytes_with(bytes, expected).map_err(Fault::Document)
}

fn blob(folder: &Path, digest: &Digest) -> PathBuf {
    folder.join("blobs").join(digest.algorithm_name()).join(&*digest.encoded())
}

/// The compression in the media type, or, for Docker's uncompressed type, the one found in the blob's first bytes.
fn compression(folder: &Path, layer: &Descriptor) -> Compression {
    let sniffed = || {
        let bytes = fs::read(blob(folder, layer.digest())).unwrap_or_default();
        Compression::sniff(&bytes).unwrap_or(Compression::None)
    };
    layer.media_type().compression().unwrap_or_else(sniffed)
}
