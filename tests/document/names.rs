//! Names of kinds, debug forms, and what getters return, where no other test looks.

use std::error::Error;

use imageref::document::{Annotations, DocumentKind, DocumentWarningKind, Timestamp};
use imageref::image::{ImageWarningKind, JoinError};
use imageref::manifest::{
    Descriptor, DockerSave, ImageIndex, ImageManifest, Manifest, NestingLimits, OciLayout,
    Schema1Manifest, SelectPolicy,
};
use imageref::{AnyDocument, Document, DocumentError, ImageConfig, MediaType, Platform};

#[test]
fn kinds_of_documents() {
    let kinds = [
        (DocumentKind::Manifest, "manifest", Some("application/vnd.oci.image.manifest.v1+json")),
        (DocumentKind::Index, "index", Some("application/vnd.oci.image.index.v1+json")),
        (DocumentKind::Config, "config", Some("application/vnd.oci.image.config.v1+json")),
        (DocumentKind::Descriptor, "descriptor", Some("application/vnd.oci.descriptor.v1+json")),
        (
            DocumentKind::Schema1,
            "schema1",
            Some("application/vnd.docker.distribution.manifest.v1+prettyjws"),
        ),
        (
            DocumentKind::ArtifactManifest,
            "artifact-manifest",
            Some("application/vnd.oci.artifact.manifest.v1+json"),
        ),
        (DocumentKind::DockerSave, "docker-save-manifest", None),
        (DocumentKind::OciLayout, "oci-layout", Some("application/vnd.oci.layout.header.v1+json")),
    ];
    for (kind, name, media_type) in kinds {
        assert_eq!((kind.as_str(), format!("{kind:>22}")), (name, format!("{name:>22}")));
        if let Some(media_type) = media_type {
            assert_eq!(DocumentKind::of_media_type(&MediaType::new(media_type)), Some(kind));
        }
    }
    for media_type in ["text/plain", "application/vnd.oci.image.layer.v1.tar"] {
        assert_eq!(DocumentKind::of_media_type(&MediaType::new(media_type)), None);
    }
}

#[test]
fn policies() {
    let names = SelectPolicy::ALL.map(|policy| (policy.as_str(), policy.to_string()));
    let expected = ["containerd", "containers-image", "first-match"];
    assert_eq!(names, expected.map(|name| (name, name.to_owned())));
    let limits = NestingLimits::default().with_max_depth(3).with_max_indexes(5);
    assert_eq!((limits.max_depth(), limits.max_indexes()), (3, 5));
    assert_ne!(limits, NestingLimits::default());
}

#[test]
fn errors_of_images() {
    let manifest = |config: Descriptor| ImageManifest::new(config).with_layers([layer()]);
    fn layer() -> Descriptor {
        Descriptor::of(MediaType::OCI_LAYER_GZIP, b"layer")
    }
    let config = |rest: &str| {
        let diff_id = Descriptor::of(MediaType::OCI_LAYER, b"plain").digest().clone();
        let text = format!(
            r#"{{"architecture":"amd64","os":"linux","rootfs":{{"type":"layers","diff_ids":["{diff_id}"]}}{rest}}}"#
        );
        Document::<ImageConfig>::from_bytes(text.into_bytes()).unwrap()
    };
    let join = |manifest: &ImageManifest, config: Document<ImageConfig>| {
        imageref::Image::new(Document::from_value(manifest).unwrap(), config)
    };
    let error = |manifest: &ImageManifest, config| {
        let error: JoinError = join(manifest, config).unwrap_err();
        (error.as_str(), error.to_string())
    };
    let plain = config("");
    let (digest, size) = (plain.descriptor().digest().clone(), plain.descriptor().size());
    let stated = Descriptor::new(MediaType::OCI_CONFIG, digest, size + 1);
    assert_eq!(
        error(&manifest(stated), plain.clone()),
        (
            "config-size",
            format!("the config has {size} bytes, but the manifest states {}", size + 1)
        )
    );
    let other = vec![b' '; usize::try_from(size).unwrap()];
    assert_eq!(
        error(&manifest(Descriptor::of(MediaType::OCI_CONFIG, &other)), plain.clone()),
        ("config-digest", "the config does not match the digest in the manifest".to_owned())
    );
    assert_eq!(
        error(&manifest(plain.descriptor()).with_layers([layer(), layer()]), plain.clone()),
        ("layer-count", "the manifest has 2 layers, but the config has 1 diff IDs".to_owned())
    );
    let (not_an_image, _) =
        error(&manifest(Descriptor::of(MediaType::new("text/plain"), b"x")), plain.clone());
    assert_eq!(not_an_image, "not-an-image");
    let image = join(&manifest(plain.descriptor()), plain).unwrap();
    let warnings: Vec<_> = image.warnings().iter().map(|w| w.kind().as_str()).collect();
    assert_eq!(warnings, ["no-history"]);
    assert_eq!(ImageWarningKind::UncompressedDigest.as_str(), "uncompressed-digest");
    let history = r#","history":[{"created_by":"a"},{"created_by":"b","empty_layer":true}]"#;
    let config = config(history);
    let image = join(&manifest(config.descriptor()), config).unwrap();
    let sizes: Vec<_> = image.steps().map(|step| step.compressed_size()).collect();
    assert_eq!(sizes, [5, 0]);
}

