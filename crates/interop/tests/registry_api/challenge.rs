//! `WWW-Authenticate` headers.

use imageref_interop::FormatError;
use imageref_interop::registry_api::{Challenge, Challenges};
use proptest::prelude::*;

fn all(header: &str) -> Result<Vec<Challenge>, FormatError> {
    Challenges::new(header).collect()
}

/// Scheme, token and parameters, on one line.
fn drawn(challenge: &Challenge) -> String {
    let parameters = challenge.parameters().map(|(name, value)| format!("{name}={value}"));
    let token = challenge.token68().map(|token| format!("<{token}>"));
    let rest: Vec<_> = token.into_iter().chain(parameters).collect();
    format!("{}[{}]", challenge.scheme(), rest.join("|"))
}

#[test]
fn challenges() {
    for (header, expected) in [
        ("", ""),
        ("Basic", "Basic[]"),
        ("Basic realm=\"a\"", "Basic[realm=a]"),
        (
            "Bearer realm=\"https://auth.docker.io/token\",service=\"registry.docker.io\",scope=\"repository:library/nginx:pull\"",
            "Bearer[realm=https://auth.docker.io/token|service=registry.docker.io|scope=repository:library/nginx:pull]",
        ),
        (
            "Bearer realm=\"r\",scope=\"repository:a:pull,push repository:b:pull\"",
            "Bearer[realm=r|scope=repository:a:pull,push repository:b:pull]",
        ),
        ("Bearer realm=\"a\", Basic realm=\"b\"", "Bearer[realm=a] Basic[realm=b]"),
        ("Basic, Bearer realm=\"a\"", "Basic[] Bearer[realm=a]"),
        (
            "Newauth realm=\"apps\", type=1, title=\"Login to \\\"apps\\\"\", Basic realm=\"simple\"",
            "Newauth[realm=apps|type=1|title=Login to \"apps\"] Basic[realm=simple]",
        ),
        ("Negotiate YII=, Basic realm=\"x\"", "Negotiate[<YII=>] Basic[realm=x]"),
        ("Negotiate a87421000492aa874209af8bc028", "Negotiate[<a87421000492aa874209af8bc028>]"),
        ("Negotiate abc==", "Negotiate[<abc==>]"),
        // In the form of `Negotiate`.
        ("Basic realm", "Basic[<realm>]"),
        ("bEARER REALM = \"a\" , Service = b", "bEARER[realm=a|service=b]"),
        (",, Basic realm=\"a\",,service=b,", "Basic[realm=a|service=b]"),
        ("Bearer realm=https://a/token,service=b", "Bearer[realm=https://a/token|service=b]"),
        ("Bearer realm=\"\"", "Bearer[realm=]"),
        ("Bearer realm=\"a=b,c\"\t,\tscope=\"x\"", "Bearer[realm=a=b,c|scope=x]"),
        ("Bearer realm=\"\u{e9}\\\u{e9}\"", "Bearer[realm=\u{e9}\u{e9}]"),
    ] {
        let read = all(header).expect(header);
        let found: Vec<_> = read.iter().map(drawn).collect();
        assert_eq!(found.join(" "), expected, "{header}");
        let printed: Vec<_> = read.iter().map(ToString::to_string).collect();
        assert_eq!(all(&printed.join(", ")), Ok(read), "{header}");
    }
}

