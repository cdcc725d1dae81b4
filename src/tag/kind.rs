//! The kinds of tags: [`TagKind`], and [`Artifact`] for the tags of signatures and their like.

use core::fmt;

/// What sort of thing a tag names.
///
/// Names are conventions: nothing stops anyone from pushing `1.27.3` twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TagKind {
    /// Three numbers: `1.27.3`, `v1.2.3-rc.1`, `3.12.0b4-slim`.
    SemanticVersion,
    /// One or two numbers: `1`, `1.27`, `1.x`. The tag moves along with the releases below it.
    PartialVersion,
    /// Four or more numbers: `10.0.17763.1234`.
    ExtendedVersion,
    /// A version that counts by the calendar: `2026.07.1`, `22.04`.
    CalendarVersion,
    /// A day or a moment: `20240101`, `jammy-20240111`, `RELEASE.2024-01-01T00-00-00Z`.
    Date,
    /// A counter of builds: `1234567`, `b123`, `build-123`.
    BuildNumber,
    /// A commit of the sources: `abcdef1`, `sha-abcdef1`, `master-<40 hex digits>`.
    Commit,
    /// `latest`, with or without a variant.
    Latest,
    /// A release channel: `stable`, `edge`, `nightly`, `lts`.
    Channel,
    /// Where the image runs: `dev`, `staging`, `prod`, `qa`.
    Environment,
    /// A branch, or a change under way: `main`, `feature-auth`, `hotfix-security`, `pr-123`.
    Branch,
    /// Only what the image is built on or with, so the newest of that: `alpine3.20`, `bookworm-slim`, `jdk21`.
    Variant,
    /// What another tool keeps beside an image, under a tag made from the image's digest.
    Artifact(Artifact),
    /// None of these.
    Unknown,
}

impl TagKind {
    /// The kind's name in kebab case.
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

/// What a tag made from a digest holds.
///
/// The endings are cosign's; without one, the tag is the fallback of a registry that has no referrers API
/// (distribution-spec, "Referrers Tag Schema").
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
    /// The artifact's name in kebab case.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Referrers => "referrers",
            Self::Signature => "signature",
            Self::Attestation => "attestation",
            Self::Sbom => "sbom",
        }
    }

    /// Reads `ALGORITHM-HEX` with or without an ending.
    ///
    /// The specification cuts the hex digits to 64; go-containerregistry and oras-go do not, which for sha384
    /// still fits into a tag.
    pub(super) fn read(text: &str) -> Option<Self> {
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
