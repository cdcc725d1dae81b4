//! Attestations joined to their images.

use imageref::{Descriptor, Document, ImageIndex, ImageManifest, MediaType, Platform};

use imageref::Digest;
use imageref_interop::docker::{attestations, statements};

/// A descriptor of a manifest whose content is `name`.
fn manifest(name: &str) -> Descriptor {
    Descriptor::of(MediaType::OCI_MANIFEST, name.as_bytes())
}

fn digest(name: &str) -> Digest {
    Digest::sha256(name.as_bytes())
}

const FAMILY: &[u8] = include_bytes!("../../../../tests/data/manifest/multi-index.json");

fn attestation(name: &str, kind: &str, subject: &str) -> Descriptor {
    manifest(name)
        .with_platform(Platform::new("unknown", "unknown"))
        .with_annotation("vnd.docker.reference.type", kind)
        .with_annotation("vnd.docker.reference.digest", subject)
}

#[test]
fn the_old_form_is_joined_by_annotations() {
    let family = ImageIndex::from_slice(FAMILY).expect("an index");
    let found = attestations(&family);
    assert_eq!(found.len(), 1);
    let image = &family.manifests()[0];
    assert_eq!(found[0].descriptor(), &family.manifests()[7]);
    assert_eq!(found[0].subject(), Some(image.digest()));
    assert_eq!(found[0].image(), Some(image));
}

#[test]
fn what_is_not_an_attestation_is_ignored() {
    let image = manifest("image");
    let subject = image.digest().to_string();
    let index = ImageIndex::new()
        .with_manifest(image.clone())
        .with_manifest(attestation("newer", "something-newer", &subject))
        .with_manifest(attestation("lost", "attestation-manifest", &digest("gone").to_string()))
        .with_manifest(attestation("broken", "attestation-manifest", "sha256:abc"))
        .with_manifest(attestation("first", "attestation-manifest", &subject))
        .with_manifest(attestation("second", "attestation-manifest", &subject));
    let joined: Vec<_> =
        attestations(&index).iter().map(|a| (a.subject().cloned(), a.image())).collect();
    assert_eq!(
        joined,
        [
            (Some(digest("gone")), None),
            (None, None),
            (Some(digest("image")), Some(&image)),
            (Some(digest("image")), Some(&image)),
        ]
    );
}

/// An attestation manifest of the newer form, as moby/buildkit's documentation shows it.
fn document(subject: Option<&Descriptor>) -> Document<ImageManifest> {
    let kind = MediaType::new("application/vnd.docker.attestation.manifest.v1+json");
    let statement = Descriptor::of(MediaType::new("application/vnd.in-toto+json"), b"{}");
    let mut builder = ImageManifest::artifact(kind)
        .with_layer(
            statement
                .clone()
                .with_annotation("in-toto.io/predicate-type", "https://spdx.dev/Document"),
        )
        .with_layer(statement);
    if let Some(subject) = subject {
        builder = builder.with_subject(subject.clone());
    }
    Document::from_value(&builder).expect("a manifest")
}

#[test]
fn the_new_form_is_joined_by_the_subject() {
    let image = manifest("image");
    let document = document(Some(&image));
    let kind = document.value().artifact_type().expect("a type").clone();
    // An entry with the type of an attestation that does not name its image.
    let entry = document.descriptor().with_artifact_type(kind);
    let index = ImageIndex::new().with_manifest(entry).with_manifest(image.clone());
    let attestation = attestations(&index).into_iter().next().expect("an attestation");
    assert_eq!((attestation.subject(), attestation.image()), (None, None));
    let joined = attestation.with_manifest(document.value()).expect("no conflict");
    assert_eq!((joined.subject(), joined.image()), (Some(image.digest()), Some(&image)));
    let statements: Vec<_> = statements(document.value()).map(|(kind, _)| kind).collect();
    assert_eq!(statements, ["https://spdx.dev/Document"]);
}

#[test]
fn entry_and_manifest_must_agree() {
    let (image, other) = (manifest("image"), manifest("other"));
    let entry = attestation("a", "attestation-manifest", &image.digest().to_string());
    let index = ImageIndex::new().with_manifest(image.clone()).with_manifest(entry);
    let attestation = || attestations(&index).into_iter().next().expect("an attestation");
    for agreeing in [document(None), document(Some(&image))] {
        let joined = attestation().with_manifest(agreeing.value()).expect("no conflict");
        assert_eq!(joined.image(), Some(&image));
    }
    let conflict =
        attestation().with_manifest(document(Some(&other)).value()).expect_err("a conflict");
    assert_eq!((&conflict.entry, &conflict.manifest), (image.digest(), other.digest()));
    let (entry, manifest) = (image.digest(), other.digest());
    let text = format!("the entry names {entry}, its manifest {manifest}");
    assert_eq!(conflict.to_string(), text);
}