#[test]
fn rejected() {
    for (header, message, start) in [
        (
            "realm=\"a\"",
            "expected a scheme before the parameter in the challenge, but found `=`",
            5,
        ),
        ("Basic realm=\"a", "expected `\"`, but the challenge ends", 14),
        ("Basic realm=\"a\\", "expected `\"`, but the challenge ends", 15),
        ("Basic realm \"a\"", "expected `=` in the challenge, but found `\"`", 12),
        ("Basic realm=\"a\" service=\"b\"", "expected `,` in the challenge, but found `s`", 16),
        ("Basic realm=\"a\"x", "expected `,` in the challenge, but found `x`", 15),
        ("Basic realm=\"a\",realm=\"b\"", "duplicate name in the challenge", 16),
        ("Bearer REALM=a,realm=b", "duplicate name in the challenge", 15),
        ("\"Basic\"", "expected a token in the challenge, but found `\"`", 0),
        ("B\u{e9}arer", "unexpected non-ASCII character `\\u{e9}` in the challenge", 1),
        ("Basic realm=a\"b\"", "expected `,` in the challenge, but found `\"`", 13),
        (
            "Negotiate YII=, realm=\"a\"",
            "expected a challenge without parameters in the challenge, but found `=`",
            21,
        ),
        // Control characters, wherever they are and however they are escaped.
        ("Bearer realm=\"a\r\nX: b\"", "unexpected whitespace `\\r` in the challenge", 15),
        ("Bearer realm=\"a\\\r\\\nX: b\"", "unexpected whitespace `\\r` in the challenge", 16),
        ("Bearer realm=a\nb", "unexpected whitespace `\\n` in the challenge", 14),
        ("Bearer\r\n realm=a", "unexpected whitespace `\\r` in the challenge", 6),
        ("Bearer realm=\"\0\"", "unexpected control character `\\x00` in the challenge", 14),
        ("Bearer realm=\"\x1b[31m\"", "unexpected control character `\\x1b` in the challenge", 14),
        ("Bearer realm=\"\x7f\"", "unexpected control character `\\x7f` in the challenge", 14),
        (
            "Bearer realm=\"\u{85}\"",
            "unexpected non-ASCII character `\\u{85}` in the challenge",
            14,
        ),
    ] {
        let error = all(header).expect_err(header);
        assert_eq!(
            (error.to_string().as_str(), error.span().start),
            (message, start),
            "{header:?}"
        );
        assert!(header.get(error.span().range()).is_some(), "{header}: {error:?}");
    }
}

/// A wrong challenge ends the iterator, after the ones before it.
#[test]
fn the_good_ones_come_before_a_bad_one() {
    let mut challenges = Challenges::new("Bearer realm=\"a\", Basic realm=\"b\", Digest realm=\"c");
    let mut next = || challenges.next().map(|found| found.map(|found| drawn(&found)).ok());
    assert_eq!(next(), Some(Some("Bearer[realm=a]".to_owned())));
    assert_eq!(next(), Some(Some("Basic[realm=b]".to_owned())));
    assert_eq!(next(), Some(None));
    assert_eq!(next(), None);
    assert_eq!(next(), None);
}

#[test]
fn one_challenge() {
    let bearer = Challenge::parse("Bearer Realm=\"a\"").expect("one");
    assert!(bearer.is("BEARER") && !bearer.is("basic"));
    assert_eq!((bearer.parameter("REALM"), bearer.parameter("scope")), (Some("a"), None));
    for (text, message) in [
        ("", "expected a token, but the challenge ends"),
        (" , ", "expected a token, but the challenge ends"),
        ("Basic, Bearer realm=a", "duplicate name in the challenge"),
        ("Basic, =", "expected a token in the challenge, but found `=`"),
    ] {
        assert_eq!(Challenge::parse(text).unwrap_err().to_string(), message, "{text}");
    }
}

/// As many as a header holds, none compared with all others.
#[test]
fn many_parameters() {
    let many: Vec<_> = (0..200_000).map(|n| format!("p{n}=v")).collect();
    let many = format!("Bearer {}", many.join(","));
    assert_eq!(all(&many).expect("one")[0].parameters().len(), 200_000);
    assert!(all(&format!("{many},P7=v")).is_err());
}

proptest! {
    #[test]
    fn what_is_written_is_one_line_and_read_back(header in "(Basic|Bearer|Negotiate)( [a-z]{1,3}=(\"[ -~\\r\\n\\t\\x00\u{e9}\u{85}]{0,8}\"|[!-~]{0,4})(,|, )?){0,3}") {
        for challenge in Challenges::new(&header).flatten() {
            let written = challenge.to_string();
            prop_assert!(!written.chars().any(|c| c.is_control() && c != '\t'), "{:?}", written);
            prop_assert_eq!(Challenge::parse(&written), Ok(challenge));
        }
    }
}
