//! Each function on the cases that matter: a value, null, and what is neither.

use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, AsArray, Int64Array, StringViewArray};

use crate::{booleans, call, field, strings, try_call};

const DIGEST: &str = "sha256:0d17b565c37bcbd895e9d92315a05c1c3c9a29f762b011a10c54a66cd53c9b31";

fn column(texts: &[Option<&str>]) -> ArrayRef {
    Arc::new(StringViewArray::from_iter(texts))
}

#[track_caller]
fn check(function: &str, rows: &[(Option<&str>, Option<&str>)]) {
    check_field(function, None, rows);
}

#[track_caller]
fn check_field(function: &str, name: Option<&str>, rows: &[(Option<&str>, Option<&str>)]) {
    let texts: Vec<_> = rows.iter().map(|(text, _)| *text).collect();
    let answer = call(function, &[column(&texts)]);
    let answer = match name {
        Some(name) => field(&answer, name),
        None => answer,
    };
    let want: Vec<_> = rows.iter().map(|(_, want)| want.map(str::to_owned)).collect();
    assert_eq!(strings(&answer), want, "{function} {name:?}");
}

#[test]
fn normalize() {
    check(
        "image_normalize",
        &[
            (Some("nginx"), Some("docker.io/library/nginx:latest")),
            (Some("a.b/c:1"), Some("a.b/c:1")),
            (Some("registry.example.com/team/app:1"), Some("registry.example.com/team/app:1")),
            (Some("index.docker.io/a/b"), Some("docker.io/a/b:latest")),
            (Some("Nginx"), None),
            (Some(""), None),
            (None, None),
        ],
    );
}

#[test]
fn familiar() {
    check(
        "image_familiar",
        &[
            (Some("docker.io/library/nginx:1.27"), Some("nginx:1.27")),
            (Some("docker.io/library/nginx:1.27-alpine3.20"), Some("nginx:1.27-alpine3.20")),
            (Some("nginx"), Some("nginx:latest")),
            (Some("quay.io/team/app:1"), Some("quay.io/team/app:1")),
            (Some("quay.io/"), None),
            (None, None),
        ],
    );
}

#[test]
fn parts() {
    let full = format!("localhost:5000/a/b:1.27@{DIGEST}");
    for (name, short, long) in [
        ("registry", None, Some("localhost:5000")),
        ("repository", Some("nginx"), Some("a/b")),
        ("tag", None, Some("1.27")),
        ("digest", None, Some(DIGEST)),
    ] {
        let rows = [
            (Some("nginx"), short),
            (Some("a b"), None),
            (Some(full.as_str()), long),
            (None, None),
        ];
        check_field("image_parse", Some(name), &rows);
    }
    let parts = call("image_parse", &[column(&[Some("nginx"), Some("a b"), None])]);
    assert_eq!([0, 1, 2].map(|row| parts.is_null(row)), [false, true, true]);
}

#[test]
fn errors() {
    check(
        "image_error",
        &[
            (Some("nginx"), None),
            (
                Some("https://quay.io/a"),
                Some("unexpected URL scheme: a reference starts with the registry host"),
            ),
            (Some("a b"), Some("unexpected whitespace ` ` in the repository")),
            (None, None),
        ],
    );
}

#[test]
fn registries() {
    check(
        "registry_operator",
        &[
            (Some("nginx"), Some("docker-hub")),
            (Some("quay.io/a/b"), Some("quay")),
            (Some("123456789012.dkr.ecr.eu-west-1.amazonaws.com/a"), Some("amazon-ecr")),
            (Some("europe-west1-docker.pkg.dev/a/b/c"), Some("google-artifact-registry")),
            (Some("us-docker.pkg.dev/a/b/c"), Some("google-artifact-registry")),
            (Some("harbor.example.com/a/b"), Some("unknown")),
            (Some("https://quay.io/a"), None),
            (None, None),
        ],
    );
    let pause = Some("k8s.gcr.io/pause:3.2");
    let mirror = Some("gcr.azk8s.cn/a/b");
    let others = [(Some("quay.io/a/b"), None), (Some("A"), None), (None, None)];
    for (name, pause_want, mirror_want) in [
        ("replacement", Some("registry.k8s.io/pause"), None),
        ("since", Some("2023-04-03"), None),
        (
            "source",
            Some("kubernetes.io/blog/2023/03/10/image-registry-redirect"),
            Some("Azure/container-service-for-azure-china, mirrors"),
        ),
    ] {
        let rows = [&[(pause, pause_want), (mirror, mirror_want)], &others[..]].concat();
        check_field("registry_retired", Some(name), &rows);
    }
    let retired = call("registry_retired", &[column(&[pause, Some("nginx"), None])]);
    assert_eq!([0, 1, 2].map(|row| retired.is_null(row)), [false, true, true]);
    check_field(
        "registry_retired",
        Some("replacement"),
        &[
            (Some("bitnami/redis:7"), Some("docker.io/bitnamilegacy/redis")),
            (Some("redis:7"), None),
        ],
    );
}

