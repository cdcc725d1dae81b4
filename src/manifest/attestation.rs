//! Attestations: entries of an index that describe another entry.

use super::Descriptor;
use crate::digest::Digest;

/// The annotation of an entry that is not an image, but describes one.
///
/// Source of all of these: moby/buildkit, `docs/attestations/attestation-storage.md`, `util/attestation/types.go`.
const REFERENCE_TYPE: &str = "vnd.docker.reference.type";
/// The annotation that names the image.
const REFERENCE_DIGEST: &str = "vnd.docker.reference.digest";
/// The artifact type of an attestation manifest; it names the image as its subject.
const ARTIFACT_TYPE: &str = "application/vnd.docker.attestation.manifest.v1+json";

impl Descriptor {
    /// Returns `true` if this entry of an index is not an image, but describes one: such an entry is never selected.
    pub fn is_attestation(&self) -> bool {
        self.annotations().get(REFERENCE_TYPE).is_some() || self.has_attestation_type()
    }

    /// Returns `true` for an attestation whose entry should name its image, and names none that `has` knows.
    pub(super) fn is_dangling_attestation(&self, has: impl Fn(&Digest) -> bool) -> bool {
        let annotated = self.annotations().get(REFERENCE_TYPE) == Some("attestation-manifest");
        let named = self.annotations().get(REFERENCE_DIGEST);
        // The newer form may leave it to the manifest's subject.
        (annotated || named.is_some() && self.has_attestation_type())
            && !named.and_then(|digest| digest.parse().ok()).is_some_and(|image| has(&image))
    }

    fn has_attestation_type(&self) -> bool {
        self.artifact_type().is_some_and(|kind| kind.as_str() == ARTIFACT_TYPE)
    }
}
