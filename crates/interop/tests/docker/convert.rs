//! Docker and OCI: what has a counterpart, what is lost, what is rejected.

use imageref::Platform;
use imageref::manifest::{Descriptor, ImageIndex, ImageManifest};
use imageref::media_type::MediaType;
use imageref_interop::docker::{
    ConvertError, Loss, index_to_docker, index_to_oci, manifest_to_docker, manifest_to_oci,
};

/// A digest of sha256 whose digits are all `digit`.
fn digest(digit: char) -> String {
    format!("sha256:{}", String::from(digit).repeat(64))
}

/// A manifest with one layer, as Go writes it; `rest` comes after `layers`.
fn manifest_with(rest: &str) -> String {
    format!(
        r#"{{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"{}","size":7023}},"layers":[{{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"{}","size":32654}}]{rest}}}"#,
        digest('a'),
        digest('b'),
    )
}

fn pointers(losses: &[Loss]) -> Vec<&str> {
    losses.iter().map(Loss::pointer).collect()
}

#[test]
fn an_image_to_docker_and_back() {
    let layer = Descriptor::of(MediaType::OCI_LAYER_GZIP, b"layer").with_annotation("a", "b");
    let oci =
        ImageManifest::from_slice(manifest_with(r#","annotations":{"k":"v"},"x":1"#).as_bytes());
    let oci = oci.unwrap().with_layer(layer.with_data(b"layer").unwrap());
    let docker = manifest_to_docker(&oci).unwrap();
    assert_eq!(
        pointers(docker.losses()),
        ["/layers/1/annotations", "/layers/1/data", "/annotations", "/x"]
    );
    let written = String::from_utf8(docker.value().to_bytes()).unwrap();
    assert!(written.starts_with(&format!(
        r#"{{"schemaVersion":2,"mediaType":"application/vnd.docker.distribution.manifest.v2+json","config":{{"mediaType":"application/vnd.docker.container.image.v1+json","size":7023,"digest":"{}"}},"layers":[{{"mediaType":"application/vnd.docker.image.rootfs.diff.tar.gzip","size":32654,"digest":""#,
        digest('a')
    )));
    assert_eq!(docker.value().config().digest(), oci.config().digest());
    let back = manifest_to_oci(docker.value()).unwrap();
    assert!(back.losses().is_empty());
    assert_eq!(back.value().to_bytes(), {
        let first = manifest_with("");
        let plain = Descriptor::of(MediaType::OCI_LAYER_GZIP, b"layer");
        ImageManifest::from_slice(first.as_bytes()).unwrap().with_layer(plain).to_bytes()
    });
}

#[test]
fn what_docker_has_no_name_for_is_rejected() {
    let with = |media_type: &str| {
        let layer = Descriptor::of(MediaType::new(media_type), b"layer");
        ImageManifest::new(Descriptor::of(MediaType::OCI_CONFIG, b"{}")).with_layer(layer)
    };
    for rejected in [
        "application/vnd.oci.image.layer.v1.tar+zstd",
        "application/vnd.oci.image.layer.v1.tar+gzip+encrypted",
        "application/vnd.docker.image.rootfs.diff.tar.zstd",
        "application/vnd.example",
    ] {
        let error = manifest_to_docker(&with(rejected)).unwrap_err();
        assert!(
            matches!(error, ConvertError::MediaType { ref pointer, .. } if pointer == "/layers/0")
        );
        assert_eq!(error.to_string(), format!("no counterpart of {rejected:?} at /layers/0"));
    }
    let foreign =
        manifest_to_docker(&with("application/vnd.oci.image.layer.nondistributable.v1.tar+gzip"))
            .unwrap();
    assert_eq!(
        foreign.value().layers()[0].media_type(),
        "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip"
    );
    let artifact = ImageManifest::artifact(MediaType::new("a/b"));
    assert!(manifest_to_docker(&artifact).is_err());
}

#[test]
fn a_list_and_an_index() {
    let entry = Descriptor::of(MediaType::DOCKER_MANIFEST, b"docker");
    let entry = entry.with_platform(Platform::new("linux", "amd64"));
    let index = ImageIndex::new().with_manifest(entry.clone());
    let converted = Descriptor::of(MediaType::OCI_MANIFEST, b"oci");
    let oci = index_to_oci(&index, |_| Some(converted.clone())).unwrap().into_value();
    assert_eq!(oci.manifests()[0].digest(), converted.digest());
    let docker = index_to_docker(&oci, |_| Some(entry.clone()));
    // The converted descriptor has no platform: the original's counts.
    assert!(matches!(docker, Err(ConvertError::Platform { .. })));
    let docker = index_to_docker(&index, |_| None).unwrap();
    assert_eq!(docker.value().media_type(), Some(&MediaType::DOCKER_LIST));
    let bare = ImageIndex::new().with_manifest(Descriptor::of(MediaType::OCI_MANIFEST, b"x"));
    assert_eq!(
        index_to_docker(&bare, |_| None).unwrap_err().to_string(),
        "missing platform of the entry at /manifests/0"
    );
}

#[test]
fn old_docker_pushes_become_ocis() {
    for config in ["application/octet-stream", "application/json", "text/html", ""] {
        let docker = manifest_with("")
            .replace("oci.image.manifest.v1", "docker.distribution.manifest.v2")
            .replace("application/vnd.oci.image.config.v1+json", config)
            .replace("oci.image.layer.v1.tar+gzip", "docker.image.rootfs.diff.tar.gzip");
        let manifest = ImageManifest::from_slice(docker.as_bytes()).unwrap();
        let oci = manifest_to_oci(&manifest).unwrap();
        assert_eq!(oci.value().config().media_type(), &MediaType::OCI_CONFIG);
        assert_eq!(oci.value().config().digest(), manifest.config().digest());
        assert!(oci.losses().is_empty());
    }
}

#[test]
fn what_a_descriptor_loses_is_listed() {
    let text = manifest_with("").replace(r#""size":32654"#, r#""size":32654,"data":"YQ==","x":1"#);
    let manifest = ImageManifest::from_slice(text.as_bytes()).unwrap();
    // Data of another digest is not content, and unknown members mean nothing to the other family.
    let lost = ["/layers/0/data", "/layers/0/x"];
    assert_eq!(pointers(manifest_to_oci(&manifest).unwrap().losses()), lost);
    assert_eq!(pointers(manifest_to_docker(&manifest).unwrap().losses()), lost);
}

/// What OCI has and Docker does not is kept on the way to OCI.
#[test]
fn members_of_oci_stay() {
    let platform = Platform::new("linux", "arm64");
    let subject = Descriptor::of(MediaType::OCI_MANIFEST, b"subject");
    let artifact_type = MediaType::new("application/vnd.example.x");
    let layer = Descriptor::of(MediaType::OCI_LAYER_GZIP, b"layer")
        .with_urls(["https://example.com/x"])
        .with_annotation("a", "b")
        .with_artifact_type(artifact_type.clone());
    let layer = layer.with_data(b"layer").unwrap().with_platform(platform.clone());
    let read = ImageManifest::from_slice(manifest_with("").as_bytes()).unwrap();
    let read = read
        .with_layer(layer.clone())
        .with_artifact_type(artifact_type.clone())
        .with_subject(subject.clone())
        .with_annotation("k", "v");
    let oci = manifest_to_oci(&read).unwrap();
    assert_eq!(pointers(oci.losses()), [""; 0]);
    let oci = oci.value();
    assert_eq!(oci.artifact_type(), Some(&artifact_type));
    assert_eq!(oci.subject(), Some(&subject));
    assert_eq!(oci.annotations().get("k"), Some("v"));
    let kept = &oci.layers()[1];
    assert_eq!(kept.urls().collect::<Vec<_>>(), ["https://example.com/x"]);
    assert_eq!(kept.annotations().get("a"), Some("b"));
    assert_eq!(kept.data(), layer.data());
    assert_eq!((kept.platform(), kept.artifact_type()), (Some(&platform), Some(&artifact_type)));

    let index = ImageIndex::new()
        .with_manifest(Descriptor::of(MediaType::OCI_MANIFEST, b"m").with_platform(platform))
        .with_artifact_type(artifact_type.clone())
        .with_subject(subject.clone())
        .with_annotation("k", "v");
    let oci = index_to_oci(&index, |_| None).unwrap();
    assert_eq!(pointers(oci.losses()), [""; 0]);
    let oci = oci.value();
    assert_eq!(oci.manifests(), index.manifests());
    assert_eq!((oci.artifact_type(), oci.subject()), (Some(&artifact_type), Some(&subject)));
    assert_eq!(oci.annotations().get("k"), Some("v"));
}
