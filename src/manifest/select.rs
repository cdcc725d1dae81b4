//! [`ImageIndex::select`]: the entry for a machine.

use alloc::vec::Vec;
use core::cmp::Reverse;

use super::no_match::NoMatchError;
use super::{Descriptor, ImageIndex};
use crate::error::words;
use crate::media_type::MediaType;
use crate::platform::{Platform, PlatformMatcher, PlatformRank};
use crate::sorting::sorted;

words! {
    /// The system whose rules select an entry of an index for a machine.
    ///
    /// No policy selects an attestation or an entry for `unknown/unknown`, and of equal entries each selects the first. The
    /// media type does not count: the selected entry may be an index again.
    ///
    /// ```
    /// use imageref::manifest::{Descriptor, ImageIndex, SelectPolicy};
    /// use imageref::{MediaType, Platform};
    ///
    /// let entry = |platform: Platform| {
    ///     let content = platform.to_string();
    ///     Descriptor::of(MediaType::OCI_MANIFEST, content.as_bytes()).with_platform(platform)
    /// };
    /// let index = ImageIndex::new()
    ///     .with_manifest(entry(Platform::new("linux", "arm").with_variant("v6")))
    ///     .with_manifest(entry(Platform::new("linux", "arm64").with_variant("v8")));
    /// let machine = "linux/arm/v7".parse()?;
    /// let select = |policy| index.select(&machine, policy).ok().and_then(Descriptor::platform);
    ///
    /// let v6 = Platform::new("linux", "arm").with_variant("v6");
    /// assert_eq!(select(SelectPolicy::Containerd), Some(&v6));
    /// assert_eq!(select(SelectPolicy::ContainersImage), Some(&v6));
    /// assert_eq!(select(SelectPolicy::FirstMatch), None);
    /// # Ok::<(), imageref::ParseError>(())
    /// ```
    SelectPolicy {
        /// containerd and Docker: what [`PlatformMatcher::only`] accepts, in its order; an entry without platform last. An
        /// entry with an empty operating system counts as the wanted one's.
        ///
        /// Source: containerd 2, `core/images/image.go`; containerd/platforms 1.0.0-rc.4.
        Containerd = "containerd",
        /// Podman, Buildah, CRI-O and Skopeo: operating system and architecture verbatim; the wanted variant, then lower ones
        /// of arm, then none, or any of arm if none is wanted; of equal entries one that is annotated as compressed with
        /// zstd; an entry without platform last. OS versions and features do not count. Docker's manifest lists have neither
        /// annotations nor entries without platform.
        ///
        /// Source: containers/image 5, `internal/pkg/platform`, `internal/manifest`.
        ContainersImage = "containers-image",
        /// crane: the first entry that has everything asked for ([`Platform::satisfies`]); an entry without platform counts as
        /// linux/amd64.
        ///
        /// Source: go-containerregistry 0.21.9, `pkg/v1/remote/index.go`.
        FirstMatch = "first-match",
    }
}

impl SelectPolicy {
    /// Every policy.
    pub const ALL: [Self; 3] = [Self::Containerd, Self::ContainersImage, Self::FirstMatch];
}

impl ImageIndex {
    /// Selects the entry for a machine of this platform.
    ///
    /// # Errors
    ///
    /// [`NoMatchError`], which lists the platforms of the index, if no entry matches.
    pub fn select(
        &self,
        platform: &Platform,
        policy: SelectPolicy,
    ) -> Result<&Descriptor, NoMatchError> {
        let best = self.matches(platform, policy).min_by_key(|(key, _)| *key);
        best.map(|(_, entry)| entry).ok_or_else(|| NoMatchError::new(platform, self.manifests()))
    }

    /// All entries that match a machine of this platform, best first.
    pub fn candidates(&self, platform: &Platform, policy: SelectPolicy) -> Vec<&Descriptor> {
        let matches: Vec<_> = self.matches(platform, policy).collect();
        sorted(&matches, |(key, _)| *key).iter().map(|(_, entry)| *entry).collect()
    }

