//! The chart: a row for each image, and in it a block for each layer, as wide as its compressed size.
//!
//! It needs no script: the details of a layer are hidden text, which the style sheet shows on hover and on focus.

#![expect(clippy::cast_precision_loss, reason = "coordinates are rounded to a tenth anyway")]

use std::fmt::{Display, Write as _};

use imageref::image::Layer;
use imageref_layers::instruction::Instruction;
use imageref_layers::sharing::{ImageSet, SetMember};

use crate::bytes::bytes;
use crate::colours::{Groups, hue, letters};
use crate::table;

const WIDTH: f64 = 1000.0;
/// The left edge of the blocks. Names are to the left of it.
const LEFT: f64 = 190.0;
/// The top edge of the first row.
const TOP: f64 = 64.0;
const ROW: f64 = 62.0;
const BLOCK: f64 = 26.0;
/// The smallest block, in which a letter fits.
const SMALLEST: f64 = 15.0;
/// The height of a line of text, and the monospaced characters that fit in one.
const LINE: f64 = 19.0;
const CHARACTERS: usize = 130;
/// The space around the chart.
const MARGIN: f64 = 12.0;
/// The maximum of lines for an instruction.
const LINES: usize = 3;

struct Chart<'s> {
    set: &'s ImageSet<'s>,
    groups: Groups<'s>,
    /// The width of a layer of 0 bytes.
    smallest: f64,
    per_byte: f64,
    /// The top edge of the panel with the details.
    panel: f64,
    out: String,
}

/// Draws a set as an SVG document, which an HTML page can contain, too.
pub(crate) fn svg(set: &ImageSet<'_>) -> String {
    let groups = Groups::of(set);
    // Each layer has the same width in all images, so that common bases are aligned. The widest image fills its row.
    let layers = set.iter().map(|member| member.image().layers().len()).max().unwrap_or(0).max(1);
    let size = set.iter().map(|member| member.image().compressed_size()).max().unwrap_or(0).max(1);
    let smallest = SMALLEST.min((WIDTH - LEFT) / (2 * layers) as f64);
    let per_byte = (WIDTH - LEFT - smallest * layers as f64) / size as f64;
    let legend = TOP + ROW * set.len() as f64 + 10.0;
    let panel = legend + LINE * (groups.list.len() + 1) as f64;
    let mut chart = Chart { set, groups, smallest, per_byte, panel, out: String::new() };
    chart.head();
    chart.legend(legend);
    for member in set {
        chart.row(member);
    }
    chart.out + "</svg>\n"
}

