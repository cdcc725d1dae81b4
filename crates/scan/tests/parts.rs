//! Images in separate fields, as in Helm values and Kustomizations; the variables of Compose files.

use imageref::Digest;
use imageref::reference::Tag;
use imageref_scan::{
    InterpolationErrorKind, PartsFormat, TextEditError, apply, image_parts, interpolate,
};
use proptest::prelude::*;

/// `(text, [the image, with the default tag 9.9; an error's text])`
#[rustfmt::skip]
const IMAGES: &[(&str, &[&str])] = &[
    // Helm: values of charts by Bitnami, ingress-nginx, cert-manager, Grafana.
    ("image:\n  registry: docker.io\n  repository: bitnami/redis\n  tag: 7.2.4-debian-12-r9\n  digest: \"\"\n", &["docker.io/bitnami/redis:7.2.4-debian-12-r9"]),
    ("controller:\n  image:\n    registry: registry.k8s.io\n    repository: ingress-nginx/controller\n    tag: \"v1.9.4\"\n    digest: sha256:5b161f051d017e55d358435f295f5e9a297e66158f136321d9b04520ec6c48a3\n",
        &["registry.k8s.io/ingress-nginx/controller:v1.9.4@sha256:5b161f051d017e55d358435f295f5e9a297e66158f136321d9b04520ec6c48a3"]),
    ("image:\n  repository: quay.io/jetstack/cert-manager-controller\n  # tag: v1.0\n", &["quay.io/jetstack/cert-manager-controller:9.9"]),
    ("image: {repository: grafana/grafana, tag: ''}", &["docker.io/grafana/grafana:9.9"]),
    ("image: {repository: a, tag: }", &["docker.io/library/a:9.9"]),
    ("image: {repository: a, tag: ~, registry: null}", &["docker.io/library/a:9.9"]),
    ("image: {repository: a, tag: 1.27@sha256:5b161f051d017e55d358435f295f5e9a297e66158f136321d9b04520ec6c48a3}", &["docker.io/library/a:1.27@sha256:5b161f051d017e55d358435f295f5e9a297e66158f136321d9b04520ec6c48a3"]),
    ("initImage:\n  repository: busybox\n  version: 1.36\n", &["docker.io/library/busybox:1.36"]),
    ("a:\n- repository: x/y\n  tag: &t 1.0.0\n- repository: x/z\n  tag: *t\n- repository: x/w\n  tag: *t\n", &["docker.io/x/y:1.0.0", "docker.io/x/z:1.0.0", "docker.io/x/w:1.0.0"]),
    ("repository: a\ntag: b", &["docker.io/library/a:b"]),
    ("{\"image\": {\"repository\": \"quay.io\\/a\\/b\", \"tag\": \"1\"}}", &["quay.io/a/b:1"]),
    ("image:\n  repository: 'a'' b'\n  tag: x\n", &["error"]),
    ("image:\n  repository: a:1\n  tag: x\n", &["error"]),
    // Not images: dependencies of charts, checkouts.
    ("dependencies:\n- name: redis\n  version: 1.0.0\n  repository: https://charts.bitnami.com/bitnami\n", &[]),
    ("dependencies:\n- {name: redis, version: 1.0.0, repository: \"@bitnami\"}", &[]),
    ("dependencies:\n- {name: redis, version: 1.0.0, repository: oci://ghcr.io/x}", &[]),
    ("uses: actions/checkout@v4\nwith:\n  repository: team/app\n", &[]),
    ("image: nginx", &[]),
    ("{{ x }}\nimage:\n  repository: a\n  tag: b\n", &[]),
    // Kustomize.
    ("images:\n- name: nginx\n  newTag: \"1.27\"\n", &["docker.io/library/nginx:1.27"]),
    ("images:\n- name: app\n  newName: quay.io/team/app\n  newTag: v1\n- name: x\n  digest: sha256:5b161f051d017e55d358435f295f5e9a297e66158f136321d9b04520ec6c48a3\n",
        &["quay.io/team/app:v1", "docker.io/library/x@sha256:5b161f051d017e55d358435f295f5e9a297e66158f136321d9b04520ec6c48a3"]),
    ("images:\n- name: app\n  newName: quay.io/team/app\n", &["quay.io/team/app:9.9"]),
    ("images:\n- name: app\n", &[]),
    ("other:\n- name: app\n  newTag: x\n", &[]),
];

