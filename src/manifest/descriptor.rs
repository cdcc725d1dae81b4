//! [`Descriptor`]: a blob's or document's media type, digest and size.

use alloc::boxed::Box;
use alloc::vec::Vec;

use super::platform::PlatformMember;
use crate::digest::Digest;
use crate::document::{Annotations, Document, Model, ReadOptions, Reading, impl_model, values};
use crate::error::DocumentErrorKind;
use crate::json::{
    self, Case, DocumentWarningKind, Fault, Form, Layout, Member, Members, Null, Omit, Reader,
    Result, Writer,
};
use crate::media_type::MediaType;
use crate::platform::Platform;

/// What points at a blob or document: its media type, its digest, its size, and what else is said of it.
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
pub struct Descriptor {
    media_type: MediaType,
    digest: Digest,
    size: u64,
    rest: Option<Box<Rest>>,
    form: Form,
}

/// What few descriptors have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Rest {
    urls: Vec<Box<str>>,
    annotations: Annotations,
    data: Option<Data>,
    platform: Option<PlatformMember>,
    artifact_type: Option<MediaType>,
    layout: Layout,
}

/// Embedded content: its text in base64, and its bytes if they are those that the descriptor describes.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Data {
    text: Box<str>,
    verified: Option<Vec<u8>>,
}

#[derive(Clone, Copy, PartialEq)]
enum Slot {
    MediaType,
    Digest,
    Size,
    Urls,
    Annotations,
    Data,
    Platform,
    ArtifactType,
}

const fn member(slot: Slot, name: &'static str, null: Null, omit: Omit) -> Member<Slot> {
    Member { slot, name, null, omit }
}

static MEMBERS: Members<Slot> = Members {
    list: &[
        member(Slot::MediaType, "mediaType", Null::Refused, Omit::Never),
        member(Slot::Digest, "digest", Null::Refused, Omit::Never),
        member(Slot::Size, "size", Null::Refused, Omit::Never),
        member(Slot::Urls, "urls", Null::Odd, Omit::Empty),
        member(Slot::Annotations, "annotations", Null::Odd, Omit::Empty),
        member(Slot::Data, "data", Null::Odd, Omit::Empty),
        member(Slot::Platform, "platform", Null::Odd, Omit::Empty),
        member(Slot::ArtifactType, "artifactType", Null::Odd, Omit::Empty),
    ],
    others: &[],
    case: Case::Refused,
};

/// `{}`: what the empty descriptor points at.
const EMPTY: &str = "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";

