//! What registries answer, and the files round images.

use imageref::manifest::{DockerSave, ErrorBody, ImageIndex, OciLayout, TagList};
use imageref::media_type::MediaType;

use super::{digest, refused};

#[test]
fn tags() {
    let list = TagList::from_slice(br#"{"name":"a/b","tags":null}"#).unwrap();
    assert_eq!((list.name(), list.tags().len()), ("a/b", 0));
    assert_eq!(refused::<TagList>(r#"{"name":"a/b"}"#), "missing /tags");
}

#[test]
fn errors_reach_no_terminal_as_they_are() {
    let body = br#"{"errors":[{"code":"MANIFEST_UNKNOWN","message":"\u001b[31mgone","detail":{"Tag":"x"}}]}"#;
    let errors = ErrorBody::from_slice(body).unwrap();
    let error = &errors.errors()[0];
    assert_eq!((error.code(), error.detail()), ("MANIFEST_UNKNOWN", r#"{"Tag":"x"}"#));
    assert_eq!(error.to_string(), r"MANIFEST_UNKNOWN: \u{1b}[31mgone");
    assert_eq!(errors.to_bytes(), body);
}

#[test]
fn referrers_are_filtered_by_the_client() {
    let entry = |kind: &str, digit| {
        format!(
            r#"{{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"{}","size":1,"artifactType":"{kind}"}}"#,
            digest(digit)
        )
    };
    let text = format!(
        r#"{{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[{},{}]}}"#,
        entry("a/sbom", 'a'),
        entry("a/sig", 'b')
    );
    let index = ImageIndex::from_slice(text.as_bytes()).unwrap();
    let found: Vec<_> = index.referrers().with_type(&MediaType::new("a/sig")).collect();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].digest(), &*digest('b'));
}

#[test]
fn archives_of_docker_save() {
    let old = r#"[{"Config":"ab.json","RepoTags":["nginx:latest"],"Layers":["cd/layer.tar"]}]"#;
    let new = r#"[{"Config":"blobs/sha256/ab","RepoTags":null,"Layers":["blobs/sha256/cd"],"LayerSources":{"sha256:cd":{"mediaType":"a/b","size":1}}}]"#;
    for text in [old.to_owned(), new.to_owned(), format!("{old}\n")] {
        let archive = DockerSave::from_slice(text.as_bytes()).unwrap();
        assert_eq!(archive.to_bytes(), text.as_bytes());
        assert_eq!(archive.images()[0].layers().len(), 1);
    }
    assert_eq!(refused::<DockerSave>(r#"[{"RepoTags":null,"Layers":[]}]"#), "missing /0/Config");
    assert_eq!(refused::<DockerSave>("[]"), "empty ");
}

#[test]
fn layouts() {
    // Docker writes a blank, go-containerregistry four and line breaks.
    for text in [
        "{\"imageLayoutVersion\": \"1.0.0\"}",
        "{\n    \"imageLayoutVersion\": \"1.0.0\"\n}",
        "{\"imageLayoutVersion\":\"1.0.0\"}\n",
    ] {
        assert_eq!(OciLayout::from_slice(text.as_bytes()).unwrap().to_bytes(), text.as_bytes());
    }
    assert_eq!(refused::<OciLayout>("{}"), "missing /imageLayoutVersion");
}
