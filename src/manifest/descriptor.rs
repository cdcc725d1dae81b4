//! [`Descriptor`]: a blob's or document's media type, digest and size.

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::hash::{Hash, Hasher};

use super::platform::PlatformMember;
use crate::digest::Digest;
use crate::document::{
    Annotations, Document, Model, ReadOptions, StringList, Strings, UnknownMembers,
};
use crate::json::{self, Layout, MemberOrder, members};
use crate::media_type::MediaType;
use crate::platform::Platform;

/// A reference to a blob or document: media type, digest, size, and optional members such as a platform.
///
/// `Eq` compares content and ignores member order and spacing; compare bytes through [`Document`].
///
/// Source: image-spec 1.1, descriptor.md.
///
/// ```
/// use imageref::manifest::Descriptor;
///
/// let descriptor = Descriptor::from_slice(br#"{"mediaType":"application/vnd.oci.empty.v1+json",
///   "digest":"sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a","size":2,"data":"e30="}"#)?;
/// assert_eq!(descriptor.size(), 2);
/// assert_eq!(descriptor.data(), Some(&b"{}"[..])); // checked against digest and size
/// # Ok::<(), imageref::DocumentError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Descriptor {
    pub(super) media_type: MediaType,
    pub(super) digest: Digest,
    pub(super) size: u64,
    pub(super) rest: Option<Box<Rest>>,
    pub(super) order: MemberOrder,
}

/// What few descriptors have.
#[derive(Clone, Debug, Default)]
pub(super) struct Rest {
    pub(super) urls: StringList,
    pub(super) annotations: Annotations,
    pub(super) data: Option<Data>,
    pub(super) platform: Option<PlatformMember>,
    pub(super) artifact_type: Option<MediaType>,
    pub(super) layout: Layout,
}

/// Embedded content: its text in base64, and its bytes if they are those that the descriptor describes.
#[derive(Clone, Debug)]
pub(super) struct Data {
    pub(super) text: Box<str>,
    pub(super) verified: Option<Vec<u8>>,
}

members! {
    MEMBERS: pub(super) Slot, "a descriptor", Reject;
    MediaType "mediaType" Reject No,
    Digest "digest" Reject No,
    Size "size" Reject No,
    Urls "urls" Warn Yes,
    Annotations "annotations" Warn Yes,
    Data "data" Warn Yes,
    Platform "platform" Warn Yes,
    ArtifactType "artifactType" Warn Yes,
}

/// The digest of `{}`, which the empty descriptor points at.
pub(super) const EMPTY_JSON: &str =
    "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";

impl Descriptor {
    /// A descriptor of a blob or document of `size` bytes.
    pub fn new(media_type: MediaType, digest: Digest, size: u64) -> Self {
        let mut order = MemberOrder::default();
        for slot in [Slot::MediaType, Slot::Digest, Slot::Size] {
            order.set(&MEMBERS, slot);
        }
        Self { media_type, digest, size, rest: None, order }
    }

    /// The descriptor of `content`: its sha256 digest, its size.
    pub fn of(media_type: MediaType, content: &[u8]) -> Self {
        Self::new(media_type, Digest::sha256(content), content.len() as u64)
    }

    /// The descriptor of the empty JSON object, `{}`, with its two bytes embedded.
    ///
    /// Source: image-spec manifest.md, "Guidance for an Empty Descriptor".
    pub fn empty() -> Self {
        Self::of(MediaType::OCI_EMPTY, b"{}").embed(b"{}")
    }

    /// The media type of the content.
    pub fn media_type(&self) -> &MediaType {
        &self.media_type
    }

    /// The digest of the content's exact bytes.
    pub fn digest(&self) -> &Digest {
        &self.digest
    }

