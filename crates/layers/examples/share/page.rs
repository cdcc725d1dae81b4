//! The HTML page: the chart and the tables, in one file without a script.

use std::fmt::Write as _;

use imageref_layers::sharing::ImageSet;

use crate::bytes::bytes;
use crate::chart::{escape, svg};
use crate::table;

/// The maximum of pairs to list: their number grows with the square of the number of images.
const PAIRS: usize = 200;

/// The page may load nothing.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// Draws a set as an HTML page.
pub(crate) fn html(set: &ImageSet<'_>) -> String {
    let title = format!("What {} images share", set.len());
    let images = set.iter().map(|member| {
        let (size, unique) = (member.compressed_size(), member.unique_compressed_size());
        let layers = member.image().layers().len().to_string();
        [table::name(member), layers, bytes(size), bytes(unique), table::bases(member)]
    });
    let pairs = set.pairs().take(PAIRS).map(|(a, b, shared)| {
        let (layers, blobs) = (shared.common_layers.to_string(), shared.blobs.to_string());
        [table::name(a), table::name(b), layers, blobs, bytes(shared.compressed_size)]
    });
    let images = rows(["Image", "#Layers", "#Compressed size", "#Unique", "Nearest base"], images);
    let pairs = rows(["Image", "And", "#Lowest layers", "#Blobs", "#Compressed size"], pairs);
    let more = set.pairs().nth(PAIRS).map_or(String::new(), |_| format!(", the first {PAIRS}"));
    format!(
        r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<title>{title}</title>
<style>
{}</style>
</head>
<body>
<h1>{title}</h1>
<div class="wide">
{}</div>
<h2>Images</h2>
<div class="wide">{images}</div>
<h2>Pairs that share blobs or content{more}</h2>
<div class="wide">{pairs}</div>
</body>
</html>
"#,
        include_str!("page.css"),
        svg(set),
    )
}

/// Writes a table. The names of numeric columns start with `#`.
fn rows(names: [&str; 5], rows: impl Iterator<Item = [String; 5]>) -> String {
    let head = names.map(|name| name.trim_start_matches('#').to_owned());
    let mut out = String::from("<table>\n");
    for (number, cells) in std::iter::once(head).chain(rows).enumerate() {
        let tag = if number == 0 { "th" } else { "td" };
        out.push_str("<tr>");
        for (name, cell) in names.iter().zip(cells) {
            let class = if name.starts_with('#') { " class=\"number\"" } else { "" };
            let _ = write!(out, "<{tag}{class}>{}</{tag}>", escape(&cell)); // a string accepts everything
        }
        out.push_str("</tr>\n");
    }
    out + "</table>"
}
