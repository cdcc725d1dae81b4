//! Attestations: entries of an index that describe another entry.

use alloc::vec::Vec;

use super::iter::{Descriptors, iterator};
use super::{Descriptor, ImageIndex, ImageManifest};
use crate::digest::Digest;

/// The annotation of an entry that is not an image, but describes one; an entry with any other value than
/// [`ATTESTATION`] is to be ignored.
///
/// Source of all of these: moby/buildkit, `docs/attestations/attestation-storage.md`, `util/attestation/types.go`.
const REFERENCE_TYPE: &str = "vnd.docker.reference.type";
const ATTESTATION: &str = "attestation-manifest";
/// The annotation that names the image.
const REFERENCE_DIGEST: &str = "vnd.docker.reference.digest";
/// The artifact type of an attestation manifest; it names the image as its subject.
const ARTIFACT_TYPE: &str = "application/vnd.docker.attestation.manifest.v1+json";
/// The annotation of a layer of an attestation manifest.
const PREDICATE_TYPE: &str = "in-toto.io/predicate-type";

/// An attestation among an index's entries, joined to the image that it describes.
///
/// Docker's builder names that image in the entry's annotations, and in newer versions also as the manifest's subject;
/// other tools may write the subject alone, which [`with_manifest`](Self::with_manifest) reads.
///
/// ```
/// use imageref::manifest::{Descriptor, ImageIndex};
/// use imageref::{MediaType, Platform};
///
/// let image = Descriptor::of(MediaType::OCI_MANIFEST, b"the image").with_platform(Platform::new("linux", "amd64"));
/// let attestation = Descriptor::of(MediaType::OCI_MANIFEST, b"its attestation")
///     .with_platform(Platform::new("unknown", "unknown"))
///     .with_annotation("vnd.docker.reference.type", "attestation-manifest")
///     .with_annotation("vnd.docker.reference.digest", &image.digest().to_string());
/// let index = ImageIndex::new().with_manifest(image.clone()).with_manifest(attestation);
///
/// let attestation = index.attestations().next().unwrap();
/// assert_eq!(attestation.subject(), Some(image.digest()));
/// assert_eq!(attestation.image(), Some(&image));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attestation<'a> {
    index: &'a ImageIndex,
    descriptor: &'a Descriptor,
    subject: Option<Digest>,
    image: Option<&'a Descriptor>,
}

impl<'a> Attestation<'a> {
    /// The attestation's own entry.
    pub fn descriptor(&self) -> &'a Descriptor {
        self.descriptor
    }

    /// The digest of the image that it describes, if known.
    pub fn subject(&self) -> Option<&Digest> {
        self.subject.as_ref()
    }

    /// The entry of that image; `None` if it is not known or not in the index.
    pub fn image(&self) -> Option<&'a Descriptor> {
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
/// use imageref::manifest::{Attestation, SubjectConflictError};
/// use imageref::{Digest, ImageManifest};
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

impl ImageIndex {
    /// The attestations among the entries, in their order.
    pub fn attestations(&self) -> Attestations<'_> {
        let mut by_digest: Vec<&Descriptor> = self.manifests().iter().collect();
        by_digest.sort_by(|a, b| a.digest().cmp(b.digest()));
        let attestations = self.manifests().iter().filter(|entry| entry.names_attestation());
        let joined = attestations.map(|descriptor| {
            let subject = named_subject(descriptor);
            let image = subject.as_ref().and_then(|subject| {
                let at = by_digest.partition_point(|entry| entry.digest() < subject);
                by_digest.get(at).copied().filter(|entry| entry.digest() == subject)
            });
            Attestation { index: self, descriptor, subject, image }
        });
        Attestations(joined.collect::<Vec<_>>().into_iter())
    }

    /// The attestations whose entries name `image`.
    pub fn attestations_of(&self, image: &Digest) -> Descriptors<'_> {
        let names = |entry: &&Descriptor| {
            entry.names_attestation() && named_subject(entry).as_ref() == Some(image)
        };
        Descriptors(self.manifests().iter().filter(names).collect::<Vec<_>>().into_iter())
    }
}

/// The digest of the image that an attestation's entry names.
fn named_subject(entry: &Descriptor) -> Option<Digest> {
    entry.annotations().get(REFERENCE_DIGEST)?.parse().ok()
}

impl Descriptor {
    /// Returns `true` if this entry of an index is not an image, but describes one: such an entry is never selected.
    pub fn is_attestation(&self) -> bool {
        self.annotations().get(REFERENCE_TYPE).is_some() || self.has_attestation_type()
    }

    /// Returns `true` for an attestation whose entry should name its image, and names none that `has` knows.
    pub(super) fn is_dangling_attestation(&self, has: impl Fn(&Digest) -> bool) -> bool {
        let annotated = self.annotations().get(REFERENCE_TYPE) == Some(ATTESTATION);
        let named = self.annotations().get(REFERENCE_DIGEST).is_some();
        // The newer form may leave it to the manifest's subject.
        (annotated || named && self.has_attestation_type())
            && !named_subject(self).is_some_and(|image| has(&image))
    }

    /// Returns `true` for an attestation of a known kind.
    fn names_attestation(&self) -> bool {
        match self.annotations().get(REFERENCE_TYPE) {
            Some(kind) => kind == ATTESTATION,
            None => self.has_attestation_type(),
        }
    }

    fn has_attestation_type(&self) -> bool {
        self.artifact_type().is_some_and(|kind| kind.as_str() == ARTIFACT_TYPE)
    }
}

impl ImageManifest {
    /// The statements of an attestation manifest: each layer that is an in-toto statement, with its predicate type.
    pub fn statements(&self) -> Statements<'_> {
        let statement = |layer| Some((Descriptor::annotations(layer).get(PREDICATE_TYPE)?, layer));
        Statements(self.layers().iter().filter_map(statement).collect::<Vec<_>>().into_iter())
    }
}

iterator! {
    /// The attestations of an index; see [`ImageIndex::attestations`](super::ImageIndex::attestations).
    Attestations: Attestation<'a>
}

iterator! {
    /// The statements of an attestation manifest, predicate type and layer; see
    /// [`ImageManifest::statements`](super::ImageManifest::statements).
    Statements: (&'a str, &'a Descriptor)
}