impl Chart<'_> {
    /// Adds text to the drawing. Writing to a string cannot fail.
    fn add(&mut self, text: impl Display) {
        let _ = writeln!(self.out, "{text}");
    }

    fn text(&mut self, class: &str, x: f64, y: f64, text: &str) {
        self.add(format_args!(
            r#"<text class="{class}" x="{x:.1}" y="{y}">{}</text>"#,
            escape(text)
        ));
    }

    fn head(&mut self) {
        let (set, panel, height) = (self.set, self.panel, LINE * (LINES + 3) as f64);
        self.add(format_args!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="-{MARGIN} -{MARGIN} {:.0} {:.0}" role="group" aria-label="The layers of {} images">"#,
            WIDTH + 2.0 * MARGIN,
            panel + height + 2.0 * MARGIN,
            set.len()
        ));
        self.add(format_args!("<style>\n{}</style>", include_str!("chart.css")));
        self.text("title", 0.0, 18.0, &savings(set));
        let widths = "A block is a layer, as wide as its compressed size, with a minimum for small ones. \
                      A line marks the layers of the nearest base.";
        self.text("faint", 0.0, 40.0, widths);
        self.add(format_args!(
            r#"<rect class="panel" x="0.5" y="{}" width="{}" height="{}" rx="6"/>"#,
            panel,
            WIDTH - 1.0,
            height - 1.0
        ));
        let hint = "Point at a layer, or move to it with the Tab key, to see its digest, instruction and size.";
        self.text("faint hint", 12.0, panel + LINE + 3.0, hint);
    }

    /// Adds a line for each group of images, and one for the layers that are not shared.
    fn legend(&mut self, top: f64) {
        let line = |blobs: usize, size: u64, what: &str| {
            let layers = if blobs == 1 { "layer" } else { "layers" };
            format!("{blobs} {layers}, {}, {what}", bytes(size))
        };
        let mut lines = Vec::new();
        let (mut shared, mut stored) = (0, self.set.deduplicated_compressed_size());
        for group in &self.groups.list {
            let names: Vec<_> = group.members.iter().copied().map(table::name).collect();
            lines.push(line(group.blobs, group.size, &format!("shared by {}", names.join(", "))));
            stored -= group.size;
            shared += group.blobs;
        }
        lines.push(line(self.groups.blobs - shared, stored, "in one image only"));
        for (number, line) in lines.iter().enumerate() {
            let y = top + LINE * number as f64;
            let group = (number + 1 < lines.len()).then_some(number);
            self.block(group, 0.0, y - 12.0, SMALLEST, 15.0);
            self.text("faint", SMALLEST + 8.0, y, &cut(line, CHARACTERS));
        }
    }

    fn block(&mut self, group: Option<usize>, x: f64, y: f64, width: f64, height: f64) {
        let at =
            format!(r#"x="{x:.1}" y="{y}" width="{:.1}" height="{height}" rx="2""#, width - 1.0);
        let Some(group) = group else {
            return self.add(format_args!(r#"<rect class="block alone" {at}/>"#));
        };
        self.add(format_args!(r#"<rect class="block" style="--hue:{}" {at}/>"#, hue(group)));
        let letters = letters(group);
        if letters.len() as f64 * 8.0 < width {
            self.text("letters", x + (width - 1.0) / 2.0, y + height / 2.0 + 4.0, &letters);
        }
    }

    fn row(&mut self, member: SetMember<'_>) {
        let (name, image) = (table::name(member), member.image());
        let top = TOP + ROW * member.index() as f64;
        let unique = bytes(member.unique_compressed_size());
        let size = bytes(member.compressed_size());
        self.add(format_args!(r#"<g class="image" role="list" aria-label="{}">"#, escape(&name)));
        self.text("name", 0.0, top + 12.0, &cut(&name, 26));
        self.text("faint", 0.0, top + 29.0, &format!("{size}, {unique} unique"));
        let bases = member.nearest_bases();
        let base_layers = bases.first().map_or(0, |base| base.image().layers().len());
        let (mut x, mut base_end) = (LEFT, LEFT);
        for layer in image.layers() {
            let width = self.smallest + layer.compressed_size() as f64 * self.per_byte;
            self.layer(member, layer, x, top, width);
            x += width;
            if layer.index() + 1 == base_layers {
                base_end = x;
            }
        }
        if !bases.is_empty() {
            let y = top + BLOCK + 5.0;
            let right = base_end - 1.0;
            self.add(format_args!(
                r#"<path class="base" d="M{LEFT} {top}m0 {0}v4H{right:.1}v-4"/>"#,
                BLOCK + 2.0
            ));
            self.text("faint", LEFT + 4.0, y + 14.0, &format!("base: {}", table::bases(member)));
        }
        self.add("</g>");
    }

    fn layer(&mut self, member: SetMember<'_>, layer: Layer<'_>, x: f64, y: f64, width: f64) {
        let group = self.groups.of_layer(layer);
        let place = format!("Layer {} of {}", layer.index(), table::name(member));
        let size = bytes(layer.compressed_size());
        let exact = match layer.compressed_size() {
            size @ 1000.. => format!(" ({size} bytes)"),
            _ => String::new(),
        };
        let shared = match group {
            Some(group) => {
                let names = self.groups.list[group].members.iter().copied().map(table::name);
                format!("in {}", names.collect::<Vec<_>>().join(", "))
            }
            None => "in no other image".to_owned(),
        };
        let instruction = layer
            .step()
            .map_or("no history".to_owned(), |step| Instruction::from(step).to_string());
        let digest = layer.digest().to_string();
        let label = cut(&format!("{place}: {instruction}, {size}, {digest}, {shared}"), 400);
        self.add(format_args!(
            r#"<g class="layer" tabindex="0" role="listitem" aria-label="{}">"#,
            escape(&label)
        ));
        self.block(group, x, y, width, BLOCK);
        self.add(r#"<g class="details" aria-hidden="true">"#);
        let mut y = self.panel + LINE + 3.0;
        let facts = format!("{place} · {size}{exact} compressed · {shared}");
        self.text("name", 12.0, y, &cut(&facts, CHARACTERS));
        y += LINE;
        self.text("code", 12.0, y, &digest);
        let characters: Vec<_> = cut(&instruction, LINES * CHARACTERS).chars().collect();
        for line in characters.chunks(CHARACTERS) {
            y += LINE;
            self.text("code", 12.0, y, &line.iter().collect::<String>());
        }
        self.add("</g>\n</g>");
    }
}

/// Returns a sentence about the bytes that sharing saves.
pub(crate) fn savings(set: &ImageSet<'_>) -> String {
    let (all, saved) = (set.compressed_size(), set.saved_compressed_size());
    let percent = u128::from(saved) * 100 / u128::from(all.max(1));
    format!(
        "{} images, {} in all, {} if each layer is stored once: {} ({percent} %) saved",
        set.len(),
        bytes(all),
        bytes(set.deduplicated_compressed_size()),
        bytes(saved)
    )
}

/// Cuts a text that has too many characters.
fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some(_) => text.chars().take(most - 1).chain(['…']).collect(),
        None => text.to_owned(),
    }
}

/// Escapes a text for XML and HTML, as content or in a quoted attribute. Control characters are not allowed in XML.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ if character.is_control() => escaped.push('\u{fffd}'),
            _ => escaped.push(character),
        }
    }
    escaped
}