impl Descriptor {
    /// A descriptor of a blob or document of `size` bytes.
    pub fn new(media_type: MediaType, digest: Digest, size: u64) -> Self {
        let mut form = Form::default();
        for slot in [Slot::MediaType, Slot::Digest, Slot::Size] {
            form.set(&MEMBERS, slot);
        }
        Self { media_type, digest, size, rest: None, form }
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

    /// What kind of content it points at.
    pub fn media_type(&self) -> &MediaType {
        &self.media_type
    }

    /// The digest of the content's exact bytes.
    pub fn digest(&self) -> &Digest {
        &self.digest
    }

    /// The content's size in bytes, as transferred: of a layer, compressed.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Where the content may be found besides the registry.
    pub fn urls(&self) -> impl ExactSizeIterator<Item = &str> {
        self.rest().map_or(&[][..], |rest| &rest.urls).iter().map(|url| &**url)
    }

    /// What its author says of the content.
    pub fn annotations(&self) -> &Annotations {
        static NONE: Annotations = Annotations::new();
        self.rest().map_or(&NONE, |rest| &rest.annotations)
    }

    /// The embedded content, if there is one and it has the size and the digest that the descriptor states.
    pub fn data(&self) -> Option<&[u8]> {
        self.rest()?.data.as_ref()?.verified.as_deref()
    }

    /// The platform that an index's entry is for, as written.
    pub fn platform(&self) -> Option<&Platform> {
        Some(self.rest()?.platform.as_ref()?.platform())
    }

    /// What the entry's CPU must have: Docker's lists have it, OCI reserves the name.
    pub fn cpu_features(&self) -> impl ExactSizeIterator<Item = &str> {
        let platform = self.rest().and_then(|rest| rest.platform.as_ref());
        platform.map_or(&[][..], PlatformMember::cpu_features).iter().map(|feature| &**feature)
    }

    /// What kind of artifact the content is, in an index.
    pub fn artifact_type(&self) -> Option<&MediaType> {
        self.rest()?.artifact_type.as_ref()
    }

    /// The members that image-spec 1.1 does not know: name and value as JSON text.
    pub fn unknown_members(&self) -> impl Iterator<Item = (&str, &str)> {
        self.form.unknown()
    }

    /// Whether this is the descriptor of `{}`, by media type, digest and size.
    pub fn is_empty_json(&self) -> bool {
        self.media_type == MediaType::OCI_EMPTY && self.size == 2 && self.digest == EMPTY
    }

    /// What this descriptor says of the document it points at: media type, digest and size.
    pub fn expected(&self) -> ReadOptions {
        ReadOptions::new().content_type(self.media_type.as_str()).digest(&self.digest, self.size)
    }

    /// The same descriptor with another media type.
    #[must_use]
    pub fn with_media_type(mut self, media_type: MediaType) -> Self {
        self.media_type = media_type;
        self
    }

    /// The same descriptor of other content: its size, its digest by the same algorithm or, where that can't be computed
    /// here, by sha256; embedded again if it was.
    #[must_use]
    pub fn with_content(mut self, content: &[u8]) -> Self {
        let same = self.digest.algorithm().and_then(|algorithm| algorithm.digest(content).ok());
        self.digest = same.unwrap_or_else(|| Digest::sha256(content));
        self.size = content.len() as u64;
        let embedded = self.rest().is_some_and(|rest| rest.data.is_some());
        if embedded { self.embed(content) } else { self }
    }

    /// The same descriptor with an annotation set.
    #[must_use]
    pub fn with_annotation(mut self, key: &str, value: &str) -> Self {
        self.edit(Slot::Annotations, |rest| rest.annotations.insert(key, value));
        self
    }

    /// The same descriptor without an annotation; without `annotations` if that was the last.
    #[must_use]
    pub fn without_annotation(mut self, key: &str) -> Self {
        if self.annotations().get(key).is_none() {
            return self;
        }
        self.edit(Slot::Annotations, |rest| {
            rest.annotations.remove(key);
        });
        let empty = self.annotations().is_empty();
        self.form.put(&MEMBERS, Slot::Annotations, empty);
        self
    }

    /// The same descriptor with a platform.
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

    /// The same descriptor with an artifact type.
    #[must_use]
    pub fn with_artifact_type(mut self, artifact_type: MediaType) -> Self {
        self.edit(Slot::ArtifactType, |rest| rest.artifact_type = Some(artifact_type));
        self
    }

    /// The same descriptor with URLs; none take the member away.
    #[must_use]
    pub fn with_urls(mut self, urls: &[&str]) -> Self {
        self.edit(Slot::Urls, |rest| rest.urls = urls.iter().map(|&url| url.into()).collect());
        self.form.put(&MEMBERS, Slot::Urls, urls.is_empty());
        self
    }

    /// The same descriptor with its content embedded, if `content` is what it describes; `None` if not.
    pub fn with_data(self, content: &[u8]) -> Option<Self> {
        (content.len() as u64 == self.size && self.digest.verify(content).is_ok())
            .then(|| self.embed(content))
    }

    /// The members that Docker's schema 2 has: media type, size, digest and URLs, in its order.
    pub(super) fn docker_form(&self, media_type: MediaType) -> Self {
        let mut form = Form::default();
        let mut docker = Self::new(media_type, self.digest.clone(), self.size);
        for slot in [Slot::MediaType, Slot::Size, Slot::Digest] {
            form.append_known(&MEMBERS, slot);
        }
        docker.form = form;
        let urls: Vec<&str> = self.urls().collect();
        if urls.is_empty() { docker } else { docker.with_urls(&urls) }
    }

    /// The same descriptor in OCI's order, with another media type.
    pub(super) fn oci_form(&self, media_type: MediaType) -> Self {
        let mut oci = Self { media_type, ..self.clone() };
        oci.form = Form::default();
        for member in MEMBERS.list {
            if self.form.has(&MEMBERS, member.slot) && !self.lacks(member.slot) {
                oci.form.append_known(&MEMBERS, member.slot);
            }
        }
        oci
    }

    /// Whether the descriptor embeds content, be it what it describes or not.
    pub(super) fn has_data(&self) -> bool {
        self.rest().is_some_and(|rest| rest.data.is_some())
    }

    /// Whether the member says nothing.
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

    fn rest(&self) -> Option<&Rest> {
        self.rest.as_deref()
    }

    fn edit(&mut self, slot: Slot, edit: impl FnOnce(&mut Rest)) {
        edit(self.rest.get_or_insert_default());
        self.form.set(&MEMBERS, slot);
    }

    pub(super) fn read_inside(reader: &mut Reader<'_>) -> Result<Self> {
        let start = reader.position();
        let (mut media_type, mut digest, mut size) = (None, None, None);
        let mut rest: Option<Box<Rest>> = None;
        let mut form = Form::default();
        let mut data_at = 0;
        reader.open_object()?;
        while let Some(slot) = reader.member(&MEMBERS, &mut form)? {
            match slot {
                Slot::MediaType => media_type = Some(required_media_type(reader)?),
                Slot::Digest => digest = Some(values::digest(reader)?),
                Slot::Size => size = Some(reader.size()?),
                Slot::Urls => {
                    let urls = values::texts_like(reader, is_url, DocumentWarningKind::UrlForm)?;
                    rest.get_or_insert_default().urls = urls;
                }
                Slot::Annotations => {
                    rest.get_or_insert_default().annotations = Annotations::read(reader)?;
                }
                Slot::Data => {
                    data_at = reader.position();
                    rest.get_or_insert_default().data = Some(read_data(reader)?);
                }
                Slot::Platform => {
                    let platform = PlatformMember::read(reader)?;
                    rest.get_or_insert_default().platform = Some(platform);
                }
                Slot::ArtifactType => {
                    rest.get_or_insert_default().artifact_type =
                        values::optional_media_type(reader)?;
                }
            }
        }
        let media_type = media_type.ok_or_else(|| values::missing("mediaType", start))?;
        let digest = digest.ok_or_else(|| values::missing("digest", start))?;
        let size = size.ok_or_else(|| values::missing("size", start))?;
        if media_type == MediaType::OCI_EMPTY && (size != 2 || digest != EMPTY) {
            reader.note(DocumentWarningKind::EmptyDescriptor, start);
        }
        if let Some(data) = rest.as_mut().and_then(|rest| rest.data.as_mut()) {
            let whole = |data: &Vec<u8>| data.len() as u64 == size && digest.verify(data).is_ok();
            data.verified = data.verified.take().filter(whole);
            if data.verified.is_none() {
                reader.note(DocumentWarningKind::DataMismatch, data_at);
            }
        }
        Ok(Self { media_type, digest, size, rest, form })
    }

    pub(super) fn write_inside(&self, writer: &mut Writer) {
        writer.object(&MEMBERS, &self.form, |writer, slot| match slot {
            Slot::MediaType => writer.string(self.media_type.as_str()),
            Slot::Digest => writer.string(&self.digest.to_text()),
            Slot::Size => writer.size(self.size),
            Slot::Urls => writer.strings(self.rest().map_or(&[], |rest| &rest.urls)),
            Slot::Annotations => self.annotations().write(writer),
            Slot::Data => {
                let data = self.rest().and_then(|rest| rest.data.as_ref());
                writer.string(data.map_or("", |data| &data.text));
            }
            Slot::Platform => {
                if let Some(member) = self.rest().and_then(|rest| rest.platform.as_ref()) {
                    member.write(writer);
                }
            }
            Slot::ArtifactType => {
                writer.string(self.artifact_type().map_or("", MediaType::as_str));
            }
        });
    }
}

/// Whether a text has a URL's scheme, and no blanks or control characters. Source: RFC 3986, section 3.
fn is_url(url: &str) -> bool {
    let scheme = |scheme: &str| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    };
    url.split_once(':').is_some_and(|(before, _)| scheme(before))
        && !url.chars().any(|c| c.is_whitespace() || c.is_control())
}

