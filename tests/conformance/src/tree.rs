//! Driver kind `tree`: an image's layers read from an OCI layout, the tree that a container sees, and dive's figures.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use imageref::Digest;
use imageref::manifest::{Descriptor, ImageManifest};
use imageref_layers::archive::{LayerOptions, ReadLayer, read_layer};
use imageref_layers::{EfficiencyModel, Tree, efficiency};
use serde_json::{Value, json};

/// The answer to one line: `layout`, a folder, and `manifest`, a digest.
pub(crate) fn tree(line: &Value) -> Value {
    read(line)
        .unwrap_or_else(|(kind, message)| json!({"ok": false, "kind": kind, "message": message}))
}

type Refusal = (String, String);

fn read(line: &Value) -> Result<Value, Refusal> {
    let text = |name: &str| line.get(name).and_then(Value::as_str).unwrap_or_default();
    let layout = Path::new(text("layout"));
    let digest: Digest = text("manifest").parse().map_err(|error| refusal("digest", &error))?;
    let bytes = fs::read(blob(layout, &digest)).map_err(|error| refusal("read", &error))?;
    digest.verify(&bytes).map_err(|error| refusal("verify", &error))?;
    let manifest =
        ImageManifest::from_slice(&bytes).map_err(|error| refusal("document", &error))?;

    let mut layers: Vec<ReadLayer> = Vec::new();
    for descriptor in manifest.layers() {
        layers.push(layer(layout, descriptor)?);
    }
    let changesets = || layers.iter().map(|layer| &layer.changeset);
    let tree = Tree::from_layers(changesets()).map_err(|error| refusal("tree", &error))?;
    let dive =
        efficiency(changesets(), EfficiencyModel::Dive).map_err(|error| refusal("tree", &error))?;
    Ok(json!({
        "ok": true,
        "diff_ids": layers.iter().map(|layer| layer.diff_id.to_string()).collect::<Vec<_>>(),
        "layers": layers.iter().map(figures).collect::<Vec<_>>(),
        "entries": entries(&tree),
        "union_bytes": tree.size(),
        "dive": {
            "efficiency": dive.score,
            "wasted_bytes": dive.wasted_bytes,
            "size_bytes": dive.size_bytes,
            "user_size_bytes": dive.user_size_bytes,
        },
    }))
}

fn refusal(kind: &str, error: &impl ToString) -> Refusal {
    (kind.into(), error.to_string())
}

fn blob(layout: &Path, digest: &Digest) -> PathBuf {
    layout.join("blobs").join(digest.algorithm_name()).join(digest.encoded().as_str())
}

fn layer(layout: &Path, descriptor: &Descriptor) -> Result<ReadLayer, Refusal> {
    let file = File::open(blob(layout, descriptor.digest()));
    let file = file.map_err(|error| refusal("read", &error))?;
    let options = LayerOptions::new()
        .with_media_type(descriptor.media_type().clone())
        .verify_blob(descriptor.digest().clone(), descriptor.size());
    read_layer(file, &options).map_err(|error| refusal("layer", &error))
}

fn figures(layer: &ReadLayer) -> Value {
    let stats = layer.changeset.stats();
    json!({
        "uncompressed": layer.uncompressed_bytes,
        "entries": stats.entries,
        "whiteouts": stats.whiteouts,
        "opaque": stats.opaque,
        "content_bytes": stats.content_bytes,
    })
}

/// Path, type, mode, owner, group, size, link target and hard-link leader of every name, in byte order of the paths.
fn entries(tree: &Tree) -> Vec<Value> {
    let mut leaders = BTreeMap::new();
    for group in tree.hard_links() {
        leaders.extend(group.iter().map(|path| (path.clone(), group[0].clone())));
    }
    let mut nodes: Vec<_> = tree.walk().map(|visit| (*visit.node(), visit.into_path())).collect();
    nodes.sort_by(|(_, a), (_, b)| a.cmp(b));
    let row = |(node, path): (imageref_layers::Node<'_>, Vec<u8>)| {
        let metadata = node.metadata();
        json!([
            shown(&path),
            node.file_type().as_str(),
            format!("{:04o}", metadata.mode()),
            metadata.uid(),
            metadata.gid(),
            node.size(),
            shown(node.link_target().unwrap_or_default()),
            shown(leaders.get(&path).map_or(&[], Vec::as_slice)),
        ])
    };
    nodes.into_iter().map(row).collect()
}

/// Bytes as text: backslash, tab, line break and what is not UTF-8 are escaped.
fn shown(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            match c {
                '\\' => text.push_str("\\\\"),
                '\t' => text.push_str("\\t"),
                '\n' => text.push_str("\\n"),
                c => text.push(c),
            }
        }
        for byte in chunk.invalid() {
            let _ = write!(text, "\\x{byte:02x}");
        }
    }
    text
}
