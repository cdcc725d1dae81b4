//! The report as text.

use std::fmt::Write as _;

use crate::items::ROOT;
use crate::read::Image;

/// A directory or file is shown if it has this share of the content: one in a hundred.
const SHARE: u64 = 100;
/// The maximum of rows in the tree, and of wasted paths.
const ROWS: usize = 200;
pub(crate) const WASTED_PATHS: usize = 20;

/// Writes a report on each image. Writing to a string cannot fail.
pub(crate) fn report(images: &[Image]) -> String {
    let mut out = String::new();
    for (number, image) in images.iter().enumerate() {
        let gap = if number == 0 { "" } else { "\n\n" };
        let _ = writeln!(out, "{gap}image     {}", image.title);
        for (name, value) in figures(image) {
            let _ = writeln!(out, "{name:<9} {value}");
        }
        let _ = writeln!(out, "\nLAYER  COMPRESSED    CONTENT  ENTRIES  INSTRUCTION");
        for (number, layer) in image.layers.iter().enumerate() {
            let instruction: String = layer.instruction.chars().take(60).collect();
            let _ = writeln!(
                out,
                "{number:>5}  {:>10}  {:>9}  {:>7}  {instruction}",
                layer.compressed, layer.content, layer.entries
            );
        }
        tree(&mut out, image);
        waste(&mut out, image);
    }
    out
}

/// The figures of an image, the same in the text and on the page.
pub(crate) fn figures(image: &Image) -> Vec<(&'static str, String)> {
    let (files, efficiency) = (image.items.get(ROOT).entries, &image.efficiency);
    let mut figures = Vec::new();
    if !image.platform.is_empty() {
        figures.push(("platform", image.platform.clone()));
    }
    figures.push(("content", format!("{} bytes, {files} entries", image.content)));
    let wasted = efficiency.wasted_bytes;
    figures.push(("wasted", format!("{wasted} bytes that no path shows any more")));
    figures.push((
        "needed",
        format!("{:.1} % of {} bytes", efficiency.score * 100.0, efficiency.size_bytes),
    ));
    figures
}

/// The large directories and files, each before those in it, the largest first.
fn tree(out: &mut String, image: &Image) {
    let _ = writeln!(out, "\n    BYTES  ENTRIES  LAYER  PATH");
    let least = (image.content / SHARE).max(1);
    let mut open = vec![ROOT];
    let mut rows = 0;
    while let Some(index) = open.pop() {
        let item = image.items.get(index);
        let layer = item.layer.map_or(String::new(), |layer| layer.to_string());
        let _ = writeln!(out, "{:>9}  {:>7}  {layer:>5}  {}", item.bytes, item.entries, item.path);
        rows += 1;
        if rows == ROWS {
            let _ = writeln!(out, "… the first {ROWS} rows");
            return;
        }
        let large = item.children.iter().filter(|&&child| image.items.get(child).bytes >= least);
        let large: Vec<usize> = large.copied().collect();
        open.extend(large.iter().rev());
    }
}

fn waste(out: &mut String, image: &Image) {
    if image.efficiency.paths.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n   WASTED  LAYERS  PATH");
    for (path, bytes, layers) in wasted_paths(image) {
        let _ = writeln!(out, "{bytes:>9}  {layers:>6}  {path}");
    }
}

/// The wasted paths, the largest first: path, bytes, and the layers with the copies.
pub(crate) fn wasted_paths(image: &Image) -> impl Iterator<Item = (String, u64, String)> {
    image.efficiency.paths.iter().rev().take(WASTED_PATHS).map(|cost| {
        let layers: Vec<_> = cost.copies.iter().map(|copy| copy.layer.to_string()).collect();
        (format!("/{}", crate::read::shown(&cost.path)), cost.total_bytes(), layers.join(","))
    })
}
