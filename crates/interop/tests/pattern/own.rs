//! The pattern language, and its errors.

use imageref::Name;
use imageref_interop::FormatErrorKind;
use imageref_interop::pattern::{Pattern, PatternSet};

use crate::support::{pattern, reference};

const D: &str = "@sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

#[test]
fn matches() {
    for (text, image, expected) in [
        ("quay.io/team/app", "quay.io/team/app:1", true),
        ("quay.io/team/app", "quay.io/team/app", true),
        ("quay.io/team/app", "quay.io/team/app/x:1", false),
        ("quay.io/team/**", "quay.io/team:1", true),
        ("quay.io/team/**", "quay.io/team/a/b/c:1", true),
        ("quay.io/team/**", "quay.io/other/a:1", false),
        ("quay.io/team/*", "quay.io/team/a:1", true),
        ("quay.io/team/*", "quay.io/team/a/b:1", false),
        ("quay.io/team/*", "quay.io/team:1", false),
        ("quay.io/**/app", "quay.io/app:1", true),
        ("quay.io/**/app", "quay.io/a/b/app:1", true),
        ("quay.io/**/app", "quay.io/a/b/app/x:1", false),
        ("quay.io/**/a/**/b", "quay.io/a/x/a/y/b:1", true),
        ("quay.io/**/a/b", "quay.io/a/x/a/c/a/b:1", true),
        ("quay.io/**/a/b", "quay.io/a/x/a/c:1", false),
        ("quay.io/team/app-*", "quay.io/team/app-one:1", true),
        ("quay.io/team/a*b*c", "quay.io/team/axbxc:1", true),
        ("quay.io/team/a*b*c", "quay.io/team/abc:1", true),
        ("quay.io/team/a*bc*c", "quay.io/team/abc:1", false),
        ("quay.io/team/*aa*", "quay.io/team/xaax:1", true),
        ("quay.io/team/a*a", "quay.io/team/a:1", false),
        ("*.example.com/**", "a.b.example.com/x:1", true),
        ("*.example.com:5000/**", "a.example.com:5000/x:1", true),
        ("*/library/nginx", "docker.io/library/nginx:1", true),
        ("*/library/nginx", "localhost:5000/library/nginx:1", true),
        ("docker.io/library/*", "nginx", true),
        ("[::1]:5000/**", "[::1]:5000/x", true),
        ("quay.io/team/app:1.*", "quay.io/team/app:1.27", true),
        ("quay.io/team/app:1.*", "quay.io/team/app:2", false),
        ("quay.io/team/app:latest", "quay.io/team/app", true),
        ("**", "nginx", true),
        ("**", "[::1]:5000/a/b:1", true),
    ] {
        assert_eq!(pattern(text).matches(&reference(image)), expected, "{text} {image}");
    }
}

/// A digest decides what is pulled, so a tag alone doesn't speak for it.
#[test]
fn tags_and_digests() {
    let other = D.replace('e', "f");
    for (text, image, expected) in [
        ("quay.io/a".to_owned(), format!("quay.io/a:1{D}"), true),
        ("quay.io/a:1".to_owned(), format!("quay.io/a:1{D}"), false),
        ("quay.io/a:*".to_owned(), format!("quay.io/a{D}"), false),
        (format!("quay.io/a{D}"), format!("quay.io/a{D}"), true),
        (format!("quay.io/a{D}"), format!("quay.io/a:1{D}"), true),
        (format!("quay.io/a{D}"), format!("quay.io/a:1{other}"), false),
        (format!("quay.io/a{D}"), "quay.io/a:1".to_owned(), false),
        (format!("quay.io/a:1{D}"), format!("quay.io/a:1{D}"), true),
        (format!("quay.io/a:1{D}"), format!("quay.io/a:2{D}"), false),
        (format!("quay.io/a:1{D}"), format!("quay.io/a{D}"), false),
    ] {
        assert_eq!(pattern(&text).matches(&reference(&image)), expected, "{text} {image}");
        let set: PatternSet<()> = [(pattern(&text), ())].into_iter().collect();
        assert_eq!(set.matches(&reference(&image)), expected, "{text} {image}");
    }
}

#[test]
fn rejected() {
    for (text, kind) in [
        ("", "UnexpectedEnd"),
        ("nginx", "UnexpectedEnd"),
        ("*", "UnexpectedEnd"),
        ("corp/**", "NotARegistry"),
        ("*.corp*/x", "MisplacedWildcard"),
        ("example.*/x", "MisplacedWildcard"),
        ("**.example.com/x", "MisplacedWildcard"),
        ("example.com:*/x", "MisplacedWildcard"),
        ("*.0.0.1/x", "NeverMatches"),
        ("*.1:5000/x", "NeverMatches"),
        ("index.docker.io/library/x", "NeverMatches"),
        ("docker.io/nginx", "NeverMatches"),
        ("docker.io/nginx:1", "NeverMatches"),
        ("quay.io/a**", "MisplacedWildcard"),
        ("quay.io/***", "MisplacedWildcard"),
        ("quay.io/", "Empty"),
        ("quay.io/a//b", "Empty"),
        ("quay.io/a/", "Empty"),
        ("quay.io/A", "Uppercase"),
        ("quay.io/A*", "Unexpected"),
        ("quay.io/a:", "Empty"),
        ("quay.io/a:-*", "Unexpected"),
        ("quay.io/a@sha256:*", "DigestLength"),
        ("quay.io/a@md5:e3b0", "UnknownAlgorithm"),
        ("https://quay.io/a", "Empty"),
        ("quay.io/*\u{430}", "NonAscii"),
    ] {
        let error = text.parse::<Pattern>().expect_err(text);
        let found = match error.kind() {
            FormatErrorKind::Name { error, .. } => format!("{:?}", error.kind()),
            kind => format!("{kind:?}"),
        };
        assert!(found.starts_with(kind), "{text}: {found}");
        assert!(text.get(error.span().range()).is_some(), "{text}: {:?}", error.span());
    }
}

#[test]
fn messages() {
    let message = |text: &str| text.parse::<Pattern>().unwrap_err().to_string();
    assert_eq!(message("docker.io/nginx"), "no reference can match the pattern");
    assert_eq!(message("quay.io/a**"), "misplaced wildcard in the pattern");
    assert_eq!(message("nginx"), "expected `/`, but the pattern ends");
}

#[test]
fn of_references_and_names() {
    let image = reference("quay.io/team/app:1");
    assert!(Pattern::from(&image).matches(&image));
    assert_eq!(Pattern::from(&image), pattern("quay.io/team/app:1"));
    let name: Name = "quay.io/team/app".parse().expect("a name");
    assert_eq!(Pattern::from(&name), pattern("quay.io/team/app"));
}
