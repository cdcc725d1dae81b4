//! [`Descriptor`]: a blob's or document's media type, digest and size.

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::hash::{Hash, Hasher};

use super::platform::PlatformMember;
use crate::digest::Digest;
use crate::document::{
    Document, Member, Model, ReadOptions, Reading, StringList, Strings, Unread, impl_model, member,
    model, order_of, put, remove, require,
};
use crate::error::DocumentErrorKind;
use crate::json::{self, DocumentWarningKind, Fault, Layout, Reader, Result};
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
    TABLE Slot, "a descriptor", Reject, "image-spec 1.1 does not specify", blank unread;

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

    /// Returns `true` if the descriptor embeds content, the described one or any other.
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

impl Unread for Descriptor {
    fn unread() -> Self {
        Self::unread()
    }
}

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

member! {
    Descriptor: |reader| {
        let mut descriptor = Self::unread();
        descriptor.read_into(reader)?;
        Ok(descriptor)
    }, |descriptor, writer| descriptor.write_members(writer);
    Data: |reader| Self::read(reader), |data, writer| writer.string(&data.text);
}

impl Descriptor {
    /// Reads an unread descriptor, in its place: it is large.
    pub(super) fn read_into(&mut self, reader: &mut Reader<'_>) -> Result<()> {
        match self.read_config(reader)? {
            None => Ok(()),
            Some(at) => Err(Fault::new(DocumentErrorKind::EmptyMediaType, at)),
        }
    }

    /// Reads an unread descriptor that may have an empty media type, and returns where that is: Docker's old versions
    /// wrote it for a config.
    pub(super) fn read_config(&mut self, reader: &mut Reader<'_>) -> Result<Option<usize>> {
        let (start, mut places) = (reader.position(), [0; 3]);
        self.order = reader.object(&TABLE, &mut |reader, slot| {
            let [type_at, digest_at, data_at] = &mut places;
            let place = match slot {
                Slot::media_type => type_at,
                Slot::digest => digest_at,
                Slot::data => data_at,
                Slot::urls => {
                    let is_odd = |url: &str| !is_http_url(url);
                    let kind = DocumentWarningKind::UrlForm;
                    self.urls = StringList::read_checked(reader, is_odd, kind)?;
                    return Ok(());
                }
                _ => return self.read_member(reader, slot),
            };
            *place = reader.position();
            self.read_member(reader, slot)
        })?;
        require(&TABLE, &self.order, &[Slot::media_type, Slot::digest, Slot::size], start)?;
        let Self { media_type, digest, size, data, .. } = self;
        let [type_at, digest_at, data_at] = places;
        if *media_type == MediaType::OCI_EMPTY && (*size != 2 || *digest != EMPTY_JSON) {
            reader.note(DocumentWarningKind::EmptyDescriptor, start);
        } else if (*size == 0) != is_digest_of_empty_string(reader.text(), digest_at + 1) {
            reader.note(DocumentWarningKind::ZeroSize, start);
        }
        if let Some(data) = data {
            let whole = |data: &Vec<u8>| data.len() as u64 == *size && digest.verify(data).is_ok();
            data.verified = data.verified.take().filter(whole);
            if data.verified.is_none() {
                reader.note(DocumentWarningKind::DataMismatch, data_at);
            }
        }
        Ok(media_type.as_str().is_empty().then_some(type_at))
    }
}

/// The digests of the empty string.
const EMPTY_STRINGS: [&str; 4] = [
    "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "sha384:38b060a751ac96384cd9327eb1b1e36a21fdb71114be07434c0cc7bf63f6e1da274edebfe76f65fbd51ad2f14898b95b",
    "sha512:cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e",
    "blake3:af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262",
];

/// Returns `true` if a digest of the empty string begins at byte `at`.
fn is_digest_of_empty_string(text: &str, at: usize) -> bool {
    let digest = text.get(at..).unwrap_or_default();
    let start = |text: &str| text.as_bytes().first_chunk::<10>().copied();
    EMPTY_STRINGS.iter().any(|empty| start(digest) == start(empty) && digest.starts_with(empty))
}

/// Returns `true` for `http` or `https`, `://`, a host, and no blanks or control characters.
///
/// Source: image-spec descriptor.md, `urls` ("SHOULD use the http and https schemes").
fn is_http_url(url: &str) -> bool {
    let Some((scheme, rest)) = url.split_once("://") else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default();
    (scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https"))
        && !host.is_empty()
        && !host.starts_with(':')
        && !url.contains(|c: char| c.is_whitespace() || c.is_control())
}

impl Data {
    /// Embedded content, not verified yet.
    fn read(reader: &mut Reader<'_>) -> Result<Self> {
        let start = reader.position();
        let text = reader.string()?;
        let Some(content) = json::decode_base64(&text) else {
            return Err(Fault::new(DocumentErrorKind::Base64, start));
        };
        if json::encode_base64(&content) != *text {
            reader.note(DocumentWarningKind::Base64Form, start);
        }
        Ok(Self { text: text.into(), verified: Some(content) })
    }
}

impl Reading for Descriptor {
    fn read(reader: &mut Reader<'_>, _content_type: Option<&MediaType>) -> Result<Self> {
        let layout = reader.layout();
        Ok(Self { layout, ..Member::read(reader)? })
    }

    crate::document::layout_and_members!();

    fn inferred_media_type(&self) -> MediaType {
        MediaType::OCI_DESCRIPTOR
    }
}

impl_model!(Descriptor);
