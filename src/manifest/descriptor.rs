//! [`Descriptor`]: a blob's or document's media type, digest and size.

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::hash::{Hash, Hasher};

use super::platform::PlatformMember;
use crate::digest::{Algorithm, Digest};
use crate::document::{
    Annotations, Document, Model, ReadOptions, StringList, Strings, model, order_of, put, remove,
};
use crate::json::{self, Layout, MemberOrder};
use crate::media_type::MediaType;
use crate::platform::Platform;

model! {
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
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Descriptor { layout: Layout, }
    TABLE Slot, "a descriptor", Reject, "image-spec 1.1 does not specify";

    media_type(with_media_type): required<MediaType>, "mediaType" Reject No, "the media type of the content";
    digest(with_digest): required<Digest>, "digest" Reject No, "the digest of the content's exact bytes";
    size(with_size): copied<u64>, "size" Reject No,
        "the content's size in bytes, as transferred: for a layer, compressed";
    urls(with_urls, without_urls): list, "urls" Warn Yes, "the further places to download the content from";
    annotations(with_annotations, without_annotations, with_annotation, without_annotation): map,
        "annotations" Warn Yes, "the annotations";
    data: plain<Option<Box<Data>>>, "data" Warn Yes;
    platform: plain<Option<Box<PlatformMember>>>, "platform" Warn Yes;
    artifact_type(with_artifact_type, without_artifact_type): optional<MediaType>, "artifactType" Warn Yes,
        "the artifact type of the content, in an index";
}

/// Embedded content: its text in base64, and its bytes if they are those that the descriptor describes.
#[derive(Clone, Debug)]
pub(super) struct Data {
    pub(super) text: Box<str>,
    pub(super) verified: Option<Vec<u8>>,
}

/// The digest of `{}`, which the empty descriptor points at.
pub(super) const EMPTY_JSON: &str =
    "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";

impl Descriptor {
    /// Creates a descriptor of a blob or document of `size` bytes.
    pub fn new(media_type: MediaType, digest: Digest, size: u64) -> Self {
        let order = order_of(&[Slot::media_type, Slot::digest, Slot::size]);
        Self { media_type, digest, size, order, ..Self::unread() }
    }

    /// Creates the descriptor of `content`: its sha256 digest, its size.
    pub fn of(media_type: MediaType, content: &[u8]) -> Self {
        Self::new(media_type, Digest::sha256(content), content.len() as u64)
    }

    /// Creates the descriptor of the empty JSON object, `{}`, with its two bytes embedded.
    ///
    /// Source: image-spec manifest.md, "Guidance for an Empty Descriptor".
    pub fn empty() -> Self {
        Self::of(MediaType::OCI_EMPTY, b"{}").embed(b"{}")
    }

    /// A descriptor whose members are to be read.
    pub(super) fn unread() -> Self {
        let digest = Digest::from_hash(Algorithm::Sha256, &[0; 32]);
        Self {
            media_type: MediaType::OCI_EMPTY,
            digest: digest.unwrap_or_else(|| Digest::sha256(b"")),
            size: 0,
            urls: StringList::default(),
            annotations: Annotations::new(),
            data: None,
            platform: None,
            artifact_type: None,
            layout: Layout::default(),
            order: MemberOrder::default(),
        }
    }

    /// Returns `true` for the descriptor of `{}`, by media type, digest and size.
    pub fn is_empty_json(&self) -> bool {
        self.media_type == MediaType::OCI_EMPTY && self.size == 2 && self.digest == EMPTY_JSON
    }

    /// Returns the options to read the document that this descriptor points at: media type, digest and size.
    pub fn read_options(&self) -> ReadOptions {
        ReadOptions::new()
            .with_content_type(self.media_type.as_str())
            .with_digest(&self.digest, self.size)
    }

