//! [`ImageIndex`]: manifests by platform.

use alloc::vec::Vec;

use super::descriptor::Descriptor;
use super::head::{Placed, Places};
use crate::digest::Digest;
use crate::document::{Reading, SchemaVersion, impl_model, model, order_of, require, values};
use crate::json::{DocumentWarningKind, Layout, Reader, Result};
use crate::media_type::{Family, MediaType, MediaTypeKind};
use crate::platform::Platform;
use crate::sorting::sorted;

model! {
    /// An image index, OCI's or Docker's manifest list: the manifests of an image, one for each platform, or whatever else
    /// belongs together. Also the `index.json` of an OCI layout, and a registry's list of referrers.
    ///
    /// `Eq` compares content; compare bytes through [`Document`](crate::document::Document).
    ///
    /// Source: image-spec 1.1, image-index.md; distribution, manifest-v2-2.md.
    ///
    /// ```
    /// use imageref::manifest::{Descriptor, ImageIndex};
    /// use imageref::{MediaType, Platform};
    ///
    /// let manifest = Descriptor::of(MediaType::OCI_MANIFEST, b"...")
    ///     .with_platform(Platform::new("linux", "arm").with_variant("v7"));
    /// let index = ImageIndex::new().with_manifest(manifest);
    /// let read = ImageIndex::from_slice(&index.to_bytes())?;
    /// assert_eq!(read.manifests()[0].platform().unwrap().variant(), Some("v7"));
    /// # Ok::<(), imageref::DocumentError>(())
    /// ```
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ImageIndex { layout: Layout, }
    TABLE Slot, "an image index", Reject, "image-spec 1.1 does not specify", blank unread,
        foreign ["config", "layers", "fsLayers", "history"], others ["signatures"];

    schema_version: plain<SchemaVersion<2>>, "schemaVersion" Reject No;
    /// OCI documents may omit it.
    media_type(with_media_type, without_media_type): optional<MediaType>, "mediaType" Warn Yes,
        "the media type that the index states";
    artifact_type(with_artifact_type, without_artifact_type): optional<MediaType>, "artifactType" Warn Yes,
        "the artifact type";
    manifests(with_manifests, with_manifest, retain_manifests): items<Descriptor>, "manifests" Warn No,
        "the entries: manifests, other indexes, whatever has a descriptor";
    subject(with_subject, without_subject): object<Descriptor>, "subject" Warn Yes,
        "the manifest that this index refers to";
    annotations(with_annotations, without_annotations, with_annotation, without_annotation): map,
        "annotations" Warn Yes, "the annotations";
}

impl ImageIndex {
    /// Creates an OCI index without entries.
    pub fn new() -> Self {
        let slots = [Slot::schema_version, Slot::media_type, Slot::manifests];
        let media_type = Some(MediaType::OCI_INDEX);
        Self { media_type, order: order_of(&slots), ..Self::unread() }
    }
}

impl Default for ImageIndex {
    fn default() -> Self {
        Self::new()
    }
}

impl Reading for ImageIndex {
    fn read(reader: &mut Reader<'_>, content_type: Option<&MediaType>) -> Result<Self> {
        let mut index = Self { layout: reader.layout(), ..Self::unread() };
        let mut places = Places { start: reader.position(), ..Places::default() };
        index.order = reader.object(&TABLE, &mut |reader, slot| {
            let at = reader.position();
            match slot {
                Slot::media_type => places.media_type = at,
                Slot::manifests => {
                    index.manifests = places.read_list(reader)?;
                    return Ok(());
                }
                Slot::artifact_type | Slot::subject | Slot::annotations => {
                    places.oci_members.push(at);
                }
                _ => {}
            }
            index.read_member(reader, slot)
        })?;
        let required = [Slot::schema_version, Slot::manifests];
        require(&TABLE, &index.order, &required, places.start)?;
        let stated = index.media_type().map(|media_type| (media_type, places.media_type));
        values::check_media_type(stated, content_type, MediaTypeKind::Index)?;
        let family = index.media_type().or(content_type).map_or(Family::Oci, MediaType::family);
        let entries: Vec<_> = index.manifests.iter().zip(places.elements.iter().copied()).collect();
        places.check(reader, family, index.media_type.is_some(), &entries);
        check_entries(reader, family, places.list, &entries);
        Ok(index)
    }

    crate::document::layout_and_members!();

    fn inferred_media_type(&self) -> MediaType {
        self.media_type().cloned().unwrap_or(MediaType::OCI_INDEX)
    }
}

impl_model!(ImageIndex);

/// Reports what is odd about the entries; `list_at` is where they begin, if they are not null.
fn check_entries(
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
