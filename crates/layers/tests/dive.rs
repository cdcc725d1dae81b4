//! The example `dive`: the text and the page agree, and stay small.

use std::path::{Path, PathBuf};

use imageref::{ImageConfig, Platform};
use imageref_layers::archive::{LayerOptions, read_layer};

use crate::run_example::run;

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// The report and the page of the same input.
fn both(name: &str, input: Option<&str>) -> (String, String) {
    let html = file(&format!("{name}.html"));
    let text = run("dive", input.as_slice());
    assert!(text.status.success(), "{text:?}");
    let mut args = vec!["--html", html.to_str().unwrap()];
    args.extend(input);
    let page = run("dive", &args);
    assert!(page.status.success() && page.stdout.is_empty(), "{page:?}");
    (String::from_utf8(text.stdout).unwrap(), std::fs::read_to_string(html).unwrap())
}

/// The number that starts after `before`.
fn number(text: &str, before: &str) -> u64 {
    let rest = text.split_once(before).unwrap_or_else(|| panic!("{before:?} in {text}")).1.trim();
    rest.split(|c: char| !c.is_ascii_digit()).next().unwrap().parse().unwrap()
}

/// The bytes of all blocks that do not contain others: of the visible content and of the wasted copies.
fn drawn(section: &str) -> (u64, u64) {
    let (mut content, mut wasted) = (0, 0);
    for block in section.split("<g class=\"block ").skip(1) {
        let class = block.split('"').next().unwrap();
        match class {
            _ if class.starts_with("frame") => {}
            _ if class.contains("wasted") => wasted += number(block, "data-bytes=\""),
            _ => content += number(block, "data-bytes=\""),
        }
    }
    (content, wasted)
}

/// Checks that text and page show the same figures, and that the blocks add up to them. Returns the number of blocks.
fn check(text: &str, html: &str) -> usize {
    let reports: Vec<_> = text.split("image     ").skip(1).collect();
    let sections: Vec<_> = html.split("<section>").skip(1).collect();
    assert_eq!(reports.len(), sections.len());
    for (report, section) in reports.iter().zip(&sections) {
        let title = report.lines().next().unwrap();
        assert!(section.contains(&format!("<h2>{title}</h2>")), "{title}");
        for name in ["content", "wasted", "needed"] {
            let value =
                report.split_once(&format!("\n{name:<9} ")).unwrap().1.lines().next().unwrap();
            assert!(section.contains(&format!("<dt>{name}</dt><dd>{value}</dd>")), "{value}");
        }
        let (content, wasted) = (number(report, "\ncontent"), number(report, "\nwasted"));
        assert_eq!(drawn(section), (content, wasted), "{title}");
        let rows = report.split_once("INSTRUCTION\n").unwrap().1.split_once("\n\n").unwrap().0;
        for row in rows.lines() {
            let figures: Vec<_> = row.split_whitespace().skip(1).take(3).collect();
            let cells: String =
                figures.iter().map(|n| format!("<td class=\"number\">{n}</td>")).collect();
            assert!(section.contains(&cells), "{cells}");
        }
    }
    for word in ["://", "<script", "url(", "@import", " src", "href", "<link", "<img"] {
        assert!(!html.contains(word), "{word}");
    }
    for style in ["prefers-color-scheme: dark", ":focus", ":hover", "default-src 'none'"] {
        assert!(html.contains(style), "{style}");
    }
    let blocks = html.matches("<g class=\"block ").count();
    assert_eq!(html.matches("tabindex=\"0\"").count(), blocks);
    assert_eq!(html.matches("class=\"details\"").count(), 2 * blocks);
    blocks
}

#[test]
fn the_images_among_the_tests() {
    let (text, html) = both("dive-store", None);
    check(&text, &html);
    assert_eq!(text.matches("image     ").count(), 9);
    assert!(html.contains("aria-label=\"/app: 9000 bytes (9.0 kB) · layer 1\""));
}

#[test]
fn waste_of_one_image() {
    let archive = super::archive::images().join("archives/tiny-2.docker-archive.tar");
    let (text, html) = both("dive-tiny", archive.to_str());
    check(&text, &html);
    for line in [
        "content   12018 bytes, 5 entries",
        "wasted    28 bytes that no path shows any more",
        "     9000        0      1  /app",
        "       28       0  /etc/passwd",
    ] {
        assert!(text.lines().any(|found| found == line), "{line:?} in {text}");
    }
}

