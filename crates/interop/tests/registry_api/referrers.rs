//! Lists of referrers, and chains of subjects.

use std::collections::HashMap;

use imageref::{Descriptor, Digest, Document, ImageIndex, ImageManifest, MediaType};
use imageref_interop::registry_api::{Referrers, SubjectChainError, subject_chain};

fn digest(name: &str) -> Digest {
    Digest::sha256(name.as_bytes())
}

fn manifest(name: &str) -> Descriptor {
    Descriptor::of(MediaType::OCI_MANIFEST, name.as_bytes())
}

fn sbom() -> MediaType {
    MediaType::new("application/spdx+json")
}

#[test]
fn filtered_by_type_each_once() {
    let index = ImageIndex::new()
        .with_manifest(manifest("b").with_artifact_type(sbom()))
        .with_manifest(manifest("a"))
        .with_manifest(manifest("c").with_artifact_type(MediaType::new("application/spdx+xml")))
        .with_manifest(manifest("b").with_artifact_type(sbom()))
        .with_manifest(manifest("d").with_artifact_type(sbom()));
    let digests = |entries: &mut dyn Iterator<Item = &Descriptor>| -> Vec<Digest> {
        entries.map(|entry| entry.digest().clone()).collect()
    };
    let referrers = Referrers::of(&index);
    assert_eq!(digests(&mut referrers.iter()), ["b", "a", "c", "d"].map(digest));
    assert_eq!(digests(&mut referrers.with_type(&sbom()).iter()), ["b", "d"].map(digest));
    assert_eq!(Referrers::of(&ImageIndex::new()).iter().len(), 0);
}

/// The specification's rule: `artifactType`, else the config's media type; annotations are copied.
#[test]
fn a_manifests_entry_in_the_list() {
    let config = Descriptor::of(MediaType::new("application/x.config"), b"{}");
    let artifact =
        ImageManifest::artifact(sbom()).with_subject(manifest("image")).with_annotation("k", "v");
    let with_config = ImageManifest::new(config).with_subject(manifest("image"));
    let rows = [
        (artifact, sbom(), Some("v")),
        (with_config, MediaType::new("application/x.config"), None),
    ];
    for (manifest, kind, annotation) in rows {
        let document = Document::from_value(&manifest).expect("a manifest");
        let entry = Referrers::entry_of_manifest(&document).expect("a subject");
        assert_eq!((entry.digest(), entry.size()), (document.digest(), document.size()));
        assert_eq!(
            (entry.artifact_type(), entry.annotations().get("k")),
            (Some(&kind), annotation)
        );
    }
    let nobody = Document::from_value(&ImageManifest::artifact(sbom())).expect("a manifest");
    assert_eq!(Referrers::entry_of_manifest(&nobody), None);
}

#[test]
fn an_indexs_entry_in_the_list() {
    let index = ImageIndex::new().with_subject(manifest("image")).with_annotation("k", "v");
    let plain = Document::from_value(&index.clone()).expect("an index");
    let entry = Referrers::entry_of_index(&plain).expect("a subject");
    assert_eq!((entry.media_type(), entry.artifact_type()), (&MediaType::OCI_INDEX, None));
    assert_eq!(entry.annotations().get("k"), Some("v"));
    let typed = Document::from_value(&index.with_artifact_type(sbom())).expect("an index");
    assert_eq!(
        Referrers::entry_of_index(&typed).expect("a subject").artifact_type(),
        Some(&sbom())
    );
    let nobody = Document::from_value(&ImageIndex::new()).expect("an index");
    assert_eq!(Referrers::entry_of_index(&nobody), None);
}

fn chain(
    links: &[(&str, &str)],
    limit: usize,
) -> Result<Vec<Digest>, SubjectChainError<&'static str>> {
    let subjects: HashMap<Digest, Descriptor> =
        links.iter().map(|(of, subject)| (digest(of), manifest(subject))).collect();
    let chain =
        subject_chain(&manifest("first"), limit, |entry| match subjects.get(entry.digest()) {
            Some(subject) if *subject.digest() == digest("broken") => Err("not there"),
            subject => Ok(subject.cloned()),
        })?;
    Ok(chain.iter().map(|entry| entry.digest().clone()).collect())
}

#[test]
fn subjects_are_followed() {
    assert_eq!(chain(&[], 0), Ok(vec![digest("first")]));
    let links = [("first", "sbom"), ("sbom", "image")];
    assert_eq!(chain(&links, 2), Ok(["first", "sbom", "image"].map(digest).to_vec()));
    assert_eq!(chain(&links, 1), Err(SubjectChainError::TooLong(1)));
    let broken = [("first", "sbom"), ("sbom", "broken")];
    assert_eq!(chain(&broken, 9), Err(SubjectChainError::Resolve(digest("sbom"), "not there")));
    for round in [[("first", "sbom"), ("sbom", "first")], [("first", "first"), ("x", "y")]] {
        assert_eq!(chain(&round, 9), Err(SubjectChainError::Cycle(digest("first"))));
    }
}
