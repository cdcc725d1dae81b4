//! What is odd about the entries of an index.

use alloc::vec::Vec;

use super::descriptor::Descriptor;
use super::head::Placed;
use crate::digest::Digest;
use crate::json::{DocumentWarningKind, Reader};
use crate::media_type::{Family, MediaType, MediaTypeKind};
use crate::platform::Platform;
use crate::sorting::sorted;

/// Reports what is odd about the entries; `list_at` is where they begin, if they are not null.
pub(super) fn check(
    reader: &mut Reader<'_>,
    family: Family,
    list_at: Option<usize>,
    entries: &[Placed<'_>],
) {
    if let (Some(at), []) = (list_at, entries) {
        reader.note(DocumentWarningKind::Empty, at);
    }
    for (entry, at) in entries {
        if entry.media_type().kind() == MediaTypeKind::Schema1 {
            reader.note(DocumentWarningKind::Schema1Entry, *at);
        }
        if family == Family::Docker && entry.platform().is_none() {
            reader.note(DocumentWarningKind::PlatformIncomplete, *at);
        }
    }
    check_attestations(reader, entries);
    twice(reader, entries, platform_key, DocumentWarningKind::DuplicatePlatform);
    twice(reader, entries, name_key, DocumentWarningKind::DuplicateRefName);
}

/// Reports attestations of images that are not in the index.
fn check_attestations(reader: &mut Reader<'_>, entries: &[Placed<'_>]) {
    if !entries.iter().any(|(entry, _)| entry.is_attestation()) {
        return;
    }
    let digests = sorted(entries, |(entry, _)| entry.digest());
    for (entry, at) in entries {
        let found =
            |image: &Digest| digests.binary_search_by_key(&image, |(entry, _)| entry.digest());
        if entry.is_dangling_attestation(|image| found(image).is_ok()) {
            reader.note(DocumentWarningKind::DanglingAttestation, *at);
        }
    }
}

/// Reports entries that have the same key as an earlier one.
fn twice<'a, K: Ord>(
    reader: &mut Reader<'_>,
    entries: &[Placed<'a>],
    key: impl Fn(&'a Descriptor) -> Option<K>,
    kind: DocumentWarningKind,
) {
    let keys: Vec<(K, usize)> =
        entries.iter().filter_map(|(entry, at)| Some((key(entry)?, *at))).collect();
    for pair in sorted(&keys, |(key, _)| key).windows(2) {
        if let [(one, _), (other, at)] = pair
            && one == other
        {
            reader.note(kind, *at);
        }
    }
}

/// Platform, CPU features, and whatever else distinguishes two entries.
type PlatformKey<'a> = (Platform, Vec<&'a str>, [Option<&'a str>; 4]);

/// Two entries of one key are for the same machines, and nothing distinguishes them.
fn platform_key(entry: &Descriptor) -> Option<PlatformKey<'_>> {
    let platform = entry.platform().filter(|platform| !platform.is_unknown())?;
    if entry.is_attestation() {
        return None;
    }
    let annotations = entry.annotations();
    let others = [
        entry.artifact_type().map(MediaType::as_str),
        // Several images in the index of an OCI layout, and two compressions of one image.
        annotations.ref_name(),
        annotations.get(CONTAINERD_NAME),
        annotations.get("io.github.containers.compression.zstd"),
    ];
    Some((platform.normalize(), entry.cpu_features().collect(), others))
}

/// `docker save` writes tags as reference names: the full name distinguishes them.
fn name_key(entry: &Descriptor) -> Option<(&str, Option<&str>)> {
    let annotations = entry.annotations();
    Some((annotations.ref_name()?, annotations.get(CONTAINERD_NAME)))
}

/// The full name of an image in the index of an OCI layout. Source: containerd, `core/images/annotations.go`.
const CONTAINERD_NAME: &str = "io.containerd.image.name";