    /// Describes other content: its size, its digest by the same algorithm or, if that is not supported, by sha256;
    /// embedded again if the old content was.
    #[must_use]
    pub fn with_content(mut self, content: &[u8]) -> Self {
        let same = self.digest.algorithm().and_then(|algorithm| algorithm.digest(content).ok());
        self.digest = same.unwrap_or_else(|| Digest::sha256(content));
        self.size = content.len() as u64;
        if self.has_data() { self.embed(content) } else { self }
    }

    /// Returns the embedded content, if there is one and it has the size and the digest that the descriptor states.
    pub fn data(&self) -> Option<&[u8]> {
        self.data.as_ref()?.verified.as_deref()
    }

    /// Returns `true` if the descriptor embeds content, be it the content that it describes or not.
    pub fn has_data(&self) -> bool {
        self.data.is_some()
    }

    /// Embeds the content; `None` if `content` has another size or digest than the descriptor states.
    pub fn with_data(self, content: &[u8]) -> Option<Self> {
        (content.len() as u64 == self.size && self.digest.verify(content).is_ok())
            .then(|| self.embed(content))
    }

    /// Removes `data`: the embedded content.
    #[must_use]
    pub fn without_data(mut self) -> Self {
        remove((&mut self.order, Slot::data), &mut self.data);
        self
    }

    fn embed(mut self, content: &[u8]) -> Self {
        let text = json::encode_base64(content).into();
        let data = Some(Box::new(Data { text, verified: Some(content.to_vec()) }));
        put(&TABLE, (&mut self.order, Slot::data), &mut self.data, data);
        self
    }

    /// Returns the platform of an index's entry, verbatim.
    pub fn platform(&self) -> Option<&Platform> {
        Some(self.platform.as_ref()?.platform())
    }

    /// Sets the platform.
    #[must_use]
    pub fn with_platform(self, platform: Platform) -> Self {
        self.edit_platform(|member| member.with_platform(platform))
    }

    /// Removes `platform`.
    #[must_use]
    pub fn without_platform(mut self) -> Self {
        remove((&mut self.order, Slot::platform), &mut self.platform);
        self
    }

    /// Returns the CPU features that an index's entry needs: Docker's lists have them, OCI reserves the name.
    pub fn cpu_features(&self) -> Strings<'_> {
        self.platform.as_ref().map(|member| member.cpu_features()).unwrap_or_default()
    }

    /// Sets the CPU features that an index's entry needs; an empty list removes the member.
    #[must_use]
    pub fn with_cpu_features<T: AsRef<str>>(self, features: impl IntoIterator<Item = T>) -> Self {
        self.edit_platform(|member| member.with_cpu_features(features.into_iter().collect()))
    }

    fn edit_platform(mut self, edit: impl FnOnce(PlatformMember) -> PlatformMember) -> Self {
        let old = self.platform.take();
        let old = old.map_or_else(|| PlatformMember::new(Platform::new("", "")), |old| *old);
        let new = Some(Box::new(edit(old)));
        put(&TABLE, (&mut self.order, Slot::platform), &mut self.platform, new);
        self
    }

    /// Returns `true` if there are members that Docker's descriptors do not have.
    pub(super) fn has_oci_members(&self) -> bool {
        [Slot::annotations, Slot::data, Slot::artifact_type]
            .into_iter()
            .any(|slot| self.order.has(slot))
    }
}

impl PartialEq for Data {
    fn eq(&self, other: &Self) -> bool {
        match (&self.verified, &other.verified) {
            (Some(one), Some(other)) => one == other,
            (None, None) => self.text == other.text,
            _ => false,
        }
    }
}

impl Eq for Data {}

impl Hash for Descriptor {
    /// By digest, size and media type.
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.digest.hash(state);
        self.size.hash(state);
        self.media_type.hash(state);
    }
}

impl<T: Model> Document<T> {
    /// Returns the descriptor of this document: its media type, digest and size.
    pub fn descriptor(&self) -> Descriptor {
        Descriptor::new(self.media_type().clone(), self.digest().clone(), self.size())
    }
}
