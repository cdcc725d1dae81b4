//! Docker and OCI: what has a counterpart, what is lost, what is rejected.

use imageref::Platform;
use imageref::manifest::{ConvertError, Descriptor, ImageIndex, ImageManifest, Loss};
use imageref::media_type::{Compression, MediaType};

use super::{digest, manifest_with};

fn pointers(losses: &[Loss]) -> Vec<&str> {
    losses.iter().map(Loss::pointer).collect()
}

#[test]
fn an_image_to_docker_and_back() {
    let layer = Descriptor::of(MediaType::OCI_LAYER_GZIP, b"layer").with_annotation("a", "b");
    let oci =
        ImageManifest::from_slice(manifest_with(r#","annotations":{"k":"v"},"x":1"#).as_bytes());
    let oci = oci.unwrap().with_layer(layer.with_data(b"layer").unwrap());
    let docker = oci.to_docker().unwrap();
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
    let back = docker.value().to_oci().unwrap();
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
        let error = with(rejected).to_docker().unwrap_err();
        assert!(
            matches!(error, ConvertError::MediaType { ref pointer, .. } if pointer == "/layers/0")
        );
        assert_eq!(error.to_string(), format!("no counterpart of {rejected:?} at /layers/0"));
    }
    let foreign =
        with("application/vnd.oci.image.layer.nondistributable.v1.tar+gzip").to_docker().unwrap();
    assert_eq!(
        foreign.value().layers()[0].media_type(),
        "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip"
    );
    let artifact = ImageManifest::artifact(MediaType::new("a/b"));
    assert!(artifact.to_docker().is_err());
}

#[test]
fn a_list_and_an_index() {
    let entry = Descriptor::of(MediaType::DOCKER_MANIFEST, b"docker");
    let entry = entry.with_platform(Platform::new("linux", "amd64"));
    let index = ImageIndex::new().with_manifest(entry.clone());
    let converted = Descriptor::of(MediaType::OCI_MANIFEST, b"oci");
    let oci = index.to_oci(|_| Some(converted.clone())).unwrap().into_value();
    assert_eq!(oci.manifests()[0].digest(), converted.digest());
    let docker = oci.to_docker(|_| Some(entry.clone()));
    // The converted descriptor has no platform: the original's counts.
    assert!(matches!(docker, Err(ConvertError::Platform { .. })));
    let docker = index.to_docker(|_| None).unwrap();
    assert_eq!(docker.value().media_type(), Some(&MediaType::DOCKER_LIST));
    let bare = ImageIndex::new().with_manifest(Descriptor::of(MediaType::OCI_MANIFEST, b"x"));
    assert_eq!(
        bare.to_docker(|_| None).unwrap_err().to_string(),
        "missing platform of the entry at /manifests/0"
    );
}

#[test]
fn compressions_within_a_family() {
    let with = |text: &str, compression| {
        MediaType::new(text).with_compression(compression).map(|m| m.as_str().to_owned())
    };
    let oci = "application/vnd.oci.image.layer.v1.tar+gzip";
    assert_eq!(
        with(oci, Compression::Zstd).unwrap(),
        "application/vnd.oci.image.layer.v1.tar+zstd"
    );
    assert_eq!(with(oci, Compression::None).unwrap(), "application/vnd.oci.image.layer.v1.tar");
    let docker = "application/vnd.docker.image.rootfs.foreign.diff.tar";
    assert_eq!(with(docker, Compression::Gzip).unwrap(), format!("{docker}.gzip"));
    assert_eq!(with(docker, Compression::Zstd), None);
    assert_eq!(with("application/vnd.oci.image.layer.v1.tar+encrypted", Compression::Gzip), None);
    assert_eq!(with("application/json", Compression::Gzip), None);
}
