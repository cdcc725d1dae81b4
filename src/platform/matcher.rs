//! [`PlatformMatcher`]: the platforms that a machine runs, in order of preference.

use alloc::string::String;
use alloc::vec::Vec;
use core::cmp::Reverse;

use super::windows::Version;
use super::{Platform, compat, names};

/// The platforms that a machine runs, or that a user wants, in order of preference.
///
/// ```
/// use imageref::{Platform, PlatformMatcher};
///
/// let offered = ["linux/386", "linux/amd64/v4", "linux/amd64", "linux/amd64/v2"];
/// let mut offered: Vec<Platform> = offered.iter().map(|p| p.parse()).collect::<Result<_, _>>()?;
///
/// let machine = PlatformMatcher::only(&"linux/amd64/v3".parse()?);
/// offered.sort_by_cached_key(|platform| machine.rank(platform));
/// let order: Vec<_> = offered.iter().map(Platform::to_string).collect();
/// assert_eq!(order, ["linux/amd64/v2", "linux/amd64", "linux/386", "linux/amd64/v4"]);
/// assert!(!machine.matches(&offered[3]));
/// # Ok::<(), imageref::ParseError>(())
/// ```
///
/// Platforms are compared in the form of [`Platform::normalize`]. The OS features of an image must be a subset of the
/// wanted platform's, except for `win32k` of Windows. Versions matter only on Windows: before build 20348 the build must
/// be the same, from there on it may go back to the previous long-term release; a missing version matches.
///
/// Source: containerd/platforms 1.0.0-rc.4, `compare.go`, `platform_windows_compat.go`.
#[derive(Clone, Debug)]
pub struct PlatformMatcher {
    wishes: Vec<Wish>,
    rule: Rule,
}

#[derive(Clone, Copy, Debug)]
enum Rule {
    /// Any of the platforms, earlier ones preferred.
    Ordered,
    /// Any of the platforms, none preferred.
    AnyOf,
    /// The one platform, and what its architecture also runs.
    Only,
    /// The operating system of the one platform.
    OnlyOs,
}

/// The rank of a platform in a matcher's order of preference: less is better.
///
/// Platforms that do not match come last, those that only need too many OS features first among them.
///
/// ```
/// use imageref::{Platform, PlatformMatcher, PlatformRank};
///
/// let machine = PlatformMatcher::only(&"linux/arm64".parse()?);
/// let rank = |text: &str| Ok::<PlatformRank, imageref::ParseError>(machine.rank(&text.parse()?));
/// assert!(rank("linux/arm64")? < rank("linux/arm/v7")?);
/// assert!(!rank("linux/amd64")?.is_match());
/// # Ok::<(), imageref::ParseError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlatformRank {
    fit: Fit,
    place: u64,
    /// Of equal platforms, the one with more OS features is preferred.
    features: Reverse<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Fit {
    Full,
    WithoutFeatures,
    None,
}

impl PlatformRank {
    const NONE: Self = Self { fit: Fit::None, place: 0, features: Reverse(0) };

    /// Returns `true` if the platform matches.
    pub const fn is_match(self) -> bool {
        matches!(self.fit, Fit::Full)
    }
}

impl PlatformMatcher {
    /// Matches this platform only, in any spelling.
    ///
    /// Source: containerd/platforms, `OnlyStrict`.
    #[doc(alias = "OnlyStrict")]
    pub fn strict(platform: &Platform) -> Self {
        Self { wishes: Vec::from([Wish::new(&platform.normalize())]), rule: Rule::Ordered }
    }

    /// Matches this platform and what it also runs: lower variants; 386 on amd64; 32-bit arm on arm64.
    ///
    /// Source: containerd/platforms, `Only`.
    #[doc(alias = "Only")]
    pub fn only(platform: &Platform) -> Self {
        Self { wishes: Vec::from([Wish::new(&platform.normalize())]), rule: Rule::Only }
    }

    /// Matches any architecture with this operating system, version and features; this architecture is preferred.
    ///
    /// Source: containerd/platforms, `OnlyOS`.
    pub fn only_os(platform: &Platform) -> Self {
        Self { wishes: Vec::from([Wish::new(&platform.normalize())]), rule: Rule::OnlyOs }
    }

