//! [`Referrers`] of a manifest, and the chain of subjects of one.

use alloc::vec::Vec;

use imageref::digest::Digest;
use imageref::document::{Annotations, Document};
use imageref::manifest::{Descriptor, ImageIndex, ImageManifest};
use imageref::media_type::MediaType;

/// The manifests that refer to another by `subject`: signatures, bills of materials, attestations.
///
/// Read from a registry's list of referrers, or from the index under the referrers tag, which clients maintain: duplicate
/// entries count once. In the order of the index.
///
/// ```
/// use imageref::{Descriptor, ImageIndex, MediaType};
/// use imageref_interop::registry_api::Referrers;
///
/// let sbom = MediaType::new("application/spdx+json");
/// let entry = Descriptor::of(MediaType::OCI_MANIFEST, b"..").with_artifact_type(sbom.clone());
/// let index = ImageIndex::new().with_manifest(entry.clone()).with_manifest(entry.clone());
///
/// let referrers = Referrers::of(&index);
/// assert_eq!(referrers.iter().count(), 1);
/// assert_eq!(referrers.with_type(&sbom).iter().next(), Some(&entry));
/// ```
///
/// Source: OCI distribution specification 1.1, "Listing Referrers".
#[derive(Clone, Debug)]
pub struct Referrers<'a> {
    entries: Vec<&'a Descriptor>,
}

impl<'a> Referrers<'a> {
    /// Returns the entries of an index that is a list of referrers.
    pub fn of(index: &'a ImageIndex) -> Self {
        let mut entries: Vec<(usize, &Descriptor)> = index.manifests().iter().enumerate().collect();
        entries.sort_by(|(_, a), (_, b)| a.digest().cmp(b.digest()));
        entries.dedup_by(|(_, later), (_, first)| later.digest() == first.digest());
        entries.sort_unstable_by_key(|(at, _)| *at);
        Self { entries: entries.into_iter().map(|(_, entry)| entry).collect() }
    }

    /// Returns all referrers.
    pub fn iter(&self) -> core::iter::Copied<core::slice::Iter<'_, &'a Descriptor>> {
        self.entries.iter().copied()
    }

    /// Keeps the referrers of one artifact type; a registry need not filter.
    #[must_use]
    pub fn with_type(&self, artifact_type: &MediaType) -> Self {
        let is_wanted = |entry: &&Descriptor| entry.artifact_type() == Some(artifact_type);
        Self { entries: self.iter().filter(is_wanted).collect() }
    }

    /// Returns a manifest's entry in the list of its subject's referrers: its descriptor, with its artifact type (or its
    /// config's media type) and its annotations. `None` if it has no subject.
    pub fn entry_of_manifest(document: &Document<ImageManifest>) -> Option<Descriptor> {
        let manifest = document.value();
        manifest.subject()?;
        let artifact_type = Some(manifest.effective_artifact_type());
        Some(entry(document.descriptor(), artifact_type, manifest.annotations()))
    }

    /// Returns an index's entry, as [`entry_of_manifest`](Self::entry_of_manifest), with the artifact type that the index
    /// states, if any.
    pub fn entry_of_index(document: &Document<ImageIndex>) -> Option<Descriptor> {
        let index = document.value();
        index.subject()?;
        Some(entry(document.descriptor(), index.artifact_type(), index.annotations()))
    }
}

fn entry(mut entry: Descriptor, kind: Option<&MediaType>, annotations: &Annotations) -> Descriptor {
    if let Some(kind) = kind {
        entry = entry.with_artifact_type(kind.clone());
    }
    if annotations.is_empty() { entry } else { entry.with_annotations(annotations) }
}

impl<'r, 'a> IntoIterator for &'r Referrers<'a> {
    type Item = &'a Descriptor;
    type IntoIter = core::iter::Copied<core::slice::Iter<'r, &'a Descriptor>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// The reason why a chain of subjects was not followed to its end.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SubjectChainError<E> {
    /// A manifest that is its own subject, directly or not.
    #[error("the chain of subjects returns to {0}")]
    Cycle(Digest),
    /// More subjects than the limit allows.
    #[error("more than {0} subjects")]
    TooLong(usize),
    /// The resolver failed.
    #[error("the subject {0} was not resolved")]
    Resolve(Digest, #[source] E),
}

/// Follows the chain of subjects from `first` on: the signature of an attestation of an image leads to the attestation, and then
/// to the image. `subject_of` returns the subject that a manifest states, if any.
///
/// The chain begins with `first` itself, followed by at most `limit` subjects.
///
/// ```
/// use imageref::{Descriptor, MediaType};
/// use imageref_interop::registry_api::subject_chain;
///
/// let [signature, sbom, image] = [b"signature", b"the sbom.", b"the image"]
///     .map(|content| Descriptor::of(MediaType::OCI_MANIFEST, content));
/// let chain = subject_chain(&signature, 8, |of| {
///     let subject = if *of == signature { Some(&sbom) } else { (*of == sbom).then_some(&image) };
///     Ok::<_, ()>(subject.cloned())
/// });
/// assert_eq!(chain, Ok(vec![signature.clone(), sbom.clone(), image.clone()]));
/// ```
///
/// # Errors
///
/// If the chain returns to a manifest or is longer than the limit, or if `subject_of` fails.
pub fn subject_chain<E>(
    first: &Descriptor,
    limit: usize,
    mut subject_of: impl FnMut(&Descriptor) -> Result<Option<Descriptor>, E>,
) -> Result<Vec<Descriptor>, SubjectChainError<E>> {
    let mut chain = Vec::from([first.clone()]);
    let mut last = first.clone();
    loop {
        let subject = match subject_of(&last) {
            Ok(Some(subject)) => subject,
            Ok(None) => return Ok(chain),
            Err(source) => return Err(SubjectChainError::Resolve(last.digest().clone(), source)),
        };
        if chain.iter().any(|link| link.digest() == subject.digest()) {
            return Err(SubjectChainError::Cycle(subject.digest().clone()));
        }
        if chain.len() > limit {
            return Err(SubjectChainError::TooLong(limit));
        }
        chain.push(subject.clone());
        last = subject;
    }
}
