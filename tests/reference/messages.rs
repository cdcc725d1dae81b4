//! Error messages, to the letter: for each mistake that people make, the sentence, the bytes, the hint and the fix.

use std::ops::Range;

use imageref::reference::Defaults;
use imageref::{Name, ParseError, Part, RawReference, Registry, Repository, Tag};

/// Input; sentence with the input known, span, hint and fix. `{HEX}` is 64 hex digits, `{A248}` 248 letters, and so on.
#[rustfmt::skip]
const ROWS: &[(&str, &str, Range<usize>, Option<&str>, Option<&str>)] = &[
    ("https://docker.io/nginx", "unexpected URL scheme `https://`: a reference starts with the registry host", 0..8, Some("remove the scheme"), Some("docker.io/nginx")),
    ("http://localhost:5000/app:1", "unexpected URL scheme `http://`: a reference starts with the registry host", 0..7, Some("remove the scheme"), Some("localhost:5000/app:1")),
    ("https://Docker.io/Team/App:", "unexpected URL scheme `https://`: a reference starts with the registry host", 0..8, Some("remove the scheme"), Some("Docker.io/team/app")),
    ("Nginx", "unexpected upper-case letter `N` in the repository", 0..1, Some("write it in lower case"), Some("nginx")),
    ("docker.io/library/NGINX:latest", "unexpected upper-case letter `N` in the repository", 18..23, Some("write it in lower case"), Some("docker.io/library/nginx:latest")),
    ("my app", "unexpected whitespace ` ` in the repository", 2..3, Some("remove the whitespace"), None),
    (" nginx", "unexpected whitespace ` ` in the repository", 0..1, Some("remove the whitespace"), Some("nginx")),
    ("nginx:1.27\n", "unexpected whitespace `\\n` in the tag", 10..11, Some("remove the whitespace"), Some("nginx:1.27")),
    ("nginx:", "the tag is empty", 6..6, Some("remove the `:`, or write a tag after it"), Some("nginx")),
    ("nginx:latest@", "the digest is empty", 13..13, Some("remove the `@`, or write a digest after it"), Some("nginx:latest")),
    ("nginx:1.27:alpine", "unexpected second tag", 10..17, Some("keep one tag; write `/` after a port"), None),
    ("localhost:5000:latest", "unexpected second tag", 14..21, Some("keep one tag; write `/` after a port"), None),
    ("nginx:${TAG}", "unexpanded template placeholder `${TAG}`", 6..12, Some("expand the template before parsing"), None),
    ("{{ .Values.image }}:{{ .Values.tag }}", "unexpanded template placeholder `{{ .Values.image }}`", 0..19, Some("expand the template before parsing"), None),
    ("$(REGISTRY)/app", "unexpanded template placeholder `$(REGISTRY)`", 0..11, Some("expand the template before parsing"), None),
    ("$REGISTRY/app:1", "unexpanded template placeholder `$REGISTRY`", 0..9, Some("expand the template before parsing"), None),
    ("<image>:1", "unexpanded template placeholder `<image>`", 0..7, Some("expand the template before parsing"), None),
    ("app:@VERSION@", "unexpanded template placeholder `@VERSION@`", 4..13, Some("expand the template before parsing"), None),
    ("app:%TAG%", "unexpanded template placeholder `%TAG%`", 4..9, Some("expand the template before parsing"), None),
    ("ko://github.com/team/app/cmd/app", "unexpected Go import path `ko://`", 0..5, Some("write the image that `ko` builds from it"), None),
    ("docker://nginx:1", "unexpected transport `docker://`: a reference starts with the registry or the repository", 0..9, Some("remove the transport, which is for another tool"), Some("nginx:1")),
    ("docker-daemon:alpine:3", "unexpected transport `docker-daemon:`: a reference starts with the registry or the repository", 0..14, Some("remove the transport, which is for another tool"), Some("alpine:3")),
    ("oci:/srv/layout:app", "unexpected transport `oci:`: a reference starts with the registry or the repository", 0..4, Some("remove the transport, which is for another tool"), None),
    ("{HEX}", "64 hex digits are an image ID, not a reference", 0..64, Some("write the image's name; `Identifier` accepts image IDs too"), None),
    ("nginx@sha256:{HEX60}", "expected 64 hex digits in the digest, but found 60", 13..73, Some("write all hex digits: a short digest is ambiguous"), None),
    ("nginx@sha256:{UPPER}", "unexpected upper-case letter `E` in the encoded part of the digest", 13..14, Some("write it in lower case"), Some("nginx@sha256:{HEX}")),
    ("nginx@md5:{HEX32}", "unsupported digest algorithm `md5`: expected sha256, sha384, sha512 or blake3", 6..9, Some("use the sha256 digest that the registry reports"), None),
    ("nginx@{HEX}", "missing algorithm before the hex digits of the digest", 6..6, Some("write `sha256:` before the hex digits"), Some("nginx@sha256:{HEX}")),
    ("nginx@sha256:{HEX}:1.27", "the tag comes after the digest; write `name:tag@digest`", 77..82, Some("move the tag before the `@`"), Some("nginx:1.27@sha256:{HEX}")),
    ("nginx@sha256:{HEX}@sha256:{HEX}", "unexpected second digest", 77..149, Some("keep one digest"), None),
    ("nginx@sha256:{HEX}\n", "unexpected whitespace `\\n` in the encoded part of the digest", 77..78, Some("remove the whitespace"), Some("nginx@sha256:{HEX}")),
    ("nginx@sha256:g{HEX63}", "expected a lower-case hex digit in the encoded part of the digest, but found `g`", 13..14, None, None),
    ("a:{X129}", "the tag is longer than 128 bytes", 2..131, None, None),
    ("my_registry.local/app", "unexpected `_` in the registry's host", 2..3, Some("use a host without `_`: Docker would read this one as part of the repository"), None),
    ("localhost:70000/app", "the port is greater than 65535", 10..15, None, None),
    ("localhost:/app", "the port is empty", 10..10, Some("remove the `:`, or write a port after it"), Some("localhost/app")),
    ("localhost:port/app", "expected a letter, digit, `_`, `.` or `-` in the tag, but found `/`", 14..15, Some("write the path before the `:`, or replace the `/` in the tag"), None),
    ("{A256}", "the repository is longer than 255 bytes", 0..256, Some("shorten it; `library/` counts where it is filled in"), None),
    ("{A248}", "the repository is longer than 255 bytes", 0..248, Some("shorten it; `library/` counts where it is filled in"), None),
    ("ngin\u{445}", "unexpected non-ASCII character `\\u{445}` in the repository", 4..6, Some("replace it by ASCII: it may be a look-alike letter or an invisible character"), Some("nginx")),
    ("nginx\u{200b}", "unexpected non-ASCII character `\\u{200b}` in the repository", 5..8, Some("replace it by ASCII: it may be a look-alike letter or an invisible character"), Some("nginx")),
    ("nginx\u{ff1a}1.27", "unexpected non-ASCII character `\\u{ff1a}` in the repository", 5..8, Some("replace it by ASCII: it may be a look-alike letter or an invisible character"), Some("nginx:1.27")),
    ("\u{feff}nginx", "unexpected non-ASCII character `\\u{feff}` in the repository", 0..3, Some("replace it by ASCII: it may be a look-alike letter or an invisible character"), Some("nginx")),
    ("nginx\u{2013}slim", "unexpected non-ASCII character `\\u{2013}` in the repository", 5..8, Some("replace it by ASCII: it may be a look-alike letter or an invisible character"), Some("nginx-slim")),
    ("nginx\u{1b}[31m", "unexpected control character `\\u{1b}` in the repository", 5..6, Some("remove it"), None),
    ("nginx\u{0}", "unexpected control character `\\u{0}` in the repository", 5..6, Some("remove it"), Some("nginx")),
    ("caf\u{e9}", "unexpected non-ASCII character `\\u{e9}` in the repository", 3..5, Some("replace it by ASCII: it may be a look-alike letter or an invisible character"), None),
    ("", "the reference is empty", 0..0, None, None),
    ("/nginx", "the registry is empty", 0..0, Some("write the registry's host, or start with the repository"), Some("nginx")),
    ("docker.io/", "the repository, or a component of it, is empty", 10..10, Some("write a name with single slashes, and no trailing slash"), None),
    ("docker.io//nginx", "the repository, or a component of it, is empty", 10..10, Some("write a name with single slashes, and no trailing slash"), Some("docker.io/nginx")),
    ("team/app/", "the repository, or a component of it, is empty", 9..9, Some("write a name with single slashes, and no trailing slash"), Some("team/app")),
    ("team/-app", "expected a lower-case letter or digit in the repository, but found `-`", 5..6, Some("start and end each path component with a lower-case letter or digit"), None),
    ("team/app-", "expected a lower-case letter or digit, but the repository ends", 9..9, Some("end each path component with a lower-case letter or digit"), Some("team/app")),
    ("a..b", "misplaced separators `..` in the repository", 1..3, Some("write one `.`, one or two `_`, or any number of `-` between letters and digits"), None),
    ("a___b", "misplaced separators `___` in the repository", 1..4, Some("write one `.`, one or two `_`, or any number of `-` between letters and digits"), None),
    ("a._b", "misplaced separators `._` in the repository", 1..3, Some("write one `.`, one or two `_`, or any number of `-` between letters and digits"), None),
    ("team/.app", "expected a lower-case letter or digit in the repository, but found `.`", 5..6, Some("start and end each path component with a lower-case letter or digit"), None),
    ("nginx:-rc", "expected a letter, digit or `_` in the tag, but found `-`", 6..7, Some("start the tag with a letter, a digit or `_`"), None),
    ("nginx:1.0+build.5", "expected a letter, digit, `_`, `.` or `-` in the tag, but found `+`", 9..10, Some("replace `+` by `_`, as Helm does"), Some("nginx:1.0_build.5")),
    ("app:feature/login", "expected a letter, digit, `_`, `.` or `-` in the tag, but found `/`", 11..12, Some("write the path before the `:`, or replace the `/` in the tag"), None),
    ("user:secret@registry.example.com/app", "unexpected credentials before the host", 0..12, Some("remove them, and log in to the registry instead"), Some("registry.example.com/app")),
    ("team%2fapp", "unexpected percent-escape `%2f`", 4..7, Some("write the character that it encodes"), Some("team/app")),
    ("[::1", "expected `]`, but the registry ends", 4..4, None, None),
    ("[:::1]/app", "invalid IPv6 address `[:::1]` in the registry", 0..6, Some("write eight groups of hex digits, or fewer with one `::`"), None),
    ("[::1]app", "expected `/` in the registry, but found `a`", 5..6, None, None),
    ("-host.example.com/app", "expected a letter or digit in the registry, but found `-`", 0..1, Some("start and end each label of the host with a letter or digit"), None),
    ("host..example.com/app", "expected a letter or digit in the registry, but found `.`", 4..5, Some("start and end each label of the host with a letter or digit"), Some("host.example.com/app")),
    ("example.com./app", "expected a letter or digit in the registry, but found `.`", 11..12, Some("start and end each label of the host with a letter or digit"), Some("example.com/app")),
    (":80/app", "the registry is empty", 0..0, Some("write the registry's host, or start with the repository"), None),
    ("\"nginx\"", "expected a lower-case letter or digit in the repository, but found `\"`", 0..1, Some("remove the quotes"), Some("nginx")),
    ("registry\\app", "expected a lower-case letter, digit, `.`, `_`, `-` or `/` in the repository, but found `\\`", 8..9, Some("use `/` between path components"), Some("registry/app")),
    ("nginx@sha256", "expected `:`, but the digest ends", 12..12, Some("write `sha256:` and 64 hex digits"), None),
    ("a@b@c", "unexpected tag `b` after `@`", 2..3, Some("write `:` before a tag, and `@` before a digest"), None),
    ("@", "the repository, or a component of it, is empty", 0..0, Some("write a name with single slashes, and no trailing slash"), None),
    ("nginx;rm", "expected a lower-case letter, digit, `.`, `_`, `-` or `/` in the repository, but found `;`", 5..6, Some("remove it, and what follows it"), None),
    ("app:sha256:{HEX}", "unexpected digest after `:`; write `name@digest`", 4..75, Some("write `@` before the digest"), Some("app@sha256:{HEX}")),
    ("localhost:5000/app:1.27:sha256:{HEX}", "unexpected digest after `:`; write `name@digest`", 24..95, Some("write `@` before the digest"), Some("localhost:5000/app:1.27@sha256:{HEX}")),
    ("app:sha256:{HEX60}", "unexpected digest after `:`; write `name@digest`", 4..71, Some("write `@` before the digest"), None),
    ("app:@sha256:{HEX}", "the tag is empty", 4..4, Some("remove the `:`, or write a tag after it"), Some("app@sha256:{HEX}")),
    ("sha256:{HEX}@app:1", "the digest comes before the name; write `name@digest`", 0..71, Some("move the digest to the end"), Some("app:1@sha256:{HEX}")),
    ("app@@sha256:{HEX}", "the digest is empty", 4..4, Some("remove the `@`, or write a digest after it"), Some("app@sha256:{HEX}")),
    ("app@sha256-{HEX}", "expected `:` in the algorithm, but found `-`", 10..11, Some("write `:` between the algorithm and its hex digits"), Some("app@sha256:{HEX}")),
    ("app@sha256/{HEX}", "expected `:` in the algorithm, but found `/`", 10..11, Some("write `:` between the algorithm and its hex digits"), Some("app@sha256:{HEX}")),
    ("app@SHA256:{UPPER}", "unexpected upper-case letter `S` in the algorithm", 4..7, Some("write it in lower case"), Some("app@sha256:{HEX}")),
    ("app@sha256:", "the encoded part of the digest is empty", 11..11, Some("write the hex digits after the `:`"), None),
    ("app@{UPPER}", "missing algorithm before the hex digits of the digest", 4..4, Some("write `sha256:` before the hex digits"), Some("app@sha256:{HEX}")),
    ("app@1.27", "unexpected tag `1.27` after `@`", 4..8, Some("write `:` before a tag, and `@` before a digest"), Some("app:1.27")),
    ("node@20", "unexpected tag `20` after `@`", 5..7, Some("write `:` before a tag, and `@` before a digest"), Some("node:20")),
    ("app@latest@sha256:{HEX}", "unexpected tag `latest` after `@`", 4..10, Some("write `:` before a tag, and `@` before a digest"), Some("app:latest@sha256:{HEX}")),
    ("app:1@2", "unexpected tag `2` after `@`", 6..7, Some("write `:` before a tag, and `@` before a digest"), None),
    ("app@e3b0c44298fc", "expected `:`, but the digest ends", 16..16, Some("write `sha256:` and 64 hex digits"), None),
    ("@sha256:{HEX}", "the repository, or a component of it, is empty", 0..0, Some("write a name with single slashes, and no trailing slash"), None),
    ("nginx.", "expected a lower-case letter or digit, but the repository ends", 6..6, Some("end each path component with a lower-case letter or digit"), Some("nginx")),
    ("nginx:1.27,", "expected a letter, digit, `_`, `.` or `-` in the tag, but found `,`", 10..11, Some("remove it, and what follows it"), Some("nginx:1.27")),
    ("nginx/", "the repository, or a component of it, is empty", 6..6, Some("write a name with single slashes, and no trailing slash"), Some("nginx")),
    ("nginx/:1.27", "the repository, or a component of it, is empty", 6..6, Some("write a name with single slashes, and no trailing slash"), Some("nginx:1.27")),
    ("//quay.io/app", "the registry is empty", 0..0, Some("write the registry's host, or start with the repository"), Some("quay.io/app")),
    ("https://hub.docker.com/_/nginx", "unexpected URL scheme `https://`: a reference starts with the registry host", 0..8, Some("remove the scheme"), Some("nginx")),
    ("https://hub.docker.com/r/bitnami/redis/", "unexpected URL scheme `https://`: a reference starts with the registry host", 0..8, Some("remove the scheme"), Some("bitnami/redis")),
    ("https://hub.docker.com/search", "unexpected URL scheme `https://`: a reference starts with the registry host", 0..8, Some("remove the scheme"), None),
    ("oci://ghcr.io/team/chart:1.0", "unexpected transport `oci://`: a reference starts with the registry or the repository", 0..6, Some("remove the transport, which is for another tool"), Some("ghcr.io/team/chart:1.0")),
    ("nginx::1.27", "expected a letter, digit or `_` in the tag, but found `:`", 6..7, Some("use a single `:`"), Some("nginx:1.27")),
    ("nginx: 1.27", "unexpected whitespace ` ` in the tag", 6..7, Some("remove the whitespace"), Some("nginx:1.27")),
    ("docker pull nginx", "unexpected whitespace ` ` in the repository", 6..7, Some("remove the whitespace"), None),
    ("[nginx]", "expected `]` in the registry, but found `n`", 1..2, None, None),
    ("nginx:1%2E27", "unexpected percent-escape `%2E`", 7..10, Some("write the character that it encodes"), Some("nginx:1.27")),
    ("app:1:sha256-{HEX}", "unexpected second tag", 5..77, Some("keep one tag; write `/` after a port"), None),
];

