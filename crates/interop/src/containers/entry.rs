//! [`RegistryEntry`] and [`Mirror`]: the tables of `registries.conf`; [`PullSource`]: what follows from them.

use alloc::string::String;
use alloc::vec::Vec;

use crate::error::{FormatError, FormatErrorKind as Kind, FormatPart};
use crate::parse_traits::parse_traits;
use imageref::reference::RawReference;

/// One `[[registry]]` of `registries.conf`, verbatim. [`RegistriesConf::new`](super::RegistriesConf::new) checks it.
///
/// As in the file, an empty string is a missing member.
///
/// ```
/// use imageref_interop::containers::{Mirror, RegistriesConf, RegistryEntry};
///
/// let entry = RegistryEntry { location: "https://quay.io".into(), ..RegistryEntry::default() };
/// assert!(RegistriesConf::new([entry]).is_err()); // a URL
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RegistryEntry {
    /// The prefix of references that the entry applies to; if empty, `location` is the prefix.
    pub prefix: String,
    /// The replacement for the prefix when an image is pulled; may be empty only if the prefix is like `*.example.com`.
    pub location: String,
    /// Allows http and invalid certificates.
    pub insecure: bool,
    /// Forbids pulls from here.
    pub blocked: bool,
    /// Restricts all mirrors to references with a digest.
    pub mirror_by_digest_only: bool,
    /// `pull-from-mirror`, which only a mirror may have: here it is an error.
    pub pull_from_mirror: Option<PullFromMirror>,
    /// The mirrors, which are asked first, in order.
    pub mirrors: Vec<Mirror>,
}

/// One `[[registry.mirror]]` of `registries.conf`, verbatim.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mirror {
    /// The replacement for the prefix.
    pub location: String,
    /// Allows http and invalid certificates.
    pub insecure: bool,
    /// The references that the mirror is asked for; all of them if missing.
    pub pull_from_mirror: Option<PullFromMirror>,
}

/// The references that a mirror is asked for: the value of `pull-from-mirror`.
///
/// ```
/// use imageref_interop::containers::PullFromMirror;
///
/// assert_eq!(PullFromMirror::parse("tag-only")?, PullFromMirror::TagOnly);
/// # Ok::<(), imageref_interop::FormatError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PullFromMirror {
    /// All.
    All,
    /// References with a digest, with or without a tag.
    DigestOnly,
    /// References without a digest.
    TagOnly,
}

impl PullFromMirror {
    /// Parses the word in `registries.conf`.
    ///
    /// # Errors
    ///
    /// [`FormatError`] for any other word.
    pub fn parse(text: &str) -> Result<Self, FormatError> {
        let expected = "`all`, `digest-only` or `tag-only`";
        let all = [Self::All, Self::DigestOnly, Self::TagOnly];
        all.into_iter().find(|value| value.as_str() == text).ok_or_else(|| {
            let kind = Kind::UnknownWord { expected };
            FormatError::new(kind, FormatPart::PullFromMirror, 0, text.len())
        })
    }

    /// Returns the word in `registries.conf`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::DigestOnly => "digest-only",
            Self::TagOnly => "tag-only",
        }
    }

    /// Returns `true` if the mirror is asked for a reference.
    pub(super) const fn includes(self, has_digest: bool) -> bool {
        match self {
            Self::All => true,
            Self::DigestOnly => has_digest,
            Self::TagOnly => !has_digest,
        }
    }
}

parse_traits!(PullFromMirror);

impl core::fmt::Display for PullFromMirror {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.pad(self.as_str())
    }
}

/// A place to pull an image from, as [`RegistriesConf::sources`](super::RegistriesConf::sources) returns it.
///
/// ```
/// use imageref::RawReference;
/// use imageref_interop::containers::{PullSource, RegistriesConf};
///
/// let sources: Vec<PullSource> = RegistriesConf::new([])?.sources(RawReference::parse("quay.io/team/app:1")?)?;
/// assert_eq!((sources[0].as_str(), sources[0].is_insecure()), ("quay.io/team/app:1", false));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PullSource {
    pub(super) text: String, // INVARIANT: `RawReference::parse` accepts it
    pub(super) insecure: bool,
}

impl PullSource {
    /// Returns the reference to pull: canonical, but without a tag if the author wrote none.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns the reference to pull.
    ///
    /// # Panics
    ///
    /// Never: the string was parsed when it was made.
    #[expect(clippy::expect_used, reason = "the string was parsed when it was made")]
    pub fn as_raw(&self) -> RawReference<'_> {
        RawReference::parse(&self.text).expect("the string was parsed when it was made")
    }

    /// Returns `true` if http and invalid certificates are allowed.
    pub const fn is_insecure(&self) -> bool {
        self.insecure
    }
}
