//! The cells of `COMPARISON.md`'s table of Rust crates, row by row.

use std::collections::HashSet;

use container_image_dist_ref::ImgRef;
use docker_image::DockerImage;
use imageref::{ImageIndex, ImageManifest, RawReference, Reference};
use oci_spec::distribution::Reference as OciReference;

use crate::MANIFEST;

const HEX: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

fn ours(text: &str) -> bool {
    text.parse::<Reference>().is_ok()
}

fn oci(text: &str) -> bool {
    text.parse::<OciReference>().is_ok()
}

fn dist(text: &str) -> bool {
    ImgRef::new(text).is_ok()
}

fn docker(text: &str) -> bool {
    DockerImage::parse(text).is_ok()
}

#[test]
fn normalization() {
    let reference: Reference = "nginx".parse().unwrap();
    assert_eq!(reference, "docker.io/library/nginx:latest");
    let theirs: OciReference = "nginx".parse().unwrap();
    assert_eq!(theirs.whole(), "docker.io/library/nginx:latest");
    assert_eq!(RawReference::parse("nginx").unwrap().registry(), None);
    assert!(ImgRef::new("nginx").unwrap().domain().is_none());
    assert_eq!(DockerImage::parse("nginx").unwrap().registry, None);
}

#[test]
fn upper_case_registries() {
    let reference: Reference = "Foo/bar".parse().unwrap();
    assert_eq!(reference.registry(), "Foo");
    let theirs: OciReference = "Foo/bar".parse().unwrap();
    assert_eq!((theirs.registry(), theirs.repository()), ("docker.io", "Foo/bar"));
    assert_eq!(ImgRef::new("Foo/bar").unwrap().domain().unwrap().to_str(), "Foo");
    assert_eq!(DockerImage::parse("Foo/bar").ok().and_then(|image| image.registry), None);
}

#[test]
fn what_is_accepted() {
    for (text, want) in [
        ("[::1]:5000/a".to_owned(), [true, false, true, false]),
        (format!("a@sha256:{}", HEX.to_uppercase()), [false, true, false, true]),
        (format!("a@md5:{}", &HEX[..32]), [false, false, true, false]),
    ] {
        assert_eq!([ours(&text), oci(&text), dist(&text), docker(&text)], want, "{text}");
    }
}

#[test]
fn errors() {
    for text in ["Ubuntu:latest/x", "a b", "x@sha256:abcd"] {
        let error = text.parse::<Reference>().unwrap_err();
        assert!(error.to_string().len() > 20 && !error.span().range().is_empty());
    }
    assert_eq!("a b".parse::<OciReference>().unwrap_err().to_string(), "invalid reference format");
    let error = ImgRef::new("a b").map(drop).unwrap_err();
    assert!(error.index() > 0);
}

#[test]
fn constructed_values() {
    let made = OciReference::with_tag("a".into(), "A B".into(), String::new());
    assert!(made.whole().parse::<OciReference>().is_err());
    assert!(Reference::from_parts(Some("a.b"), "A B", None, None).is_err());
    let mut image = DockerImage::parse("a").unwrap();
    image.name = "A B".into();
    assert!(DockerImage::parse(&image.to_string()).is_err());
}

#[test]
fn documents() {
    let read = |text: &str| ImageManifest::from_slice(text.as_bytes());
    let theirs = |text: &str| oci_spec::image::ImageManifest::from_reader(text.as_bytes());
    let text = std::str::from_utf8(MANIFEST).unwrap();
    assert_eq!(read(text).unwrap().to_bytes(), MANIFEST);
    // Annotations are written in the order of a hash map.
    let written: HashSet<_> = (0..64).map(|_| theirs(text).unwrap().to_string().unwrap()).collect();
    assert!(written.len() > 1);
    let indented = text.replacen('{', "{ ", 1);
    assert_ne!(theirs(&indented).unwrap().to_string().unwrap(), indented);

    assert!(ImageIndex::from_slice(MANIFEST).is_err());
    assert!(oci_spec::image::ImageIndex::from_reader(MANIFEST).is_err());

    let twice = text.replacen("{", r#"{"schemaVersion":2,"#, 1);
    assert!(read(&twice).is_err() && theirs(&twice).is_err());

    let unknown = text.replacen("{", r#"{"x":1,"#, 1);
    assert_eq!(read(&unknown).unwrap().to_bytes(), unknown.as_bytes());
    assert!(!theirs(&unknown).unwrap().to_string().unwrap().contains(r#""x""#));
}
