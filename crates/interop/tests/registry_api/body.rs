//! Bodies of a registry's answers.

use imageref_interop::registry_api::{ErrorBody, TagList};

#[test]
fn tags() {
    let list = TagList::from_slice(br#"{"name":"a/b","tags":null}"#).unwrap();
    assert_eq!((list.name(), list.tags().len()), (Some("a/b"), 0));
    let missing = TagList::from_slice(br#"{"name":"a/b"}"#).unwrap_err();
    assert_eq!(missing.to_string(), "the member `tags` is missing (byte 0)");
    for (body, error) in [
        (&br#"{"tags":[],"tags":[]}"#[..], "duplicate member `tags`, at /tags (byte 18)"),
        (br#"{"Tags":[]}"#, "wrong case in the name of the member `tags`, at /tags (byte 8)"),
        (br#"{"tags":[1]}"#, "expected an array of strings, at /tags (byte 8)"),
        (br#"{"tags":[]}x"#, "invalid JSON (byte 11)"),
        (b"{\n\"tags\": [}", "invalid JSON (byte 11)"),
        (b"{\"tags\":[\"\xff\"]}", "invalid JSON (byte 10)"),
        (b"", "invalid JSON (byte 0)"),
        (b"[]", "expected an object (byte 0)"),
        (br#"{"name":1,"tags":[]}"#, "expected a string, at /name (byte 8)"),
    ] {
        assert_eq!(TagList::from_slice(body).unwrap_err().to_string(), error);
    }
    let large = b" {".repeat(3 << 20);
    let large = TagList::from_slice(&large).unwrap_err();
    assert_eq!(large.to_string(), "the document is larger than 4194304 bytes (byte 4194304)");
    let deep = [&br#"{"tags":"#[..], &b"[".repeat(100_000), &b"]".repeat(100_000), b"}"].concat();
    let deep = TagList::from_slice(&deep).unwrap_err();
    assert_eq!(deep.to_string(), "expected an array of strings, at /tags (byte 8)");
}

#[test]
fn errors_are_printed_escaped() {
    let body = br#"{"errors":[{"code":"MANIFEST_UNKNOWN","message":"\u001b[31mgone","detail":{"Tag":"x"}}]}"#;
    let errors = ErrorBody::from_slice(body).unwrap();
    let error = &errors.errors()[0];
    assert_eq!((error.code(), error.detail()), (Some("MANIFEST_UNKNOWN"), Some(r#"{"Tag":"x"}"#)));
    assert_eq!(error.to_string(), r"MANIFEST_UNKNOWN: \u{1b}[31mgone");
    assert_eq!(errors.to_string(), error.to_string());
}

#[test]
fn error_bodies() {
    for (body, expected) in [
        (&br#"{"errors":[]}"#[..], Ok("")),
        (br#"{"errors":[{"message":"a"},{"code":"B","message":null}]}"#, Ok("UNKNOWN: a; B")),
        (
            br#"{"errors":[{"code":"A"},{"code":1}]}"#,
            Err("expected a string, at /errors/1/code (byte 32)"),
        ),
        (br#"{"errors":[1]}"#, Err("expected an object, at /errors/0 (byte 11)")),
        (br#"{"errors":{}}"#, Err("expected an array, at /errors (byte 10)")),
        (br#"{"error":[]}"#, Err("the member `errors` is missing (byte 0)")),
    ] {
        let found = ErrorBody::from_slice(body).map(|b| b.to_string()).map_err(|e| e.to_string());
        assert_eq!(found.as_deref().map_err(String::as_str), expected);
    }
}