    /// The entries that match, with their ranks.
    fn matches(
        &self,
        platform: &Platform,
        policy: SelectPolicy,
    ) -> impl Iterator<Item = (Key, &Descriptor)> {
        let chooser = Chooser::new(self, platform, policy);
        self.manifests().iter().filter_map(move |entry| Some((chooser.key(entry)?, entry)))
    }
}

/// A policy, prepared for one index and one wanted platform.
struct Chooser<'a> {
    wish: &'a Platform,
    rules: Rules<'a>,
}

enum Rules<'a> {
    Containerd(PlatformMatcher),
    ContainersImage { variants: Vec<&'a str>, docker: bool },
    FirstMatch { unstated: bool },
}

/// containers/image's annotation of entries whose layers are compressed with zstd.
const ZSTD: &str = "io.github.containers.compression.zstd";

/// The variants that containers/image tries, best first. Source: `internal/pkg/platform`, `compatibility`.
const STEPS: &[(&str, &[&str])] = &[("arm", &["v8", "v7", "v6", "v5"]), ("arm64", &["v8"])];

/// An entry's rank: the less, the better.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Rank(PlatformRank),
    /// The place among the wanted platforms, and whether the layers are compressed with zstd.
    Place(usize, Reverse<bool>),
    /// No platform.
    Unstated(Reverse<bool>),
}

impl<'a> Chooser<'a> {
    fn new(index: &ImageIndex, wish: &'a Platform, policy: SelectPolicy) -> Self {
        let rules = match policy {
            SelectPolicy::Containerd => Rules::Containerd(PlatformMatcher::only(wish)),
            SelectPolicy::ContainersImage => Rules::ContainersImage {
                variants: variants(wish),
                docker: index.media_type() == Some(&MediaType::DOCKER_LIST),
            },
            SelectPolicy::FirstMatch => {
                Rules::FirstMatch { unstated: Platform::new("linux", "amd64").satisfies(wish) }
            }
        };
        Self { wish, rules }
    }

    /// The entry's rank; `None` if it does not match.
    fn key(&self, entry: &Descriptor) -> Option<Key> {
        if entry.is_attestation() {
            return None;
        }
        let Some(platform) = entry.platform() else {
            return match &self.rules {
                Rules::Containerd(_) => Some(Key::Unstated(Reverse(false))),
                Rules::ContainersImage { docker: true, .. } => None,
                Rules::ContainersImage { .. } => Some(Key::Unstated(Reverse(is_zstd(entry)))),
                Rules::FirstMatch { unstated } => unstated.then_some(Key::Place(0, Reverse(false))),
            };
        };
        if platform.is_unknown() {
            return None;
        }
        match &self.rules {
            Rules::Containerd(matcher) => {
                let rank = match platform.os() {
                    "" => matcher.rank(&platform.clone().or_os_of(self.wish)),
                    _ => matcher.rank(platform),
                };
                rank.is_match().then_some(Key::Rank(rank))
            }
            Rules::ContainersImage { variants, docker } => {
                let variant = platform.variant().unwrap_or_default();
                let place = variants.iter().position(|wanted| *wanted == variant)?;
                let same = platform.os() == self.wish.os()
                    && platform.architecture() == self.wish.architecture();
                same.then_some(Key::Place(place, Reverse(!docker && is_zstd(entry))))
            }
            Rules::FirstMatch { .. } => {
                platform.satisfies(self.wish).then_some(Key::Place(0, Reverse(false)))
            }
        }
    }
}

fn is_zstd(entry: &Descriptor) -> bool {
    entry.annotations().get(ZSTD) == Some("true")
}

/// The variants that containers/image accepts for a wanted platform, best first; an empty string means no variant.
fn variants(wish: &Platform) -> Vec<&str> {
    let steps = STEPS.iter().find(|(name, _)| *name == wish.architecture());
    let steps = steps.map_or(&[][..], |(_, steps)| *steps);
    let Some(wanted) = wish.variant() else {
        return [""].into_iter().chain(steps.iter().copied()).collect();
    };
    let from = steps.iter().position(|step| *step == wanted);
    let down = from.and_then(|from| steps.get(from..)).unwrap_or_default();
    let alone = from.is_none().then_some(wanted);
    down.iter().copied().chain(alone).chain([""]).collect()
}
