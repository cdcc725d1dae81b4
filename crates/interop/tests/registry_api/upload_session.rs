//! Names of uploads.

use imageref_interop::registry_api::UploadSession;

#[test]
fn accepted() {
    for text in ["a", "b6b1f1cd-9b3f-4b8a", "AJMK_x==", "upload.1~a+b:c", "...", ".a"] {
        assert_eq!(UploadSession::parse(text).map(|session| session.as_str()), Ok(text));
    }
}

#[test]
fn rejected() {
    let expected = "expected a letter, digit or one of `-._~+=:` in the upload session, but found";
    for (text, message) in [
        ("", "the upload session is empty".to_owned()),
        (".", "unexpected `.` or `..` as a component of the upload session".to_owned()),
        ("..", "unexpected `.` or `..` as a component of the upload session".to_owned()),
        ("x?y", "unexpected query in the upload session".to_owned()),
        ("x#z", "unexpected fragment in the upload session".to_owned()),
        ("%2e%2e", "unexpected percent-escape in the upload session".to_owned()),
        ("a/b", format!("{expected} `/`")),
        ("..;a", format!("{expected} `;`")),
        ("a\\b", format!("{expected} `\\`")),
        ("a b", "unexpected whitespace ` ` in the upload session".to_owned()),
        ("a\r\nHost: evil", "unexpected whitespace `\\r` in the upload session".to_owned()),
        ("a\0", "unexpected control character `\\x00` in the upload session".to_owned()),
        ("\u{e9}", "unexpected non-ASCII character `\\u{e9}` in the upload session".to_owned()),
    ] {
        assert_eq!(UploadSession::parse(text).unwrap_err().to_string(), message, "{text:?}");
    }
}