    /// Matches any of these platforms, none preferred.
    ///
    /// Source: containerd/platforms, `Any`.
    pub fn any_of<'p>(platforms: impl IntoIterator<Item = &'p Platform>) -> Self {
        Self { wishes: platforms.into_iter().map(Wish::new).collect(), rule: Rule::AnyOf }
    }

    /// Matches any of these platforms, earlier ones preferred.
    ///
    /// Source: containerd/platforms, `Ordered`.
    pub fn ordered<'p>(platforms: impl IntoIterator<Item = &'p Platform>) -> Self {
        Self { wishes: platforms.into_iter().map(Wish::new).collect(), rule: Rule::Ordered }
    }

    /// Returns `true` if the platform matches.
    #[doc(alias = "Match")]
    pub fn matches(&self, platform: &Platform) -> bool {
        self.place(&Offer::new(platform), false).is_some()
    }

    /// The platform's rank, a key to sort platforms by.
    #[doc(alias = "Less")]
    pub fn rank(&self, platform: &Platform) -> PlatformRank {
        let offer = Offer::new(platform);
        if let Rule::OnlyOs = self.rule {
            return self.rank_os(&offer);
        }
        let features = Reverse(platform.os_features().len());
        if let Some(place) = self.place(&offer, false) {
            return PlatformRank { fit: Fit::Full, place, features };
        }
        match self.place(&offer, true) {
            Some(place) => PlatformRank { fit: Fit::WithoutFeatures, place, ..PlatformRank::NONE },
            None => PlatformRank::NONE,
        }
    }

    /// As [`rank`](Self::rank), if all architectures match.
    fn rank_os(&self, offer: &Offer<'_>) -> PlatformRank {
        let Some(wish) = self.wishes.first().filter(|wish| wish.takes_os(offer)) else {
            return PlatformRank::NONE;
        };
        let best = |place| PlatformRank { fit: Fit::Full, place, features: Reverse(0) };
        if wish.takes(offer, false) {
            return PlatformRank { features: Reverse(offer.features.len()), ..best(0) };
        }
        best(if wish.takes(offer, true) { 1 } else { 2 })
    }

    /// The rank of a platform that matches.
    fn place(&self, offer: &Offer<'_>, without_features: bool) -> Option<u64> {
        let wish = self.wishes.first();
        match self.rule {
            Rule::Only => wish?.place(offer, without_features),
            Rule::OnlyOs => wish?.takes_os(offer).then_some(0),
            Rule::AnyOf => {
                self.wishes.iter().any(|wish| wish.takes(offer, without_features)).then_some(0)
            }
            Rule::Ordered => (0..)
                .zip(&self.wishes)
                .find(|(_, wish)| wish.takes(offer, without_features))
                .map(|(place, _)| place),
        }
    }
}

/// A platform to match.
#[derive(Clone, Debug)]
struct Wish {
    platform: Platform, // INVARIANT: normalized
    windows: Option<Version>,
}

impl Wish {
    /// Windows' rules apply only to `windows` in lower case: containerd checks before it normalizes. The constructors of
    /// one platform normalize it first, those of a list do not.
    fn new(platform: &Platform) -> Self {
        let version = || Version::parse(platform.os_version().unwrap_or_default());
        let windows = (platform.os() == "windows").then(version);
        Self { platform: platform.normalize(), windows }
    }

    fn names(&self) -> (&str, &str) {
        (self.platform.architecture(), self.platform.variant().unwrap_or_default())
    }

    /// Returns `true` for the same platform.
    fn takes(&self, offer: &Offer<'_>, without_features: bool) -> bool {
        self.names() == offer.names() && self.takes_rest(offer, without_features)
    }

    /// The rank among everything that runs on it.
    fn place(&self, offer: &Offer<'_>, without_features: bool) -> Option<u64> {
        compat::place(self.names(), offer.names())
            .filter(|_| self.takes_rest(offer, without_features))
    }

    /// Returns `true` if everything but architecture and variant matches.
    fn takes_rest(&self, offer: &Offer<'_>, without_features: bool) -> bool {
        let skip = if self.windows.is_some() { offer.win32k } else { None };
        self.takes_system(offer) && (without_features || self.has_features(offer, skip))
    }

    /// As [`takes_rest`](Self::takes_rest), but `win32k` counts like any other feature, as in containerd.
    fn takes_os(&self, offer: &Offer<'_>) -> bool {
        self.takes_system(offer) && self.has_features(offer, None)
    }

    fn takes_system(&self, offer: &Offer<'_>) -> bool {
        self.platform.os() == offer.os.as_str()
            && self.windows.is_none_or(|machine| machine.runs(offer.version))
    }

    /// Returns `true` if every feature of `offer` except the one at `skip` is a feature of this platform.
    fn has_features(&self, offer: &Offer<'_>, skip: Option<usize>) -> bool {
        let has = self.platform.os_features(); // sorted
        let mut asked = offer.features.iter().enumerate().filter(|(at, _)| Some(*at) != skip);
        asked.all(|(_, feature)| has.binary_search(feature).is_ok())
    }
}

/// A platform to compare, normalized without a copy.
struct Offer<'p> {
    os: names::Canonical<'p>,
    architecture: names::Canonical<'p>,
    variant: names::Canonical<'p>,
    version: &'p str,
    features: &'p [String],
    /// The position of the first `win32k`, which every Windows has.
    win32k: Option<usize>,
}

impl<'p> Offer<'p> {
    fn new(platform: &'p Platform) -> Self {
        let (architecture, variant) =
            names::architecture(platform.architecture(), platform.variant().unwrap_or_default());
        let features = platform.os_features();
        Self {
            os: names::system(platform.os()),
            architecture,
            variant,
            version: platform.os_version().unwrap_or_default(),
            features,
            win32k: features.iter().position(|feature| feature == "win32k"),
        }
    }

    fn names(&self) -> (&str, &str) {
        (self.architecture.as_str(), self.variant.as_str())
    }
}
