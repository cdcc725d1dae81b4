//! Each function on the cases that matter: a value, null, and what is neither.

use datafusion::arrow::array::{Array, ArrayRef, AsArray, StringViewArray};
use std::sync::Arc;

use crate::{booleans, query, query_columns, session, strings};

const DIGEST: &str = "sha256:0d17b565c37bcbd895e9d92315a05c1c3c9a29f762b011a10c54a66cd53c9b31";

/// The answer of a function to constants.
fn constant(call: &str) -> Option<String> {
    let rows = query(&session(), &format!("SELECT {call}"));
    strings(rows[0].column(0)).remove(0)
}

#[test]
fn of_constants() {
    let rows = [
        ("image_normalize('nginx')", Some("docker.io/library/nginx:latest")),
        ("image_normalize('a.b/c:1')", Some("a.b/c:1")),
        ("image_normalize('Nginx')", None),
        ("image_normalize(NULL)", None),
        ("image_familiar('docker.io/library/nginx:1.27')", Some("nginx:1.27")),
        ("image_familiar('nginx')", Some("nginx:latest")),
        ("image_familiar('quay.io/team/app:1')", Some("quay.io/team/app:1")),
        ("image_familiar('quay.io/')", None),
        ("image_parse('nginx:1.27')['registry']", None),
        ("image_parse('nginx:1.27')['repository']", Some("nginx")),
        ("image_parse('nginx:1.27')['tag']", Some("1.27")),
        ("image_parse('localhost:5000/a/b')['registry']", Some("localhost:5000")),
        ("tag_kind('1.27.3')", Some("semantic-version")),
        ("tag_kind('latest')", Some("latest")),
        ("tag_kind('-')", None),
        ("registry_operator('nginx')", Some("docker-hub")),
        ("registry_operator('quay.io/a/b')", Some("quay")),
        ("registry_operator('harbor.example.com/a/b')", Some("unknown")),
        ("registry_operator('https://quay.io/a')", None),
        ("registry_retired('k8s.gcr.io/pause:3.2')['name']", Some("k8s.gcr.io")),
        ("registry_retired('k8s.gcr.io/pause:3.2')['replacement']", Some("registry.k8s.io/pause")),
        ("registry_retired('k8s.gcr.io/pause:3.2')['since']", Some("2023-04-03")),
        ("registry_retired('gcr.azk8s.cn/a/b')['replacement']", None),
        ("registry_retired('quay.io/a/b')['name']", None),
        ("image_error('nginx')", None),
        ("image_error(NULL)", None),
        ("image_error('https://quay.io/a')", Some("unexpected URL scheme `https://`")),
    ];
    for (call, want) in rows {
        assert_eq!(constant(call).as_deref(), want, "{call}");
    }
}

#[test]
fn truths() {
    let tags: [(&str, Option<bool>); 6] = [
        ("tag_newer('1.27.2', '1.27.10')", Some(true)),
        ("tag_newer('1.27.10', '1.27.2')", Some(false)),
        ("tag_newer('1.27.2', '1.28.0-alpine')", Some(false)),
        ("tag_newer('1.27.2', '1.28.0-rc1')", Some(false)),
        ("tag_newer('1.27.2', '-')", None),
        ("tag_newer(NULL, '1.27.2')", None),
    ];
    for (call, want) in tags {
        let rows = query(&session(), &format!("SELECT {call}"));
        assert_eq!(booleans(rows[0].column(0)), [want], "{call}");
    }
    let images = [("nginx:1", Some(false)), (&format!("nginx@{DIGEST}"), Some(true)), ("N", None)];
    for (image, want) in images {
        let rows = query(&session(), &format!("SELECT image_pinned('{image}')"));
        assert_eq!(booleans(rows[0].column(0)), [want], "{image}");
    }
}

#[test]
fn nulls_and_mistakes_are_null() {
    let images: ArrayRef = Arc::new(StringViewArray::from(vec![None, Some("a b"), Some("nginx")]));
    let functions =
        ["image_parse", "image_normalize", "image_familiar", "image_pinned", "registry_operator"];
    for function in functions {
        let sql = format!("SELECT {function}(image) FROM t");
        let column = Arc::clone(query_columns(&[("image", Arc::clone(&images))], &sql).column(0));
        let nulls: Vec<_> = (0..3).map(|row| column.is_null(row)).collect();
        assert_eq!(nulls, [true, true, false], "{function}");
    }
    let errors = query_columns(&[("image", images)], "SELECT image_error(image) FROM t");
    let want = "unexpected white space in the reference";
    let error = strings(errors.column(0));
    assert_eq!((error[0].as_deref(), error[2].as_deref()), (None, None));
    assert!(error[1].as_deref().is_some_and(|error| !error.is_empty()), "{error:?} {want}");
}

#[test]
fn arguments_that_are_not_strings_are_rejected() {
    let error = crate::wait(session().sql("SELECT image_normalize(1)")).err().expect("a mistake");
    let text = error.to_string();
    assert!(
        text.contains("unexpected Int64 as an argument of image_normalize: not a string"),
        "{text}"
    );
    let error = crate::wait(session().sql("SELECT tag_newer('1')")).err().expect("a mistake");
    assert!(error.to_string().contains("1 arguments of tag_newer, but 2 expected"), "{error}");
}

#[test]
fn parts_are_views_of_the_input() {
    let text = format!("registry.example.com:5000/team/tools/scanner:1.25-alpine3.20@{DIGEST}");
    let images: ArrayRef = Arc::new(StringViewArray::from_iter_values([text.as_str(), "nginx"]));
    let input = images.as_string_view().data_buffers()[0].as_ptr();
    let parsed =
        query_columns(&[("image", Arc::clone(&images))], "SELECT image_parse(image) FROM t");
    let parts = parsed.column(0).as_struct();
    for (name, want) in [
        ("registry", "registry.example.com:5000"),
        ("repository", "team/tools/scanner"),
        ("tag", "1.25-alpine3.20"),
        ("digest", DIGEST),
    ] {
        let column = parts.column_by_name(name).expect(name).as_string_view();
        assert_eq!(column.value(0), want);
        let offset = column.value(0).as_ptr().addr().checked_sub(input.addr()).expect(name);
        assert_eq!(offset, text.find(want).expect(name), "{name} was copied");
    }
    assert_eq!(parts.column(1).as_string_view().value(1), "nginx");
}

#[test]
fn canonical_references_are_views_of_the_input() {
    let text = "registry.example.com:5000/team/app:1.25";
    let images: ArrayRef = Arc::new(StringViewArray::from_iter_values([text, "nginx:1.27"]));
    let input = images.as_string_view().value(0).as_ptr();
    for function in ["image_normalize", "image_familiar"] {
        let sql = format!("SELECT {function}(image) FROM t");
        let column = query_columns(&[("image", Arc::clone(&images))], &sql);
        assert_eq!(column.column(0).as_string_view().value(0).as_ptr(), input, "{function}");
    }
}
