//! [`PlatformMatcher`]: what a machine takes, and which of it first.

use alloc::string::String;
use alloc::vec::Vec;
use core::cmp::Reverse;

use super::windows::Version;
use super::{Platform, compat, names};

/// What a machine, or a wish, takes of the platforms offered, and which of them first.
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
/// Platforms are compared as [`Platform::normalize`] has them. A platform that is offered must ask for no OS feature
/// that the wish lacks, `win32k` of Windows aside. Versions count on Windows alone: before build 20348 the same build
/// is needed, from there on builds back to the previous long-term release will do; a missing version matches.
///
/// **Source** containerd/platforms 1.0.0-rc.4, `compare.go`, `platform_windows_compat.go`.
#[derive(Clone, Debug)]
pub struct PlatformMatcher {
    wishes: Vec<Wish>,
    rule: Rule,
}

#[derive(Clone, Copy, Debug)]
enum Rule {
    /// The first wish before the second.
    Ordered,
    /// All wishes alike.
    AnyOf,
    /// The one wish, and what its architecture runs besides.
    Only,
    /// The operating system of the one wish.
    OnlyOs,
}

/// A place in a matcher's order: the lesser, the better.
///
/// It has a place for what doesn't match, too, behind all that does: what only asks for too many OS features first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlatformRank {
    fit: Fit,
    place: u64,
    /// Among equals, who asks for more OS features comes first.
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

    /// Whether the platform matches at all.
    pub const fn is_match(self) -> bool {
        matches!(self.fit, Fit::Full)
    }
}

impl PlatformMatcher {
    /// This platform alone, in any spelling.
    ///
    /// **Source** containerd/platforms `OnlyStrict`.
    pub fn strict(platform: &Platform) -> Self {
        Self { wishes: Vec::from([Wish::new(&platform.normalize())]), rule: Rule::Ordered }
    }

    /// This platform, then what it runs besides, best first: lower variants; 386 on amd64; 32-bit arm on arm64.
    ///
    /// **Source** containerd/platforms `Only`.
    pub fn only(platform: &Platform) -> Self {
        Self { wishes: Vec::from([Wish::new(&platform.normalize())]), rule: Rule::Only }
    }

    /// Any architecture with this operating system, version and features; this one's architecture first.
    ///
    /// **Source** containerd/platforms `OnlyOS`.
    pub fn only_os(platform: &Platform) -> Self {
        Self { wishes: Vec::from([Wish::new(&platform.normalize())]), rule: Rule::OnlyOs }
    }

    /// Any of these platforms, none before another.
    ///
    /// **Source** containerd/platforms `Any`.
    pub fn any_of<'p>(platforms: impl IntoIterator<Item = &'p Platform>) -> Self {
        Self { wishes: platforms.into_iter().map(Wish::new).collect(), rule: Rule::AnyOf }
    }

    /// Any of these platforms, in this order.
    ///
    /// **Source** containerd/platforms `Ordered`.
    pub fn ordered<'p>(platforms: impl IntoIterator<Item = &'p Platform>) -> Self {
        Self { wishes: platforms.into_iter().map(Wish::new).collect(), rule: Rule::Ordered }
    }

    /// Whether the platform is taken.
    pub fn matches(&self, platform: &Platform) -> bool {
        self.place(&Offer::new(platform), false).is_some()
    }

    /// The platform's place, to be sorted by: `sort_by_key` and its like keep the order of equals.
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

    /// As [`rank`](Self::rank), where all architectures match.
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

    /// The place of what is taken among the wishes.
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

/// One platform that is wished for.
#[derive(Clone, Debug)]
struct Wish {
    platform: Platform, // INVARIANT: normalized
    windows: Option<Version>,
}

impl Wish {
    /// Windows' rules hold where `windows` is written in lower case: containerd asks before it normalizes. The
    /// constructors of one platform normalize it first, those of a list don't.
    fn new(platform: &Platform) -> Self {
        let version = || Version::read(platform.os_version().unwrap_or_default());
        let windows = (platform.os() == "windows").then(version);
        Self { platform: platform.normalize(), windows }
    }

    fn names(&self) -> (&str, &str) {
        (self.platform.architecture(), self.platform.variant().unwrap_or_default())
    }

    /// Whether it is the same platform.
    fn takes(&self, offer: &Offer<'_>, without_features: bool) -> bool {
        self.names() == offer.names() && self.takes_rest(offer, without_features)
    }

    /// The place among all that runs on it.
    fn place(&self, offer: &Offer<'_>, without_features: bool) -> Option<u64> {
        compat::place(self.names(), offer.names())
            .filter(|_| self.takes_rest(offer, without_features))
    }

    /// Whether all but architecture and variant fits.
    fn takes_rest(&self, offer: &Offer<'_>, without_features: bool) -> bool {
        let skip = if self.windows.is_some() { offer.win32k } else { None };
        self.takes_system(offer) && (without_features || self.has_features(offer, skip))
    }

    /// As [`takes_rest`](Self::takes_rest), where containerd counts `win32k` like any other feature.
    fn takes_os(&self, offer: &Offer<'_>) -> bool {
        self.takes_system(offer) && self.has_features(offer, None)
    }

    fn takes_system(&self, offer: &Offer<'_>) -> bool {
        self.platform.os() == offer.os.as_str()
            && self.windows.is_none_or(|machine| machine.runs(offer.version))
    }

    /// Whether every feature that is asked for is among the wish's, but for the one at `skip`.
    fn has_features(&self, offer: &Offer<'_>, skip: Option<usize>) -> bool {
        let has = self.platform.os_features(); // sorted
        let mut asked = offer.features.iter().enumerate().filter(|(at, _)| Some(*at) != skip);
        asked.all(|(_, feature)| has.binary_search(feature).is_ok())
    }
}

/// One platform that is offered, normalized without a copy.
struct Offer<'p> {
    os: names::Canonical<'p>,
    architecture: names::Canonical<'p>,
    variant: names::Canonical<'p>,
    version: &'p str,
    features: &'p [String],
    /// The first `win32k`: that every Windows has it goes without saying.
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