fn required_media_type(reader: &mut Reader<'_>) -> Result<MediaType> {
    let start = reader.position();
    let media_type = values::media_type(reader)?;
    if media_type.as_str().is_empty() {
        return Err(values::missing("mediaType", start));
    }
    Ok(media_type)
}

/// Embedded content, not verified yet.
fn read_data(reader: &mut Reader<'_>) -> Result<Data> {
    let start = reader.position();
    let text = reader.string()?;
    let Some(content) = json::decode_base64(&text) else {
        return Err(Fault::new(DocumentErrorKind::Base64, start));
    };
    if json::encode_base64(&content) != *text {
        reader.note(DocumentWarningKind::Base64Form, start);
    }
    Ok(Data { text: text.into(), verified: Some(content) })
}

impl Reading for Descriptor {
    fn read(reader: &mut Reader<'_>, _content_type: Option<&MediaType>) -> Result<Self> {
        let layout = reader.layout();
        let mut descriptor = Self::read_inside(reader)?;
        if !layout.is_plain() {
            descriptor.rest.get_or_insert_default().layout = layout;
        }
        Ok(descriptor)
    }

    fn write(&self, writer: &mut Writer) {
        self.write_inside(writer);
    }

    fn layout(&self) -> Layout {
        self.rest().map(|rest| rest.layout.clone()).unwrap_or_default()
    }

    fn told_media_type(&self) -> MediaType {
        MediaType::OCI_DESCRIPTOR
    }
}

impl_model!(Descriptor);

impl<T: Model> Document<T> {
    /// The descriptor of this document: its media type, digest and size.
    pub fn descriptor(&self) -> Descriptor {
        Descriptor::new(self.media_type().clone(), self.digest().clone(), self.size())
    }
}
