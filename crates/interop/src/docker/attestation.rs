//! Attestations as `BuildKit` puts them into an index: entries that describe another entry.

use alloc::vec::Vec;

use imageref::Digest;
use imageref::manifest::{Descriptor, ImageIndex, ImageManifest};

/// The annotation of an entry that is not an image, but describes one; an entry with any other value than
/// [`ATTESTATION`] is to be ignored.
const REFERENCE_TYPE: &str = "vnd.docker.reference.type";
const ATTESTATION: &str = "attestation-manifest";
/// The annotation that names the image.
const REFERENCE_DIGEST: &str = "vnd.docker.reference.digest";
/// The annotation of a layer of an attestation manifest.
const PREDICATE_TYPE: &str = "in-toto.io/predicate-type";

/// An attestation among an index's entries, joined to the image that it describes.
///
/// Docker's builder names that image in the entry's annotations, and in newer versions also as the manifest's subject;
/// other tools may write the subject alone, which [`with_manifest`](Self::with_manifest) reads.
///
/// Source: moby/buildkit, `docs/attestations/attestation-storage.md`, `util/attestation/types.go`.
///
/// ```
/// use imageref::manifest::{Descriptor, ImageIndex};
/// use imageref::{MediaType, Platform};
/// use imageref_interop::docker::attestations;
///
/// let image = Descriptor::of(MediaType::OCI_MANIFEST, b"the image").with_platform(Platform::new("linux", "amd64"));
/// let attestation = Descriptor::of(MediaType::OCI_MANIFEST, b"its attestation")
///     .with_platform(Platform::new("unknown", "unknown"))
///     .with_annotation("vnd.docker.reference.type", "attestation-manifest")
///     .with_annotation("vnd.docker.reference.digest", &image.digest().to_string());
/// let index = ImageIndex::new().with_manifest(image.clone()).with_manifest(attestation);
///
/// let found = attestations(&index);
/// assert_eq!(found[0].subject(), Some(image.digest()));
/// assert_eq!(found[0].image(), Some(&image));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attestation<'a> {
    index: &'a ImageIndex,
    descriptor: &'a Descriptor,
    subject: Option<Digest>,
    image: Option<&'a Descriptor>,
}

impl<'a> Attestation<'a> {
    /// Returns the attestation's own entry.
    pub const fn descriptor(&self) -> &'a Descriptor {
        self.descriptor
    }

    /// Returns the digest of the image that it describes, if known.
    pub const fn subject(&self) -> Option<&Digest> {
        self.subject.as_ref()
    }

    /// Returns the entry of that image; `None` if it is not known or not in the index.
    pub const fn image(&self) -> Option<&'a Descriptor> {
        self.image
    }

    /// Returns the attestation with the subject that its manifest states.
    ///
    /// # Errors
    ///
    /// [`SubjectConflictError`] if the manifest names another image than the entry.
    pub fn with_manifest(self, manifest: &ImageManifest) -> Result<Self, SubjectConflictError> {
        let Some(stated) = manifest.subject().map(Descriptor::digest) else {
            return Ok(self);
        };
        match &self.subject {
            Some(subject) if subject != stated => {
                Err(SubjectConflictError { entry: subject.clone(), manifest: stated.clone() })
            }
            _ => {
                let image = self.index.manifests().iter().find(|entry| entry.digest() == stated);
                Ok(Self { subject: Some(stated.clone()), image, ..self })
            }
        }
    }
}

/// An attestation's entry and its manifest name different images.
///
/// ```
/// use imageref::{Digest, ImageManifest};
/// use imageref_interop::docker::{Attestation, SubjectConflictError};
///
/// /// The image that an attestation is about, if entry and manifest agree.
/// fn subject(entry: Attestation<'_>, manifest: &ImageManifest) -> Result<Option<Digest>, SubjectConflictError> {
///     Ok(entry.with_manifest(manifest)?.subject().cloned())
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the entry names {entry}, its manifest {manifest}")]
#[non_exhaustive]
pub struct SubjectConflictError {
    /// The image that the entry names.
    pub entry: Digest,
    /// The image that the manifest names.
    pub manifest: Digest,
}

/// Returns the attestations among an index's entries, in their order.
pub fn attestations(index: &ImageIndex) -> Vec<Attestation<'_>> {
    let mut by_digest: Vec<&Descriptor> = index.manifests().iter().collect();
    by_digest.sort_by(|a, b| a.digest().cmp(b.digest()));
    let entries = index.manifests().iter().filter(|entry| is_known_kind(entry));
    let joined = entries.map(|descriptor| {
        let subject = named_subject(descriptor);
        let image = subject.as_ref().and_then(|subject| {
            let at = by_digest.partition_point(|entry| entry.digest() < subject);
            by_digest.get(at).copied().filter(|entry| entry.digest() == subject)
        });
        Attestation { index, descriptor, subject, image }
    });
    joined.collect()
}

/// Returns the statements of an attestation manifest: each layer that is an in-toto statement, with its predicate type.
///
/// ```
/// use imageref::{Descriptor, ImageManifest, MediaType};
/// use imageref_interop::docker::statements;
///
/// let statement = Descriptor::of(MediaType::new("application/vnd.in-toto+json"), b"{}")
///     .with_annotation("in-toto.io/predicate-type", "https://spdx.dev/Document");
/// let kind = MediaType::new("application/vnd.docker.attestation.manifest.v1+json");
/// let manifest = ImageManifest::artifact(kind).with_layer(statement);
/// assert_eq!(statements(&manifest).next().map(|(kind, _)| kind), Some("https://spdx.dev/Document"));
/// ```
pub fn statements(manifest: &ImageManifest) -> impl Iterator<Item = (&str, &Descriptor)> {
    let layers = manifest.layers().iter();
    layers.filter_map(|layer| Some((layer.annotations().get(PREDICATE_TYPE)?, layer)))
}

/// Returns `true` for an attestation of a known kind.
fn is_known_kind(entry: &Descriptor) -> bool {
    let kind = entry.annotations().get(REFERENCE_TYPE);
    entry.is_attestation() && kind.is_none_or(|kind| kind == ATTESTATION)
}

/// Returns the digest of the image that an attestation's entry names.
fn named_subject(entry: &Descriptor) -> Option<Digest> {
    entry.annotations().get(REFERENCE_DIGEST)?.parse().ok()
}
