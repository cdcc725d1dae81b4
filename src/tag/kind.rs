//! The kinds of tags: [`TagKind`], and [`Artifact`] for the tags of signatures and their like.

use core::fmt;

/// What a tag names, by convention: nothing prevents `1.27.3` from being pushed twice.
///
/// ```
/// use imageref::reference::Tag;
/// use imageref::tag::{TagInfo, TagKind};
///
/// let kind = |tag| TagInfo::of(Tag::from_static(tag)).kind();
/// assert_eq!(kind("1.27.3"), TagKind::SemanticVersion);
/// assert_eq!(kind("main-abcdef1"), TagKind::Commit);
/// assert_eq!(kind("bookworm-slim").to_string(), "variant");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TagKind {
    /// Three numbers: `1.27.3`, `v1.2.3-rc.1`, `3.12.0b4-slim`.
    SemanticVersion,
    /// One or two numbers: `1`, `1.27`, `1.x`. The tag moves to each release that it includes.
    PartialVersion,
    /// Four or more numbers: `10.0.17763.1234`.
    ExtendedVersion,
    /// A version that counts by the calendar: `2026.07.1`, `22.04`.
    CalendarVersion,
    /// A day, perhaps with a time: `20240101`, `jammy-20240111`, `RELEASE.2024-01-01T00-00-00Z`.
    Date,
    /// A build, by its number or Unix time: `1234567`, `b123`, `build-123`, `main-1633000000`.
    BuildNumber,
    /// A commit: `abcdef1`, `sha-abcdef1`, `master-<40 hex digits>`, `pr-123-abcdef1`.
    Commit,
    /// `latest`, with or without a variant.
    Latest,
    /// A release channel: `stable`, `edge`, `nightly`, `lts`.
    Channel,
    /// Where the image runs: `dev`, `staging`, `prod`, `qa`.
    Environment,
    /// A branch or a change: `main`, `feature-auth`, `hotfix-security`, `pr-123`.
    Branch,
    /// Only what the image is built on or contains, so the newest with that: `alpine3.20`, `bookworm-slim`, `jdk21`.
    Variant,
    /// Data about an image, under a tag made from the image's digest.
    Artifact(Artifact),
    /// None of these.
    Unknown,
}

impl TagKind {
    /// Returns the kind's name in kebab case.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SemanticVersion => "semantic-version",
            Self::PartialVersion => "partial-version",
            Self::ExtendedVersion => "extended-version",
            Self::CalendarVersion => "calendar-version",
            Self::Date => "date",
            Self::BuildNumber => "build-number",
            Self::Commit => "commit",
            Self::Latest => "latest",
            Self::Channel => "channel",
            Self::Environment => "environment",
            Self::Branch => "branch",
            Self::Variant => "variant",
            Self::Artifact(artifact) => artifact.as_str(),
            Self::Unknown => "unknown",
        }
    }
}

impl fmt::Display for TagKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What is stored under a tag made from a digest.
///
/// Source: the endings are cosign's; a tag without one is the fallback for registries without the referrers API
/// (distribution-spec, "Referrers Tag Schema").
///
/// ```
/// use imageref::reference::Tag;
/// use imageref::tag::{Artifact, TagInfo, TagKind};
///
/// let tag = format!("sha256-{}.sig", "0123456789abcdef".repeat(4));
/// let info = TagInfo::of(Tag::parse(&tag)?);
/// assert_eq!(info.kind(), TagKind::Artifact(Artifact::Signature));
/// # Ok::<(), imageref::ParseError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Artifact {
    /// `sha256-<hex>`: an index of the referrers.
    Referrers,
    /// `sha256-<hex>.sig`: signatures.
    Signature,
    /// `sha256-<hex>.att`: attestations.
    Attestation,
    /// `sha256-<hex>.sbom`: a bill of materials.
    Sbom,
}

impl Artifact {
    /// Returns the artifact's name in kebab case.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Referrers => "referrers",
            Self::Signature => "signature",
            Self::Attestation => "attestation",
            Self::Sbom => "sbom",
        }
    }

    /// Classifies `ALGORITHM-HEX` with or without an ending.
    ///
    /// The specification truncates the hex digits to 64; go-containerregistry and oras-go do not, and those of sha384
    /// still fit into a tag.
    pub(super) fn of(text: &str) -> Option<Self> {
        if text.len() <= 64 {
            return None;
        }
        let (name, artifact) = match text.rsplit_once('.') {
            None => (text, Self::Referrers),
            Some((name, "sig")) => (name, Self::Signature),
            Some((name, "att")) => (name, Self::Attestation),
            Some((name, "sbom")) => (name, Self::Sbom),
            Some(_) => return None,
        };
        let (algorithm, hex) = name.split_once('-')?;
        let length = match algorithm {
            "sha256" | "sha512" | "blake3" => hex.len() == 64,
            "sha384" => hex.len() == 64 || hex.len() == 96,
            _ => false,
        };
        let lower_hex = hex.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        (length && lower_hex).then_some(artifact)
    }
}
