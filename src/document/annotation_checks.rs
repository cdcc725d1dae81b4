//! What is odd about the keys and values of annotations.

use alloc::string::String;
use alloc::vec::Vec;

use super::timestamp::Timestamp;
use crate::digest::Digest;
use crate::json::{DocumentWarningKind, Reader};
use crate::sorting::sorted;

/// The specification's keys that label-schema.org (RC1) had under another name, with that name.
///
/// Source: image-spec annotations.md, "Back-compatibility with Label Schema".
pub(super) const LABEL_SCHEMA: [(&str, &str); 9] = [
    ("org.opencontainers.image.created", "org.label-schema.build-date"),
    ("org.opencontainers.image.url", "org.label-schema.url"),
    ("org.opencontainers.image.source", "org.label-schema.vcs-url"),
    ("org.opencontainers.image.version", "org.label-schema.version"),
    ("org.opencontainers.image.revision", "org.label-schema.vcs-ref"),
    ("org.opencontainers.image.vendor", "org.label-schema.vendor"),
    ("org.opencontainers.image.title", "org.label-schema.name"),
    ("org.opencontainers.image.description", "org.label-schema.description"),
    ("org.opencontainers.image.documentation", "org.label-schema.usage"),
];

/// From this size on a single annotation is reported.
const LARGE: usize = 64 * 1024;

/// Reports what is odd about one annotation, whose value begins at byte `at`.
pub(super) fn check(reader: &mut Reader<'_>, key: &str, value: &str, at: usize) {
    if key.len() + value.len() > LARGE {
        reader.note(DocumentWarningKind::LargeAnnotation, at);
    }
    if key.trim() != key || key.is_empty() || key.contains(char::is_control) {
        reader.note(DocumentWarningKind::AnnotationKey, at);
    }
    if !is_lawful(key, value) {
        reader.note(DocumentWarningKind::AnnotationValue, at);
    }
}

/// Reports keys of one meaning that have different values; `starts` are the bytes at which the values begin.
pub(super) fn check_conflicts<'a>(
    reader: &mut Reader<'_>,
    annotations: impl Iterator<Item = (&'a str, &'a str)> + Clone,
    starts: &[usize],
) {
    let unusual = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_whitespace();
    let may_conflict = |key: &str| key.starts_with("org.label-schema.") || key.bytes().any(unusual);
    if !annotations.clone().any(|(key, _)| may_conflict(key)) {
        return;
    }
    let meaning = |key: &str| -> String {
        let key = key.trim().to_ascii_lowercase();
        let newer = LABEL_SCHEMA.iter().find(|(_, older)| *older == key).map(|(newer, _)| *newer);
        newer.map_or(key, String::from)
    };
    let entries = annotations.zip(starts);
    let meanings: Vec<_> =
        entries.map(|((key, value), at)| (meaning(key), key, value, *at)).collect();
    for pair in sorted(&meanings, |entry| &entry.0).windows(2) {
        if let [(one, one_key, one_value, _), (other, other_key, other_value, at)] = pair
            && (one == other && one_key != other_key && one_value != other_value)
        {
            reader.note(DocumentWarningKind::AnnotationConflict, *at);
        }
    }
}

/// Returns `true` if the value has the form that the specification asks for, where it asks for one.
fn is_lawful(key: &str, value: &str) -> bool {
    if key == "org.label-schema.build-date" {
        return value.parse::<Timestamp>().is_ok();
    }
    match key.strip_prefix("org.opencontainers.image.") {
        Some("created") => value.parse::<Timestamp>().is_ok(),
        Some("base.digest") => value.parse::<Digest>().is_ok(),
        Some("base.name") => !value.is_empty(),
        Some("ref.name") => is_ref_name(value),
        _ => true,
    }
}

/// `component *( "/" component )`, a component being alphanumeric runs joined by one of `-._:@+` or by `--`.
///
/// Source: image-spec annotations.md, `org.opencontainers.image.ref.name`.
fn is_ref_name(name: &str) -> bool {
    name.split('/').all(|component| {
        let joined = component.replace("--", "-");
        !component.is_empty()
            && joined
                .split(['-', '.', '_', ':', '@', '+'])
                .all(|run| !run.is_empty() && run.bytes().all(|byte| byte.is_ascii_alphanumeric()))
    })
}
