//! The values that members of many models hold: digests, media types, times, lists of texts.

use alloc::boxed::Box;
use alloc::vec::Vec;

use super::timestamp::Timestamp;
use crate::digest::{Digest, DigestRef};
use crate::error::DocumentErrorKind;
use crate::json::{DocumentWarningKind, Fault, Reader, Result};
use crate::media_type::{MediaType, MediaTypeKind};

/// A digest; one of an algorithm that is not registered is reported.
pub(crate) fn digest(reader: &mut Reader<'_>) -> Result<Digest> {
    let start = reader.position();
    let text = reader.string()?;
    match DigestRef::parse(&text) {
        Ok(digest) => {
            if !digest.is_known() {
                reader.note(DocumentWarningKind::UnknownAlgorithm, start);
            }
            Ok(digest.into())
        }
        Err(error) => Err(Fault::new(DocumentErrorKind::Digest { error }, start)),
    }
}

/// A media type of any form; one that is no `type/subtype` is reported.
pub(crate) fn media_type(reader: &mut Reader<'_>) -> Result<MediaType> {
    let start = reader.position();
    let media_type = MediaType::new(&reader.string()?);
    if !media_type.is_well_formed() {
        reader.note(DocumentWarningKind::MediaTypeForm, start);
    }
    Ok(media_type)
}

/// A media type where an empty text means none.
pub(crate) fn optional_media_type(reader: &mut Reader<'_>) -> Result<Option<MediaType>> {
    let start = reader.position();
    let media_type = MediaType::new(&reader.string()?);
    if media_type.as_str().is_empty() {
        return Ok(None);
    }
    if !media_type.is_well_formed() {
        reader.note(DocumentWarningKind::MediaTypeForm, start);
    }
    Ok(Some(media_type))
}

/// A time; one with more digits than Go keeps is reported.
#[inline]
pub(crate) fn timestamp(reader: &mut Reader<'_>) -> Result<Timestamp> {
    let start = reader.position();
    let text = reader.string()?;
    let Some((timestamp, longer_than_go_keeps)) = Timestamp::parse(&text) else {
        return Err(Fault::new(DocumentErrorKind::Timestamp, start));
    };
    if longer_than_go_keeps {
        reader.note(DocumentWarningKind::TimestampPrecision, start);
    }
    Ok(timestamp)
}

/// A text.
#[inline]
pub(crate) fn text(reader: &mut Reader<'_>) -> Result<Box<str>> {
    reader.text_to_keep()
}

/// A list of texts.
pub(crate) fn texts(reader: &mut Reader<'_>) -> Result<Vec<Box<str>>> {
    let mut texts = Vec::new();
    reader.elements(|reader| {
        texts.push(text(reader)?);
        Ok(())
    })?;
    Ok(texts)
}

/// A list of texts; the first that is not like it should be is reported.
pub(crate) fn texts_like(
    reader: &mut Reader<'_>,
    like: impl Fn(&str) -> bool,
    unlike: DocumentWarningKind,
) -> Result<Vec<Box<str>>> {
    let (mut texts, mut odd) = (Vec::new(), None);
    reader.elements(|reader| {
        let at = reader.position();
        let text = text(reader)?;
        if !like(&text) {
            odd.get_or_insert(at);
        }
        texts.push(text);
        Ok(())
    })?;
    if let Some(at) = odd {
        reader.note(unlike, at);
    }
    Ok(texts)
}

/// `schemaVersion`, which must be `version`.
pub(crate) fn schema_version(reader: &mut Reader<'_>, version: i64) -> Result<()> {
    let start = reader.position();
    if reader.integer()? == version {
        return Ok(());
    }
    Err(Fault::new(DocumentErrorKind::SchemaVersion { expected: version }, start))
}

/// The refusal of an object at `start` that lacks `member`.
#[cold]
pub(crate) fn missing(member: &'static str, start: usize) -> Fault {
    Fault::new(DocumentErrorKind::Missing { member }, start)
}

/// Refuses a stated media type, or a content type, of another kind than `kind`; and one that contradicts the other.
///
/// Source: distribution (the body's type must be the header's), containerd `validateMediaType`.
pub(crate) fn agree(
    stated: Option<(&MediaType, usize)>,
    content_type: Option<&MediaType>,
    kind: MediaTypeKind,
) -> Result<()> {
    let expected = match kind {
        MediaTypeKind::Manifest => "image manifest",
        MediaTypeKind::Index => "image index",
        MediaTypeKind::Config => "image config",
        MediaTypeKind::Schema1 => "schema 1 manifest",
        _ => "kind of document",
    };
    let conflict =
        |expected, at| Err(Fault::new(DocumentErrorKind::MediaTypeConflict { expected }, at));
    match (stated, content_type) {
        (_, Some(content_type)) if content_type.kind() != kind => conflict(expected, 0),
        (Some((stated, at)), _) if stated.kind() != kind => conflict(expected, at),
        (Some((stated, at)), Some(content_type)) if stated != content_type => {
            conflict("content type", at)
        }
        _ => Ok(()),
    }
}
