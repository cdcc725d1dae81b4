//! Media types: classified without regard to case and parameters, compared verbatim.

use std::collections::HashSet;

use imageref::MediaType;
use imageref::media_type::{Compression, Family, MediaTypeKind as Kind};
use proptest::prelude::*;

/// Spelling; kind, family, compression, encrypted, distributable.
#[rustfmt::skip]
const ROWS: &[(&str, Kind, Family, Option<Compression>, bool, bool)] = &[
    ("application/vnd.oci.image.manifest.v1+json", Kind::Manifest, Family::Oci, None, false, true),
    ("APPLICATION/VND.OCI.IMAGE.MANIFEST.V1+JSON", Kind::Manifest, Family::Oci, None, false, true),
    ("Application/Vnd.OCI.Image.Index.v1+JSON", Kind::Index, Family::Oci, None, false, true),
    ("application/vnd.oci.image.index.v1+json; charset=utf-8", Kind::Index, Family::Oci, None, false, true),
    (" application/vnd.oci.image.index.v1+json\t;", Kind::Index, Family::Oci, None, false, true),
    ("application/VND.docker.distribution.manifest.list.v2+json", Kind::Index, Family::Docker, None, false, true),
    ("application/vnd.docker.distribution.manifest.v1+PRETTYJWS", Kind::Schema1, Family::Docker, None, false, true),
    ("application/vnd.oci.image.layer.v1.tar+GZIP", Kind::Layer, Family::Oci, Some(Compression::Gzip), false, true),
    ("application/vnd.oci.image.layer.v1.tar+zstd+Encrypted", Kind::Layer, Family::Oci, Some(Compression::Zstd), true, true),
    ("application/vnd.oci.image.layer.v1.tar+Unknown", Kind::Layer, Family::Oci, None, false, true),
    ("APPLICATION/VND.DOCKER.IMAGE.ROOTFS.FOREIGN.DIFF.TAR.GZIP", Kind::Layer, Family::Docker, Some(Compression::Gzip), false, false),
    ("application/vnd.OCI.example", Kind::Unknown, Family::Oci, None, false, true),
    ("application/vnd.oci.image.manifest.v1+json, text/html", Kind::Unknown, Family::Oci, None, false, true),
    ("application/vnd.oci.image.manifest.v1", Kind::Unknown, Family::Oci, None, false, true),
    (";application/vnd.oci.image.manifest.v1+json", Kind::Unknown, Family::Other, None, false, true),
    ("", Kind::Unknown, Family::Other, None, false, true),
];

#[test]
fn classes() {
    for &(text, kind, family, compression, encrypted, distributable) in ROWS {
        let media_type = MediaType::new(text);
        assert_eq!(media_type.as_str(), text);
        assert_eq!(
            (media_type.kind(), media_type.family(), media_type.compression()),
            (kind, family, compression),
            "{text:?}"
        );
        assert_eq!(
            (media_type.is_encrypted(), media_type.is_distributable()),
            (encrypted, distributable),
            "{text:?}"
        );
    }
}

#[test]
fn comparison() {
    let upper = MediaType::new("APPLICATION/VND.OCI.IMAGE.INDEX.V1+JSON ; q=1");
    assert_eq!(upper.essence(), "APPLICATION/VND.OCI.IMAGE.INDEX.V1+JSON");
    assert_ne!(upper, MediaType::OCI_INDEX);
    assert!(upper.is_same_type(&MediaType::OCI_INDEX) && MediaType::OCI_INDEX.is_same_type(&upper));
    assert!(!upper.is_same_type(&MediaType::OCI_MANIFEST));
    assert!(!HashSet::from([upper.clone()]).contains(&MediaType::OCI_INDEX));
    assert!(!upper.is_well_formed());
}

#[test]
fn related_types_have_the_usual_spelling() {
    let upper = |media_type: &MediaType| MediaType::new(&media_type.as_str().to_uppercase());
    assert_eq!(upper(&MediaType::DOCKER_MANIFEST).to_oci(), Some(MediaType::OCI_MANIFEST));
    assert_eq!(upper(&MediaType::OCI_LAYER_GZIP).to_docker(), Some(MediaType::DOCKER_LAYER_GZIP));
    let zstd = upper(&MediaType::OCI_LAYER).with_compression(Compression::Zstd);
    assert_eq!(zstd, Some(MediaType::OCI_LAYER_ZSTD));
}