/// A `docker save` archive whose layers have these files, each filled with zeros.
fn save(path: &Path, layers: &[Vec<(String, u64)>]) {
    let mut builder = tar::Builder::new(Vec::new());
    let mut add = |path: &str, content: &[u8]| {
        let mut header = tar::Header::new_gnu();
        header.set_size(content.len() as u64);
        builder.append_data(&mut header, path, content).unwrap();
    };
    let mut config = ImageConfig::new(&Platform::new("linux", "amd64"));
    let mut names = Vec::new();
    for (number, files) in layers.iter().enumerate() {
        let mut layer = tar::Builder::new(Vec::new());
        for (path, size) in files {
            let mut header = tar::Header::new_gnu();
            header.set_size(*size);
            layer
                .append_data(&mut header, path, std::io::Read::take(std::io::repeat(0), *size))
                .unwrap();
        }
        let layer = layer.into_inner().unwrap();
        let diff_id = read_layer(&layer[..], &LayerOptions::new()).unwrap().diff_id;
        config = config.with_layer(diff_id, imageref::config::History::new("RUN <b>&\"'"));
        names.push(format!("{number}/layer.tar"));
        add(&names[number], &layer);
    }
    add("config.json", &config.to_bytes());
    let layers = serde_json::to_string(&names).unwrap();
    let manifest =
        format!(r#"[{{"Config":"config.json","RepoTags":["big:1"],"Layers":{layers}}}]"#);
    add("manifest.json", manifest.as_bytes());
    std::fs::write(path, builder.into_inner().unwrap()).unwrap();
}

/// Small files are drawn together, so that the page of 10,000 files stays usable.
#[test]
fn ten_thousand_files() {
    // Sizes as in real images: few large files, many small ones.
    let file_of =
        |n: u64| (format!("usr/{}/{}/file-{n}", n % 7, n % 40), 400_000 / (n + 1) + n % 97);
    let base = (0..9000).map(file_of).collect();
    let app = (8500..10_000).chain(0..20).map(file_of).collect();
    let input = file("dive-big.tar");
    save(&input, &[base, app]);
    let (text, html) = both("dive-big", Some(input.to_str().unwrap()));
    let blocks = check(&text, &html);
    assert!((300..2000).contains(&blocks), "{blocks} blocks");
    assert!(html.len() < 1_000_000, "{} bytes", html.len());
    assert!(text.lines().count() < 260);
    assert!(number(&text, "bytes, ") > 10_000);
}

#[test]
fn names_are_escaped() {
    let hostile =
        ["<script>x<b>", "\" onload=\"x", "&lt;&#0;", "\u{202e}gnp.\u{1b}[31m", "' onfocus='x"];
    let markup = |names: &[&str]| {
        let files =
            names.iter().enumerate().map(|(n, name)| (format!("{n}{name}"), 1000)).collect();
        let input = file("dive-hostile.tar");
        save(&input, &[files]);
        let (text, html) = both("dive-hostile", Some(input.to_str().unwrap()));
        assert!(!text.contains(['\u{1b}', '\u{202e}']) && !html.contains(['\u{1b}', '\u{202e}']));
        ["<", "\"", "'"].map(|character| html.matches(character).count())
    };
    assert_eq!(markup(&hostile), markup(&["a", "b", "c", "d", "e"]));
}

#[test]
fn errors() {
    let store = super::archive::images().join("store");
    let store = store.to_str().unwrap();
    for (args, message) in [
        (&["/nowhere"][..], "dive: /nowhere: No such file or directory (os error 2)\n"),
        (&[store, "other"], "dive: no image `other`\n"),
        (&["--all"], "dive: usage: dive [--html FILE] [FILE [NAME]]\n"),
        (&["--html"], "dive: usage: dive [--html FILE] [FILE [NAME]]\n"),
        (&["--html", "/nowhere/x"], "dive: /nowhere/x: No such file or directory (os error 2)\n"),
    ] {
        let output = run("dive", args);
        assert_eq!(output.status.code(), Some(2));
        assert_eq!(String::from_utf8(output.stderr).unwrap(), message);
    }
}
