//! Images in YAML and JSON.

use imageref::reference::Tag;
use imageref::{Digest, RawReference};
use imageref_scan::{FoundKind, apply, image_values};
use proptest::prelude::*;

/// `(line, the values in it)`
#[rustfmt::skip]
const LINES: &[(&str, &[&str])] = &[
    ("image: nginx", &["nginx"]),
    ("  - image: nginx:1.27\r", &["nginx:1.27"]),
    ("    image:   'nginx:1.27'   # a comment", &["nginx:1.27"]),
    ("\"image\": \"nginx\",", &["nginx"]),
    ("{\"image\":\"nginx\",\"name\":\"web\"}", &["nginx"]),
    ("- { name: web, image: nginx:1.27 }", &["nginx:1.27"]),
    ("[{image: a, x: 1}, {image: b}]", &["a", "b"]),
    ("image: &web nginx:1", &["nginx:1"]),
    ("image: !!str nginx:1", &["nginx:1"]),
    ("image: ${REGISTRY:-docker.io}/app:${TAG}", &["${REGISTRY:-docker.io}/app:${TAG}"]),
    ("image: \"{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}\"", &["{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}"]),
    ("image: \"{{ include \"a.image\" . }}:{{ \"x\" }}\" # c", &["{{ include \"a.image\" . }}:{{ \"x\" }}"]),
    ("image: {{ .Values.image }}", &["{{ .Values.image }}"]),
    ("- {image: {{ .image }}, name: x}", &["{{ .image }}"]),
    ("image: Nginx", &["Nginx"]),
    // None.
    ("# image: nginx", &[]),
    ("x: 1 # image: nginx", &[]),
    ("image:", &[]),
    ("image: >-", &[]),
    ("image: |", &[]),
    ("image: {", &[]),
    ("image: {name: x}", &[]),
    ("image: logo.PNG", &[]),
    ("image: ./assets/logo", &[]),
    ("image: /assets/logo", &[]),
    ("image: https://example.com/logo", &[]),
    ("image: null", &[]),
    ("image: ''", &[]),
    ("image: 'nginx", &[]),
    ("image:nginx", &[]),
    ("images: nginx", &[]),
    ("baseimage: nginx", &[]),
    ("the image: nginx", &[]),
    ("image nginx", &[]),
];

#[test]
fn lines() {
    for (line, want) in LINES {
        let found = image_values(line);
        let found: Vec<_> = found.iter().map(|found| found.value()).collect();
        assert_eq!(found, *want, "{line}");
    }
    // The same, as one document: the spans are the document's.
    let text: String = LINES.iter().map(|(line, _)| format!("{line}\n")).collect();
    let found = image_values(&text);
    let found: Vec<_> = found.iter().map(|found| &text[found.span().range()]).collect();
    let want: Vec<_> = LINES.iter().flat_map(|(_, want)| want.iter().copied()).collect();
    assert_eq!(found, want);
}

#[test]
fn kinds() {
    let text = "image: nginx\nimage: Nginx\nimage: ${X}\nimage: $(X)/a\nimage: <x>\nimage: @X@\nimage: $X\n";
    let found = image_values(text);
    let kinds: Vec<_> = found.iter().map(|found| found.kind()).collect();
    assert!(matches!(kinds[0], FoundKind::Reference(raw) if raw == "nginx"));
    assert!(matches!(kinds[1], FoundKind::Invalid(_)));
    assert!(kinds[2..].iter().all(|kind| *kind == FoundKind::Template));
    assert_eq!(kinds.len(), 7);
}

/// `(text, [(value, bytes in the text, whether it is a reference)])`
type Row = (&'static str, &'static [(&'static str, &'static str, bool)]);