#[test]
fn images() {
    for (text, want) in IMAGES {
        let found = image_parts(text);
        let found: Vec<_> = found
            .iter()
            .map(|image| match image.resolve(Some("9.9")) {
                Ok(image) => image.unwrap().to_string(),
                Err(_) => "error".to_owned(),
            })
            .collect();
        assert_eq!(found, *want, "{text:?}");
    }
}

#[test]
fn fields() {
    let text = "image:\n  registry: quay.io\n  repository: a/b # c\n  tag: 1.20\n  digest: ''\n";
    let image = &image_parts(text)[0];
    assert_eq!(image.format(), PartsFormat::Helm);
    let part = |part: Option<&imageref_scan::ImagePart<'_>>| {
        let part = part.unwrap();
        (part.value().to_owned(), text[part.span().range()].to_owned(), part.is_string())
    };
    let own = |value: &str, is_string| (value.to_owned(), value.to_owned(), is_string);
    assert_eq!(part(image.registry()), own("quay.io", true));
    assert_eq!(part(Some(image.repository())), own("a/b", true));
    assert_eq!(part(image.tag()), own("1.20", false));
    assert_eq!(part(image.digest()), own("", true));
    let image = &image_parts("images: [{name: a, newName: b, newTag: c}]")[0];
    assert_eq!(image.format(), PartsFormat::Kustomize);
    assert_eq!(image.repository().value(), "b");
    assert_eq!(image.resolve(None).unwrap().unwrap(), "docker.io/library/b:c");
    assert_eq!(image_parts("image: {repository: a}")[0].resolve(None), Ok(None));
}

const DIGEST: &str = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// `(text, with the tag 1.30, with a digest)`; `$` is the digest, `-` an error.
#[rustfmt::skip]
const EDITS: &[(&str, &str, &str)] = &[
    ("image:\n  repository: a\n  tag: v1 # c\n", "image:\n  repository: a\n  tag: \"1.30\" # c\n", "image:\n  repository: a\n  tag: v1@$ # c\n"),
    ("image: {repository: a, tag: 1.20}", "image: {repository: a, tag: \"1.30\"}", "image: {repository: a, tag: 1.20@$}"),
    ("image: {repository: a, tag: '1.20'}", "image: {repository: a, tag: '1.30'}", "image: {repository: a, tag: '1.20@$'}"),
    ("image: {repository: a, tag: \"\"}", "image: {repository: a, tag: \"1.30\"}", "-"),
    ("image: {repository: a, tag: v1, digest: ''}", "image: {repository: a, tag: \"1.30\", digest: ''}", "image: {repository: a, tag: v1, digest: '$'}"),
    ("image: {repository: a}", "-", "-"),
    ("images:\n- name: a\n  newTag: \"1.20\"\n", "images:\n- name: a\n  newTag: \"1.30\"\n", "-"),
    ("images: [{name: a, digest: sha256:0}]", "-", "images: [{name: a, digest: $}]"),
    ("{\"images\": [{\"name\":\"a\",\"newTag\":\"b\"}]}", "{\"images\": [{\"name\":\"a\",\"newTag\":\"1.30\"}]}", "-"),
];

#[test]
fn edits() {
    let digest: Digest = DIGEST.parse().unwrap();
    for (text, tagged, pinned) in EDITS {
        let image = &image_parts(text)[0];
        let made = |edit: Result<_, TextEditError>| match edit {
            Ok(edit) => apply(text, [edit]).unwrap(),
            Err(TextEditError::MissingField { .. }) => "-".to_owned(),
            Err(other) => panic!("{text:?}: {other}"),
        };
        assert_eq!(made(image.edit_tag(Tag::parse("1.30").unwrap())), *tagged, "{text:?}");
        assert_eq!(made(image.edit_digest(&digest)), pinned.replace('$', DIGEST), "{text:?}");
    }
    let image = &image_parts("images: [{name: a, newName: b}]")[0];
    let error = image.edit_tag(Tag::LATEST).unwrap_err();
    assert_eq!(error.to_string(), "missing field `newTag`");
}

