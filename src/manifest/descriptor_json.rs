//! How a [`Descriptor`] is read and written, and what is odd about one.

use alloc::boxed::Box;
use alloc::vec::Vec;

use super::descriptor::{Data, Descriptor, EMPTY_JSON, MEMBERS, Rest, Slot};
use super::platform::PlatformMember;
use crate::digest::Digest;
use crate::document::{Annotations, Reading, StringList, impl_model, values};
use crate::error::DocumentErrorKind;
use crate::json::{self, DocumentWarningKind, Fault, Layout, MemberOrder, Reader, Result, Writer};
use crate::media_type::MediaType;

impl Descriptor {
    /// Reads a descriptor inside of another document.
    pub(super) fn read_nested(reader: &mut Reader<'_>) -> Result<Self> {
        match Self::read_config(reader)? {
            (descriptor, None) => Ok(descriptor),
            (_, Some(at)) => Err(Fault::new(DocumentErrorKind::EmptyMediaType, at)),
        }
    }

    /// As [`read_nested`](Self::read_nested), but allows an empty media type, and returns where it is: Docker's old
    /// versions wrote it for a config.
    pub(super) fn read_config(reader: &mut Reader<'_>) -> Result<(Self, Option<usize>)> {
        let start = reader.position();
        let (mut media_type, mut digest, mut size) = (None, None, None);
        let mut rest: Option<Box<Rest>> = None;
        let mut order = MemberOrder::default();
        let (mut data_at, mut type_at, mut is_empty_string) = (0, 0, false);
        reader.open_object()?;
        while let Some(slot) = reader.member(&MEMBERS, &mut order)? {
            match slot {
                Slot::MediaType => {
                    type_at = reader.position();
                    media_type = Some(values::media_type(reader)?);
                }
                Slot::Digest => {
                    let at = reader.position();
                    digest = Some(values::digest(reader)?);
                    is_empty_string = is_digest_of_empty_string(&reader.text()[at + 1..]);
                }
                Slot::Size => size = Some(reader.size()?),
                Slot::Urls => rest.get_or_insert_default().urls = read_urls(reader)?,
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
        let digest: Digest = digest.ok_or_else(|| values::missing("digest", start))?;
        let size = size.ok_or_else(|| values::missing("size", start))?;
        if media_type == MediaType::OCI_EMPTY && (size != 2 || digest != EMPTY_JSON) {
            reader.note(DocumentWarningKind::EmptyDescriptor, start);
        } else if (size == 0) != is_empty_string {
            reader.note(DocumentWarningKind::ZeroSize, start);
        }
        if let Some(data) = rest.as_mut().and_then(|rest| rest.data.as_mut()) {
            let whole = |data: &Vec<u8>| data.len() as u64 == size && digest.verify(data).is_ok();
            data.verified = data.verified.take().filter(whole);
            if data.verified.is_none() {
                reader.note(DocumentWarningKind::DataMismatch, data_at);
            }
        }
        let empty_type = media_type.as_str().is_empty().then_some(type_at);
        Ok((Self { media_type, digest, size, rest, order }, empty_type))
    }

    /// Writes the descriptor inside of another document.
    pub(super) fn write_nested(&self, writer: &mut Writer) {
        writer.object(&MEMBERS, &self.order, |writer, slot| match (slot, self.rest()) {
            (Slot::MediaType, _) => writer.string(self.media_type.as_str()),
            (Slot::Digest, _) => writer.string(&self.digest.to_text()),
            (Slot::Size, _) => writer.size(self.size),
            (Slot::Urls, Some(rest)) => rest.urls.write(writer),
            (Slot::Annotations, _) => self.annotations().write(writer),
            (Slot::Data, Some(Rest { data: Some(data), .. })) => writer.string(&data.text),
            (Slot::Platform, Some(Rest { platform: Some(platform), .. })) => platform.write(writer),
            (Slot::ArtifactType, _) => {
                writer.string(self.artifact_type().map_or("", MediaType::as_str));
            }
            (Slot::Urls | Slot::Data | Slot::Platform, _) => writer.raw("null"),
        });
    }
}

/// The digests of the empty string.
const EMPTY_STRINGS: [&str; 4] = [
    "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "sha384:38b060a751ac96384cd9327eb1b1e36a21fdb71114be07434c0cc7bf63f6e1da274edebfe76f65fbd51ad2f14898b95b",
    "sha512:cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e",
    "blake3:af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262",
];

/// Returns `true` if `text` starts with a digest of the empty string.
fn is_digest_of_empty_string(text: &str) -> bool {
    let start = |text: &str| text.as_bytes().first_chunk::<10>().copied();
    EMPTY_STRINGS.iter().any(|empty| start(text) == start(empty) && text.starts_with(empty))
}

/// A list of URLs; the first that is not http or https is reported.
fn read_urls(reader: &mut Reader<'_>) -> Result<StringList> {
    let mut odd = None;
    let urls = StringList::read_with(reader, |_, url, at| {
        if !is_http_url(url) {
            odd.get_or_insert(at);
        }
    })?;
    if let Some(at) = odd {
        reader.note(DocumentWarningKind::UrlForm, at);
    }
    Ok(urls)
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
        let mut descriptor = Self::read_nested(reader)?;
        if !layout.is_plain() {
            descriptor.rest.get_or_insert_default().layout = layout;
        }
        Ok(descriptor)
    }

    fn write(&self, writer: &mut Writer) {
        self.write_nested(writer);
    }

    fn layout(&self) -> Layout {
        self.rest().map(|rest| rest.layout.clone()).unwrap_or_default()
    }

    fn inferred_media_type(&self) -> MediaType {
        MediaType::OCI_DESCRIPTOR
    }
}

impl_model!(Descriptor);
