//! Selecting through indexes of indexes.

use alloc::vec::{self, Vec};

use thiserror::Error;

use super::no_match::NoMatchError;
use super::select::SelectPolicy;
use super::{Descriptor, ImageIndex};
use crate::digest::Digest;
use crate::json::limits;
use crate::media_type::MediaTypeKind;
use crate::platform::Platform;

limits! {
    /// Limits on following nested indexes: 4 inside one another, 64 in all by default.
    NestingLimits:
    "largest number of indexes inside one another, not counting the outermost" max_depth with_max_depth usize = 4;
    "largest number of indexes that are resolved" max_indexes with_max_indexes usize = 64;
}

/// The reason why nothing was selected.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum SelectError<E> {
    /// No entry for the wanted platform.
    #[error(transparent)]
    NoMatch(#[from] NoMatchError),
    /// An index that contains itself.
    #[error("the index {0} contains itself")]
    Cycle(Digest),
    /// More indexes inside one another than [`NestingLimits`] allow.
    #[error("more than {0} indexes inside one another")]
    TooDeep(usize),
    /// More indexes in all than [`NestingLimits`] allow.
    #[error("more than {0} nested indexes")]
    TooMany(usize),
    /// The resolver failed.
    #[error("the nested index {0} was not resolved")]
    Resolve(Digest, #[source] E),
}

impl ImageIndex {
    /// As [`select`](Self::select), but follows nested indexes and never returns one.
    ///
    /// Entries are tried in the policy's order. An entry that is an index is read with `resolve`; if nothing in it
    /// matches, the next entry is tried. An index without platform is always followed. No index is resolved twice.
    ///
    /// ```
    /// use imageref::manifest::{Descriptor, ImageIndex, NestingLimits, SelectPolicy};
    /// use imageref::{MediaType, Platform};
    ///
    /// let arm64 = Platform::new("linux", "arm64");
    /// let image = Descriptor::of(MediaType::OCI_MANIFEST, b"..").with_platform(arm64.clone());
    /// let inner = ImageIndex::new().with_manifest(image.clone()).to_bytes();
    /// let outer = ImageIndex::new().with_manifest(Descriptor::of(MediaType::OCI_INDEX, &inner));
    ///
    /// // A real resolver would pull the entry and verify it.
    /// let resolve = |_entry: &Descriptor| ImageIndex::from_slice(&inner);
    /// let limits = NestingLimits::default();
    /// let chosen = outer.select_nested(&arm64, SelectPolicy::Containerd, limits, resolve);
    /// assert_eq!(chosen, Ok(image));
    /// ```
    ///
    /// # Errors
    ///
    /// If nothing matches, an index contains itself, there are more indexes than the limits allow, or `resolve` fails.
    pub fn select_nested<E>(
        &self,
        platform: &Platform,
        policy: SelectPolicy,
        limits: NestingLimits,
        mut resolve: impl FnMut(&Descriptor) -> Result<Self, E>,
    ) -> Result<Descriptor, SelectError<E>> {
        let mut no_match = NoMatchError::new(platform, self.manifests());
        let mut asked: Vec<Digest> = Vec::new();
        // The indexes on the way down, the outermost without digest, and their entries still to try.
        let mut path = Vec::from([(None, self.tries(platform, policy))]);
        while let Some((_, rest)) = path.last_mut() {
            let Some(entry) = rest.next() else {
                path.pop();
                continue;
            };
            if entry.media_type().kind() != MediaTypeKind::Index {
                return Ok(entry);
            }
            let digest = entry.digest();
            if path.iter().any(|(index, _)| index.as_ref() == Some(digest)) {
                return Err(SelectError::Cycle(digest.clone()));
            }
            if asked.contains(digest) {
                continue;
            }
            if path.len() > limits.max_depth {
                return Err(SelectError::TooDeep(limits.max_depth));
            }
            if asked.len() >= limits.max_indexes {
                return Err(SelectError::TooMany(limits.max_indexes));
            }
            let index = match resolve(&entry) {
                Ok(index) => index,
                Err(source) => return Err(SelectError::Resolve(digest.clone(), source)),
            };
            asked.push(digest.clone());
            no_match.add(index.manifests());
            path.push((Some(digest.clone()), index.tries(platform, policy)));
        }
        Err(SelectError::NoMatch(no_match))
    }

    /// The entries to try: the candidates, then the indexes that `FirstMatch` alone omits because they have no platform.
    fn tries(&self, platform: &Platform, policy: SelectPolicy) -> vec::IntoIter<Descriptor> {
        let mut tries: Vec<Descriptor> =
            self.candidates(platform, policy).into_iter().cloned().collect();
        if policy == SelectPolicy::FirstMatch {
            let indexes = self.manifests().iter().filter(|entry| {
                entry.platform().is_none() && entry.media_type().kind() == MediaTypeKind::Index
            });
            tries.extend(indexes.filter(|entry| !entry.is_attestation()).cloned());
        }
        tries.into_iter()
    }
}