proptest! {
    /// An edited tag reads back as a string with that value, and everything else stays.
    #[test]
    fn an_edited_tag_reads_back(old in "[A-Za-z0-9_][A-Za-z0-9._-]{0,8}", new in "[A-Za-z0-9_][A-Za-z0-9._-]{0,8}", style in 0..4) {
        let old = match style {
            0 => format!("'{old}'"),
            1 => format!("\"{old}\""),
            2 => format!("  {old} # c"),
            _ => format!("|-\n    {old}"),
        };
        let text = format!("image:\n  repository: a\n  tag: {old}\n  pullPolicy: Always\n");
        let image = &image_parts(&text)[0];
        prop_assume!(image.tag().is_some());
        let edit = image.edit_tag(Tag::parse(&new).unwrap()).unwrap();
        let (before, after) = (&text[..edit.span().start], &text[edit.span().end..]);
        let edited = apply(&text, [edit.clone()]).unwrap();
        prop_assert!(edited.starts_with(before) && edited.ends_with(after));
        let again = image_parts(&edited);
        prop_assert_eq!(again[0].tag().unwrap().value(), &new);
        prop_assert!(again[0].tag().unwrap().is_string(), "{}", edited);
    }
}

/// `(value, with A=1, E= and U unset)`: compose-spec/compose-go, template/template_test.go.
#[rustfmt::skip]
const VARIABLES: &[(&str, Result<&str, &str>)] = &[
    ("nginx", Ok("nginx")),
    ("$A", Ok("1")),
    ("${A}", Ok("1")),
    ("x$A-y", Ok("x1-y")),
    ("$AB", Ok("")),
    ("${U}", Ok("")),
    ("$$A", Ok("$A")),
    ("$${A}", Ok("${A}")),
    ("${U:-d}", Ok("d")),
    ("${U-d}", Ok("d")),
    ("${E:-d}", Ok("d")),
    ("${E-d}", Ok("")),
    ("${A:-d}", Ok("1")),
    ("${U:-}", Ok("")),
    ("${U:-$A}", Ok("1")),
    ("${U:-${U2:-d}}", Ok("d")),
    ("${U:-docker.io}/team/app:${A:-2}", Ok("docker.io/team/app:1")),
    ("${U:-nginx:1.27}", Ok("nginx:1.27")),
    ("${A:+r}", Ok("r")),
    ("${E:+r}", Ok("")),
    ("${E+r}", Ok("r")),
    ("${U+r}", Ok("")),
    ("${A:?err}", Ok("1")),
    ("${A?err}", Ok("1")),
    ("${E?err}", Ok("")),
    ("${A:-${U:?err}}", Ok("1")),
    ("}", Ok("}")),
    ("${U:?set it}", Err("missing value of the required variable `U`")),
    ("${E:?}", Err("missing value of the required variable `E`")),
    ("${U?}", Err("missing value of the required variable `U`")),
    ("a${", Err("malformed variable substitution at byte 1")),
    ("a$", Err("malformed variable substitution at byte 1")),
    ("${}", Err("malformed variable substitution at byte 0")),
    ("${A", Err("malformed variable substitution at byte 0")),
    ("${A:-d", Err("malformed variable substitution at byte 0")),
    ("${A!d}", Err("malformed variable substitution at byte 0")),
    ("${A:x}", Err("malformed variable substitution at byte 0")),
    ("$1", Err("malformed variable substitution at byte 0")),
    ("${ A}", Err("malformed variable substitution at byte 0")),
];

#[test]
fn variables() {
    let lookup = |name: &str| match name {
        "A" => Some("1".to_owned()),
        "E" => Some(String::new()),
        _ => None,
    };
    for &(value, want) in VARIABLES {
        let found = interpolate(value, lookup).map_err(|e| e.to_string());
        assert_eq!(found.as_deref().map_err(|e| e.as_str()), want, "{value}");
    }
    let deep = format!("{}x{}", "${A:-".repeat(10_000), "}".repeat(10_000));
    let error = interpolate(&deep, lookup).unwrap_err();
    assert_eq!(error.kind(), InterpolationErrorKind::TooDeep);
}
