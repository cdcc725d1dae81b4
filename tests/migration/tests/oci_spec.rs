use imageref::manifest::SelectPolicy;
use imageref::{
    Descriptor, Digest, ImageConfig, ImageIndex, ImageManifest, MediaType, Platform, Reference,
};
use oci_spec::image::{Arch, DescriptorBuilder, ImageIndexBuilder, Os, PlatformBuilder};
use sha2::{Digest as _, Sha256};

use crate::{CONFIG, MANIFEST};

#[test]
fn references() {
    let ours: Reference = "nginx:1.27".parse().unwrap();
    let r = "nginx:1.27".parse::<oci_spec::distribution::Reference>().unwrap();
    assert_eq!(ours.registry(), r.registry());
    assert_eq!(ours.repository(), r.repository());
    assert_eq!(ours.tag().map(|tag| tag.as_str()), r.tag());
    assert_eq!(ours.digest().map(|digest| digest.as_str()), r.digest());
    assert_eq!(ours.as_str(), r.whole());

    let digest = Digest::sha256(b"bytes");
    let d = format!("sha256:{}", hex::encode(Sha256::digest(b"bytes")));
    assert_eq!(digest, *d);
    let text = d.clone();
    let pinned = ours.with_digest(&digest).unwrap();
    // The tag beside the digest is kept here, and dropped there.
    assert_eq!(pinned.without_tag().unwrap().as_str(), r.clone_with_digest(d).whole());
    let d = text.parse::<oci_spec::image::Digest>().unwrap();
    assert_eq!(digest.algorithm_name(), d.algorithm().as_ref());
    assert_eq!(digest.encoded().as_str(), d.digest());
}

#[test]
fn documents() {
    let bytes = MANIFEST;
    let ours = ImageManifest::from_slice(bytes).unwrap();
    let m = oci_spec::image::ImageManifest::from_reader(bytes).unwrap();
    assert_eq!(ours.layers().len(), m.layers().len());
    assert_eq!(ours.config().size(), m.config().size());
    assert_eq!(ours.config().media_type().as_str(), m.config().media_type().to_string());
    assert_eq!(ours.annotations().iter().count(), m.annotations().as_ref().unwrap().len());
    // The same length: the annotations come in any order, so that the digest may be another one.
    assert_eq!(ours.to_bytes(), bytes);
    assert_eq!(m.to_string().unwrap().len(), bytes.len());

    let config = CONFIG;
    let ours = ImageConfig::from_slice(config).unwrap();
    let c = oci_spec::image::ImageConfiguration::from_reader(config).unwrap();
    assert_eq!(ours.architecture(), Some(&*c.architecture().to_string()));
    let diff_ids: Vec<_> = ours.diff_ids().iter().map(ToString::to_string).collect();
    assert_eq!(diff_ids, *c.rootfs().diff_ids());
    assert_eq!(ours.history().len(), c.history().as_ref().unwrap().len());
    let env: Vec<_> = ours.run_config().environment().collect();
    assert_eq!(env, *c.config().as_ref().unwrap().env().as_ref().unwrap());
}

#[test]
fn indexes() {
    let bytes = MANIFEST;
    let entry = Descriptor::of(MediaType::OCI_MANIFEST, bytes);
    let entry = entry.with_platform(Platform::new("linux", "amd64"));
    let ours = ImageIndex::new().with_manifest(entry);

    let platform =
        PlatformBuilder::default().os(Os::Linux).architecture(Arch::Amd64).build().unwrap();
    let digest = format!("sha256:{}", hex::encode(Sha256::digest(bytes)));
    let entry = DescriptorBuilder::default()
        .media_type(oci_spec::image::MediaType::ImageManifest)
        .digest(digest.parse::<oci_spec::image::Digest>().unwrap())
        .size(bytes.len() as u64)
        .platform(platform)
        .build()
        .unwrap();
    let i = ImageIndexBuilder::default().schema_version(2u32).manifests([entry]).build().unwrap();
    assert_eq!(ours.manifests().len(), i.manifests().len());
    let by_hand = |entry: &oci_spec::image::Descriptor| {
        let platform = entry.platform().as_ref();
        platform.is_some_and(|p| *p.os() == Os::Linux && *p.architecture() == Arch::Amd64)
    };
    let theirs = i.manifests().iter().find(|m| by_hand(m)).unwrap();
    let found = ours.select(&"linux/amd64".parse().unwrap(), SelectPolicy::Containerd).unwrap();
    assert_eq!(found.digest().to_string(), theirs.digest().to_string());

    // A manifest is not an index.
    assert!(ImageIndex::from_slice(bytes).is_err());
    assert!(oci_spec::image::ImageIndex::from_reader(bytes).is_err());
}