/// Input; sentence without it, where that is shorter.
#[rustfmt::skip]
const WITHOUT_INPUT: &[(&str, &str)] = &[
    ("https://docker.io/nginx", "unexpected URL scheme: a reference starts with the registry host"),
    ("nginx:${TAG}", "unexpanded template placeholder"),
    ("ko://github.com/team/app/cmd/app", "unexpected Go import path"),
    ("docker://nginx:1", "unexpected transport: a reference starts with the registry or the repository"),
    ("nginx@md5:{HEX32}", "unsupported digest algorithm: expected sha256, sha384, sha512 or blake3"),
    ("a..b", "misplaced separators in the repository"),
    ("team%2fapp", "unexpected percent-escape"),
    ("[:::1]/app", "invalid IPv6 address in the registry"),
    ("a@b@c", "unexpected tag after `@`"),
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

fn rejection(text: &str) -> ParseError {
    RawReference::parse(text)
        .and_then(|raw| raw.normalize(&Defaults::DOCKER))
        .expect_err("a mistake")
}

#[test]
fn to_the_letter() {
    for (text, sentence, span, hint, fix) in ROWS {
        let text = expand(text);
        let error = rejection(&text);
        let shown = error.in_text(&text).to_string();
        assert_eq!(shown.split_once("`: ").unwrap().1, *sentence, "{text:?}");
        let drawn = format!("{:#}", error.in_text(&text));
        assert_eq!(drawn.lines().next(), Some(*sentence), "{text:?}");
        assert_eq!(error.span().range(), *span, "{text:?}");
        assert_eq!(error.hint(), *hint, "{text:?}");
        assert_eq!(error.fix(&text), fix.map(expand), "{text:?}");
        if let Some(fix) = error.fix(&text) {
            assert!(RawReference::parse(&fix).is_ok(), "{fix:?}");
        }
    }
}

#[test]
fn without_the_input() {
    for (text, sentence) in WITHOUT_INPUT {
        assert_eq!(rejection(&expand(text)).to_string(), *sentence);
    }
    let listed = |text: &str| WITHOUT_INPUT.iter().any(|(_, sentence)| *sentence == text);
    for (text, sentence, ..) in ROWS {
        let short = rejection(&expand(text)).to_string();
        assert!(short == *sentence || listed(&short), "{text:?}: {short}");
    }
}

/// Parser, input; sentence with the input known, and fix.
#[rustfmt::skip]
const PARTS: &[(Part, &str, &str, Option<&str>)] = &[
    (Part::Registry, "https://quay.io", "unexpected URL scheme `https://`: a registry starts with its host", Some("quay.io")),
    (Part::Registry, "https://index.docker.io/v1/", "unexpected URL scheme `https://`: a registry starts with its host", None),
    (Part::Registry, "quay.io/", "expected a letter, digit, `.` or `-` in the registry, but found `/`", Some("quay.io")),
    (Part::Registry, "quay.io/team", "expected a letter, digit, `.` or `-` in the registry, but found `/`", None),
    (Part::Registry, " quay.io", "unexpected whitespace ` ` in the registry", Some("quay.io")),
    (Part::Registry, "quay.io.", "expected a letter or digit in the registry, but found `.`", Some("quay.io")),
    (Part::Registry, "corp", "Docker would read `corp` as part of the repository, not as a registry", None),
    (Part::Registry, "${REGISTRY}", "unexpanded template placeholder `${REGISTRY}`", None),
    (Part::Registry, "docker://quay.io", "unexpected transport `docker://`: a registry starts with its host", Some("quay.io")),
    (Part::Repository, "/team/app", "the repository, or a component of it, is empty", Some("team/app")),
    (Part::Repository, "team/app/", "the repository, or a component of it, is empty", Some("team/app")),
    (Part::Repository, "Team/App", "unexpected upper-case letter `T` in the repository", Some("team/app")),
    (Part::Repository, "team\\app", "expected a lower-case letter, digit, `.`, `_`, `-` or `/` in the repository, but found `\\`", Some("team/app")),
    (Part::Repository, "team%2Fapp", "unexpected percent-escape `%2F`", Some("team/app")),
    (Part::Repository, "$NAME", "unexpanded template placeholder `$NAME`", None),
    (Part::Tag, ":1.27", "expected a letter, digit or `_` in the tag, but found `:`", Some("1.27")),
    (Part::Tag, "1.27\n", "unexpected whitespace `\\n` in the tag", Some("1.27")),
    (Part::Tag, "1.0%2Bbuild", "unexpected percent-escape `%2B`", Some("1.0_build")),
    (Part::Tag, "{{ tag }}", "unexpanded template placeholder `{{ tag }}`", None),
    (Part::Tag, "feature/login", "expected a letter, digit, `_`, `.` or `-` in the tag, but found `/`", None),
    (Part::Name, "nginx:1.27", "expected a lower-case letter, digit, `.`, `_`, `-` or `/` in the repository, but found `:`", None),
    (Part::Name, "https://quay.io/app", "unexpected URL scheme `https://`: a name starts with the registry host", Some("quay.io/app")),
];

#[test]
fn of_parts() {
    for &(part, text, sentence, fix) in PARTS {
        let error = match part {
            Part::Registry => Registry::parse(text).unwrap_err(),
            Part::Repository => Repository::parse(text).unwrap_err(),
            Part::Tag => Tag::parse(text).unwrap_err(),
            _ => Name::parse(text).unwrap_err(),
        };
        let shown = error.in_text(text).to_string();
        assert!(shown.ends_with(&format!("`: {sentence}")), "{text:?}: {shown}");
        assert_eq!((error.subject(), error.fix(text).as_deref()), (part, fix), "{text:?}");
    }
}

/// Every kind of error of a reference has a row.
#[test]
fn every_kind_has_a_row() {
    let mut kinds: Vec<String> = ROWS
        .iter()
        .map(|(text, ..)| {
            let kind = format!("{:?}", rejection(&expand(text)).kind());
            kind.split([' ', '{']).next().unwrap_or_default().to_owned()
        })
        .collect();
    kinds.sort_unstable();
    kinds.dedup();
    let want = [
        "Control",
        "DigestAsTag",
        "DigestFirst",
        "DigestLength",
        "Empty",
        "HostUnderscore",
        "ImageId",
        "ImportPath",
        "Ipv6",
        "MissingAlgorithm",
        "NonAscii",
        "PercentEncoding",
        "PortRange",
        "Scheme",
        "SecondDigest",
        "SecondTag",
        "Separator",
        "TagAfterDigest",
        "TagAsDigest",
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
        format!("{:#}", rejection(text).in_text(text)),
        "\
unexpected upper-case letter `T` in the repository
  localhost:5000/Team/App:1.0
                 ^
hint: write it in lower case
fix: localhost:5000/team/app:1.0"
    );
}
