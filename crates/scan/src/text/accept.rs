//! Decides which words are references.

use imageref::reference::{RawReference, Registry, Tag};
use imageref::registry::{Operator, RegistryInfo};
use imageref::tag::{TagInfo, TagKind};

/// Returns `true` if a word is more likely a reference than anything else.
///
/// It is if it has a digest, if a command line names it, or if it has the host of a known registry. After another host,
/// it needs a tag; after a path without a host, a tag whose meaning is known; after a single component, a version of two
/// numbers or a well-known word.
pub(super) fn is_reference(word: RawReference<'_>, named: bool) -> bool {
    if word.digest().is_some() || named {
        return true;
    }
    let path = word.repository();
    let Some(tag) = word.tag() else {
        return word.registry().is_some_and(is_known) && !path.as_str().is_empty();
    };
    if word.registry().is_some() {
        return true;
    }
    if path.as_str().contains('/') {
        return is_meaningful(tag);
    }
    is_distinct(tag) && path.as_str().starts_with(|c: char| c.is_ascii_alphabetic())
}

fn is_known(registry: Registry<'_>) -> bool {
    !matches!(RegistryInfo::of(registry).operator(), Operator::Unknown | Operator::Loopback)
}

fn is_meaningful(tag: Tag<'_>) -> bool {
    !matches!(TagInfo::of(tag).kind(), TagKind::Unknown | TagKind::BuildNumber)
}

/// Returns `true` if little else than a tag looks like this: `1.27`, `v3`, `7-alpine`, `latest`.
fn is_distinct(tag: Tag<'_>) -> bool {
    let text = tag.as_str();
    match TagInfo::of(tag).kind() {
        TagKind::SemanticVersion
        | TagKind::ExtendedVersion
        | TagKind::CalendarVersion
        | TagKind::Latest
        | TagKind::Variant => true,
        TagKind::PartialVersion => text.contains(['.', '-']) || text.starts_with('v'),
        TagKind::Channel => matches!(text, "stable" | "edge" | "lts" | "nightly" | "mainline"),
        _ => false,
    }
}