#[test]
fn tags() {
    check(
        "tag_kind",
        &[
            (Some("1.27.3"), Some("semantic-version")),
            (Some("latest"), Some("latest")),
            (Some("2.0.0"), Some("semantic-version")),
            (Some("-"), None),
            (None, None),
        ],
    );
    let rows = [
        (Some("1.27.2"), Some("1.27.10"), Some(true)),
        (Some("1.27.10"), Some("1.27.2"), Some(false)),
        (Some("1.27.2"), Some("1.27.2"), Some(false)),
        (Some("1.27.2"), Some("1.28.0-alpine"), Some(false)),
        (Some("1.27.2"), Some("1.28.0-rc1"), Some(false)),
        (Some("1.27.2"), Some("-"), None),
        (None, Some("1.27.2"), None),
        (Some("1.27.2"), None, None),
    ];
    let tags = column(&rows.map(|(tag, ..)| tag));
    let candidates = column(&rows.map(|(_, candidate, _)| candidate));
    assert_eq!(booleans(&call("tag_newer", &[tags, candidates])), rows.map(|(.., want)| want));
}

#[test]
fn pinned() {
    let pinned = format!("nginx@{DIGEST}");
    let images = column(&[Some("nginx:1"), Some(&pinned), Some("N"), None]);
    let want = [Some(false), Some(true), None, None];
    assert_eq!(booleans(&call("image_pinned", &[images])), want);
}

#[test]
fn arguments_that_are_not_strings_are_rejected() {
    let numbers: ArrayRef = Arc::new(Int64Array::from(vec![1]));
    let error = try_call("image_normalize", &[Arc::clone(&numbers)]).expect_err("a mistake");
    assert_eq!(
        error.strip_backtrace(),
        "Error during planning: unexpected Int64 as an argument of image_normalize: not a string"
    );
    let error = try_call("tag_newer", &[column(&[Some("1")])]).expect_err("a mistake");
    assert_eq!(
        error.strip_backtrace(),
        "Error during planning: 1 arguments of tag_newer, but 2 expected"
    );
}

#[test]
fn parts_are_views_of_the_input() {
    let text = format!("registry.example.com:5000/team/tools/scanner:1.25-alpine3.20@{DIGEST}");
    let images = column(&[Some(&text), Some("nginx")]);
    let input = images.as_string_view().value(0).as_ptr();
    let parsed = call("image_parse", &[Arc::clone(&images)]);
    for (name, want) in [
        ("registry", "registry.example.com:5000"),
        ("repository", "team/tools/scanner"),
        ("tag", "1.25-alpine3.20"),
        ("digest", DIGEST),
    ] {
        let column = field(&parsed, name);
        let part = column.as_string_view().value(0);
        assert_eq!(part, want);
        let offset = part.as_ptr().addr().wrapping_sub(input.addr());
        assert_eq!(Some(offset), text.find(want), "{name} was copied");
    }
}

#[test]
fn canonical_references_are_views_of_the_input() {
    let text = "registry.example.com:5000/team/app:1.25";
    let images = column(&[Some(text), Some("nginx:1.27")]);
    let input = images.as_string_view().value(0).as_ptr();
    for function in ["image_normalize", "image_familiar"] {
        let answer = call(function, &[Arc::clone(&images)]);
        assert_eq!(answer.as_string_view().value(0).as_ptr(), input, "{function}");
    }
}
