//! Headers that clients keep getting wrong.

use imageref::reference::{Registry, Repository};
use imageref_interop::registry_api::{
    Challenge, UploadRange, docker_content_digest, mirror_query, mirror_registry, mount_query,
    next_page,
};

use crate::support::digest;

/// Scheme, token and parameters, on one line.
fn drawn(header: &str) -> Result<String, String> {
    let challenges = Challenge::parse(header).map_err(|e| {
        assert!(header.get(e.span().range()).is_some(), "{header:?}: {e:?}");
        e.to_string()
    })?;
    let draw = |challenge: &Challenge| {
        let parameters = challenge.parameters().map(|(name, value)| format!("{name}={value}"));
        let token = challenge.token68().map(|token| format!("<{token}>"));
        let rest: Vec<_> = token.into_iter().chain(parameters).collect();
        format!("{}[{}]", challenge.scheme(), rest.join("|"))
    };
    Ok(challenges.iter().map(draw).collect::<Vec<_>>().join(" "))
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
        ("bEARER REALM = \"a\" , Service = b", "bEARER[realm=a|service=b]"),
        (",, Basic realm=\"a\",,service=b,", "Basic[realm=a|service=b]"),
        ("Bearer realm=https://a/token,service=b", "Bearer[realm=https://a/token|service=b]"),
        ("Bearer realm=\"\"", "Bearer[realm=]"),
        ("Bearer realm=\"a=b,c\"\t,\tscope=\"x\"", "Bearer[realm=a=b,c|scope=x]"),
        ("Bearer realm=\"\u{e9}\\\u{e9}\"", "Bearer[realm=\u{e9}\u{e9}]"),
    ] {
        assert_eq!(drawn(header).as_deref(), Ok(expected), "{header}");
        // What is printed is read as the same.
        let read = Challenge::parse(header).expect("challenges");
        let printed: Vec<_> = read.iter().map(ToString::to_string).collect();
        assert_eq!(Challenge::parse(&printed.join(", ")), Ok(read), "{header}");
    }
    for header in [
        "realm=\"a\"",
        "Basic realm=\"a",
        "Basic realm=\"a\\",
        "Basic realm",
        "Basic realm \"a\"",
        "Basic realm=\"a\" service=\"b\"",
        "Basic realm=\"a\"x",
        "Basic realm=\"a\",realm=\"b\"",
        "Bearer REALM=a,realm=b",
        "\"Basic\"",
        "B\u{e9}arer",
        "Basic realm=a\"b\"",
    ] {
        // `Basic realm` alone is a token of the form that `Negotiate` has.
        if header == "Basic realm" {
            assert_eq!(drawn(header).as_deref(), Ok("Basic[<realm>]"));
            continue;
        }
        assert!(drawn(header).is_err(), "{header}: {:?}", drawn(header));
    }
    // As many as a header holds, none compared with all others.
    let many: Vec<_> = (0..200_000).map(|n| format!("p{n}=v")).collect();
    let many = format!("Bearer {}", many.join(","));
    assert_eq!(Challenge::parse(&many).expect("one")[0].parameters().count(), 200_000);
    assert!(Challenge::parse(&format!("{many},P7=v")).is_err());
    // Parameters beside a token68 belong to no challenge.
    assert!(Challenge::parse("Negotiate YII=, realm=\"a\"").is_err());
    assert!(Challenge::parse("realm=\"a\"").is_err());
    let bearer = &Challenge::parse("Bearer Realm=\"a\"").expect("one")[0];
    assert!(bearer.is("BEARER") && !bearer.is("basic"));
    assert_eq!((bearer.parameter("REALM"), bearer.parameter("scope")), (Some("a"), None));
}

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
        ("<>; rel=next", Some("")),
        ("</a>; x; rel=next;", Some("/a")),
        ("</a>; rel=next, </b>; rel=next", Some("/a")),
        ("<https://evil.com/v2/a>; rel=next", Some("https://evil.com/v2/a")),
    ] {
        assert_eq!(next_page(header), Ok(expected), "{header}");
    }
    for header in [
        "/a; rel=next",
        "</a; rel=next",
        "</a> rel=next",
        "</a>; rel=\"next",
        "</a>; =x",
        "</a>; rel=",
    ] {
        let error = next_page(header).expect_err(header);
        assert!(header.get(error.span().range()).is_some(), "{header}: {error:?}");
    }
}

#[test]
fn digests() {
    let text = digest().to_string();
    assert_eq!(docker_content_digest(&text), Ok(digest()));
    assert_eq!(docker_content_digest(&format!(" {text}\t")), Ok(digest()));
    assert_eq!(docker_content_digest(&format!("{text}, {text}")), Ok(digest()));
    let other = text.replace('e', "f");
    for header in [
        "".to_owned(),
        "\"\"".to_owned(),
        format!("\"{text}\""),
        format!("{text}, {other}"),
        text.to_uppercase(),
        format!("{text},"),
    ] {
        let error = docker_content_digest(&header).expect_err(&header);
        assert!(header.get(error.span().range()).is_some(), "{header}: {error:?}");
    }
}

#[test]
fn ranges() {
    for (text, first, last) in [
        ("0-0", 0, 0),
        ("0-1023", 0, 1023),
        ("bytes=5-9", 5, 9),
        ("0-18446744073709551615", 0, u64::MAX),
    ] {
        let range: UploadRange = text.parse().expect(text);
        assert_eq!((range.first(), range.last()), (first, last));
        assert_eq!(range.next(), last.checked_add(1));
        assert_eq!(range.to_string().parse(), Ok(range));
    }
    for text in [
        "",
        "-",
        "0-",
        "-1",
        "1-0",
        "0",
        "a-b",
        "0-1/2",
        "0-18446744073709551616",
        "+0-1",
        " 0-1",
        "0-\u{661}",
        "bytes 0-1",
    ] {
        let error = text.parse::<UploadRange>().expect_err(text);
        assert!(text.get(error.span().range()).is_some(), "{text}: {error:?}");
    }
    assert_eq!(UploadRange::of_chunk(0, 0), None);
    assert_eq!(UploadRange::of_chunk(u64::MAX, 2), None);
}

#[test]
fn queries() {
    let registry = |text| Registry::parse(text).expect("a registry");
    for (text, query) in [("docker.io", "ns=docker.io"), ("[::1]:5000", "ns=%5B%3A%3A1%5D%3A5000")]
    {
        assert_eq!(mirror_query(registry(text)), query);
        assert_eq!(mirror_registry(query).as_ref().map(|r| r.as_deref()), Ok(Some(text)));
        assert_eq!(
            mirror_registry(&format!("?n=1&{query}&x")).as_ref().map(|r| r.as_deref()),
            Ok(Some(text))
        );
    }
    assert_eq!(mirror_registry("n=1"), Ok(None));
    for query in ["ns=", "ns=%zz", "ns=a/b", "ns=corp", "ns=%ff.io"] {
        assert!(mirror_registry(query).is_err(), "{query}");
    }
    let mount = mount_query(&digest(), Repository::parse("library/nginx").expect("a repository"));
    assert!(mount.starts_with("mount=sha256%3Ae3b0") && mount.ends_with("&from=library%2Fnginx"));
}
