//! Error messages, to the letter: for each mistake that people make, the sentence, the bytes, the hint and the fix.

use std::ops::Range;

use imageref::reference::Defaults;
use imageref::{ParseError, RawReference};

/// Text; sentence, span, hint and fix of its refusal. `{HEX}` are 64 hex digits, `{A248}` 248 letters, and so on.
#[rustfmt::skip]
const ROWS: &[(&str, &str, Range<usize>, Option<&str>, Option<&str>)] = &[
    ("https://docker.io/nginx", "a reference has no URL scheme", 0..8, Some("a reference begins with the registry's host"), Some("docker.io/nginx")),
    ("http://localhost:5000/app:1", "a reference has no URL scheme", 0..7, Some("a reference begins with the registry's host"), Some("localhost:5000/app:1")),
    ("https://Docker.io/Team/App:", "a reference has no URL scheme", 0..8, Some("a reference begins with the registry's host"), Some("Docker.io/team/app")),
    ("Nginx", "the repository must be lower case, but has `N`", 0..1, Some("write it in lower case"), Some("nginx")),
    ("docker.io/library/NGINX:latest", "the repository must be lower case, but has `N`", 18..23, Some("write it in lower case"), Some("docker.io/library/nginx:latest")),
    ("my app", "white space in the repository: ` `", 2..3, Some("nothing is trimmed: remove the white space"), None),
    (" nginx", "white space in the repository: ` `", 0..1, Some("nothing is trimmed: remove the white space"), Some("nginx")),
    ("nginx:1.27\n", "white space in the tag: `\\n`", 10..11, Some("nothing is trimmed: remove the white space"), Some("nginx:1.27")),
    ("nginx:", "the tag is empty", 6..6, Some("leave out the `:`, or write a tag behind it"), Some("nginx")),
    ("nginx:latest@", "the digest is empty", 13..13, Some("leave out the `@`, or write a digest behind it"), Some("nginx:latest")),
    ("nginx:1.27:alpine", "the reference has a second tag", 10..17, Some("a reference has one tag"), None),
    ("localhost:5000:latest", "the reference has a second tag", 14..21, Some("a reference has one tag"), None),
    ("nginx:${TAG}", "a template that is not filled in is no reference", 6..12, Some("fill the template in before the reference is read"), None),
    ("{{ .Values.image }}:{{ .Values.tag }}", "a template that is not filled in is no reference", 0..19, Some("fill the template in before the reference is read"), None),
    ("$(REGISTRY)/app", "a template that is not filled in is no reference", 0..11, Some("fill the template in before the reference is read"), None),
    ("$REGISTRY/app:1", "a template that is not filled in is no reference", 0..9, Some("fill the template in before the reference is read"), None),
    ("<image>:1", "a template that is not filled in is no reference", 0..7, Some("fill the template in before the reference is read"), None),
    ("app:@VERSION@", "a template that is not filled in is no reference", 4..13, Some("fill the template in before the reference is read"), None),
    ("app:%TAG%", "a template that is not filled in is no reference", 4..9, Some("fill the template in before the reference is read"), None),
    ("ko://github.com/team/app/cmd/app", "a Go import path for `ko` to build is no reference", 0..5, Some("`ko` replaces it by the image that it builds"), None),
    ("docker://nginx:1", "a reference has no transport", 0..9, Some("a transport is another tool's, and is no part of a reference"), Some("nginx:1")),
    ("docker-daemon:alpine:3", "a reference has no transport", 0..14, Some("a transport is another tool's, and is no part of a reference"), Some("alpine:3")),
    ("oci:/srv/layout:app", "a reference has no transport", 0..4, Some("a transport is another tool's, and is no part of a reference"), None),
    ("{HEX}", "64 hex digits are an image ID, not a reference", 0..64, Some("an image ID names no repository: `Identifier` reads both"), None),
    ("nginx@sha256:{HEX60}", "the digest needs 64 hex digits, but has 60", 13..73, Some("a digest is never shortened"), None),
    ("nginx@sha256:{UPPER}", "the encoded part of the digest must be lower case, but has `E`", 13..14, Some("write it in lower case"), Some("nginx@sha256:{HEX}")),
    ("nginx@md5:{HEX32}", "the algorithm is none of sha256, sha384, sha512 and blake3", 6..9, Some("a reference is pinned by sha256, sha384, sha512 or blake3"), None),
    ("nginx@{HEX}", "expected `:`, but the digest ends", 70..70, Some("a digest is `sha256:` and 64 hex digits"), Some("nginx@sha256:{HEX}")),
    ("nginx@sha256:{HEX}:1.27", "the tag stands behind the digest", 77..82, Some("the tag stands before the digest: `name:tag@digest`"), Some("nginx:1.27@sha256:{HEX}")),
    ("nginx@sha256:{HEX}@sha256:{HEX}", "the reference has a second digest", 77..149, Some("a reference has one digest"), None),
    ("nginx@sha256:{HEX}\n", "white space in the encoded part of the digest: `\\n`", 77..78, Some("nothing is trimmed: remove the white space"), Some("nginx@sha256:{HEX}")),
    ("nginx@sha256:g{HEX63}", "expected a lower-case hex digit in the encoded part of the digest, but found `g`", 13..14, None, None),
    ("a:{X129}", "the tag is longer than 128 bytes", 2..131, None, None),
    ("my_registry.local/app", "the host of the registry has a `_`", 2..3, Some("Docker would read this host as a part of the path, and other tools would not"), None),
    ("localhost:70000/app", "the port is over 65535", 10..15, None, None),
    ("localhost:/app", "the port is empty", 10..10, None, Some("localhost/app")),
    ("localhost:port/app", "expected a letter, digit, `_`, `.` or `-` in the tag, but found `/`", 14..15, Some("a `/` belongs to the path, before the `:`"), None),
    ("{A256}", "the repository is longer than 255 bytes", 0..256, Some("255 bytes of path, `library/` included where it is filled in"), None),
    ("{A248}", "the repository is longer than 255 bytes", 0..248, Some("255 bytes of path, `library/` included where it is filled in"), None),
    ("ngin\u{445}", "a character outside ASCII in the repository: `\\u{445}`", 4..6, Some("only ASCII is allowed: a look-alike letter or an invisible character is not"), Some("nginx")),
    ("nginx\u{200b}", "a character outside ASCII in the repository: `\\u{200b}`", 5..8, Some("only ASCII is allowed: a look-alike letter or an invisible character is not"), Some("nginx")),
    ("nginx\u{ff1a}1.27", "a character outside ASCII in the repository: `\\u{ff1a}`", 5..8, Some("only ASCII is allowed: a look-alike letter or an invisible character is not"), Some("nginx:1.27")),
    ("\u{feff}nginx", "a character outside ASCII in the repository: `\\u{feff}`", 0..3, Some("only ASCII is allowed: a look-alike letter or an invisible character is not"), Some("nginx")),
    ("nginx\u{2013}slim", "a character outside ASCII in the repository: `\\u{2013}`", 5..8, Some("only ASCII is allowed: a look-alike letter or an invisible character is not"), Some("nginx-slim")),
    ("nginx\u{1b}[31m", "a control character in the repository: `\\x1b`", 5..6, Some("remove it"), None),
    ("nginx\u{0}", "a control character in the repository: `\\x00`", 5..6, Some("remove it"), Some("nginx")),
    ("caf\u{e9}", "a character outside ASCII in the repository: `\\u{e9}`", 3..5, Some("only ASCII is allowed: a look-alike letter or an invisible character is not"), None),
    ("", "the reference is empty", 0..0, None, None),
    ("/nginx", "the registry is empty", 0..0, Some("write the registry's host, or nothing before the path"), Some("nginx")),
    ("docker.io/", "the repository is empty", 10..10, Some("one `/` stands behind a registry and between two components of a path, none at the end"), None),
    ("docker.io//nginx", "the repository is empty", 10..10, Some("one `/` stands behind a registry and between two components of a path, none at the end"), Some("docker.io/nginx")),
    ("team/app/", "the repository is empty", 9..9, Some("one `/` stands behind a registry and between two components of a path, none at the end"), Some("team/app")),
    ("team/-app", "expected a lower-case letter or digit in the repository, but found `-`", 5..6, Some("a component of a path begins and ends with a lower-case letter or digit"), None),
    ("team/app-", "expected a lower-case letter or digit, but the repository ends", 9..9, Some("a component of a path begins and ends with a lower-case letter or digit"), None),
    ("a..b", "the repository has separators that join nothing", 1..3, Some("one `.`, one or two `_`, or any number of `-` join two runs of letters and digits"), None),
    ("a___b", "the repository has separators that join nothing", 1..4, Some("one `.`, one or two `_`, or any number of `-` join two runs of letters and digits"), None),
    ("a._b", "the repository has separators that join nothing", 1..3, Some("one `.`, one or two `_`, or any number of `-` join two runs of letters and digits"), None),
    ("team/.app", "expected a lower-case letter or digit in the repository, but found `.`", 5..6, Some("a component of a path begins and ends with a lower-case letter or digit"), None),
    ("nginx:-rc", "expected a letter, digit or `_` in the tag, but found `-`", 6..7, Some("a tag begins with a letter, a digit or `_`"), None),
    ("nginx:1.0+build.5", "expected a letter, digit, `_`, `.` or `-` in the tag, but found `+`", 9..10, None, Some("nginx:1.0_build.5")),
    ("app:feature/login", "expected a letter, digit, `_`, `.` or `-` in the tag, but found `/`", 11..12, Some("a `/` belongs to the path, before the `:`"), None),
    ("user:secret@registry.example.com/app", "a reference has no user before the host", 0..12, Some("credentials are not part of a reference"), Some("registry.example.com/app")),
    ("team%2fapp", "a reference has no percent escapes", 4..7, Some("write the character that it stands for"), Some("team/app")),
    ("[::1", "expected `]`, but the registry ends", 4..4, None, None),
    ("[:::1]/app", "the brackets of the registry hold no IPv6 address", 0..6, None, None),
    ("[::1]app", "expected `/` in the registry, but found `a`", 5..6, None, None),
    ("-host.example.com/app", "expected a letter or digit in the registry, but found `-`", 0..1, Some("a label of a host begins and ends with a letter or digit"), None),
    ("host..example.com/app", "expected a letter or digit in the registry, but found `.`", 4..5, Some("a label of a host begins and ends with a letter or digit"), None),
    ("example.com./app", "expected a letter or digit in the registry, but found `.`", 11..12, Some("a label of a host begins and ends with a letter or digit"), None),
    (":80/app", "the registry is empty", 0..0, Some("write the registry's host, or nothing before the path"), None),
    ("\"nginx\"", "expected a lower-case letter or digit in the repository, but found `\\\"`", 0..1, Some("a component of a path begins and ends with a lower-case letter or digit"), Some("nginx")),
    ("registry\\app", "expected a lower-case letter, digit, `.`, `_`, `-` or `/` in the repository, but found `\\\\`", 8..9, None, Some("registry/app")),
    ("nginx@sha256", "expected `:`, but the digest ends", 12..12, Some("a digest is `sha256:` and 64 hex digits"), None),
    ("a@b@c", "expected `:` in the algorithm, but found `@`", 3..4, None, None),
    ("@", "the repository is empty", 0..0, Some("one `/` stands behind a registry and between two components of a path, none at the end"), None),
    ("nginx;rm", "expected a lower-case letter, digit, `.`, `_`, `-` or `/` in the repository, but found `;`", 5..6, None, None),
];

