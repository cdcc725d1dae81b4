//! Drawings of a set: a Mermaid flowchart, a DOT graph.

use alloc::format;
use alloc::string::{String, ToString};
use core::fmt::Write as _;

use imageref::image::Layer;

use super::set::ImageSet;
use crate::instruction::Instruction;

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
    /// use imageref_layers::sharing::ImageSet;
    /// # let manifest = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-slim/manifest.json")[..])?;
    /// # let config = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-slim/config.json")[..])?;
    /// # let slim = Image::new(manifest, config)?;
    /// let mut set = ImageSet::new();
    /// set.insert("slim", &slim)?;
    /// assert!(set.to_mermaid().contains(r#"i0(["slim<br/>3541654 bytes"]):::image"#));
    /// assert!(set.to_dot().contains(r#"i0 [label="slim\n3541654 bytes", shape=oval];"#));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn to_mermaid(&self) -> String {
        let mut out = String::from("flowchart BT\n");
        for Node { id, kind, label, below } in self.nodes() {
            let (open, close, arrow) = match kind {
                NodeKind::Layer => ("[", "]", "-->"),
                NodeKind::SharedLayer => ("[", "]:::shared", "-->"),
                NodeKind::Image => ("([", "]):::image", "==>"),
            };
            let [first, second] = label.map(|text| escape_mermaid(&text));
            line(&mut out, format_args!("  {id}{open}\"{first}<br/>{second}\"{close}"));
            if let Some(below) = below {
                line(&mut out, format_args!("  l{below} {arrow} {id}"));
            }
        }
        out.push_str("  classDef shared stroke-width:3px\n  classDef image font-weight:bold\n");
        out
    }

    /// Draws the set as a DOT graph for Graphviz, like [`to_mermaid`](Self::to_mermaid).
    #[doc(alias = "graphviz")]
    pub fn to_dot(&self) -> String {
        let mut out = String::from("digraph images {\n  rankdir=BT;\n  node [shape=box];\n");
        for Node { id, kind, label, below } in self.nodes() {
            let (style, edge) = match kind {
                NodeKind::Layer => ("", ""),
                NodeKind::SharedLayer => (", penwidth=3", ""),
                NodeKind::Image => (", shape=oval", " [style=bold]"),
            };
            let [first, second] = label.map(|text| escape_dot(&text));
            line(&mut out, format_args!("  {id} [label=\"{first}\\n{second}\"{style}];"));
            if let Some(below) = below {
                line(&mut out, format_args!("  l{below} -> {id}{edge};"));
            }
        }
        out.push_str("}\n");
        out
    }

    /// The layers, each after the one below it, then the images.
    fn nodes(&self) -> impl Iterator<Item = Node> {
        let layers = self.chains.values.iter().enumerate().filter_map(|(number, chain)| {
            let (image, layer) = chain.layer;
            let layer = self.member(image)?.image().layer(layer as usize)?;
            Some(Node {
                id: format!("l{number}"),
                kind: if chain.images > 1 { NodeKind::SharedLayer } else { NodeKind::Layer },
                label: [instruction(layer), facts(layer)],
                below: chain.below,
            })
        });
        let images = self.iter().map(|member| Node {
            id: format!("i{}", member.index()),
            kind: NodeKind::Image,
            label: [member.name().to_string(), size(member.image().compressed_size())],
            below: member.chains().last().copied(),
        });
        layers.chain(images)
    }
}

/// A box of a drawing.
struct Node {
    id: String,
    kind: NodeKind,
    /// Two lines, not escaped.
    label: [String; 2],
    /// The number of the layer below.
    below: Option<u32>,
}

enum NodeKind {
    Layer,
    /// A layer that several images have.
    SharedLayer,
    Image,
}

fn line(out: &mut String, text: core::fmt::Arguments<'_>) {
    let _ = writeln!(out, "{text}"); // writing to a string cannot fail
}

fn instruction(layer: Layer<'_>) -> String {
    let Some(step) = layer.step() else { return "(no history)".to_string() };
    let text = Instruction::from(step).to_string();
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
