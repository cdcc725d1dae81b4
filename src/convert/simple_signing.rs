//! [`SimpleSigning`]: what a cosign or a Red Hat signature says.

use alloc::boxed::Box;

use super::trust::TrustError;
use crate::digest::Digest;
use crate::document::values;
use crate::error::DocumentError;
use crate::json::{
    Case, Fault, Form, Limits, Member, Members, Null, Omit, Reader, Result, read_document,
};
use crate::reference::{Defaults, RawReference, Reference};

/// The payload of a simple signature: which digest was signed, under which reference.
///
/// This is the half that needs no keys: whether the payload is about an image. Who signed it, and whether the signature
/// holds, is the caller's to check, over the same bytes.
///
/// ```
/// use imageref::convert::SimpleSigning;
/// use imageref::{Digest, Reference};
///
/// let payload = br#"{"critical":{"identity":{"docker-reference":"ghcr.io/team/app"},
///     "image":{"docker-manifest-digest":"sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
///     "type":"cosign container image signature"},"optional":null}"#;
/// let signed = SimpleSigning::from_slice(payload)?;
/// let image: Reference = "ghcr.io/team/app:1".parse()?;
/// signed.verify(&image, &Digest::sha256(b""))?;
/// assert!(signed.verify(&"ghcr.io/evil/app:1".parse()?, &Digest::sha256(b"")).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// **Source** containers/container-libs, `image/docs/containers-signature.5.md`; cosign d6d86c22,
/// `specs/SIGNATURE_SPEC.md`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SimpleSigning {
    kind: Box<str>,
    reference: Box<str>,
    digest: Digest,
}

impl SimpleSigning {
    /// The `type` of cosign's payloads.
    pub const COSIGN: &'static str = "cosign container image signature";
    /// The `type` of the payloads of containers/image.
    pub const ATOMIC: &'static str = "atomic container signature";

    /// Reads a payload.
    ///
    /// **Errors** what is no payload, a member of `critical` that comes twice or is unknown: all of it must be
    /// understood.
    pub fn from_slice(bytes: &[u8]) -> core::result::Result<Self, DocumentError> {
        read_document(bytes, Limits::default(), read).map(|(payload, _)| payload)
    }

    /// The `type`: [`COSIGN`](Self::COSIGN), [`ATOMIC`](Self::ATOMIC), or another's.
    pub fn kind(&self) -> &str {
        &self.kind
    }

    /// The reference as written: cosign writes a name without a tag, and may write none.
    pub fn reference(&self) -> &str {
        &self.reference
    }

    /// The digest of the manifest that was signed.
    pub const fn digest(&self) -> &Digest {
        &self.digest
    }

    /// Checks that the payload is about an image: that it has the digest, and names its repository, and its tag where it
    /// names one.
    ///
    /// [`SignedIdentity`](crate::pattern::SignedIdentity) compares names in other ways; cosign itself compares the digest
    /// alone.
    ///
    /// **Errors** another digest, another name, no name.
    pub fn verify(
        &self,
        image: &Reference,
        digest: &Digest,
    ) -> core::result::Result<(), TrustError> {
        if self.digest != *digest {
            return Err(TrustError::OtherDigest);
        }
        let raw = RawReference::parse(&self.reference).map_err(TrustError::NoReference)?;
        let name = raw.normalize_name(&Defaults::DOCKER).map_err(TrustError::NoReference)?;
        let same_tag = raw.tag().is_none() || raw.tag() == image.tag();
        let same_digest = raw.digest().is_none_or(|d| *d.as_str() == *digest.to_text());
        if name.as_str() == image.name_str() && same_tag && same_digest {
            Ok(())
        } else {
            Err(TrustError::OtherReference)
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Slot {
    Critical,
    Identity,
    Image,
    Type,
    Reference,
    Digest,
}

const fn member(slot: Slot, name: &'static str) -> Member<Slot> {
    Member { slot, name, null: Null::Refused, omit: Omit::Never }
}

static PAYLOAD: Members<Slot> =
    Members { list: &[member(Slot::Critical, "critical")], others: &[], case: Case::Refused };
static CRITICAL: Members<Slot> = Members {
    list: &[
        member(Slot::Identity, "identity"),
        member(Slot::Image, "image"),
        member(Slot::Type, "type"),
    ],
    others: &[],
    case: Case::Refused,
};
static IDENTITY: Members<Slot> = Members {
    list: &[member(Slot::Reference, "docker-reference")],
    others: &[],
    case: Case::Refused,
};
static IMAGE: Members<Slot> = Members {
    list: &[member(Slot::Digest, "docker-manifest-digest")],
    others: &[],
    case: Case::Refused,
};

fn read(reader: &mut Reader<'_>) -> Result<SimpleSigning> {
    let start = reader.position();
    let (mut form, mut payload) = (Form::default(), None);
    reader.open_object()?;
    while reader.member(&PAYLOAD, &mut form)?.is_some() {
        payload = Some(read_critical(reader)?);
    }
    payload.ok_or_else(|| values::missing("critical", start))
}

fn read_critical(reader: &mut Reader<'_>) -> Result<SimpleSigning> {
    let start = reader.position();
    let (mut kind, mut reference, mut digest) = (None, None, None);
    let mut form = Form::default();
    reader.open_object()?;
    while let Some(slot) = reader.member(&CRITICAL, &mut form)? {
        match slot {
            Slot::Identity => reference = Some(read_one(reader, &IDENTITY, values::text)?),
            Slot::Image => digest = Some(read_one(reader, &IMAGE, values::digest)?),
            _ => kind = Some(values::text(reader)?),
        }
    }
    refuse_unknown(&form, start)?;
    Ok(SimpleSigning {
        kind: kind.ok_or_else(|| values::missing("type", start))?,
        reference: reference.ok_or_else(|| values::missing("identity", start))?,
        digest: digest.ok_or_else(|| values::missing("image", start))?,
    })
}

/// An object of one member.
fn read_one<T>(
    reader: &mut Reader<'_>,
    members: &'static Members<Slot>,
    read: impl Fn(&mut Reader<'_>) -> Result<T>,
) -> Result<T> {
    let start = reader.position();
    let (mut form, mut found) = (Form::default(), None);
    reader.open_object()?;
    while reader.member(members, &mut form)?.is_some() {
        found = Some(read(reader)?);
    }
    refuse_unknown(&form, start)?;
    found.ok_or_else(|| values::missing(members.list[0].name, start))
}

/// What is critical must be understood.
fn refuse_unknown(form: &Form, start: usize) -> Result<()> {
    match form.unknown_len() {
        0 => Ok(()),
        _ => Err(Fault::new(crate::error::DocumentErrorKind::UnknownMember, start)),
    }
}
