//! What registries answer.

use imageref_interop::PayloadError;
use imageref_interop::registry_api::{ErrorBody, TagList};

#[test]
fn tags() {
    let list = TagList::from_slice(br#"{"name":"a/b","tags":null}"#).unwrap();
    assert_eq!((list.name(), list.tags().len()), ("a/b", 0));
    let missing = TagList::from_slice(br#"{"name":"a/b"}"#).unwrap_err();
    assert_eq!(missing.to_string(), "the member tags is missing");
    for (body, error) in [
        (&br#"{"tags":[],"tags":[]}"#[..], "a second member tags"),
        (br#"{"Tags":[]}"#, "the name of the member tags in the wrong case"),
        (br#"{"tags":[1]}"#, "expected an array of strings at tags"),
        (br#"{"tags":[]}x"#, "invalid JSON at line 1, column 12"),
        (br#"[]"#, "invalid JSON at line 1, column 0"),
    ] {
        assert_eq!(TagList::from_slice(body).unwrap_err().to_string(), error);
    }
    let large = [b' ', b'{'].repeat(3 << 20);
    assert!(matches!(TagList::from_slice(&large), Err(PayloadError::TooLarge { .. })));
    let deep = [&br#"{"tags":"#[..], &b"[".repeat(100_000)].concat();
    assert!(matches!(TagList::from_slice(&deep), Err(PayloadError::Syntax { .. })));
}

#[test]
fn errors_reach_no_terminal_as_they_are() {
    let body = br#"{"errors":[{"code":"MANIFEST_UNKNOWN","message":"\u001b[31mgone","detail":{"Tag":"x"}}]}"#;
    let errors = ErrorBody::from_slice(body).unwrap();
    let error = &errors.errors()[0];
    assert_eq!((error.code(), error.detail()), ("MANIFEST_UNKNOWN", Some(r#"{"Tag":"x"}"#)));
    assert_eq!(error.to_string(), r"MANIFEST_UNKNOWN: \u{1b}[31mgone");
    assert_eq!(errors.to_string(), error.to_string());
}