#[rustfmt::skip]
const VALUES: &[Row] = &[
    // Quotes: YAML 1.2.2, 7.3.1 and 7.3.2; RFC 8259, section 7.
    ("image: 'it''s:1'", &[("it's:1", "it''s:1", false)]),
    ("image: '''a'''", &[("'a'", "''a''", false)]),
    ("image: 'a:1' # b'c", &[("a:1", "a:1", true)]),
    ("image: \"a:1\" # \"b", &[("a:1", "a:1", true)]),
    (r#"{"image":"quay.io\/x\/y:1"}"#, &[("quay.io/x/y:1", r"quay.io\/x\/y:1", true)]),
    (r#"image: "quay.io\/x""#, &[("quay.io/x", r"quay.io\/x", true)]),
    (r#"image: "nginx\x3a1""#, &[("nginx:1", r"nginx\x3a1", true)]),
    (r#"image: "nginx\u003a1""#, &[("nginx:1", r"nginx\u003a1", true)]),
    (r#"{"a": "\ud83d\ude00", "image": "b\u002fc"}"#, &[("b/c", r"b\u002fc", true)]),
    (r#"{"image": "\ud83d\ude00"}"#, &[("\u{1f600}", r"\ud83d\ude00", false)]),
    (r#"{"image": "\ud83d"}"#, &[("\u{fffd}", r"\ud83d", false)]),
    (r#"image: "a\tb""#, &[("a\tb", r"a\tb", false)]),
    (r#"image: "say \"a\"""#, &[("say \"a\"", r#"say \"a\""#, false)]),
    (r#"'image': nginx"#, &[("nginx", "nginx", true)]),
    (r#""im\u0061ge": nginx"#, &[("nginx", "nginx", true)]),
    ("image: \"a/\\\n  b\"", &[("a/b", "a/\\\n  b", true)]),
    ("image: 'a\n  b'", &[("a b", "a\n  b", false)]),
    // JSON's own spacing.
    ("{\n\t\"image\"\t:\n\t\t\"nginx\"\n}", &[("nginx", "nginx", true)]),
    ("[{\"image\":\"a\"},{\"image\":\"b\"}]", &[("a", "a", true), ("b", "b", true)]),
    ("{\"image\":\"a\"}\n{\"image\":\"b\"}\n", &[("a", "a", true), ("b", "b", true)]),
    // Plain scalars.
    ("image: nginx#1", &[("nginx#1", "nginx#1", false)]),
    ("image: nginx #1", &[("nginx", "nginx", true)]),
    ("image: it's", &[("it's", "it's", false)]),
    ("image:\n  nginx", &[("nginx", "nginx", true)]),
    ("image:\n  # why\n  nginx # how", &[("nginx", "nginx", true)]),
    ("image: a\n  b", &[("a b", "a\n  b", false)]),
    ("? image\n: nginx", &[("nginx", "nginx", true)]),
    ("image : nginx", &[("nginx", "nginx", true)]),
    ("image: nginx\r\nb: 1\r\n", &[("nginx", "nginx", true)]),
    ("\u{feff}image: nginx", &[("nginx", "nginx", true)]),
    ("é: ü\nimage: nginx\nß: 'image: x'", &[("nginx", "nginx", true)]),
    ("image: 5000", &[("5000", "5000", true)]),
    // Block scalars: 8.1.1.2 Block Chomping Indicator.
    ("image: |-\n  nginx:1\n", &[("nginx:1", "nginx:1", true)]),
    ("image: |\n  nginx:1\n", &[("nginx:1\n", "nginx:1", false)]),
    ("image: |+\n  nginx:1\n\nb: 1", &[("nginx:1\n\n", "nginx:1", false)]),
    ("image: >-\n  nginx:1\n", &[("nginx:1", "nginx:1", true)]),
    ("image: >\n  nginx:1\n", &[("nginx:1\n", "nginx:1", false)]),
    ("image: >- # why\n  nginx:1\n# how\nb: 1", &[("nginx:1", "nginx:1", true)]),
    ("image: >-\n  a\n  b\n", &[("a b", "a\n  b", false)]),
    ("image: |2-\n  nginx:1\n", &[("nginx:1", "nginx:1", true)]),
    ("image: &a |-\n  nginx:1\nb: 1", &[("nginx:1", "nginx:1", true)]),
    ("image: !!str >-\r\n  nginx:1\r\nb: 1", &[("nginx:1", "nginx:1", true)]),
    ("a: |\n  image: nginx\n", &[]),
    ("a: >\n  image: nginx\nimage: b", &[("b", "b", true)]),
    ("a: 'x\n  image: nginx'", &[]),
    // Collections, properties and documents.
    ("{image: a:1, b: [{image: 'b:1'}]}", &[("a:1", "a:1", true), ("b:1", "b:1", true)]),
    ("- image: a\n-\n  image: b\n- - image: c", &[("a", "a", true), ("b", "b", true), ("c", "c", true)]),
    ("image: &a nginx", &[("nginx", "nginx", true)]),
    ("image: &a !!str 'nginx' # c", &[("nginx", "nginx", true)]),
    ("image: !Sub '${A}/b'", &[("${A}/b", "${A}/b", false)]),
    ("image: {image: a}", &[("a", "a", true)]),
    ("image: [a]", &[]),
    ("image: a\n---\nimage: b\n...\n---\nimage: c", &[("a", "a", true), ("b", "b", true), ("c", "c", true)]),
    ("%YAML 1.2\n---\nimage: a", &[("a", "a", true)]),
    // An alias is where its anchor is, once.
    ("x: &a nginx:1\nimage: *a", &[("nginx:1", "nginx:1", true)]),
    ("x: &a nginx:1\nb: {image: *a}\nc: {image: *a}", &[("nginx:1", "nginx:1", true)]),
    ("image: &a nginx:1\nb: {image: *a}", &[("nginx:1", "nginx:1", true)]),
    ("x: [&a nginx:1]\nimage: b\nc: {image: *a}", &[("nginx:1", "nginx:1", true), ("b", "b", true)]),
    ("x: &a {b: c}\nimage: *a", &[]),
    ("image: *a", &[]),
    ("a: &a b\n---\nimage: *a", &[]),
    // Templates, line by line.
    ("{{- if .x }}\nimage: 'it''s:1'\n{{- end }}", &[("it's:1", "it''s:1", false)]),
    ("{{- if .x }}\nimage: \"a\\/b\" # c\n{{- end }}", &[("a/b", "a\\/b", true)]),
    ("{{ x }}\nimage: \"{{ include \"a\" . }}\"", &[("{{ include \"a\" . }}", "{{ include \"a\" . }}", false)]),
    ("image: {{ .Values.image }}", &[("{{ .Values.image }}", "{{ .Values.image }}", false)]),
    ("image: {{ .a }}:{{ .b }}", &[("{{ .a }}:{{ .b }}", "{{ .a }}:{{ .b }}", false)]),
    ("{{ x }}\nimage: |", &[]),
    ("image: ${A:-nginx}:${B-1}", &[("${A:-nginx}:${B-1}", "${A:-nginx}:${B-1}", false)]),
    ("", &[]),
    ("\0image: a", &[]),
];

#[test]
#[cfg(feature = "yaml")]
fn values() {
    for (text, want) in VALUES {
        let found = image_values(text);
        let found: Vec<_> = found
            .iter()
            .map(|found| {
                let is_reference = RawReference::parse(found.value()).is_ok();
                (found.value(), &text[found.span().range()], is_reference)
            })
            .collect();
        assert_eq!(found, *want, "{text:?}");
    }
}

/// An edit is written as the value was.
#[cfg(feature = "yaml")]
#[rustfmt::skip]
const EDITS: &[(&str, &str, &str)] = &[
    ("image: nginx # c", "a/b:2", "image: a/b:2 # c"),
    ("image: nginx # c", "1.27", "image: \"1.27\" # c"),
    ("image: nginx # c", "null", "image: \"null\" # c"),
    ("image: nginx # c", "2024-01-31", "image: \"2024-01-31\" # c"),
    ("image: nginx # c", "[::1]:5000/a", "image: \"[::1]:5000/a\" # c"),
    ("image: 'nginx'", "1.27", "image: '1.27'"),
    ("{image: nginx, a: b}", "a:1", "{image: a:1, a: b}"),
    (r#"{"image":"quay.io\/x\/y:1"}"#, "quay.io/x/y:2", r#"{"image":"quay.io\/x\/y:2"}"#),
    (r#"image: "nginx\x3a1""#, "nginx:2", r#"image: "nginx:2""#),
    ("image: >-\n  nginx:1\nb: c", "nginx:2", "image: >-\n  nginx:2\nb: c"),
    ("x: &a nginx:1\nimage: *a", "nginx:2", "x: &a nginx:2\nimage: *a"),
];

#[test]
#[cfg(feature = "yaml")]
fn edits() {
    for &(text, new, want) in EDITS {
        let edit = image_values(text)[0].edit(new).unwrap();
        let edited = apply(text, [edit]).unwrap();
        assert_eq!(edited, want);
        if new != "null" {
            assert_eq!(image_values(&edited)[0].value(), new);
        }
    }
}

/// A value in each style that can hold a reference.
fn written(value: &str, style: usize) -> String {
    match style {
        0 => format!("image: {value}\n"),
        1 => format!("image: '{value}' # it's\n"),
        2 => format!("image: \"{value}\"\n"),
        3 => format!("a: {{image: {value} , b: c}}\n"),
        4 => format!("- {{\"image\":\"{}\"}}\n", value.replace('/', "\\/")),
        5 => format!("image: |-\n  {value}\n"),
        6 => format!("image: &é >-  # c\r\n    {value}\r\n\r\n"),
        7 => format!("é: &a\n  {value}\nimage: *a\n"),
        8 => format!("{{{{ x }}}}\nimage:   \"{value}\"\n"),
        _ => format!("image:\n\n  {value}\nß: ''\n"),
    }
}

const STYLES: usize = 10;

fn reference() -> impl Strategy<Value = String> {
    let text = "([a-z]{1,4}\\.io(:[1-9][0-9]{1,3})?/|localhost/)?[a-z0-9]{1,5}([._-][a-z0-9]{1,3}){0,2}(/[a-z]{1,4})?(:[A-Za-z0-9_][A-Za-z0-9._-]{0,6})?";
    text.prop_filter("a reference", |text| RawReference::parse(text).is_ok())
}

proptest! {
    /// An applied edit reads back as the new value, and everything else stays.
    #[test]
    #[cfg(feature = "yaml")]
    fn an_edit_reads_back(old in reference(), new in reference(), style in 0..STYLES) {
        let text = written(&old, style);
        let found = image_values(&text);
        prop_assume!(found.len() == 1 && found[0].value() == old);
        let edit = found[0].edit(&new).unwrap();
        let (before, after) = (&text[..edit.span().start], &text[edit.span().end..]);
        let edited = apply(&text, [edit.clone()]).unwrap();
        prop_assert!(edited.starts_with(before) && edited.ends_with(after));
        let again = image_values(&edited);
        prop_assert_eq!(again.len(), 1, "{}", edited);
        prop_assert_eq!(again[0].value(), &new, "{}", edited);
        let digest = Digest::sha256(b"x");
        let pinned = apply(&text, [found[0].edit_digest(&digest).unwrap()]).unwrap();
        let pinned = image_values(&pinned)[0].value().to_owned();
        prop_assert_eq!(pinned, format!("{old}@{digest}"));
    }

    /// Every style is read, with the value that it was written with.
    #[test]
    #[cfg(feature = "yaml")]
    fn every_style_is_read(value in "[a-z]{1,5}\\.io/[a-z]{1,5}:[0-9.]{1,4}x") {
        for style in 0..STYLES {
            let text = written(&value, style);
            let found = image_values(&text);
            prop_assert_eq!(found.len(), 1, "{}", text);
            prop_assert_eq!(found[0].value(), &value, "{}", text);
        }
    }

    /// Places are within the text, in order and apart, whatever the text.
    #[test]
    fn places_are_in_order(parts in prop::collection::vec(prop::sample::select(&[
        "image", ":", " ", "\n", "\r\n", "  ", "- ", "'", "\"", "\\", "{", "}", "[", "]", ",", "&a ", "*a", "|", ">", "-", "#",
        "é", "nginx", "a:1", "{{", "}}", "!!str ", "---\n", "? ", "\t", "\u{feff}", "repository: a", "tag: b", "\n  ",
        "image: ", "\nimage: ",
    ][..]), 0..40)) {
        let text = parts.concat();
        let mut done = 0;
        for found in image_values(&text) {
            prop_assert!(found.span().start >= done, "{:?}", text);
            done = found.span().end;
            prop_assert!(text.get(found.span().range()).is_some(), "{:?}", text);
            prop_assert!(!found.value().is_empty());
            if let Ok(edit) = found.edit_tag(Tag::LATEST) {
                let edited = apply(&text, [edit]).unwrap();
                let is_latest = |raw: RawReference<'_>| raw.tag() == Some(Tag::LATEST);
                let again = image_values(&edited);
                prop_assert!(again.iter().any(|again| again.reference().is_some_and(is_latest)), "{:?} {:?}", text, edited);
            }
        }
        #[cfg(feature = "yaml")]
        for image in imageref_scan::image_parts(&text) {
            prop_assert!(text.get(image.repository().span().range()).is_some());
            let _ = image.resolve(None);
        }
    }
}

/// Deep nesting and repeated aliases cost neither stack nor memory.
#[test]
fn hostile_documents() {
    for unit in ["[", "{a: ", "- ", "? ", "&a [", "*a ", "{\"image\":"] {
        let text = format!("image: x\n{}", unit.repeat(50_000));
        let _ = image_values(&text);
    }
    let text = format!("x: &a {}\n{}", "y".repeat(100_000), "b: {image: *a}\n".repeat(10_000));
    assert!(image_values(&text).len() <= 1);
}

/// YAML's and JSON's escapes: a value with a character that no reference has is not a reference.
#[test]
fn escapes_in_double_quotes() {
    let value = |line: &str| {
        let found = image_values(line);
        found.iter().map(|found| found.value().to_owned()).next()
    };
    for (escape, want) in [
        (r"\0", "\0"),
        (r"\a", "\x07"),
        (r"\b", "\x08"),
        (r"\t", "\t"),
        ("\\\t", "\t"),
        (r"\n", "\n"),
        (r"\v", "\x0b"),
        (r"\f", "\x0c"),
        (r"\r", "\r"),
        (r"\e", "\x1b"),
        (r"\ ", " "),
        (r"\N", "\u{85}"),
        (r"\_", "\u{a0}"),
        (r"\L", "\u{2028}"),
        (r"\P", "\u{2029}"),
        (r"\/", "/"),
        (r"\x2f", "/"),
        (r"\u002f", "/"),
        (r"\U0000002f", "/"),
        (r"\ud83d\ude00", "\u{1f600}"),
        (r"\ud83d", "\u{fffd}"),
        (r"\ud83d\u0041", "\u{fffd}A"),
        // Malformed: verbatim.
        (r"\q", r"\q"),
        (r"\xg2", r"\xg2"),
        (r"\U00110000", r"\U00110000"),
        (r"\u+041", r"\u+041"),
    ] {
        let line = format!("image: \"quay.io{escape}a\"");
        assert_eq!(value(&line), Some(format!("quay.io{want}a")), "{line}");
    }
}
