//! Which words of a text are taken for references.

use imageref::reference::{RawReference, Registry, Tag};
use imageref::registry::{Operator, RegistryInfo};
use imageref::tag::{TagInfo, TagKind};

/// Whether a word is more likely a reference than anything else that is written so.
///
/// A digest says so, and a command line that names it; so does the host of a known registry. Behind another host, a tag must stand; behind a path without
/// a host, a tag whose meaning is known; behind a single component, a version of two numbers or a word.
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

/// Whether little else than an image's tag is written so: `1.27`, `v3`, `7-alpine`, `latest`.
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
