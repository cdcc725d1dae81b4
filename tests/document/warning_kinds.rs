//! A document for every kind of warning. Each is read, kept byte for byte, and has no other warning than those named.

use imageref::AnyDocument;
use imageref::document::{Document, DocumentWarningKind, ReadOptions};

use super::{digest, manifest_with, warnings};

const EMPTY: &str = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const DOCKER: &str = "application/vnd.docker.distribution.manifest.v2+json";
const OCI: &str = "application/vnd.oci.image.manifest.v1+json";

/// A manifest whose second layer has these members, before a third one.
fn layer(members: &str) -> String {
    let third = format!(r#"{{"mediaType":"a/b","digest":"{}","size":1}}"#, digest('d'));
    manifest_with("").replace("32654}]", &format!("32654}},{{{members}}},{third}]"))
}

fn media_type(media_type: &str) -> String {
    layer(&format!(r#""mediaType":"{media_type}","digest":"{}","size":1"#, digest('c')))
}

fn with_digest(digest: &str, size: u64) -> String {
    layer(&format!(r#""mediaType":"a/b","digest":"{digest}","size":{size}"#))
}

fn annotations(annotations: &str) -> String {
    manifest_with(&format!(r#","annotations":{{{annotations}}}"#))
}

/// A Docker manifest; `config` is its config's media type, `rest` comes after `layers`.
fn docker(config: &str, rest: &str) -> String {
    let text = manifest_with(rest).replace(OCI, DOCKER);
    text.replace("application/vnd.oci.image.config.v1+json", config).replace(
        "application/vnd.oci.image.layer.v1.tar+gzip",
        "application/vnd.docker.image.rootfs.diff.tar.gzip",
    )
}

const DOCKER_CONFIG: &str = "application/vnd.docker.container.image.v1+json";

/// An index of these entries: the members after media type, digest and size.
fn index(entries: &[&str]) -> String {
    let entry = |(at, rest): (usize, &&str)| {
        let digest = digest(char::from(b'a' + u8::try_from(at).unwrap()));
        format!(r#"{{"mediaType":"{OCI}","digest":"{digest}","size":1{rest}}}"#)
    };
    let entries: Vec<String> = entries.iter().enumerate().map(entry).collect();
    format!(
        r#"{{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[{}]}}"#,
        entries.join(",")
    )
}

fn platforms(one: &str, other: &str) -> String {
    index(&[&format!(r#","platform":{one}"#), &format!(r#","platform":{other}"#)])
}

fn attestation(reference: &str) -> String {
    let rest = format!(
        r#","annotations":{{"vnd.docker.reference.type":"attestation-manifest"{reference}}},"platform":{{"architecture":"unknown","os":"unknown"}}"#
    );
    index(&["", &rest])
}

/// A config with these members in place of its own.
fn config(members: &str) -> String {
    let rootfs = format!(r#"{{"type":"layers","diff_ids":["{}"]}}"#, digest('a'));
    let mut text = format!(r#"{{{members}"#);
    for (name, value) in [
        ("architecture", r#""amd64""#),
        ("os", r#""linux""#),
        ("rootfs", &rootfs),
        ("history", "[{}]"),
    ] {
        if !members.contains(&format!(r#""{name}":"#)) {
            let comma = if text.len() == 1 { "" } else { "," };
            text += &format!(r#"{comma}"{name}":{value}"#);
        }
    }
    text + "}"
}

fn run(members: &str) -> String {
    config(&format!(r#""config":{{{members}}}"#))
}

/// The documents: text and warnings.
#[rustfmt::skip]
fn documents() -> Vec<(String, Vec<&'static str>)> {
    let one = r#"{"architecture":"amd64","os":"linux"}"#;
    let unicode = "\u{2028}";
    let mut rows: Vec<(String, Vec<&'static str>)> = Vec::new();
    let mut row = |text: String, warnings: &[&'static str]| rows.push((text, warnings.to_vec()));

    // null
    row(manifest_with(r#","annotations":null"#), &["null /annotations"]);
    row(annotations(r#""a":null,"b":"c""#), &["null /annotations/a"]);
    row(run(r#""Labels":{"a":null}"#), &["null /config/Labels/a"]);
    row(run(r#""Env":[null,"A=1"]"#), &["null /config/Env/0"]);
    row(run(r#""Cmd":["a",null]"#), &["null /config/Cmd/1"]);
    row(run(r#""Entrypoint":[null],"OnBuild":[null],"Shell":[null]"#),
        &["null /config/Entrypoint/0", "null /config/OnBuild/0", "null /config/Shell/0"]);
    row(run(r#""Healthcheck":{"Test":[null]}"#), &["null /config/Healthcheck/Test/0"]);
    row(run(r#""ExposedPorts":{"80":null},"Volumes":{"/a":null}"#),
        &["null /config/ExposedPorts/80", "null /config/Volumes/~1a"]);
    row(config(r#""history":[null,{"empty_layer":true}]"#), &["null /history/0"]);
    row(config(r#""rootfs":null,"history":[]"#), &["null /rootfs"]);
    row(config(r#""os.features":[null]"#), &["null /os.features/0"]);
    row(layer(&format!(r#""mediaType":"a/b","digest":"{}","size":1,"urls":[null,"https://a/"]"#, digest('c'))), &["null /layers/1/urls/0"]);
    row(platforms(one, r#"{"architecture":"arm64","os":"linux","os.features":[null],"features":[null,"x"]}"#),
        &["null /manifests/1/platform/os.features/0", "null /manifests/1/platform/features/0"]);
    row(r#"[{"Config":"a.json","RepoTags":[null],"Layers":["b"]}]"#.into(), &["null /0/RepoTags/0"]);
    row(r#"[{"Config":"a.json","RepoTags":null,"Layers":[null]}]"#.into(), &["null /0/Layers/0"]);
    // any document
    row(manifest_with(r#","x":{"a":1,"\u0061":2}"#), &["duplicate-member /x/a"]);
    row(annotations(r#""a":"1","a":"2""#), &["duplicate-member /annotations/a"]);
    row(run(r#""env":["A=1"]"#), &["wrong-case /config/env"]);
    row(annotations(r#""a":"\ud800""#), &["lone-surrogate /annotations/a"]);
    row(run(r#""Healthcheck":{"Retries":-0}"#), &["number-form /config/Healthcheck/Retries"]);
    row(run(r#""Memory":1.5"#), &["number-form /config/Memory"]);
    row(run(r#""ArgsEscaped":true"#), &["deprecated /config/ArgsEscaped"]);
    row(media_type("application/vnd.oci.image.layer.nondistributable.v1.tar+gzip"), &["deprecated /layers/1/mediaType"]);
    // descriptors
    row(media_type("tar"), &["media-type-form /layers/1/mediaType"]);
    for unregistered in ["oci.image.layer.v1.tar+lz4", "oci.image.layer.v2.tar", "oci.image.layer.v1.tar+gzip+x", "oci.x"] {
        row(media_type(&format!("application/vnd.{unregistered}")), &["unregistered-media-type /layers/1/mediaType"]);
    }
    row(docker(DOCKER_CONFIG, "").replace("diff.tar.gzip", "diff.tar.xz"), &["unregistered-media-type /layers/0/mediaType"]);
    row(media_type("application/vnd.oci.image.layer.v1.tar+gzip+encrypted"), &["runtime-media-type /layers/1/mediaType"]);
    row(docker(DOCKER_CONFIG, "").replace("diff.tar.gzip", "diff.tar.zstd"), &["runtime-media-type /layers/0/mediaType"]);
    row(with_digest(&format!("sha384:{}", "a".repeat(96)), 1), &["unknown-algorithm /layers/1/digest"]);
    row(with_digest("multihash+base58:QmRZxt2b1FVZPNqd8hsiykDL3TdBDeTSPX9Kv46HmX4Gx8", 1), &["unknown-algorithm /layers/1/digest"]);
    row(with_digest(&digest('c'), 0), &["zero-size /layers/1"]);
    row(with_digest(EMPTY, 1), &["zero-size /layers/1"]);
    row(layer(&format!(r#""mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"{}","size":1"#, digest('b'))), &["size-conflict /layers/1"]);
    row(with_digest(&digest('d'), 2), &["size-conflict /layers/2"]);
    row(layer(&format!(r#""mediaType":"a/c","digest":"{}","size":1"#, digest('d'))), &["media-type-conflict /layers/2"]);
    row(index(&["", ""]).replace(&digest('b'), &digest('a')).replacen(r#""size":1"#, r#""size":2"#, 1), &["size-conflict /manifests/1"]);
    row(layer(&format!(r#""mediaType":"application/vnd.oci.empty.v1+json","digest":"{}","size":2"#, digest('c'))), &["empty-descriptor /layers/1"]);
    row(layer(&format!(r#""mediaType":"a/b","digest":"{}","size":1,"data":"YQ==""#, digest('c'))), &["data-mismatch /layers/1/data"]);
    row(layer(r#""mediaType":"a/b","digest":"sha256:ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb","size":1,"data":"YR==""#), &["base64-form /layers/1/data"]);
    for url in ["ftp://example.com/a", "example.com/a", "/a", "https:///a", "https://exa mple.com/", "http://:80/", "file:///etc/passwd", "", "https://a\\u0000b/"] {
        row(layer(&format!(r#""mediaType":"a/b","digest":"{}","size":1,"urls":["https://a/","{url}"]"#, digest('c'))), &["url-form /layers/1/urls/1"]);
    }
    // annotations
    row(annotations(r#""":"a""#), &["annotation-key /annotations/"]);
    row(annotations(r#""a\u0007":"a""#), &["annotation-key /annotations/a\u{7}"]);
    row(annotations(r#"" a":"a""#), &["annotation-key /annotations/ a"]);
    row(annotations(r#""org.opencontainers.image.created":"yesterday""#), &["annotation-value /annotations/org.opencontainers.image.created"]);
    row(annotations(r#""org.opencontainers.image.source":"a","org.label-schema.vcs-url":"b""#), &["annotation-conflict /annotations/org.label-schema.vcs-url"]);
    row(annotations(r#""org.opencontainers.image.source":"a","org.label-schema.vcs-url":"a""#), &[]);
    row(annotations(r#""Author":"a","author":"b""#), &["annotation-conflict /annotations/author"]);
    row(annotations(&format!(r#""a":"{}""#, "v".repeat(70_000))), &["large-annotation /annotations/a"]);
    row(annotations(&format!(r#""a":"<{unicode}>""#)), &[]);
    // manifests
    row(manifest_with("").replace("oci.image.config.v1", "docker.container.image.v1"), &["mixed-media-types /config"]);
    row(docker(DOCKER_CONFIG, "").replace(&format!(r#""mediaType":"{DOCKER}","#), ""), &["media-type-missing "]);
    row(docker(DOCKER_CONFIG, r#","annotations":{"a":"b"}"#), &["foreign-member /annotations"]);
    row(docker(DOCKER_CONFIG, &format!(r#","subject":{{"mediaType":"a/b","digest":"{}","size":1}}"#, digest('c'))), &["foreign-member /subject"]);
    row(docker(DOCKER_CONFIG, r#","artifactType":"a/b""#), &["foreign-member /artifactType"]);
    row(docker(DOCKER_CONFIG, "").replace("32654}", r#"32654,"annotations":{"a":"b"}}"#), &["foreign-member /layers/0"]);
    for old in ["application/octet-stream", "application/json", "text/html", ""] {
        row(docker(old, ""), &["config-media-type /config"]);
    }
    row(manifest_with("").replace("oci.image.config.v1", "oci.empty.v1").replace(&format!(r#""{}","size":7023"#, digest('a')),
        r#""sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a","size":2"#), &["artifact-type-missing "]);
    row(manifest_with("").replace(r#"{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","#, "").replace(&format!(r#""digest":"{}","size":32654}}"#, digest('b')), ""), &["empty /layers"]);
    row(index(&[]), &["empty /manifests"]);
    let many: Vec<String> = (0..128).map(|_| format!(r#"{{"mediaType":"a/b","digest":"{}","size":1}}"#, digest('c'))).collect();
    row(manifest_with("").replace("32654}", &format!("32654}},{}", many.join(","))), &["many-layers /layers"]);
    // indexes
    row(platforms(one, r#"{"architecture":"","os":"linux"}"#), &["platform-incomplete /manifests/1/platform"]);
    row(platforms(one, r#"{"os":"linux"}"#), &["platform-incomplete /manifests/1/platform"]);
    row(index(&[""]).replace("oci.image.index.v1", "docker.distribution.manifest.list.v2"), &["platform-incomplete /manifests/0"]);
    row(config(r#""architecture":"""#), &["platform-incomplete "]);
    for odd in [
        r#"{"architecture":"x86_64","os":"linux"}"#, r#"{"architecture":"arm64","os":"Linux"}"#, r#"{"architecture":"aarch64","os":"linux"}"#,
        r#"{"architecture":"arm","os":"linux","variant":"7"}"#, r#"{"architecture":"arm64","os":"linux","variant":"8"}"#,
        r#"{"architecture":"arm","os":"linux","variant":"V7"}"#, r#"{"architecture":"amd64","os":"macos"}"#,
    ] {
        row(platforms(one, odd).replacen("linux", "freebsd", 1), &["platform-not-normal /manifests/1/platform"]);
    }
    row(config(r#""architecture":"x86_64""#), &["platform-not-normal "]);
    for normal in [r#"{"architecture":"arm64","os":"linux","variant":"v8"}"#, r#"{"architecture":"arm","os":"linux"}"#, r#"{"architecture":"amd64","os":"linux","variant":"v1"}"#] {
        row(platforms(r#"{"architecture":"s390x","os":"linux"}"#, normal), &[]);
    }
    row(platforms(one, one), &["duplicate-platform /manifests/1"]);
    row(platforms(one, r#"{"architecture":"amd64","os":"linux","variant":"v1"}"#), &["duplicate-platform /manifests/1"]);
    row(platforms(r#"{"architecture":"amd64","os":"windows","os.version":"10.0.1"}"#, r#"{"architecture":"amd64","os":"windows","os.version":"10.0.2"}"#), &[]);
    row(index(&[&format!(r#","platform":{one}"#), &format!(r#","annotations":{{"io.github.containers.compression.zstd":"true"}},"platform":{one}"#)]), &[]);
    let named = r#","annotations":{"org.opencontainers.image.ref.name":"1.0"}"#;
    row(index(&[named, named]), &["duplicate-ref-name /manifests/1"]);
    let full = |name: &str| format!(r#","annotations":{{"io.containerd.image.name":"{name}:latest","org.opencontainers.image.ref.name":"latest"}}"#);
    row(index(&[&full("a"), &full("b")]), &[]);
    row(attestation(""), &["dangling-attestation /manifests/1"]);
    row(attestation(r#","vnd.docker.reference.digest":"sha256:abc""#), &["dangling-attestation /manifests/1"]);
    row(attestation(&format!(r#","vnd.docker.reference.digest":"{}""#, digest('f'))), &["dangling-attestation /manifests/1"]);
    row(attestation(&format!(r#","vnd.docker.reference.digest":"{}""#, digest('a'))), &[]);
    row(index(&[""]).replace(OCI, "application/vnd.docker.distribution.manifest.v1+json"), &["schema1-entry /manifests/0"]);
    // configs
    row(config(r#""created":"2024-01-01T00:00:00.1234567891Z""#), &["timestamp-precision /created"]);
    for time in ["2024-01-01t00:00:00Z", "2024-01-01T00:00:00z", "2016-12-31T23:59:60Z", "2017-01-01T00:59:60+01:00"] {
        row(config(&format!(r#""created":"{time}""#)), &["timestamp-form /created"]);
        row(config(&format!(r#""history":[{{"created":"{time}"}}]"#)), &["timestamp-form /history/0/created"]);
    }
    row(run(r#""Volumes":{"/a":{"b":1}}"#), &["set-value /config/Volumes/~1a"]);
    row(run(r#""Env":["A=1","B"]"#), &["env-form /config/Env/1"]);
    row(run(r#""Env":["=1"]"#), &["env-form /config/Env/0"]);
    row(run(r#""Env":["=C:=C:\\x"]"#), &[]);
    row(config(&format!(r#""rootfs":{{"diff_ids":["{}"]}}"#, digest('a'))), &["rootfs-type-missing /rootfs"]);
    row(config(r#""rootfs":{"type":"layers"},"history":[]"#), &["diff-ids-missing /rootfs"]);
    row(config(r#""history":[]"#), &["history-mismatch /history"]);
    rows
}

/// The documents that a text and a content type cannot make.
fn special() -> Vec<(Vec<u8>, ReadOptions, Vec<&'static str>)> {
    let mut not_utf8 = annotations(r#""a":"?""#).into_bytes();
    let at = not_utf8.iter().position(|&byte| byte == b'?').unwrap();
    not_utf8[at] = 0xFF;
    let more = annotations(&r#""a":"1","#.repeat(200)).replace(",}", "}");
    let more_warnings = vec!["duplicate-member /annotations/a"; 99];
    let schema1 = format!(
        r#"{{"schemaVersion":1,"fsLayers":[{{"blobSum":"{}"}}],"history":[{{"v1Compatibility":"{{\"id\":\"{}\"}}"}}]}}"#,
        digest('a'),
        "1".repeat(64)
    );
    let signed = "application/vnd.docker.distribution.manifest.v1+prettyjws";
    vec![
        (not_utf8, ReadOptions::new(), vec!["invalid-utf8 /annotations/a"]),
        (
            manifest_with("").into_bytes(),
            ReadOptions::new().with_content_type("application/x-tar"),
            vec!["content-type "],
        ),
        (
            more.into_bytes(),
            ReadOptions::new(),
            [more_warnings, vec!["more /annotations/a"]].concat(),
        ),
        (
            schema1.into_bytes(),
            ReadOptions::new().with_content_type(signed),
            vec!["unsigned ", "deprecated "],
        ),
    ]
}

/// The kinds of the rows of `src/docs/WARNINGS.md`.
fn page() -> Vec<String> {
    let page = std::fs::read_to_string("src/docs/WARNINGS.md").unwrap();
    let rows = page.lines().filter_map(|line| line.strip_prefix("| `")?.split_once("` |"));
    rows.map(|(kind, rest)| {
        assert_eq!(rest.split(" | ").count(), 2, "{kind} has a place and a source");
        kind.to_owned()
    })
    .collect()
}

#[test]
fn each_document_is_kept_and_has_its_warnings() {
    let plain = documents().into_iter();
    let plain = plain.map(|(text, want)| (text.into_bytes(), ReadOptions::new(), want));
    let mut seen = Vec::new();
    let mut wrong = Vec::new();
    for (bytes, options, want) in plain.chain(special()) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let document = match Document::<AnyDocument>::from_bytes_with(&bytes[..], &options) {
            Ok(document) => document,
            Err(error) => {
                wrong.push(format!("{text}: {error}"));
                continue;
            }
        };
        let found = warnings(&document);
        if found != want {
            wrong.push(format!("{text}: {found:?}, not {want:?}"));
        }
        seen.extend(document.warnings().iter().map(|warning| warning.kind()));
        let again = Document::from_value(document.value()).expect("written");
        assert_eq!(String::from_utf8_lossy(again.bytes()), text, "written again");
        assert_eq!(again.bytes(), &bytes[..]);
        if !text.contains('\u{FFFD}') && !text.contains("\\u") && !text.contains("-0") {
            let value = AnyDocument::from_slice(&bytes).unwrap();
            let compact = text.replace('\u{2028}', "\\u2028").replace('<', "\\u003c");
            assert_eq!(
                String::from_utf8(value.to_bytes()).unwrap(),
                compact.replace('>', "\\u003e")
            );
        }
        let json = serde_json::from_slice::<serde_json::Value>(&bytes).ok();
        for warning in document.warnings() {
            let is_there =
                json.as_ref().is_none_or(|json| json.pointer(warning.pointer()).is_some());
            assert!(is_there, "{warning} is not in {text}");
            assert!(warning.to_string().bytes().all(|byte| (b' '..=b'~').contains(&byte)));
        }
    }
    assert!(wrong.is_empty(), "{} wrong: {wrong:#?}", wrong.len());
    let page = page();
    for &kind in DocumentWarningKind::ALL {
        assert!(seen.contains(&kind), "no document for {kind:?}");
        assert_eq!(
            page.iter().filter(|row| *row == kind.as_str()).count(),
            1,
            "{kind:?} on the page"
        );
    }
    assert_eq!(page.len(), DocumentWarningKind::ALL.len());
}

#[test]
fn a_warning_has_a_sentence() {
    let text = manifest_with(r#","annotations":null"#);
    let document = Document::<AnyDocument>::from_bytes(text.as_bytes()).unwrap();
    assert_eq!(
        document.warnings()[0].to_string(),
        format!("unexpected `null`, read as empty, at /annotations (byte {})", text.len() - 5)
    );
    let sentences: Vec<String> = DocumentWarningKind::ALL.iter().map(ToString::to_string).collect();
    for (at, sentence) in sentences.iter().enumerate() {
        assert!(!sentences[..at].contains(sentence), "{sentence}");
    }
}
