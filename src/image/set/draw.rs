//! Drawings of a set: a Mermaid flowchart, a DOT graph.

use alloc::format;
use alloc::string::{String, ToString};
use core::fmt::Write as _;

use super::model::ImageSet;
use crate::image::Layer;

/// The number of characters of an instruction that a label shows.
const LABEL: usize = 48;

impl ImageSet<'_> {
    /// Draws the set as a Mermaid flowchart: layers on top of the layers below them, and images on top of their layers.
    /// Layers that several images share have a thicker border.
    ///
    /// A layer is drawn once for each chain below it, as storage keeps it. Names and instructions are escaped, so that they
    /// stay labels whatever they contain.
    ///
    /// # Examples
    ///
    /// ```
    /// # use imageref::{Document, Image};
    /// use imageref::image::ImageSet;
    /// # let manifest = Document::from_bytes(&include_bytes!("../../../examples/share/data/deb-slim/manifest.json")[..])?;
    /// # let config = Document::from_bytes(&include_bytes!("../../../examples/share/data/deb-slim/config.json")[..])?;
    /// # let slim = Image::new(manifest, config)?;
    /// let mut set = ImageSet::new();
    /// set.insert("slim", &slim)?;
    /// assert!(set.to_mermaid().contains(r#"i0(["slim<br/>3541654 bytes"]):::image"#));
    /// assert!(set.to_dot().contains(r#"i0 [label="slim\n3541654 bytes", shape=oval];"#));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn to_mermaid(&self) -> String {
        let mut out = String::from("flowchart BT\n");
        let escape = |text: &str| escape_mermaid(text);
        for (number, chain) in self.chains.values.iter().enumerate() {
            let layer = self.drawn(chain.layer);
            let (instruction, facts) = (escape(&instruction(layer)), escape(&facts(layer)));
            let class = if chain.images > 1 { ":::shared" } else { "" };
            line(&mut out, format_args!("  l{number}[\"{instruction}<br/>{facts}\"]{class}"));
            if let Some(below) = chain.below {
                line(&mut out, format_args!("  l{below} --> l{number}"));
            }
        }
        for (number, member) in self.iter().enumerate() {
            let entry = member.entry();
            let name = escape(&entry.name);
            let size = escape(&size(entry.image.compressed_size()));
            line(&mut out, format_args!("  i{number}([\"{name}<br/>{size}\"]):::image"));
            if let Some(top) = member.chains().last() {
                line(&mut out, format_args!("  l{top} ==> i{number}"));
            }
        }
        out.push_str("  classDef shared stroke-width:3px\n  classDef image font-weight:bold\n");
        out
    }

    /// Draws the set as a DOT graph for Graphviz, like [`to_mermaid`](Self::to_mermaid).
    #[doc(alias = "graphviz")]
    pub fn to_dot(&self) -> String {
        let mut out = String::from("digraph images {\n  rankdir=BT;\n  node [shape=box];\n");
        for (number, chain) in self.chains.values.iter().enumerate() {
            let layer = self.drawn(chain.layer);
            let (instruction, facts) = (escape_dot(&instruction(layer)), escape_dot(&facts(layer)));
            let style = if chain.images > 1 { ", penwidth=3" } else { "" };
            line(&mut out, format_args!("  l{number} [label=\"{instruction}\\n{facts}\"{style}];"));
            if let Some(below) = chain.below {
                line(&mut out, format_args!("  l{below} -> l{number};"));
            }
        }
        for (number, member) in self.iter().enumerate() {
            let entry = member.entry();
            let name = escape_dot(&entry.name);
            let size = size(entry.image.compressed_size());
            let label = format!("{name}\\n{size}");
            line(&mut out, format_args!("  i{number} [label=\"{label}\", shape=oval];"));
            if let Some(top) = member.chains().last() {
                line(&mut out, format_args!("  l{top} -> i{number} [style=bold];"));
            }
        }
        out.push_str("}\n");
        out
    }

    fn drawn(&self, (image, layer): (u32, u32)) -> Layer<'_> {
        let layer = self.member(image).image().layer(layer as usize);
        layer.expect("a chain's layer is one of its image")
    }
}

fn line(out: &mut String, text: core::fmt::Arguments<'_>) {
    let _ = writeln!(out, "{text}"); // writing to a string cannot fail
}

fn instruction(layer: Layer<'_>) -> String {
    let Some(instruction) = layer.instruction() else { return "(no history)".to_string() };
    let text = instruction.to_string();
    let mut shown: String = text.chars().take(LABEL).collect();
    if shown.len() < text.len() {
        shown.push_str("...");
    }
    shown
}

fn facts(layer: Layer<'_>) -> String {
    let encoded = layer.digest().encoded();
    let short = encoded.get(..12).unwrap_or(&encoded);
    format!("{short}, {}", size(layer.compressed_size()))
}

fn size(bytes: u64) -> String {
    format!("{bytes} bytes")
}

/// Keeps letters, digits and some punctuation, and writes everything else as Mermaid's numeric entity codes, so that
/// neither Mermaid nor Markdown nor HTML finds markup in a label.
fn escape_mermaid(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            ' ' | '-' | '_' | '.' | ',' | '/' | ':' | '=' | '(' | ')' => escaped.push(character),
            _ if character.is_alphanumeric() => escaped.push(character),
            _ if character.is_control() => escaped.push(' '),
            _ => {
                let _ = write!(escaped, "#{};", u32::from(character)); // writing to a string cannot fail
            }
        }
    }
    escaped
}

/// Escapes quotes, backslashes and the ampersands of HTML entities for a quoted string in DOT.
fn escape_dot(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '"' | '\\' => escaped.extend(['\\', character]),
            '&' => escaped.push_str("&amp;"),
            _ if character.is_control() => escaped.push(' '),
            _ => escaped.push(character),
        }
    }
    escaped
}
