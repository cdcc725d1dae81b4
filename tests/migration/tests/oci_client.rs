use imageref::manifest::SelectPolicy;
use imageref::registry::RegistryInfo;
use imageref::{Digest, Document, ImageConfig, ImageIndex, ImageManifest, Reference};
use oci_client::annotations::ORG_OPENCONTAINERS_IMAGE_TITLE;
use sha2::{Digest as _, Sha256};

use crate::{CONFIG, MANIFEST};

#[test]
fn references() {
    let ours: Reference = "nginx".parse().unwrap();
    let r = "nginx".parse::<oci_client::Reference>().unwrap();
    assert_eq!(ours.as_str(), r.whole());
    // Docker Hub is the exception.
    assert_eq!(RegistryInfo::of(ours.registry()).api_host(), "registry-1.docker.io");
    assert_eq!(r.resolve_registry(), "index.docker.io");
    for text in ["ghcr.io/team/app", "localhost:5000/app", "quay.io/team/app:1"] {
        let ours: Reference = text.parse().unwrap();
        let r = text.parse::<oci_client::Reference>().unwrap();
        assert_eq!(RegistryInfo::of(ours.registry()).api_host(), r.resolve_registry());
    }
}

#[test]
fn documents() {
    let bytes = MANIFEST;
    let ours = Document::<ImageManifest>::from_bytes(bytes).unwrap();
    let m = serde_json::from_slice::<oci_client::manifest::OciImageManifest>(bytes).unwrap();
    let digest = format!("sha256:{}", hex::encode(Sha256::digest(bytes)));
    assert_eq!(*ours.digest(), *digest);
    assert_eq!(ours.value().layers()[0].size(), u64::try_from(m.layers[0].size).unwrap());
    assert_eq!(ours.value().config().media_type().as_str(), m.config.media_type);
    let title = ours.value().annotations().title();
    assert_eq!(title, m.annotations.unwrap().get(ORG_OPENCONTAINERS_IMAGE_TITLE).map(|t| &**t));

    let config = CONFIG;
    let ours = ImageConfig::from_slice(config).unwrap();
    let c = serde_json::from_slice::<oci_client::config::ConfigFile>(config).unwrap();
    assert_eq!(ours.os(), Some(&*c.os.to_string()));
    assert_eq!(ours.diff_ids().len(), c.rootfs.diff_ids.len());
}

#[test]
fn selection() {
    let digest = Digest::sha256(b"");
    let index = format!(
        r#"{{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[{{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"{digest}","size":1,"platform":{{"architecture":"amd64","os":"linux"}}}}]}}"#
    );
    let index = index.as_bytes();
    let ours = ImageIndex::from_slice(index).unwrap();
    let i = serde_json::from_slice::<oci_client::manifest::OciImageIndex>(index).unwrap();
    let found = ours.select(&"linux/amd64".parse().unwrap(), SelectPolicy::Containerd).unwrap();
    let theirs = oci_client::client::linux_amd64_resolver(&i.manifests);
    assert_eq!(Some(found.digest().to_string()), theirs);
}