const HEX: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

fn expand(text: &str) -> String {
    text.replace("{HEX}", HEX)
        .replace("{UPPER}", &HEX.to_uppercase())
        .replace("{HEX63}", &HEX[1..])
        .replace("{HEX60}", &HEX[..60])
        .replace("{HEX32}", &HEX[..32])
        .replace("{A256}", &"a".repeat(256))
        .replace("{A248}", &"a".repeat(248))
        .replace("{X129}", &"x".repeat(129))
}

fn refusal(text: &str) -> ParseError {
    RawReference::parse(text)
        .and_then(|raw| raw.normalize(&Defaults::DOCKER))
        .expect_err("a mistake that is refused")
}

#[test]
fn to_the_letter() {
    for (text, sentence, span, hint, fix) in ROWS {
        let text = expand(text);
        let error = refusal(&text);
        assert_eq!(error.to_string(), *sentence, "{text:?}");
        assert_eq!(error.span().range(), *span, "{text:?}");
        assert_eq!(error.hint(), *hint, "{text:?}");
        assert_eq!(error.fix(&text), fix.map(expand), "{text:?}");
        if let Some(fix) = error.fix(&text) {
            assert!(RawReference::parse(&fix).is_ok(), "{fix:?}");
        }
    }
}

/// Every kind of refusal of a reference has one.
#[test]
fn every_kind_has_a_row() {
    let mut kinds: Vec<String> = ROWS
        .iter()
        .map(|(text, ..)| {
            let kind = format!("{:?}", refusal(&expand(text)).kind());
            kind.split([' ', '{']).next().unwrap_or_default().to_owned()
        })
        .collect();
    kinds.sort_unstable();
    kinds.dedup();
    let want = [
        "Control",
        "DigestLength",
        "Empty",
        "HostUnderscore",
        "ImageId",
        "ImportPath",
        "Ipv6",
        "NonAscii",
        "PercentEncoding",
        "PortRange",
        "Scheme",
        "SecondDigest",
        "SecondTag",
        "Separator",
        "TagAfterDigest",
        "Template",
        "TooLong",
        "Transport",
        "Unexpected",
        "UnexpectedEnd",
        "UnknownAlgorithm",
        "Uppercase",
        "Userinfo",
        "Whitespace",
    ];
    assert_eq!(kinds, want);
}

#[test]
fn a_drawing() {
    let text = "localhost:5000/Team/App:1.0";
    assert_eq!(
        format!("{:#}", refusal(text).in_text(text)),
        "\
the repository must be lower case, but has `T`
  localhost:5000/Team/App:1.0
                 ^
hint: write it in lower case
fix: localhost:5000/team/app:1.0"
    );
}
