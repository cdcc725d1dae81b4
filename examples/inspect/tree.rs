//! What a container sees of an image, and what each of its layers changes.

use std::fs::File;
use std::path::Path;

use imageref::archive::{Layer, LayerOptions, read_layer};
use imageref::manifest::ImageManifest;
use imageref::tree::{Mode, Node, Tree, efficiency};

use crate::screen::{Screen, bytes};
use crate::{Fault, layout};

/// Reads the layers out of a layout, each held to its descriptor's digest and size while it is read.
pub(crate) fn read(folder: &Path, manifest: &ImageManifest) -> Result<Vec<Layer>, Fault> {
    let mut layers = Vec::new();
    for descriptor in manifest.layers() {
        let path = layout::blob_path(folder, descriptor);
        let file = File::open(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let options = LayerOptions::new()
            .with_media_type(descriptor.media_type().clone())
            .with_blob(descriptor.digest().clone(), descriptor.size());
        let layer = read_layer(file, &options);
        layers.push(layer.map_err(|e| format!("{}: {e}", descriptor.digest()))?);
    }
    Ok(layers)
}

/// Shows every path with the layer that put it there, and what the layers hold in vain.
pub(crate) fn show(screen: &mut Screen, layers: &[Layer]) -> Result<(), Fault> {
    let deltas = || layers.iter().map(|layer| &layer.delta);
    let tree = Tree::from_layers(deltas())?;
    let found = efficiency(deltas(), Mode::Honest)?;
    screen.text("");
    screen.field("tree", format!("{} paths, {}", tree.walk().count(), bytes(tree.size())), "");
    screen.field("wasted", bytes(found.wasted_bytes), "content that no path shows any more");
    screen.text("");
    let mut rows = vec![["MODE", "OWNER", "SIZE", "LAYER", "PATH"].map(str::to_owned).to_vec()];
    for visit in tree.walk() {
        rows.push(row(visit.path(), visit.node()));
    }
    screen.table(rows, &[2, 3]);
    Ok(())
}

fn row(path: &[u8], node: &Node<'_>) -> Vec<String> {
    let metadata = node.metadata();
    let kind = node.file_type().as_str();
    let size = if kind == "file" { bytes(node.size()) } else { kind.to_owned() };
    let target = node.link_target().map(|target| format!(" -> {}", target.escape_ascii()));
    vec![
        format!("{:04o}", metadata.mode()),
        format!("{}:{}", metadata.uid(), metadata.gid()),
        size,
        node.layer().to_string(),
        format!("/{}{}", path.escape_ascii(), target.unwrap_or_default()),
    ]
}

/// Shows what each layer does to those below, as `docker diff` shows a container's changes.
pub(crate) fn show_changes(screen: &mut Screen, layers: &[Layer]) -> Result<(), Fault> {
    let mut tree = Tree::new();
    for (number, layer) in layers.iter().enumerate() {
        let stats = layer.delta.stats();
        let held = format!("{} entries, {}", stats.entries, bytes(stats.content_bytes));
        screen.text("");
        screen.field(&format!("layer {number}"), held, "");
        for change in layer.delta.changes(&tree) {
            screen.text(&change.to_string());
        }
        for finding in tree.apply(&layer.delta)?.as_slice() {
            screen.text(&format!("  ({:?} /{})", finding.kind(), finding.path().escape_ascii()));
        }
    }
    Ok(())
}
