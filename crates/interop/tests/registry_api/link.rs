//! `Link` headers.

use imageref_interop::registry_api::next_page;
use proptest::prelude::*;

#[test]
fn links() {
    for (header, expected) in [
        ("", None),
        ("</v2/_catalog?last=b&n=2>; rel=\"next\"", Some("/v2/_catalog?last=b&n=2")),
        ("</a>; rel=next", Some("/a")),
        ("</a>;rel=\"next\"", Some("/a")),
        ("</a,b;c>; rel=\"next\"", Some("/a,b;c")),
        ("</p>; rel=\"prev\", </n>; rel=\"next\"", Some("/n")),
        ("</a>; title=\"x, y; rel=\\\"next\\\"\"; rel=\"prev\", </b>; rel=\"next\"", Some("/b")),
        ("</a>; rel=\"prev next\"", Some("/a")),
        ("</a>; REL=NEXT", Some("/a")),
        ("</a>; rel=prev; rel=next", None),
        ("</a>; rel=\"nextish\"", None),
        ("</a>", None),
        // Only the link that is followed is checked.
        ("<>; rel=prev", None),
        ("<javascript:x>", None),
        ("</a>; x; rel=next;", Some("/a")),
        ("</a>; rel=next, </b>; rel=next", Some("/a")),
        ("<https://example.com/v2/a>; rel=next", Some("https://example.com/v2/a")),
        ("<HTTP://[::1]:5000/v2/a?n=%20#x>; rel=next", Some("HTTP://[::1]:5000/v2/a?n=%20#x")),
    ] {
        assert_eq!(next_page(header), Ok(expected), "{header}");
    }
}

#[test]
fn rejected() {
    for (header, message) in [
        ("/v2/x/tags/list?last=a; rel=\"next\"", "expected `<` in the link, but found `/`"),
        ("</a; rel=next", "expected `>`, but the link ends"),
        ("</a> rel=next", "expected `;` or `,` in the link, but found `r`"),
        ("</a>; rel=\"next", "expected `\"`, but the link ends"),
        ("</a>; =x", "expected a token in the link, but found `=`"),
        ("</a>; rel=", "expected a token, but the link ends"),
        ("<>; rel=next", "the link target is empty"),
        ("<javascript:alert(1)>; rel=next", "unexpected URL scheme in the link target"),
        ("<JavaScript://a/%0aalert(1)>; rel=next", "unexpected URL scheme in the link target"),
        ("<file:///etc/passwd>; rel=next", "unexpected URL scheme in the link target"),
        ("<https:/a>; rel=next", "unexpected URL scheme in the link target"),
        ("<https:a>; rel=next", "unexpected URL scheme in the link target"),
        ("<https:///a>; rel=next", "the link target is empty"),
        ("<https://:443/a>; rel=next", "the link target is empty"),
        ("<https://example.com:x/a>; rel=next", "invalid port in the link target"),
        ("<https://registry.io@evil.com/a>; rel=next", "unexpected credentials in the link target"),
        ("<//evil.com/a>; rel=next", "unexpected `//` without a URL scheme in the link target"),
        (
            "</\\evil.com/a>; rel=next",
            "expected a character of a URL in the link target, but found `\\`",
        ),
        ("<v2/a>; rel=next", "expected `/` or a URL in the link target, but found `v`"),
        ("<?last=a>; rel=next", "expected `/` or a URL in the link target, but found `?`"),
        ("</a b>; rel=next", "unexpected whitespace ` ` in the link target"),
        ("</a\u{e9}>; rel=next", "unexpected non-ASCII character `\\u{e9}` in the link target"),
        ("</a\r\nX: b>; rel=next", "unexpected whitespace `\\r` in the link"),
        ("</a>; title=\"\\\r\\\n\"; rel=next", "unexpected whitespace `\\r` in the link"),
        ("</a\0>; rel=next", "unexpected control character `\\x00` in the link"),
    ] {
        let error = next_page(header).expect_err(header);
        assert_eq!(error.to_string(), message, "{header}");
        assert!(header.get(error.span().range()).is_some(), "{header}: {error:?}");
    }
}

proptest! {
    #[test]
    fn a_target_is_a_path_or_a_url(target in "(https?:|javascript:|file:|data:)?/{0,3}[a-z:@?#%\\\\ \\r\\n\u{e9}]{0,6}") {
        if let Ok(Some(found)) = next_page(&format!("<{target}>; rel=next")) {
            prop_assert_eq!(found, &target);
            prop_assert!(found.bytes().all(|b| b.is_ascii_graphic() && b != b'\\'));
            let is_path = found.starts_with('/') && !found.starts_with("//");
            prop_assert!(is_path || found.starts_with("http://") || found.starts_with("https://"));
        }
    }
}
