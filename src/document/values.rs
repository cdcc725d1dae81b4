//! The values that members of many models hold: digests, media types, times, strings.

use super::timestamp::Timestamp;
use crate::digest::{Algorithm, Digest, DigestRef};
use crate::error::DocumentErrorKind;
use crate::json::{DocumentWarningKind, Fault, Reader, Result};
use crate::media_type::{Family, MediaType, MediaTypeKind};
use crate::platform::Platform;

/// A digest; one of an algorithm that image-spec does not register is reported.
pub(crate) fn digest(reader: &mut Reader<'_>) -> Result<Digest> {
    // The usual one; hex digits need no escape.
    const LENGTH: usize = "sha256:".len() + 64;
    let usual = |text: &str| if text.starts_with("sha256:") { text.parse().ok() } else { None };
    if let Some(digest) = reader.string_of(LENGTH, usual) {
        return Ok(digest);
    }
    let start = reader.position();
    let text = reader.string()?;
    match DigestRef::parse(&text) {
        Ok(digest) => {
            // go-digest knew sha384, image-spec never registered it.
            if matches!(digest.algorithm(), None | Some(Algorithm::Sha384)) {
                reader.note(DocumentWarningKind::UnknownAlgorithm, start);
            }
            Ok(digest.into())
        }
        Err(error) => Err(Fault::new(DocumentErrorKind::Digest { error }, start)),
    }
}

/// A media type of any form; what is odd about it is reported.
pub(crate) fn media_type(reader: &mut Reader<'_>) -> Result<MediaType> {
    let start = reader.position();
    // Most descriptors of a document have the media type of the one before.
    if let Some(text) = reader.sound_string() {
        return Ok(MediaType::new(text));
    }
    let text = reader.string()?;
    let media_type = MediaType::new(&text);
    reader.check_once(&text, |reader| check_media_type_form(reader, &media_type, start));
    Ok(media_type)
}

/// Reports a media type that is not a `type/subtype`, or that is deprecated, unregistered or one runtime's own.
fn check_media_type_form(reader: &mut Reader<'_>, media_type: &MediaType, at: usize) {
    const DEPRECATED: &str = "application/vnd.oci.image.layer.nondistributable.";
    const DOCKER_ZSTD: [&str; 2] = [
        "application/vnd.docker.image.rootfs.diff.tar.zstd",
        "application/vnd.docker.image.rootfs.foreign.diff.tar.zstd",
    ];
    let text = media_type.as_str();
    let unspecified = |media_type: &MediaType| {
        let layer = media_type.kind() == MediaTypeKind::Layer && media_type.compression().is_none();
        media_type.family() != Family::Other
            && (media_type.kind() == MediaTypeKind::Unknown && !is_dockers_other(text)
                || layer && text.contains('+') && !text.ends_with("+x-gtar"))
    };
    if text.is_empty() {
        // Reported by the caller.
    } else if !media_type.is_well_formed() {
        reader.note(DocumentWarningKind::MediaTypeForm, at);
    } else if media_type.family() == Family::Other {
        // Anybody may have media types of their own.
    } else if media_type.is_encrypted() || DOCKER_ZSTD.contains(&text) {
        reader.note(DocumentWarningKind::RuntimeMediaType, at);
    } else if text.starts_with(DEPRECATED) {
        reader.note(DocumentWarningKind::Deprecated, at);
    } else if unspecified(media_type) {
        reader.note(DocumentWarningKind::UnregisteredMediaType, at);
    }
}

/// Docker's media types beside images: attestations, plugins, AI models and compose files.
fn is_dockers_other(media_type: &str) -> bool {
    const PREFIXES: [&str; 5] = [
        "application/vnd.docker.attestation.",
        "application/vnd.docker.plugin.",
        "application/vnd.docker.ai.",
        "application/vnd.docker.compose.",
        "application/vnd.docker.raw",
    ];
    PREFIXES.iter().any(|prefix| media_type.starts_with(prefix))
}

/// A time; one that Go would cut or reject is reported.
#[inline]
pub(crate) fn timestamp(reader: &mut Reader<'_>) -> Result<Timestamp> {
    let start = reader.position();
    let text = reader.string()?;
    let Some((timestamp, odd)) = Timestamp::read(&text) else {
        return Err(Fault::new(DocumentErrorKind::Timestamp, start));
    };
    if let Some(kind) = odd {
        reader.note(kind, start);
    }
    Ok(timestamp)
}

/// Reports a platform that is incomplete or not in its normal form.
///
/// Source: containerd/platforms, `database.go`; image-spec image-index.md, "Platform Variants", where `v8` of arm64 and
/// `v1` of amd64 may be stated.
pub(crate) fn check_platform(reader: &mut Reader<'_>, platform: &Platform, at: usize) {
    if platform.architecture().is_empty() || platform.os().is_empty() {
        reader.note(DocumentWarningKind::PlatformIncomplete, at);
    }
    let normal = platform.normalize();
    let same_variant = match (platform.architecture(), platform.variant()) {
        (_, None) | ("arm64", Some("v8")) => true,
        ("amd64", Some(variant)) => matches!(variant, "v1" | "v2" | "v3" | "v4"),
        (_, variant) => normal.variant() == variant,
    };
    let same = normal.os() == platform.os() && normal.architecture() == platform.architecture();
    if !same || !same_variant {
        reader.note(DocumentWarningKind::PlatformNotNormal, at);
    }
}

/// The error for an object at `start` that lacks `member`.
#[cold]
pub(crate) fn missing(member: &'static str, start: usize) -> Fault {
    Fault::new(DocumentErrorKind::Missing { member }, start)
}

/// Checks a stated media type and a content type against `kind` and against each other.
///
/// Source: distribution (the body's type must be the header's), containerd `validateMediaType`.
pub(crate) fn check_media_type(
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