#[test]
fn errors_of_documents_have_a_source() {
    let read = |digest: &str| {
        let text = format!(r#"{{"mediaType":"text/plain","digest":"{digest}","size":1}}"#);
        Descriptor::from_slice(text.as_bytes()).unwrap_err()
    };
    let error: DocumentError = read("sha256:xyz");
    assert_eq!(error.kind().as_str(), "digest");
    let source = error.source().expect("the digest's error").to_string();
    assert_eq!(source, "expected 64 hex digits in the digest, but found 3");
    assert_eq!(error.to_string(), format!("invalid digest: {source}, at /digest (byte 35)"));
    assert!(Descriptor::from_slice(b"{").unwrap_err().source().is_none());
}

#[test]
fn warnings_have_a_place() {
    let text = br#"{"schemaVersion":2,"manifests":null}"#;
    let document = Document::<ImageIndex>::from_bytes(&text[..]).unwrap();
    let warnings: Vec<_> = document
        .warnings()
        .iter()
        .filter(|warning| warning.kind() == DocumentWarningKind::Null)
        .map(|warning| (warning.pointer(), warning.offset()))
        .collect();
    assert_eq!(warnings, [("/manifests", 31)]);
}

#[test]
fn times_that_mean_unknown() {
    for (text, is_placeholder) in [
        ("0001-01-01T00:00:00Z", true),
        ("1970-01-01T00:00:00Z", true),
        ("1970-01-01T23:59:59Z", true),
        ("1970-01-02T00:00:00Z", false),
        ("1969-12-31T23:59:59Z", false),
        ("1980-01-01T00:00:00Z", true),
        ("1980-01-01T00:00:01Z", true),
        ("1980-01-01T00:00:02Z", false),
        ("2024-05-06T07:08:09Z", false),
    ] {
        let time: Timestamp = text.parse().unwrap();
        assert_eq!(time.is_placeholder(), is_placeholder, "{text}");
        assert_eq!(format!("{time:?}"), format!("{text:?}"));
    }
}

#[test]
fn annotations() {
    let manifest = ImageIndex::new()
        .with_annotation("org.label-schema.build-date", "2024-05-06T07:08:09Z")
        .with_annotation("org.opencontainers.image.base.name", "docker.io/library/alpine:3");
    let annotations: &Annotations = manifest.annotations();
    assert_eq!(annotations.len(), 2);
    assert_eq!(annotations.created(), Some("2024-05-06T07:08:09Z".parse().unwrap()));
    assert_eq!(annotations.base_name(), Some("docker.io/library/alpine:3"));
    assert_eq!(
        format!("{annotations:?}"),
        r#"{"org.label-schema.build-date": "2024-05-06T07:08:09Z", "org.opencontainers.image.base.name": "docker.io/library/alpine:3"}"#
    );
    let none = ImageIndex::new().with_annotation("org.opencontainers.image.base.name", "");
    assert_eq!((none.annotations().base_name(), none.annotations().created()), (None, None));
}

#[test]
fn configs() {
    let config = ImageConfig::from_slice(
        br#"{"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":[]},
            "config":{"Entrypoint":["/a"],"Cmd":["b","c"],"ExposedPorts":{"80/tcp":{},"53/udp":{}}}}"#,
    );
    let config = config.unwrap();
    let run = config.run_config();
    assert_eq!(run.process_args().collect::<Vec<_>>(), ["/a", "b", "c"]);
    assert_eq!((run.exposed_ports().len(), run.exposed_ports().is_empty()), (2, false));
    let windows = config.with_platform(&Platform::new("windows", "amd64"));
    assert_eq!((windows.os(), windows.architecture()), (Some("windows"), Some("amd64")));
    let wrong = br#"{"architecture":"a","os":"b","rootfs":{"type":"files","diff_ids":[]}}"#;
    assert_eq!(ImageConfig::from_slice(wrong).unwrap_err().kind().as_str(), "rootfs-type");
}

