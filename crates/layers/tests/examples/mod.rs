//! The examples, run as a person runs them.

mod inspect;
mod share;
mod tree;

use std::path::{Path, PathBuf};

use imageref::{Descriptor, ImageIndex, MediaType, Platform};

/// An OCI layout with an index of two images and an attestation of the first. The index has a name, the second image is
/// not there.
fn layout(folder: &str, name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(folder);
    let blobs = folder.join("blobs/sha256");
    std::fs::create_dir_all(&blobs).expect("a folder");
    let blob = |media_type: MediaType, content: &[u8]| {
        let descriptor = Descriptor::of(media_type, content);
        std::fs::write(blobs.join(&*descriptor.digest().encoded()), content).expect("a file");
        descriptor
    };
    blob(MediaType::OCI_CONFIG, include_bytes!("../../examples/share/data/deb-web/config.json"));
    let manifest = include_bytes!("../../examples/share/data/deb-web/manifest.json");
    let image = blob(MediaType::OCI_MANIFEST, manifest);
    let attestation = Descriptor::of(MediaType::OCI_MANIFEST, b"not there")
        .with_platform(Platform::new("unknown", "unknown"))
        .with_annotation("vnd.docker.reference.type", "attestation-manifest")
        .with_annotation("vnd.docker.reference.digest", &image.digest().to_string());
    let index = ImageIndex::new()
        .with_manifest(image.with_platform(Platform::new("linux", "amd64")))
        .with_manifest(
            Descriptor::of(MediaType::OCI_MANIFEST, b"arm")
                .with_platform(Platform::new("linux", "arm")),
        )
        .with_manifest(attestation);
    let entry = blob(MediaType::OCI_INDEX, &index.to_bytes())
        .with_annotation("org.opencontainers.image.ref.name", name);
    let index = ImageIndex::new().with_manifest(entry);
    std::fs::write(folder.join("index.json"), index.to_bytes()).expect("a file");
    folder
}
