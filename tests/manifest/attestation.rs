//! Attestations joined to their images.

use imageref::{Descriptor, Document, ImageIndex, ImageManifest, MediaType, Platform};

use super::{digest, manifest};

const FAMILY: &[u8] = include_bytes!("../data/manifest/multi-index.json");

fn attestation(name: &str, kind: &str, subject: &str) -> Descriptor {
    manifest(name)
        .with_platform(Platform::new("unknown", "unknown"))
        .with_annotation("vnd.docker.reference.type", kind)
        .with_annotation("vnd.docker.reference.digest", subject)
}

#[test]
fn the_old_form_is_joined_by_annotations() {
    let family = ImageIndex::from_slice(FAMILY).expect("an index");
    let attestations: Vec<_> = family.attestations().collect();
    assert_eq!(attestations.len(), 1);
    let image = &family.manifests()[0];
    assert_eq!(attestations[0].descriptor(), &family.manifests()[7]);
    assert_eq!(attestations[0].subject(), Some(image.digest()));
    assert_eq!(attestations[0].image(), Some(image));
    let of = |entry: &Descriptor| family.attestations_of(entry.digest()).count();
    assert_eq!(family.manifests().iter().map(of).collect::<Vec<_>>(), [1, 0, 0, 0, 0, 0, 0, 0]);
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
    let joined: Vec<_> = index.attestations().map(|a| (a.subject().cloned(), a.image())).collect();
    assert_eq!(
        joined,
        [
            (Some(digest("gone")), None),
            (None, None),
            (Some(digest("image")), Some(&image)),
            (Some(digest("image")), Some(&image)),
        ]
    );
    let of: Vec<_> = index.attestations_of(image.digest()).map(|e| e.digest().clone()).collect();
    assert_eq!(of, [digest("first"), digest("second")]);
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
    let attestation = index.attestations().next().expect("an attestation");
    assert_eq!((attestation.subject(), attestation.image()), (None, None));
    let joined = attestation.with_manifest(document.value()).expect("no conflict");
    assert_eq!((joined.subject(), joined.image()), (Some(image.digest()), Some(&image)));
    let statements: Vec<_> = document.value().statements().map(|(kind, _)| kind).collect();
    assert_eq!(statements, ["https://spdx.dev/Document"]);
}

#[test]
fn entry_and_manifest_must_agree() {
    let (image, other) = (manifest("image"), manifest("other"));
    let entry = attestation("a", "attestation-manifest", &image.digest().to_string());
    let index = ImageIndex::new().with_manifest(image.clone()).with_manifest(entry);
    let attestation = || index.attestations().next().expect("an attestation");
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
