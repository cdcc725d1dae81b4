//! The files of layouts and archives.

use imageref::manifest::{DockerSave, OciLayout};

use super::rejected;

#[test]
fn archives_of_docker_save() {
    let old = r#"[{"Config":"ab.json","RepoTags":["nginx:latest"],"Layers":["cd/layer.tar"]}]"#;
    let new = r#"[{"Config":"blobs/sha256/ab","RepoTags":null,"Layers":["blobs/sha256/cd"],"LayerSources":{"sha256:cd":{"mediaType":"a/b","size":1}}}]"#;
    for text in [old.to_owned(), new.to_owned(), format!("{old}\n")] {
        let archive = DockerSave::from_slice(text.as_bytes()).unwrap();
        assert_eq!(archive.to_bytes(), text.as_bytes());
        assert_eq!(archive.images()[0].layers().len(), 1);
    }
    assert_eq!(rejected::<DockerSave>(r#"[{"RepoTags":null,"Layers":[]}]"#), "missing /0/Config");
    assert_eq!(rejected::<DockerSave>("[]"), "empty ");
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
    assert_eq!(rejected::<OciLayout>("{}"), "missing /imageLayoutVersion");
}