    /// The content's size in bytes, as transferred: for a layer, compressed.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Further places to download the content from.
    pub fn urls(&self) -> Strings<'_> {
        self.rest().map(|rest| rest.urls.iter()).unwrap_or_default()
    }

    /// The annotations.
    pub fn annotations(&self) -> &Annotations {
        static NONE: Annotations = Annotations::new();
        self.rest().map_or(&NONE, |rest| &rest.annotations)
    }

    /// The embedded content, if there is one and it has the size and the digest that the descriptor states.
    pub fn data(&self) -> Option<&[u8]> {
        self.rest()?.data.as_ref()?.verified.as_deref()
    }

    /// The platform of an index's entry, verbatim.
    pub fn platform(&self) -> Option<&Platform> {
        Some(self.rest()?.platform.as_ref()?.platform())
    }

    /// The CPU features that an index's entry needs: Docker's lists have them, OCI reserves the name.
    pub fn cpu_features(&self) -> Strings<'_> {
        let platform = self.rest().and_then(|rest| rest.platform.as_ref());
        platform.map(PlatformMember::cpu_features).unwrap_or_default()
    }

    /// The artifact type of the content, in an index.
    pub fn artifact_type(&self) -> Option<&MediaType> {
        self.rest()?.artifact_type.as_ref()
    }

    /// The members that image-spec 1.1 does not specify: name and value as JSON.
    pub fn unknown_members(&self) -> UnknownMembers<'_> {
        self.order.unknown()
    }

    /// Returns `true` for the descriptor of `{}`, by media type, digest and size.
    pub fn is_empty_json(&self) -> bool {
        self.media_type == MediaType::OCI_EMPTY && self.size == 2 && self.digest == EMPTY_JSON
    }

    /// The options to read the document that this descriptor points at: media type, digest and size.
    pub fn read_options(&self) -> ReadOptions {
        ReadOptions::new()
            .with_content_type(self.media_type.as_str())
            .with_digest(&self.digest, self.size)
    }

    /// Returns `true` if the descriptor embeds content, whether or not it is the content described.
    pub(super) fn has_data(&self) -> bool {
        self.rest().is_some_and(|rest| rest.data.is_some())
    }

    /// Returns `true` if there are members that Docker's descriptors do not have.
    pub(super) fn has_oci_members(&self) -> bool {
        [Slot::Annotations, Slot::Data, Slot::ArtifactType]
            .into_iter()
            .any(|slot| self.order.has(&MEMBERS, slot))
    }

    pub(super) fn rest(&self) -> Option<&Rest> {
        self.rest.as_deref()
    }
}

/// Edits: each returns a descriptor in which it alone changed.
impl Descriptor {
    /// Returns the descriptor with another media type.
    #[must_use]
    pub fn with_media_type(mut self, media_type: MediaType) -> Self {
        self.media_type = media_type;
        self
    }

    /// Returns the descriptor of other content: its size, its digest by the same algorithm or, if that is not supported,
    /// by sha256; embedded again if the old content was.
    #[must_use]
    pub fn with_content(mut self, content: &[u8]) -> Self {
        let same = self.digest.algorithm().and_then(|algorithm| algorithm.digest(content).ok());
        self.digest = same.unwrap_or_else(|| Digest::sha256(content));
        self.size = content.len() as u64;
        if self.has_data() { self.embed(content) } else { self }
    }

    /// Returns the descriptor with an annotation set.
    #[must_use]
    pub fn with_annotation(self, key: &str, value: &str) -> Self {
        self.with_annotations([(key, value)])
    }

    /// Returns the descriptor with all these annotations set; others stay.
    #[must_use]
    pub fn with_annotations<K: AsRef<str>, V: AsRef<str>>(
        mut self,
        annotations: impl IntoIterator<Item = (K, V)>,
    ) -> Self {
        self.edit(Slot::Annotations, |rest| rest.annotations.extend(annotations));
        self
    }

    /// Returns the descriptor without an annotation; without `annotations` if that was the last.
    #[must_use]
    pub fn without_annotation(mut self, key: &str) -> Self {
        if self.annotations().get(key).is_none() {
            return self;
        }
        self.edit(Slot::Annotations, |rest| {
            rest.annotations.remove(key);
        });
        let empty = self.annotations().is_empty();
        self.order.put(&MEMBERS, Slot::Annotations, empty);
        self
    }

    /// Returns the descriptor with a platform.
    #[must_use]
    pub fn with_platform(mut self, platform: Platform) -> Self {
        self.edit(Slot::Platform, |rest| {
            rest.platform = Some(match rest.platform.take() {
                Some(member) => member.with_platform(platform),
                None => PlatformMember::new(platform),
            });
        });
        self
    }

