//! [`InTotoStatement`]: what an attestation is about.

use alloc::boxed::Box;
use alloc::vec::Vec;

use super::purl::PackageUrl;
use super::trust::TrustError;
use crate::digest::{Algorithm, Digest};
use crate::document::values;
use crate::error::{DocumentError, DocumentErrorKind as Kind};
use crate::json::{
    Case, Fault, Form, Limits, Member, Members, Null, Omit, Reader, Result, read_document,
};
use crate::reference::{Name, RawReference, Reference};

/// An in-toto statement: what its subjects are, and of which kind the predicate is, which is not read.
///
/// This is the half that needs no keys: whether the statement is about an image. Who made it, and whether the signature of
/// the envelope holds, is the caller's to check, over the same bytes.
///
/// ```
/// use imageref::Digest;
/// use imageref::convert::InTotoStatement;
///
/// let statement = InTotoStatement::from_slice(br#"{"_type":"https://in-toto.io/Statement/v1",
///     "subject":[{"name":"pkg:docker/team/app@1?repository_url=ghcr.io",
///         "digest":{"sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}}],
///     "predicateType":"https://slsa.dev/provenance/v1","predicate":{}}"#)?;
/// assert!(statement.subject_of(&Digest::sha256(b"")).is_some());
/// statement.verify(&"ghcr.io/team/app:1".parse()?, &Digest::sha256(b""))?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// **Source** in-toto/attestation, `spec/v1/statement.md`; version 0.1 has the same members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InTotoStatement {
    subjects: Vec<Subject>,
    predicate_type: Box<str>,
}

/// A subject of an [`InTotoStatement`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    name: Box<str>,
    digests: Vec<Digest>,
}

impl InTotoStatement {
    /// Reads a statement.
    ///
    /// **Errors** what is no statement of version 1 or 0.1, a member that comes twice, a digest that is none.
    pub fn from_slice(bytes: &[u8]) -> core::result::Result<Self, DocumentError> {
        read_document(bytes, Limits::default(), read).map(|(statement, _)| statement)
    }

    /// What the statement is about.
    pub fn subjects(&self) -> &[Subject] {
        &self.subjects
    }

    /// Of which kind the predicate is: `https://slsa.dev/provenance/v1`.
    pub fn predicate_type(&self) -> &str {
        &self.predicate_type
    }

    /// The first subject with a digest.
    pub fn subject_of(&self, digest: &Digest) -> Option<&Subject> {
        self.subjects.iter().find(|subject| subject.has(digest))
    }

    /// Checks that the statement is about an image: that a subject has the digest and names the repository, and the tag
    /// where it names one.
    ///
    /// Names are free texts in this format. Where they name no image, [`subject_of`](Self::subject_of) compares the
    /// digest alone, which is what decides.
    ///
    /// **Errors** no subject with the digest; none of those with it names the image.
    pub fn verify(
        &self,
        image: &Reference,
        digest: &Digest,
    ) -> core::result::Result<(), TrustError> {
        let mut found = self.subjects.iter().filter(|subject| subject.has(digest)).peekable();
        if found.peek().is_none() {
            return Err(TrustError::OtherDigest);
        }
        if found.any(|subject| subject.is_named(image)) {
            Ok(())
        } else {
            Err(TrustError::OtherReference)
        }
    }
}

impl Subject {
    /// The name: a package URL, a reference, a file's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The digests of known algorithms.
    pub fn digests(&self) -> &[Digest] {
        &self.digests
    }

    /// Whether a digest is among them. Where there are several, they are of one content.
    pub fn has(&self, digest: &Digest) -> bool {
        self.digests.contains(digest)
    }

    /// Whether the name is a package URL or a reference of an image's repository, and of its tag where it has one.
    pub fn is_named(&self, image: &Reference) -> bool {
        if let Ok(purl) = self.name.parse::<PackageUrl>() {
            let tag = purl.qualifier("tag").or(purl.version().filter(|v| !v.contains(':')));
            return purl.to_reference().is_ok_and(|named| named.name_str() == image.name_str())
                && tag.is_none_or(|tag| image.tag().is_some_and(|own| own.as_str() == tag));
        }
        let Ok(raw) = RawReference::parse(&self.name) else { return false };
        let name = raw.name().parse::<Name>();
        name.is_ok_and(|name| name.as_str() == image.name_str())
            && (raw.tag().is_none() || raw.tag() == image.tag())
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Slot {
    Type,
    Subject,
    PredicateType,
    Name,
    Digest,
}

const fn member(slot: Slot, name: &'static str) -> Member<Slot> {
    Member { slot, name, null: Null::Refused, omit: Omit::Never }
}

static STATEMENT: Members<Slot> = Members {
    list: &[
        member(Slot::Type, "_type"),
        member(Slot::Subject, "subject"),
        member(Slot::PredicateType, "predicateType"),
    ],
    others: &[],
    case: Case::Refused,
};
static SUBJECT: Members<Slot> = Members {
    list: &[member(Slot::Name, "name"), member(Slot::Digest, "digest")],
    others: &[],
    case: Case::Refused,
};

/// The versions of statements.
const TYPES: &[&str] = &["https://in-toto.io/Statement/v1", "https://in-toto.io/Statement/v0.1"];

fn read(reader: &mut Reader<'_>) -> Result<InTotoStatement> {
    let start = reader.position();
    let (mut version, mut predicate_type, mut subjects) = (None, None, Vec::new());
    let mut form = Form::default();
    reader.open_object()?;
    while let Some(slot) = reader.member(&STATEMENT, &mut form)? {
        let at = reader.position();
        match slot {
            Slot::Type => {
                let text = values::text(reader)?;
                let known = TYPES.iter().find(|known| **known == &*text);
                version = Some(known.ok_or_else(|| Fault::new(Kind::StatementType, at))?);
            }
            Slot::PredicateType => predicate_type = Some(values::text(reader)?),
            _ => reader.elements(|reader| {
                subjects.push(read_subject(reader)?);
                Ok(())
            })?,
        }
    }
    version.ok_or_else(|| values::missing("_type", start))?;
    let predicate_type = predicate_type.ok_or_else(|| values::missing("predicateType", start))?;
    if subjects.is_empty() {
        return Err(values::missing("subject", start));
    }
    Ok(InTotoStatement { subjects, predicate_type })
}

fn read_subject(reader: &mut Reader<'_>) -> Result<Subject> {
    let (mut name, mut digests) = (None, Vec::new());
    let mut form = Form::default();
    reader.open_object()?;
    while let Some(slot) = reader.member(&SUBJECT, &mut form)? {
        if slot == Slot::Name {
            name = Some(values::text(reader)?);
            continue;
        }
        let mut seen = Vec::new();
        reader.entries(|reader, algorithm| {
            let at = reader.position();
            let encoded = values::text(reader)?;
            if let Some(algorithm) = Algorithm::from_name(&algorithm) {
                if seen.contains(&algorithm) {
                    return Err(Fault::new(Kind::Duplicate, at));
                }
                seen.push(algorithm);
                let digest: core::result::Result<Digest, _> =
                    alloc::format!("{algorithm}:{encoded}").parse();
                digests.push(digest.map_err(|error| Fault::new(Kind::Digest { error }, at))?);
            }
            Ok(())
        })?;
    }
    Ok(Subject { name: name.unwrap_or_default(), digests })
}
