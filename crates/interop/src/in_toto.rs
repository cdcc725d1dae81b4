//! [`InTotoStatement`]: what an attestation is about.

use alloc::collections::BTreeSet;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use imageref::digest::{Algorithm, Digest};
use imageref::reference::{Name, RawReference, Reference};
use serde_json::value::RawValue;

use crate::json::{self, Members, PayloadError};
use crate::purl::PackageUrl;
use crate::trust::TrustError;

/// An in-toto statement: what its subjects are, and of which kind the predicate is, which is not read.
///
/// This is the half that needs no keys: whether the statement is about an image. Who made it, and whether the signature of
/// the envelope holds, is the caller's to check, over the same bytes.
///
/// ```
/// use imageref::Digest;
/// use imageref_interop::in_toto::InTotoStatement;
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
    predicate_type: String,
}

/// A subject of an [`InTotoStatement`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    name: String,
    digests: Vec<Digest>,
}

impl InTotoStatement {
    /// Reads a statement.
    ///
    /// **Errors** what is no statement of version 1 or 0.1, a member that comes twice, a digest that is none.
    pub fn from_slice(bytes: &[u8]) -> Result<Self, PayloadError> {
        let mut members = json::document(bytes)?;
        let version = json::string(members.require("_type")?, "_type")?;
        if !TYPES.contains(&&*version) {
            return Err(PayloadError::StatementType);
        }
        let predicate_type = json::string(members.require("predicateType")?, "predicateType")?;
        let subjects: Vec<&RawValue> =
            json::value(members.require("subject")?, "subject", "an array")?;
        if subjects.is_empty() {
            return Err(PayloadError::Missing { member: "subject" });
        }
        let subjects = subjects.into_iter().map(Subject::read).collect::<Result<_, _>>()?;
        Ok(Self { subjects, predicate_type })
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
    pub fn verify(&self, image: &Reference, digest: &Digest) -> Result<(), TrustError> {
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
    fn read(raw: &RawValue) -> Result<Self, PayloadError> {
        let mut members: Members<'_> = json::value(raw, "subject", "an object")?;
        let name = members.take("name")?.map(|raw| json::string(raw, "name")).transpose()?;
        let mut digests = Vec::new();
        if let Some(raw) = members.take("digest")? {
            let set: Members<'_> = json::value(raw, "digest", "an object")?;
            let mut seen = BTreeSet::new();
            for (algorithm, raw) in set.into_iter() {
                let encoded = json::string(raw, "digest")?;
                if let Some(algorithm) = Algorithm::of(&algorithm) {
                    if !seen.insert(algorithm) {
                        return Err(PayloadError::Duplicate { member: "digest" });
                    }
                    let digest = format!("{algorithm}:{encoded}").parse();
                    digests.push(digest.map_err(|error| PayloadError::Digest { error })?);
                }
            }
        }
        Ok(Self { name: name.unwrap_or_default(), digests })
    }

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

/// The versions of statements.
const TYPES: &[&str] = &["https://in-toto.io/Statement/v1", "https://in-toto.io/Statement/v0.1"];
