//! What `registries.conf` says about one prefix: [`RegistryEntry`], [`Mirror`]; and what comes of it: [`PullSource`].

use alloc::string::String;
use alloc::vec::Vec;
use core::str::FromStr;

use crate::error::{FormatError, FormatErrorKind as Kind, FormatPart};
use imageref::reference::RawReference;

/// One `[[registry]]` of `registries.conf`, as read from it. [`RegistriesConf::new`](super::RegistriesConf::new) checks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RegistryEntry {
    /// Which references the entry is about; `location` where it is empty.
    pub prefix: String,
    /// What stands in the prefix's place when an image is pulled; may be empty for `*.example.com` alone.
    pub location: String,
    /// Whether http and certificates that don't verify are allowed.
    pub insecure: bool,
    /// Whether nothing is pulled from here.
    pub blocked: bool,
    /// Whether mirrors are for references with a digest only.
    pub mirror_by_digest_only: bool,
    /// `pull-from-mirror`, which belongs to mirrors alone and is refused here.
    pub pull_from_mirror: Option<PullFromMirror>,
    /// Where to ask first, in order.
    pub mirrors: Vec<Mirror>,
}

/// One `[[registry.mirror]]` of `registries.conf`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mirror {
    /// What stands in the prefix's place.
    pub location: String,
    /// Whether http and certificates that don't verify are allowed.
    pub insecure: bool,
    /// For which references the mirror is.
    pub pull_from_mirror: Option<PullFromMirror>,
}

/// For which references a mirror is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PullFromMirror {
    /// All: as where nothing is written.
    All,
    /// Those with a digest, with or without a tag.
    DigestOnly,
    /// Those without a digest.
    TagOnly,
}

impl PullFromMirror {
    /// The word in `registries.conf`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::DigestOnly => "digest-only",
            Self::TagOnly => "tag-only",
        }
    }

    /// Whether a reference may be asked for.
    pub(super) fn takes(self, has_digest: bool) -> bool {
        match self {
            Self::All => true,
            Self::DigestOnly => has_digest,
            Self::TagOnly => !has_digest,
        }
    }
}

impl FromStr for PullFromMirror {
    type Err = FormatError;
    fn from_str(text: &str) -> Result<Self, FormatError> {
        let all = [Self::All, Self::DigestOnly, Self::TagOnly];
        let found = all.into_iter().find(|value| value.as_str() == text);
        found.ok_or_else(|| {
            FormatError::new(Kind::UnknownOption, FormatPart::PullFromMirror, 0, text.len())
        })
    }
}

impl core::fmt::Display for PullFromMirror {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.pad(self.as_str())
    }
}

/// Where to pull an image from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PullSource {
    pub(super) text: String, // INVARIANT: `RawReference::parse` takes it
    pub(super) insecure: bool,
}

impl PullSource {
    /// The reference to ask for: canonical, but without a tag where the author wrote none.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The reference to ask for.
    ///
    /// # Panics
    /// Never: the text was parsed when it was made.
    pub fn as_raw(&self) -> RawReference<'_> {
        RawReference::parse(&self.text).expect("the text of a source was parsed when it was made")
    }

    /// Whether http and certificates that don't verify are allowed.
    pub const fn is_insecure(&self) -> bool {
        self.insecure
    }
}
