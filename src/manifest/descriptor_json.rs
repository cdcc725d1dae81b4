//! How a [`Descriptor`] is read and written, and what is odd about one.

use alloc::vec::Vec;

use super::descriptor::{Data, Descriptor, EMPTY_JSON, Slot, TABLE};
use crate::document::{Member, Reading, StringList, impl_model, require};
use crate::error::DocumentErrorKind;
use crate::json::{self, DocumentWarningKind, Fault, Reader, Result, Writer};
use crate::media_type::MediaType;

impl Member for Descriptor {
    const BYTES: usize = 140;

    fn read(reader: &mut Reader<'_>) -> Result<Self> {
        match Self::read_config(reader)? {
            (descriptor, None) => Ok(descriptor),
            (_, Some(at)) => Err(Fault::new(DocumentErrorKind::EmptyMediaType, at)),
        }
    }

    fn write(&self, writer: &mut Writer) {
        self.write_members(writer);
    }
}

impl Descriptor {
    /// Reads a descriptor that may have an empty media type, and returns where that is: Docker's old versions wrote it
    /// for a config.
    pub(super) fn read_config(reader: &mut Reader<'_>) -> Result<(Self, Option<usize>)> {
        let (start, mut places) = (reader.position(), [0; 3]);
        let mut descriptor = Self::unread();
        descriptor.order = reader.object(&TABLE, &mut |reader, slot| {
            let [type_at, digest_at, data_at] = &mut places;
            let place = match slot {
                Slot::media_type => type_at,
                Slot::digest => digest_at,
                Slot::data => data_at,
                Slot::urls => {
                    let is_odd = |url: &str| !is_http_url(url);
                    let kind = DocumentWarningKind::UrlForm;
                    descriptor.urls = StringList::read_checked(reader, is_odd, kind)?;
                    return Ok(());
                }
                _ => return descriptor.read_member(reader, slot),
            };
            *place = reader.position();
            descriptor.read_member(reader, slot)
        })?;
        require(&TABLE, &descriptor.order, &[Slot::media_type, Slot::digest, Slot::size], start)?;
        let Self { media_type, digest, size, data, .. } = &mut descriptor;
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
        let empty_type = media_type.as_str().is_empty().then_some(type_at);
        Ok((descriptor, empty_type))
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

impl Member for Data {
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

    fn write(&self, writer: &mut Writer) {
        writer.string(&self.text);
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