proptest! {
    /// Neither case nor parameters change the classification, and every string is kept.
    #[test]
    fn case_and_parameters(row in 0..ROWS.len(), mask: u64, parameter in "( ?; ?[a-z]{1,4}=[a-z]{1,4})?", any: String) {
        let plain = MediaType::new(ROWS[row].0);
        let flip = |(i, c): (usize, char)| {
            if mask >> (i % 64) & 1 == 1 { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() }
        };
        let text: String = ROWS[row].0.chars().enumerate().map(flip).collect();
        let other = MediaType::new(&format!("{text}{parameter}"));
        prop_assert!(other.is_same_type(&plain));
        prop_assert_eq!(other.kind(), plain.kind());
        prop_assert_eq!(other.family(), plain.family());
        prop_assert_eq!(other.compression(), plain.compression());
        let any_type = MediaType::new(&any);
        prop_assert_eq!(any_type.as_str(), any);
    }
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

#[test]
fn conversions() {
    for (text, none, gzip, zstd) in [
        (
            "application/vnd.oci.image.layer.v1.tar+zstd",
            "application/vnd.oci.image.layer.v1.tar",
            "application/vnd.oci.image.layer.v1.tar+gzip",
            Some("application/vnd.oci.image.layer.v1.tar+zstd"),
        ),
        (
            "application/vnd.oci.image.layer.nondistributable.v1.tar",
            "application/vnd.oci.image.layer.nondistributable.v1.tar",
            "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip",
            Some("application/vnd.oci.image.layer.nondistributable.v1.tar+zstd"),
        ),
        (
            "application/vnd.docker.image.rootfs.diff.tar.gzip",
            "application/vnd.docker.image.rootfs.diff.tar",
            "application/vnd.docker.image.rootfs.diff.tar.gzip",
            None,
        ),
    ] {
        let media_type = MediaType::from(text);
        let with = |compression| media_type.with_compression(compression).map(String::from);
        assert_eq!(with(Compression::None).as_deref(), Some(none));
        assert_eq!(with(Compression::Gzip).as_deref(), Some(gzip));
        assert_eq!(with(Compression::Zstd).as_deref(), zstd);
        assert_eq!(with(Compression::Bzip2), None);
    }
    let config = MediaType::from("application/vnd.oci.image.config.v1+json");
    assert_eq!(config.with_compression(Compression::Gzip), None);
}

#[test]
fn names_of_compressions() {
    let magic: [(&[u8], &str); 4] = [
        (b"\x1f\x8b\x08\0\0\0", "gzip"),
        (b"\x28\xb5\x2f\xfd\0\0", "zstd"),
        (b"BZh91A", "bzip2"),
        (b"\xfd7zXZ\0", "xz"),
    ];
    for (bytes, name) in magic {
        assert_eq!(Compression::sniff(bytes).map(Compression::as_str), Some(name));
    }
    assert_eq!(Compression::sniff(b"ustar "), None);
    assert_eq!(Compression::None.as_str(), "none");
}

#[cfg(feature = "serde")]
#[test]
fn as_json() {
    for text in ["application/vnd.oci.image.config.v1+json", "a/b; c=\"d\"", ""] {
        let json = serde_json::to_string(text).unwrap();
        let read: MediaType = serde_json::from_str(&json).unwrap();
        assert_eq!(read.as_str(), text);
        assert_eq!(serde_json::to_string(&read).unwrap(), json);
    }
    assert!(serde_json::from_str::<MediaType>("1").is_err());
}

/// Setters accept an empty media type. A document with one is made only where it can be read.
#[cfg(feature = "documents")]
#[test]
fn an_empty_media_type_makes_no_document() {
    use imageref::error::DocumentErrorKind;
    use imageref::{Descriptor, Document, ImageIndex, ImageManifest};

    let empty = || MediaType::new("");
    assert!(!empty().is_well_formed());
    let entry = Descriptor::of(empty(), b"{}");
    let config = || Descriptor::of(MediaType::OCI_CONFIG, b"{}");
    let manifest = || ImageManifest::new(config());
    let kind = |document: Result<Document<ImageManifest>, imageref::DocumentError>| {
        document.unwrap_err().kind()
    };
    for manifest in [
        manifest().with_layers([entry.clone()]),
        ImageManifest::new(entry.clone()),
        manifest().with_subject(entry.clone()),
    ] {
        assert_eq!(kind(Document::from_value(&manifest)), DocumentErrorKind::EmptyMediaType);
    }
    let index = ImageIndex::new().with_manifests([entry.clone()]);
    let error = Document::from_value(&index).unwrap_err();
    assert_eq!(error.kind(), DocumentErrorKind::EmptyMediaType);
    // Setters of optional members remove these.
    let manifest = manifest().with_artifact_type(MediaType::new("a/b"));
    assert_eq!(
        manifest.clone().with_artifact_type(empty()),
        manifest.clone().without_artifact_type()
    );
    assert_eq!(manifest.clone().with_media_type(empty()), manifest.without_media_type());
    // As Docker's old versions wrote it.
    let old = ImageManifest::new(entry).with_media_type(MediaType::DOCKER_MANIFEST);
    assert!(Document::from_value(&old).is_ok());
}
