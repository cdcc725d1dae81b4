//! Drawings: what they show, and that names stay in their labels.

use imageref::config::{History, ImageConfig};
use imageref::image::Image;
use imageref::manifest::ImageManifest;
use imageref::{DiffId, Digest, Document};
use imageref_layers::sharing::ImageSet;
use proptest::prelude::*;

use crate::images::{family, layer};

#[test]
fn the_family_as_mermaid_and_dot() {
    let names = ["deb-slim", "deb-tools", "deb-web", "deb-db"];
    let images: Vec<_> = names.iter().map(|name| family(name)).collect();
    let mut set = ImageSet::new();
    for (name, image) in names.iter().zip(&images) {
        set.insert(name, image).unwrap();
    }
    let mermaid = set.to_mermaid();
    println!("{mermaid}");
    assert!(mermaid.starts_with("flowchart BT\n  l0["));
    // 1 layer of the base, 2 of deb-tools, 4 of deb-web, 3 of deb-db; all but the first are on top of another.
    let count = |text: &str, what: &str| text.matches(what).count();
    assert_eq!((count(&mermaid, " --> "), count(&mermaid, " ==> ")), (9, 4));
    assert_eq!((count(&mermaid, ":::shared\n"), count(&mermaid, ":::image\n")), (3, 4));
    assert!(mermaid.contains("  i2([\"deb-web<br/>3543417 bytes\"]):::image\n  l6 ==> i2\n"));
    let dot = set.to_dot();
    println!("{dot}");
    assert_eq!((count(&dot, " -> "), count(&dot, "penwidth=3")), (13, 3));
    assert!(dot.contains("  i2 [label=\"deb-web\\n3543417 bytes\", shape=oval];\n"));
}

fn hostile(created_by: &str) -> Image {
    let (blob, _) = layer("x");
    let diff_id = DiffId::new(Digest::sha256(b"x"));
    let config = ImageConfig::new(&imageref::Platform::new("linux", "amd64"))
        .with_layer(diff_id, History::new(created_by));
    let config = Document::from_value(&config).unwrap();
    let manifest = ImageManifest::new(config.descriptor()).with_layer(blob);
    Image::new(Document::from_value(&manifest).unwrap(), config).unwrap()
}

/// Reads a Mermaid line as its lexer does: outside quotes is only what the drawing itself writes.
fn check_mermaid(text: &str) {
    for line in text.lines() {
        assert_eq!(line.matches('"').count() % 2, 0, "{line:?}");
        for (number, part) in line.split('"').enumerate() {
            if number % 2 == 0 {
                assert!(
                    part.chars().all(|c| c.is_ascii_alphanumeric() || " []():->=".contains(c)),
                    "{line:?}"
                );
            } else {
                let label = part.replacen("<br/>", "", 1);
                assert!(
                    !label.contains([
                        '<', '>', '&', '"', '`', '\\', '%', '{', '}', '[', ']', '|', '@', '$', '*',
                        '\n', '\r'
                    ]),
                    "{label:?}"
                );
                // Each `#` starts a complete entity code.
                for code in label.split('#').skip(1) {
                    let (digits, _) = code.split_once(';').unwrap();
                    assert!(digits.bytes().all(|b| b.is_ascii_digit()) && !digits.is_empty());
                }
                assert!(label.matches(';').count() == label.matches('#').count());
            }
        }
    }
}

/// Reads DOT as its lexer does: a quoted string ends at a quote without a backslash before it.
fn check_dot(text: &str) {
    for line in text.lines() {
        let mut outside = String::new();
        let (mut quoted, mut escaped) = (false, false);
        for c in line.chars() {
            match (quoted, escaped, c) {
                (true, true, _) => escaped = false,
                (true, false, '\\') => escaped = true,
                (_, false, '"') => quoted = !quoted,
                (false, ..) => outside.push(c),
                _ => {}
            }
        }
        assert!(!quoted && !escaped, "{line:?}");
        assert!(
            outside.chars().all(|c| c.is_ascii_alphanumeric() || " [],;=->{}".contains(c)),
            "{line:?}"
        );
    }
}

fn lines(name: &str, created_by: &str) -> (usize, usize) {
    let image = hostile(created_by);
    let mut set = ImageSet::new();
    set.insert(name, &image).unwrap();
    let (mermaid, dot) = (set.to_mermaid(), set.to_dot());
    let labels = mermaid.lines().filter(|line| line.contains('"'));
    labels.for_each(check_mermaid);
    let labels = dot.lines().filter(|line| line.contains('"'));
    labels.for_each(check_dot);
    (mermaid.lines().count(), dot.lines().count())
}

#[test]
fn hostile_names_stay_in_their_labels() {
    let plain = lines("name", "COPY x y");
    for hostile in [
        "\"]; click i0 \"javascript:alert(1)\"",
        "a\nb --> c",
        "</pre><script>alert(1)</script>",
        "#quot;] --> x",
        "`**bold**`",
        "%%{init: {'theme':'dark'}}%%",
        "end",
        "\\\" ]; x -> y [label=\"",
        "\\",
        "\\N\\G",
        "&lt;b&gt;",
        "\u{202e}reversed\u{1b}[31m",
    ] {
        assert_eq!(lines(hostile, hostile), plain, "{hostile:?}");
    }
}

proptest! {
    #[test]
    fn any_name_stays_in_its_label(name: String, created_by: String) {
        prop_assert_eq!(lines(&name, &created_by), lines("name", "COPY x y"));
    }
}
