//! `share`, run as a person runs it.

use std::path::Path;

use super::layout;
use crate::images::data;
use crate::run_example::run;

#[test]
fn share_shows_the_family() {
    let output = run("share", &[]);
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    for line in [
        "deb-web                   7      3543417         1256  deb-tools",
        "deb-web, deb-db                                 3      3      3542161",
        "14170534 bytes in all, 3544558 if each blob is stored once: 10625976 saved",
    ] {
        assert!(text.lines().any(|found| found == line), "{line:?} in {text}");
    }
    let graphs = String::from_utf8(run("share", &["--mermaid", "--dot"]).stdout).unwrap();
    assert!(graphs.starts_with("flowchart BT\n") && graphs.contains("\ndigraph images {\n"));
}

#[test]
fn share_reports_errors() {
    for (args, message) in [
        (&["/nowhere"][..], "share: /nowhere/index.json: No such file or directory (os error 2)\n"),
        (
            &["--svg"],
            "share: usage: share [--mermaid] [--dot] [--svg FILE] [--html FILE] [FOLDER]...\n",
        ),
        (&["--svg", "/nowhere/x"], "share: /nowhere/x: No such file or directory (os error 2)\n"),
    ] {
        let output = run("share", args);
        assert_eq!(output.status.code(), Some(2));
        assert_eq!(String::from_utf8(output.stderr).unwrap(), message);
    }
}

/// The chart of some folders and the page with it, both checked.
fn share_charts(name: &str, folders: &[&str]) -> (String, String) {
    let file = |kind| Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.{kind}"));
    let (svg, html) = (file("svg"), file("html"));
    let mut args = vec!["--svg", svg.to_str().unwrap(), "--html", html.to_str().unwrap()];
    args.extend(folders);
    let output = run("share", &args);
    assert!(output.status.success(), "{output:?}");
    assert!(output.stdout.is_empty());
    let [svg, html] = [svg, html].map(|file| std::fs::read_to_string(file).unwrap());
    assert!(html.contains(&svg), "the page contains the chart");
    check_markup(&svg);
    check_markup(html.strip_prefix("<!doctype html>").unwrap());
    (svg, html)
}

/// Checks that elements are nested, that attributes are quoted, and that nothing is loaded or run.
fn check_markup(text: &str) {
    let mut open = Vec::new();
    for tag in text.split('<').skip(1) {
        let (tag, content) = tag.split_once('>').expect("a closed tag");
        assert!(!content.contains('>'), "{content:?}");
        assert!(tag.matches('"').count() % 2 == 0, "{tag:?}");
        let name = tag.split([' ', '/']).find(|part| !part.is_empty()).unwrap();
        match tag {
            _ if tag.starts_with('/') => assert_eq!(open.pop(), Some(name)),
            _ if tag.ends_with('/') || name == "meta" => {}
            _ => open.push(name),
        }
    }
    assert!(open.is_empty(), "{open:?}");
    let without_namespace = text.replace("xmlns=\"http://www.w3.org/2000/svg\"", "");
    for word in ["://", "<script", "url(", "@import", " src", "href", "<link", "<img"] {
        assert!(!without_namespace.contains(word), "{word}");
    }
}

fn count(text: &str, what: &str) -> usize {
    text.matches(what).count()
}

#[test]
fn share_draws_the_family() {
    let (svg, html) = share_charts("share-family", &[]);
    // 4 images of 1, 3, 7 and 6 layers; the lowest is in all of them, two more are in three.
    assert_eq!((count(&svg, "<g class=\"image\""), count(&svg, "<g class=\"layer\"")), (4, 17));
    assert_eq!((count(&svg, "tabindex=\"0\""), count(&svg, "<g class=\"details\"")), (17, 17));
    let legend = 1; // each colour once more
    assert_eq!(count(&svg, "--hue:212\""), 4 + legend);
    assert_eq!(count(&svg, "--hue:28\""), 3 * 2 + legend);
    assert_eq!(count(&svg, "class=\"block alone\""), 7 + legend);
    for text in [
        ">4 images, 14.1 MB in all, 3.5 MB if each layer is stored once: 10.6 MB (74 %) saved<",
        ">1 layer, 3.5 MB, shared by deb-slim, deb-tools, deb-web, deb-db<",
        ">2 layers, 507 B, shared by deb-tools, deb-web, deb-db<",
        ">7 layers, 2.3 kB, in one image only<",
        ">Layer 6 of deb-web · 147 B compressed · in no other image<",
        ">RUN rm -f /etc/tool.conf<",
        "aria-label=\"Layer 0 of deb-slim: ADD file:dc757b61be91",
    ] {
        assert!(svg.contains(text), "{text}");
    }
    assert_eq!((count(&svg, ">base: deb-slim<"), count(&svg, ">base: deb-tools<")), (1, 2));
    let blocks: Vec<f64> = svg
        .split("<g class=\"layer\"")
        .skip(1)
        .map(|layer| layer.split(" width=\"").nth(1).unwrap().split('"').next().unwrap())
        .map(|width| width.parse().unwrap())
        .collect();
    // Widths follow sizes, and a layer has the same width in all images.
    assert!(blocks[0] > 40.0 * blocks[2] && blocks.iter().all(|&width| width > 10.0));
    assert_eq!((blocks[0], blocks[1], blocks[2]), (blocks[1], blocks[4], blocks[5]));
    for style in ["prefers-color-scheme: dark", ":focus", ":hover"] {
        assert!(svg.contains(style), "{style}");
    }
    assert!(html.contains("Content-Security-Policy\" content=\"default-src 'none';"));
    assert_eq!(count(&html, "<tr>"), 1 + 4 + 1 + 6);
    assert!(html.contains("<tr><td>deb-web</td><td>deb-db</td><td class=\"number\">3</td>"));
}

#[test]
fn share_reads_layouts_and_documents() {
    let store = data("store");
    let store = store.to_str().unwrap();
    let web = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/share/data/deb-web");
    let (svg, _) = share_charts("share-store", &[store, web]);
    assert_eq!((count(&svg, "<g class=\"image\""), count(&svg, "<g class=\"layer\"")), (10, 26));
    // Of the nested index, the image that the layout has.
    let (svg, _) = share_charts("share-nested", &[layout("share-nested", "web").to_str().unwrap()]);
    assert_eq!((count(&svg, "<g class=\"image\""), count(&svg, "<g class=\"layer\"")), (1, 7));
    assert!(svg.contains(">web (linux/amd64)<"));
}

#[test]
fn share_escapes_names() {
    let drawn = |name: &str| {
        let folder = layout("share-hostile", name);
        let (svg, html) = share_charts("share-hostile", &[folder.to_str().unwrap()]);
        [count(&svg, "<"), count(&svg, "\""), count(&html, "<"), count(&html, "\"")]
    };
    let plain = drawn("web");
    for name in [
        "</text></svg><script>alert(1)</script>",
        "\" onload=\"alert(1)",
        "&lt;b&gt;&#0;",
        "]]><!--",
        "\u{202e}gnp.\u{1b}[31m\u{0}",
        "' onfocus='alert(1)",
    ] {
        assert_eq!(drawn(name), plain, "{name:?}");
    }
}
