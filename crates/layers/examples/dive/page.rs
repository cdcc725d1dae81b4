//! The page: a treemap and tables for each image, in one file without a script.
//!
//! The details of a block are hidden text, which the style sheet shows on hover and on focus.

use std::fmt::Write as _;

use crate::bytes::bytes;
use crate::items::Item;
use crate::read::Image;
use crate::text::{figures, wasted_paths};
use crate::treemap::{Block, Rect, What, blocks};

/// The page may load nothing.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";
const WIDTH: f64 = 1000.0;
const HEIGHT: f64 = 560.0;
/// The space above the map, for two lines about the selected block.
const PANEL: f64 = 44.0;
/// The characters that fit in such a line.
const LINE: usize = 140;

/// Draws images as an HTML page. Writing to a string cannot fail.
pub(crate) fn html(images: &[Image]) -> String {
    let mut body = String::new();
    for image in images {
        section(&mut body, image);
    }
    format!(
        r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<title>Where the bytes are</title>
<style>
{}</style>
</head>
<body>
<h1>Where the bytes are</h1>
<p class="faint">A block is a file or directory, as large as its content; its colour is that of the layer with the content.
Dashed blocks are wasted: no path shows them any more. Point at a block, or move to it with the Tab key.</p>
{body}</body>
</html>
"#,
        include_str!("page.css"),
    )
}

fn section(out: &mut String, image: &Image) {
    let _ = writeln!(out, "<section>\n<h2>{}</h2>\n<dl>", escape(&image.title));
    for (name, value) in figures(image) {
        let _ = writeln!(out, "<dt>{name}</dt><dd>{}</dd>", escape(&value));
    }
    let _ = writeln!(out, "</dl>");
    map(out, image);
    let layers = image.layers.iter().enumerate().map(|(number, layer)| {
        let swatch =
            format!(r#"<span class="swatch" style="--hue:{}"></span>{number}"#, hue(number));
        let figures = [layer.compressed, layer.content, layer.entries].map(|n| n.to_string());
        (swatch, figures, layer.instruction.clone())
    });
    let names = ["Layer", "Compressed", "Content", "Entries", "Instruction"];
    let _ = writeln!(
        out,
        "<div class=\"wide\"><table>\n{}",
        row("th", names[0], &names[1..4], names[4])
    );
    for (swatch, figures, instruction) in layers {
        let _ = writeln!(out, "{}", row("td", &swatch, &figures, &escape(&cut(&instruction, 90))));
    }
    let _ = writeln!(out, "</table></div>");
    let mut wasted = wasted_paths(image).peekable();
    if wasted.peek().is_some() {
        let _ = writeln!(out, "<div class=\"wide\"><table>");
        let _ = writeln!(out, "{}", row("th", "Wasted", &["Bytes", "Layers"], ""));
        for (path, bytes, layers) in wasted {
            let _ =
                writeln!(out, "{}", row("td", &escape(&path), &[bytes.to_string(), layers], ""));
        }
        let _ = writeln!(out, "</table></div>");
    }
    let _ = writeln!(out, "</section>");
}

/// A row of a table: a cell, numbers, and one more cell; markup but the numbers.
fn row(tag: &str, first: &str, numbers: &[impl AsRef<str>], last: &str) -> String {
    let mut out = format!("<tr><{tag}>{first}</{tag}>");
    for number in numbers {
        let _ = write!(out, "<{tag} class=\"number\">{}</{tag}>", escape(number.as_ref()));
    }
    out + &format!("<{tag}>{last}</{tag}></tr>")
}

fn map(out: &mut String, image: &Image) {
    let rect = Rect { x: 0.0, y: PANEL, width: WIDTH, height: HEIGHT };
    let _ = writeln!(
        out,
        r#"<div class="wide"><svg class="map" viewBox="-2 -2 {} {}" role="group" aria-label="The content of {}">"#,
        WIDTH + 4.0,
        PANEL + HEIGHT + 4.0,
        escape(&image.title)
    );
    let _ = writeln!(out, r#"<text class="hint" x="2" y="14">No block is selected.</text>"#);
    for block in blocks(&image.items, rect) {
        draw(out, image, &block);
    }
    let _ = writeln!(out, "</svg></div>");
}

fn draw(out: &mut String, image: &Image, block: &Block) {
    let Rect { x, y, width, height } = block.rect;
    let (item, class): (&Item, _) = match &block.what {
        What::Frame(index) => (image.items.get(*index), "frame"),
        What::Whole(index) => (image.items.get(*index), "whole"),
        What::Rest { directory, .. } => (image.items.get(*directory), "rest"),
    };
    let (name, path, size, count) = match &block.what {
        What::Rest { count, bytes, .. } => {
            let name = format!("{count} smaller");
            (name.clone(), format!("{}: {name} items", item.path), *bytes, 0)
        }
        _ => (item.name.clone(), item.path.clone(), item.bytes, item.entries),
    };
    let layer = match item.layer {
        Some(layer) => format!("layer {layer}"),
        None => "several layers".to_owned(),
    };
    let instruction = item.layer.and_then(|layer| image.layers.get(layer));
    let instruction = instruction.map_or("", |layer| layer.instruction.as_str());
    let copy = if item.wasted { "wasted · " } else { "" };
    let entries = if count == 0 { String::new() } else { format!(" · {count} entries") };
    let facts = format!("{copy}{size} bytes ({}){entries} · {layer}", bytes(size));
    let wasted = if item.wasted { " wasted" } else { "" };
    let colour = match (&block.what, item.layer) {
        (What::Frame(_), _) | (_, None) => String::new(),
        (_, Some(layer)) => format!(r#" style="--hue:{}""#, hue(layer)),
    };
    let mixed = if colour.is_empty() { " mixed" } else { "" };
    let _ = write!(
        out,
        r#"<g class="block {class}{wasted}{mixed}" tabindex="0" role="img" aria-label="{}: {}" data-bytes="{size}"{colour}>"#,
        escape(&path),
        escape(&facts)
    );
    let _ = write!(
        out,
        r#"<rect x="{x:.1}" y="{y:.1}" width="{:.1}" height="{:.1}"/>"#,
        (width - 1.0).max(0.5),
        (height - 1.0).max(0.5)
    );
    if width > 34.0 && height > 14.0 {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "up to 1000")]
        let characters = (width / 7.2) as usize;
        let _ = write!(
            out,
            r#"<text class="label" x="{:.1}" y="{:.1}">{}</text>"#,
            x + 3.0,
            y + 11.0,
            escape(&cut(&name, characters.saturating_sub(1).max(1)))
        );
    }
    for (line, text) in [path, format!("{facts} {instruction}")].iter().enumerate() {
        let y = if line == 0 { 14 } else { 34 };
        let _ = write!(
            out,
            r#"<text class="details" x="2" y="{y}">{}</text>"#,
            escape(&cut(text, LINE))
        );
    }
    let _ = writeln!(out, "</g>");
}

/// The colour of a layer: neighbours differ most.
fn hue(layer: usize) -> usize {
    (layer * 137 + 212) % 360
}

fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some(_) => text.chars().take(most - 1).chain(['…']).collect(),
        None => text.to_owned(),
    }
}

/// Escapes text for HTML, as content or in a quoted attribute. Control characters were escaped when it was read.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(character),
        }
    }
    escaped
}
