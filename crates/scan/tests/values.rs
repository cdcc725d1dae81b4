//! The values of `image:` in YAML and JSON.

use imageref_scan::{FoundKind, image_values};

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
    ("image: *web", &[]),
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