    /// Returns the descriptor without platform.
    #[must_use]
    pub fn without_platform(mut self) -> Self {
        if let Some(rest) = &mut self.rest {
            rest.platform = None;
        }
        self.order.remove(&MEMBERS, Slot::Platform);
        self
    }

    /// Returns the descriptor with an artifact type.
    #[must_use]
    pub fn with_artifact_type(mut self, artifact_type: MediaType) -> Self {
        self.edit(Slot::ArtifactType, |rest| rest.artifact_type = Some(artifact_type));
        self
    }

    /// Returns the descriptor with URLs; an empty list removes the member.
    #[must_use]
    pub fn with_urls(mut self, urls: &[&str]) -> Self {
        self.edit(Slot::Urls, |rest| rest.urls = urls.iter().collect());
        self.order.put(&MEMBERS, Slot::Urls, urls.is_empty());
        self
    }

    /// Returns the descriptor with its content embedded, or `None` if `content` has another size or digest.
    pub fn with_data(self, content: &[u8]) -> Option<Self> {
        (content.len() as u64 == self.size && self.digest.verify(content).is_ok())
            .then(|| self.embed(content))
    }

    /// The members that Docker's schema 2 has, in its order: media type, size, digest and URLs.
    pub(super) fn docker_form(&self, media_type: MediaType) -> Self {
        let mut order = MemberOrder::default();
        let mut docker = Self::new(media_type, self.digest.clone(), self.size);
        for slot in [Slot::MediaType, Slot::Size, Slot::Digest] {
            order.append_known(&MEMBERS, slot);
        }
        docker.order = order;
        let urls: Vec<&str> = self.urls().collect();
        if urls.is_empty() { docker } else { docker.with_urls(&urls) }
    }

    /// The same descriptor in OCI's order, with another media type.
    pub(super) fn oci_form(&self, media_type: MediaType) -> Self {
        let mut oci = Self { media_type, ..self.clone() };
        oci.order = MemberOrder::default();
        for member in MEMBERS.list {
            if self.order.has(&MEMBERS, member.slot) && !self.lacks(member.slot) {
                oci.order.append_known(&MEMBERS, member.slot);
            }
        }
        oci
    }

    /// Returns `true` if the member is empty.
    fn lacks(&self, slot: Slot) -> bool {
        match slot {
            Slot::MediaType | Slot::Digest | Slot::Size => false,
            Slot::Urls => self.urls().len() == 0,
            Slot::Annotations => self.annotations().is_empty(),
            Slot::Data => !self.has_data(),
            Slot::Platform => self.platform().is_none(),
            Slot::ArtifactType => self.artifact_type().is_none(),
        }
    }

    fn embed(mut self, content: &[u8]) -> Self {
        let data =
            Data { text: json::encode_base64(content).into(), verified: Some(content.to_vec()) };
        self.edit(Slot::Data, |rest| rest.data = Some(data));
        self
    }

    fn edit(&mut self, slot: Slot, edit: impl FnOnce(&mut Rest)) {
        edit(self.rest.get_or_insert_default());
        self.order.set(&MEMBERS, slot);
    }
}

impl PartialEq for Descriptor {
    fn eq(&self, other: &Self) -> bool {
        let embedded = |descriptor: &Self| -> Option<Box<str>> {
            let data = descriptor.rest()?.data.as_ref()?;
            data.verified.is_none().then(|| data.text.clone())
        };
        let platform = |descriptor: &Self| descriptor.rest().and_then(|rest| rest.platform.clone());
        self.digest == other.digest
            && self.size == other.size
            && self.media_type == other.media_type
            && self.order == other.order
            && (self.rest.is_none() && other.rest.is_none()
                || self.urls().eq(other.urls())
                    && self.annotations() == other.annotations()
                    && self.data() == other.data()
                    && embedded(self) == embedded(other)
                    && platform(self) == platform(other)
                    && self.artifact_type() == other.artifact_type())
    }
}

impl Eq for Descriptor {}

impl Hash for Descriptor {
    /// By digest, size and media type.
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.digest.hash(state);
        self.size.hash(state);
        self.media_type.hash(state);
    }
}

impl<T: Model> Document<T> {
    /// The descriptor of this document: its media type, digest and size.
    pub fn descriptor(&self) -> Descriptor {
        Descriptor::new(self.media_type().clone(), self.digest().clone(), self.size())
    }
}