#[test]
fn manifests_of_every_kind() {
    let id = "0".repeat(64);
    let schema1 = r#"{"schemaVersion":1,"name":"a/b","tag":"t","architecture":"amd64",
        "fsLayers":[{"blobSum":"sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}],
        "history":[{"v1Compatibility":"{\"id\":\"ID\",\"throwaway\":true}"}]}"#;
    let schema1 = schema1.replace("ID", &id);
    let manifest = Schema1Manifest::from_slice(schema1.as_bytes()).unwrap();
    let layer = manifest.layers().next().unwrap();
    assert_eq!(layer.blob().algorithm_name(), "sha256");
    assert_eq!(layer.v1_compatibility(), format!(r#"{{"id":"{id}","throwaway":true}}"#));
    assert!(layer.is_empty_layer());
    let any = |bytes: &[u8]| AnyDocument::from(Manifest::from_slice(bytes).unwrap());
    assert_eq!(any(schema1.as_bytes()), AnyDocument::Schema1(manifest));
    let index = ImageIndex::default();
    assert_eq!(index, ImageIndex::new());
    assert_eq!(any(&index.to_bytes()), AnyDocument::Index(index));
    let artifact =
        br#"{"mediaType":"application/vnd.oci.artifact.manifest.v1+json","artifactType":"a/b"}"#;
    assert!(matches!(any(artifact), AnyDocument::ArtifactManifest(_)));
    assert_eq!(OciLayout::default(), OciLayout::new());
    assert_eq!(OciLayout::new().to_bytes(), br#"{"imageLayoutVersion":"1.0.0"}"#);
}

#[test]
fn sources_of_foreign_layers() {
    let read = |sources: &str| {
        let text = format!(r#"[{{"Config":"c.json","Layers":[],"LayerSources":{sources}}}]"#);
        DockerSave::from_slice(text.as_bytes())
    };
    let saved = read(r#"{"sha256:x":{}}"#).unwrap();
    assert_eq!(saved.images()[0].layer_sources(), Some(r#"{"sha256:x":{}}"#));
    let error = read("[]").unwrap_err();
    assert_eq!((error.kind().as_str(), error.pointer()), ("type", "/0/LayerSources"));
}

#[test]
fn annotations_of_64_kib_are_large() {
    let large = |length: usize| {
        let index = ImageIndex::new().with_annotation("k", &"x".repeat(length));
        let document = Document::<ImageIndex>::from_bytes(index.to_bytes()).unwrap();
        document.warnings().iter().any(|w| w.kind() == DocumentWarningKind::LargeAnnotation)
    };
    assert_eq!([large(65_535), large(65_536)], [false, true]);
}
