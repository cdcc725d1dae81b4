//! [`NoMatchError`]: the platforms of an index, none of which matched.

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::fmt;

use super::Descriptor;
use crate::platform::Platform;

/// No entry of an index is for the wanted platform; lists the platforms that the index has.
///
/// ```
/// use imageref::manifest::{Descriptor, ImageIndex, SelectPolicy};
/// use imageref::{MediaType, Platform};
///
/// let amd64 = Descriptor::of(MediaType::OCI_MANIFEST, b"{}").with_platform(Platform::new("linux", "amd64"));
/// let index = ImageIndex::new().with_manifest(amd64);
/// let error = index.select(&"linux/s390x".parse()?, SelectPolicy::Containerd).unwrap_err();
/// assert_eq!(error.to_string(), "no entry for linux/s390x; the index has linux/amd64");
/// # Ok::<(), imageref::ParseError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoMatchError(Box<Inner>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Inner {
    wanted: Platform,
    offered: Vec<Platform>,
    entries: usize,
}

/// The platforms that one error names.
const SHOWN: usize = 12;
/// The platforms that one error keeps.
const KEPT: usize = 256;

impl NoMatchError {
    pub(super) fn new(wanted: &Platform, entries: &[Descriptor]) -> Self {
        let inner = Inner { wanted: wanted.clone(), offered: Vec::new(), entries: 0 };
        let mut error = Self(Box::new(inner));
        error.add(entries);
        error
    }

    /// Adds the platforms of another index.
    pub(super) fn add(&mut self, entries: &[Descriptor]) {
        let Inner { offered, entries: count, .. } = &mut *self.0;
        *count += entries.len();
        let images = entries.iter().filter(|entry| !entry.is_attestation());
        let platforms = images.filter_map(Descriptor::platform).filter(|p| !p.is_unknown());
        for platform in platforms {
            if offered.len() == KEPT {
                return;
            }
            if !offered.contains(platform) {
                offered.push(platform.clone());
            }
        }
    }

    /// The wanted platform.
    pub fn wanted(&self) -> &Platform {
        &self.0.wanted
    }

    /// The platforms of the index, each once, in its order, at most 256 of them, without `unknown/unknown`.
    pub fn offered(&self) -> &[Platform] {
        &self.0.offered
    }

    /// The number of entries that were tried, including attestations and those without platform.
    pub fn entries(&self) -> usize {
        self.0.entries
    }
}

impl fmt::Display for NoMatchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no entry for {}", self.0.wanted)?;
        for (at, platform) in self.0.offered.iter().take(SHOWN).enumerate() {
            let before = if at == 0 { "; the index has " } else { ", " };
            write!(f, "{before}{platform}")?;
        }
        match (self.0.offered.len(), self.0.entries) {
            (0, 0) => write!(f, "; the index is empty"),
            (0, _) => write!(f, "; no entry has a platform"),
            (offered, _) if offered > SHOWN => write!(f, " and {} more", offered - SHOWN),
            _ => Ok(()),
        }
    }
}

impl core::error::Error for NoMatchError {}
