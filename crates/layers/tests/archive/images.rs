//! `docker save` and OCI archives, read as streams.

use std::fs::File;

use imageref_layers::Tree;
use imageref_layers::archive::{ArchiveErrorKind, ArchiveLimits, ImageArchive, ReadLayer};

use super::{images, json};

fn read(name: &str) -> ImageArchive {
    let file = File::open(images().join("archives").join(name)).unwrap();
    ImageArchive::read(file, ArchiveLimits::default()).unwrap()
}

fn tree(layers: &[&ReadLayer]) -> Vec<(String, u64)> {
    let tree = Tree::from_layers(layers.iter().map(|layer| &layer.changeset)).unwrap();
    tree.walk()
        .map(|visit| (visit.path().escape_ascii().to_string(), visit.node().size()))
        .collect()
}

/// The archive, its image's names, and the image of `store` that it is.
const ARCHIVES: &[(&str, &[&str], &str)] = &[
    ("tiny-1.oci-archive.tar", &["v1"], "store:tiny-1"),
    ("tiny-2.docker-archive.tar", &["example.com/tiny/two:v1.0"], "store:tiny-2"),
    ("tiny-2.docker25-save.tar", &["tiny:2"], "store:tiny-2"),
];

#[test]
fn every_form_holds_the_same_image() {
    let oracle = json("oracle/images.json");
    for (name, names, same) in ARCHIVES {
        let archive = read(name);
        assert_eq!(archive.warnings(), [], "{name}");
        let images = archive.images().unwrap();
        assert_eq!(images.len(), 1, "{name}");
        assert_eq!(
            images[0].names().iter().map(|name| &**name).collect::<Vec<_>>(),
            *names,
            "{name}"
        );
        let layers = archive.layers_of(&images[0]).unwrap();
        let diff_ids: Vec<_> = layers.iter().map(|layer| layer.diff_id.to_string()).collect();
        assert_eq!(serde_json::json!(diff_ids), oracle[same]["diff_ids"], "{name}");
        let bytes = tree(&layers).iter().map(|(_, size)| size).sum::<u64>();
        assert_eq!(bytes, oracle[same]["union_bytes"], "{name}");
    }
}

#[test]
fn a_blob_must_be_what_its_name_says() {
    let mut bytes = std::fs::read(images().join("archives/tiny-2.docker25-save.tar")).unwrap();
    let at = bytes.windows(9).position(|w| w == b"\"rootfs\":").expect("a config");
    bytes[at + 1] = b'R';
    let archive = ImageArchive::read(&bytes[..], ArchiveLimits::default()).unwrap();
    let image = &archive.images().unwrap()[0];
    let error = archive.layers_of(image).unwrap_err();
    let config = "833567369339436c6e1f9586c135113276328f9151dc566fb743ea5975e080a3";
    assert_eq!(error.file(), Some(format!("blobs/sha256/{config}").as_str()));
    assert!(matches!(error.kind(), ArchiveErrorKind::BlobDigest { .. }), "{error}");
    assert_eq!(archive.config_of(image).unwrap_err(), error);
    let kinds: Vec<_> = archive.warnings().iter().map(|warning| warning.kind().as_str()).collect();
    assert_eq!(kinds, ["wrong-blob-name"]);
}

#[test]
fn limits_hold_for_all_layers_together() {
    let bytes = std::fs::read(images().join("archives/tiny-2.docker-archive.tar")).unwrap();
    let refused = |limits| ImageArchive::read(&bytes[..], limits).unwrap_err().kind().clone();
    let limits = ArchiveLimits::default().with_output_bytes(18_000);
    assert!(matches!(refused(limits), ArchiveErrorKind::OutputLimit { .. }));
    let limits = ArchiveLimits::default().with_entries(18);
    assert!(matches!(refused(limits), ArchiveErrorKind::EntryLimit { .. }));
    let limits = ArchiveLimits::default().with_document_bytes(500);
    assert!(matches!(refused(limits), ArchiveErrorKind::DocumentLimit { .. }));
}

#[test]
fn an_archive_cut_anywhere_is_refused_or_misses_something() {
    let whole = std::fs::read(images().join("archives/tiny-2.docker-archive.tar")).unwrap();
    let mut complete = 0;
    for end in (0..whole.len()).step_by(97) {
        let Ok(archive) = ImageArchive::read(&whole[..end], ArchiveLimits::default()) else {
            continue;
        };
        let Ok(images) = archive.images() else { continue };
        // Only padding and end blocks can be missing.
        assert!(images.iter().all(|image| archive.layers_of(image).is_ok()), "cut at {end}");
        complete += 1;
    }
    assert!(complete > 0 && complete < 200, "{complete}");
}
