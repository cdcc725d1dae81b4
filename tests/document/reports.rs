//! What users of other tools reported, as documents, with the answers.

use imageref::document::{Document, DocumentKind, Model, ReadOptions, Timestamp};
use imageref::manifest::{ImageIndex, ImageManifest, Manifest};
use imageref::{AnyDocument, DocumentErrorKind, MediaType};

use super::{digest, kind_and_pointer, manifest_with, rejected, warnings};

fn docker(config: &str) -> String {
    manifest_with("")
        .replace("oci.image.manifest.v1", "docker.distribution.manifest.v2")
        .replace("application/vnd.oci.image.config.v1+json", config)
        .replace("oci.image.layer.v1.tar+gzip", "docker.image.rootfs.diff.tar.gzip")
}

// distribution 1621, moby 22378, moby 30083
#[test]
fn old_docker_pushes_are_images() {
    for config in ["application/octet-stream", "application/json", "text/html", ""] {
        let document = Document::<ImageManifest>::from_bytes(docker(config).as_bytes()).unwrap();
        assert_eq!(warnings(&document), ["config-media-type /config"]);
        let manifest = document.value();
        assert!(manifest.is_image(), "{config}");
        assert_eq!(Document::from_value(manifest).unwrap(), document);
    }
    // In an OCI manifest the same type is an artifact's.
    let oci = manifest_with("").replace("vnd.oci.image.config.v1+json", "octet-stream");
    assert!(!ImageManifest::from_slice(oci.as_bytes()).unwrap().is_image());
    // The media type may come after the config, or with the content type alone.
    let late = docker("")
        .replace(r#""mediaType":"application/vnd.docker.distribution.manifest.v2+json","#, "");
    let docker = ReadOptions::new()
        .with_content_type("application/vnd.docker.distribution.manifest.v2+json");
    let read = |options: &ReadOptions| {
        Document::<ImageManifest>::from_bytes_with(late.as_bytes(), options)
    };
    assert_eq!(
        kind_and_pointer(&read(&ReadOptions::new()).unwrap_err()),
        "empty-media-type /config/mediaType"
    );
    assert_eq!(
        warnings(&read(&docker).unwrap()),
        ["media-type-missing ", "config-media-type /config"]
    );
}

#[test]
fn an_empty_media_type_is_named_as_such() {
    let config =
        r#"{"schemaVersion":2,"config":{"mediaType":"","digest":"DIGEST","size":1},"layers":[]}"#;
    let config = config.replace("DIGEST", &digest('a'));
    assert_eq!(rejected::<ImageManifest>(&config), "empty-media-type /config/mediaType");
    let error = ImageManifest::from_slice(config.as_bytes()).unwrap_err();
    assert_eq!(error.kind(), DocumentErrorKind::EmptyMediaType);
    assert_eq!(error.to_string(), "the media type is empty, at /config/mediaType (byte 41)");
    let layer = manifest_with("").replace("application/vnd.oci.image.layer.v1.tar+gzip", "");
    assert_eq!(rejected::<ImageManifest>(&layer), "empty-media-type /layers/0/mediaType");
    let entry = format!(
        r#"{{"schemaVersion":2,"manifests":[{{"mediaType":"","digest":"{}","size":1}}]}}"#,
        digest('a')
    );
    assert_eq!(rejected::<ImageIndex>(&entry), "empty-media-type /manifests/0/mediaType");
}

#[test]
fn media_types_in_headers_compare_without_case() {
    let text = manifest_with("");
    let read = |header: &str| {
        let options = ReadOptions::new().with_content_type(header);
        let any = Document::<AnyDocument>::from_bytes_with(text.as_bytes(), &options);
        let manifest = Document::<Manifest>::from_bytes_with(text.as_bytes(), &options);
        assert_eq!(any.is_ok(), manifest.is_ok());
        manifest.map(|document| document.media_type().clone()).map_err(|e| kind_and_pointer(&e))
    };
    let upper = "APPLICATION/VND.OCI.IMAGE.MANIFEST.V1+JSON; Charset=UTF-8";
    assert_eq!(read(upper), Ok(MediaType::OCI_MANIFEST));
    assert_eq!(
        read("APPLICATION/VND.OCI.IMAGE.INDEX.V1+JSON").unwrap_err(),
        "ambiguous /config" // it was read as the index that the header promised
    );
    let options = ReadOptions::new()
        .with_content_type("Application/Vnd.Docker.Distribution.Manifest.V2+Json");
    let error = Document::<ImageManifest>::from_bytes_with(text.as_bytes(), &options).unwrap_err();
    assert_eq!(kind_and_pointer(&error), "media-type-conflict /mediaType");
}

#[test]
fn any_document_knows_its_kind() {
    let rows = [
        (manifest_with(""), DocumentKind::Manifest),
        (r#"{"schemaVersion":2,"manifests":[]}"#.to_owned(), DocumentKind::Index),
        (r#"{"rootfs":{"type":"layers","diff_ids":[]}}"#.to_owned(), DocumentKind::Config),
        (
            format!(r#"{{"mediaType":"a/b","digest":"{}","size":1}}"#, digest('a')),
            DocumentKind::Descriptor,
        ),
        (
            r#"{"mediaType":"application/vnd.oci.artifact.manifest.v1+json"}"#.to_owned(),
            DocumentKind::ArtifactManifest,
        ),
        (r#"[{"Config":"a","RepoTags":null,"Layers":["b"]}]"#.to_owned(), DocumentKind::DockerSave),
        (r#"{"imageLayoutVersion":"1.0.0"}"#.to_owned(), DocumentKind::OciLayout),
        (
            format!(
                r#"{{"schemaVersion":1,"fsLayers":[{{"blobSum":"{}"}}],"history":[{{"v1Compatibility":"{{\"id\":\"{}\"}}"}}]}}"#,
                digest('a'),
                "1".repeat(64)
            ),
            DocumentKind::Schema1,
        ),
    ];
    for (text, kind) in rows {
        let document = AnyDocument::from_bytes(text.as_bytes()).unwrap();
        assert_eq!(document.value().kind(), kind, "{text}");
        assert_eq!(document.value(), &AnyDocument::from_slice(text.as_bytes()).unwrap());
        assert_eq!(document.value().to_bytes(), text.as_bytes());
        assert_eq!(document.media_type(), &document.value().media_type());
    }
    assert_eq!(rejected::<AnyDocument>("{}"), "unknown-kind ");
    assert_eq!(rejected::<AnyDocument>("7"), "type ");
}

#[test]
fn a_manifest_leads_to_its_kinds() {
    let image = ImageManifest::from_slice(manifest_with("").as_bytes()).unwrap();
    let manifest = Manifest::from(image.clone());
    assert_eq!(manifest.media_type(), MediaType::OCI_MANIFEST);
    assert_eq!(manifest.kind(), DocumentKind::Manifest);
    assert_eq!(AnyDocument::from(manifest.clone()), AnyDocument::from(image.clone()));
    assert_eq!(manifest, Manifest::Image(image));
    let index = Manifest::from(ImageIndex::new());
    assert_eq!(index.media_type(), MediaType::OCI_INDEX);
    assert_eq!(index, Manifest::Index(ImageIndex::new()));
}

#[test]
fn code_may_be_generic_over_documents() {
    fn written<T: Model>(text: &str, options: &ReadOptions) -> Result<Vec<u8>, String> {
        let value =
            T::from_slice_with(text.as_bytes(), options).map_err(|e| kind_and_pointer(&e))?;
        Ok(value.to_bytes())
    }
    let text = manifest_with("");
    assert_eq!(written::<ImageManifest>(&text, &ReadOptions::new()), Ok(text.clone().into_bytes()));
    let index = ReadOptions::new().with_content_type(MediaType::OCI_INDEX.as_str());
    assert_eq!(written::<ImageManifest>(&text, &index), Err("media-type-conflict ".to_owned()));
}

#[test]
fn times_that_go_rejects_mean_what_rfc_3339_says() {
    for (text, seconds, go) in [
        ("2016-12-31T23:59:60Z", 1_483_228_800, "2017-01-01T00:00:00Z"),
        ("2017-01-01t05:29:60.5+05:30", 1_483_228_800, "2017-01-01T00:00:00.5Z"),
        ("2017-01-01t00:00:00z", 1_483_228_800, "2017-01-01T00:00:00Z"),
    ] {
        let time: Timestamp = text.parse().unwrap();
        assert_eq!((time.unix_seconds(), &*time.to_go()), (seconds, go), "{text}");
        assert_eq!((time.as_str(), time.is_go_readable()), (text, false));
    }
    for text in ["2016-12-31T12:59:60Z", "2016-12-31T23:59:60+01:00", "2016-12-31T23:59:61Z"] {
        assert!(text.parse::<Timestamp>().is_err(), "{text}");
    }
}

/// The warnings of a document, or the sentence of its error.
fn verdict(text: &str) -> Result<Vec<String>, String> {
    let sentence = |error: imageref::DocumentError| {
        let sentence = error.to_string();
        sentence.split(" (byte").next().unwrap_or_default().to_owned()
    };
    let document = AnyDocument::from_bytes(text.as_bytes()).map_err(sentence)?;
    assert_eq!(Document::from_value(document.value()).unwrap(), document);
    Ok(warnings(&document))
}

#[test]
fn public_reports() {
    let config = |members: &str| {
        format!(
            r#"{{"architecture":"amd64","os":"linux",{members},"rootfs":{{"type":"layers","diff_ids":[]}}}}"#
        )
    };
    let platform = |platform: &str| {
        format!(
            r#"{{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[{{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"{}","size":1,"platform":{platform}}}]}}"#,
            digest('a')
        )
    };
    let sha512 = format!("sha512:{}", "a".repeat(128));
    let rows: [(&str, String, Result<&[&str], &str>); 13] = [
        (
            "estesp/manifest-tool 185: a variant of another architecture",
            platform(r#"{"architecture":"amd64","os":"linux","variant":"v8"}"#),
            Ok(&["platform-not-normal /manifests/0/platform"]),
        ),
        (
            "fluxcd/flux 2075: a date that is not RFC 3339 in a label",
            config(r#""config":{"Labels":{"org.label-schema.build-date":"20180804"}}"#),
            Ok(&["annotation-value /config/Labels/org.label-schema.build-date"]),
        ),
        (
            "GoogleContainerTools/jib 2819: a Docker manifest without media type",
            docker("application/vnd.docker.container.image.v1+json")
                .replace(r#""mediaType":"application/vnd.docker.distribution.manifest.v2+json","#, ""),
            Ok(&["media-type-missing "]),
        ),
        (
            "nickel-lang/nickel 2261: a string as entrypoint",
            config(r#""config":{"Entrypoint":"/bin/nickel"}"#),
            Err("expected an array, but found a string, at /config/Entrypoint"),
        ),
        (
            "moby 20267: an empty diff ID",
            config(r#""history":[]"#).replace(r#""diff_ids":[]"#, r#""diff_ids":[""]"#),
            Err("invalid digest: the digest is empty, at /rootfs/diff_ids/0"),
        ),
        (
            "moby 27568: a manifest without layers",
            r#"{"schemaVersion":2,"config":{"mediaType":"a/b","digest":"DIGEST","size":4258}}"#
                .replace("DIGEST", &digest('a')),
            Err("missing member `layers`, at /layers"),
        ),
        (
            "vmware/vic 2068: a time as Go prints it",
            config(r#""created":"2016-06-23 23:23:37.198943461 +0000 UTC""#),
            Err("not an RFC 3339 time, at /created"),
        ),
        (
            "containers/image 2460: an index with artifact type and spaces, kept",
            r#"{"schemaVersion": 2, "manifests": [],    "mediaType": "application/vnd.oci.image.index.v1+json","artifactType": "application/vnd.test.index.v1+json"}"#
                .to_owned(),
            Ok(&["empty /manifests"]),
        ),
        (
            "bazelbuild/rules_docker 474: more steps than layers",
            config(r#""history":[{"created_by":"a"},{"created_by":"b","empty_layer":true}]"#),
            Ok(&["history-mismatch /history"]),
        ),
        ("moby 48241: sha512", manifest_with("").replace(&digest('b'), &sha512), Ok(&[])),
        (
            "reproducible-containers/diffoci 51: a platform of the config, no layers",
            format!(
                r#"{{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"{}","size":581,"platform":{{"architecture":"amd64","os":"linux"}}}},"layers":[]}}"#,
                digest('a')
            ),
            Ok(&["empty /layers"]),
        ),
        (
            "chainguard-dev/apko 128: placeholders of time",
            config(r#""created":"0001-01-01T00:00:00Z""#),
            Ok(&[]),
        ),
        (
            "containers/image 898: arm64 without variant",
            platform(r#"{"architecture":"arm64","os":"linux"}"#),
            Ok(&[]),
        ),
    ];
    for (report, text, want) in rows {
        let found = verdict(&text);
        let want = want.map_err(str::to_owned).map(|w| w.iter().map(|w| (*w).to_owned()).collect());
        assert_eq!(found, want, "{report}: {text}");
    }
}
