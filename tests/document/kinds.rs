//! What a document is: content type, `mediaType`, shape; and what contradicts itself.

use imageref::document::{DocumentKind, ReadOptions};
use imageref::manifest::{ImageIndex, ImageManifest, Manifest};

use super::{kind_and_pointer, manifest_with, rejected};

fn kind(text: &str) -> Result<DocumentKind, String> {
    DocumentKind::detect(text.as_bytes(), &ReadOptions::new()).map_err(|e| kind_and_pointer(&e))
}

#[test]
fn shape_tells_where_no_media_type_does() {
    let rows = [
        (r#"{"schemaVersion":2,"config":{},"layers":[]}"#, DocumentKind::Manifest),
        (r#"{"schemaVersion":2,"manifests":null}"#, DocumentKind::Index),
        (r#"{"schemaVersion":1,"fsLayers":[],"history":[]}"#, DocumentKind::Schema1),
        (r#"{"architecture":"amd64","os":"linux","config":{},"rootfs":{}}"#, DocumentKind::Config),
        (r#"{"imageLayoutVersion":"1.0.0"}"#, DocumentKind::OciLayout),
        // To containers/image `imageLayoutVersion` is an unknown member of a manifest or index.
        (
            r#"{"imageLayoutVersion":"1.0.0","schemaVersion":2,"manifests":[{}]}"#,
            DocumentKind::Index,
        ),
        (
            r#"{"imageLayoutVersion":"1.0.0","schemaVersion":2,"config":{},"layers":[]}"#,
            DocumentKind::Manifest,
        ),
        (
            r#"{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"","size":1}"#,
            DocumentKind::Descriptor,
        ),
        (
            r#"{"mediaType":"application/vnd.oci.artifact.manifest.v1+json","blobs":[]}"#,
            DocumentKind::ArtifactManifest,
        ),
        (r#"[{"Config":"a.json","RepoTags":null,"Layers":[]}]"#, DocumentKind::DockerSave),
        // containers/image returns the config's media type here.
        (
            r#"{"schemaVersion":2,"config":{"mediaType":"application/vnd.acme.rocket.config"},"layers":[]}"#,
            DocumentKind::Manifest,
        ),
    ];
    for (text, want) in rows {
        assert_eq!(kind(text), Ok(want), "{text}");
    }
    assert_eq!(kind("{}").unwrap_err(), "unknown-kind ");
    assert_eq!(kind("7").unwrap_err(), "type ");
}

#[test]
fn the_content_type_counts_before_the_media_type() {
    let index = ReadOptions::new().with_content_type("application/vnd.oci.image.index.v1+json");
    assert_eq!(
        DocumentKind::detect(manifest_with("").as_bytes(), &index).unwrap(),
        DocumentKind::Index
    );
}

#[test]
fn two_kinds_in_one_document_are_rejected() {
    for member in ["manifests", "fsLayers", "history"] {
        for value in ["[]", "null", "[{}]"] {
            let text = manifest_with(&format!(r#","{member}":{value}"#));
            let want = format!("ambiguous /{member}");
            assert_eq!(rejected::<ImageManifest>(&text), want);
            assert_eq!(rejected::<Manifest>(&text), want);
        }
    }
    for foreign in ["config", "layers", "fsLayers", "history"] {
        let text = format!(r#"{{"schemaVersion":2,"manifests":[],"{foreign}":[]}}"#);
        assert_eq!(rejected::<ImageIndex>(&text), format!("ambiguous /{foreign}"));
    }
}

#[test]
fn a_media_type_of_another_kind_is_rejected() {
    let index = manifest_with("").replace("image.manifest.v1", "image.index.v1");
    assert_eq!(rejected::<ImageManifest>(&index), "media-type-conflict /mediaType");
    assert_eq!(rejected::<Manifest>(&index), "ambiguous /config");
    let unheard = manifest_with("").replace("application/vnd.oci.image.manifest.v1+json", "a/b");
    assert_eq!(rejected::<ImageManifest>(&unheard), "media-type-conflict /mediaType");
    let manifest = r#"{"schemaVersion":2,"mediaType":"application/vnd.docker.distribution.manifest.v2+json","manifests":[]}"#;
    assert_eq!(rejected::<ImageIndex>(manifest), "media-type-conflict /mediaType");
    for (error, expected) in [
        (ImageManifest::from_slice(index.as_bytes()).unwrap_err(), "image manifest"),
        (ImageIndex::from_slice(manifest.as_bytes()).unwrap_err(), "image index"),
    ] {
        let sentence = format!("the media type contradicts the expected {expected}, at /mediaType");
        assert!(error.to_string().starts_with(&sentence), "{error}");
    }
}
