//! in-toto: what an attestation is about.

use alloc::collections::BTreeSet;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use imageref::digest::{Algorithm, Digest};
use imageref::reference::{Name, RawReference, Reference};

use crate::json::{self, PayloadError, PayloadErrorKind as Kind, Value};
use crate::purl::PackageUrl;
use crate::trust::TrustError;

/// An in-toto statement: its subjects, and the type of its predicate, which is not read.
///
/// This is the half that needs no keys: whether the statement is about an image. Who made it, and whether the signature
/// of the envelope is valid over the same bytes, is the caller's to check.
///
/// ```
/// use imageref::Digest;
/// use imageref_interop::in_toto::Statement;
///
/// let statement = Statement::from_slice(br#"{"_type":"https://in-toto.io/Statement/v1",
///     "subject":[{"name":"pkg:docker/team/app@1?repository_url=ghcr.io",
///         "digest":{"sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}}],
///     "predicateType":"https://slsa.dev/provenance/v1","predicate":{}}"#)?;
/// assert!(statement.subject_of(&Digest::sha256(b"")).is_some());
/// statement.verify(&"ghcr.io/team/app:1".parse()?, &Digest::sha256(b""))?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// Source: in-toto/attestation, `spec/v1/statement.md`; version 0.1 has the same members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    subjects: Vec<Subject>,
    predicate_type: String,
}

/// A subject of a [`Statement`]: a name, and the digests of one content.
///
/// ```
/// use imageref::Digest;
/// use imageref_interop::in_toto::{Statement, Subject};
///
/// let digest = Digest::sha256(b"");
/// let statement = Statement::from_slice(
///     format!(
///         r#"{{"_type":"https://in-toto.io/Statement/v1","subject":[{{"name":"app","digest":{{"sha256":"{}"}}}}],"predicateType":"https://slsa.dev/provenance/v1"}}"#,
///         digest.encoded()
///     )
///     .as_bytes(),
/// )?;
/// let subject: &Subject = statement.subject_of(&digest).expect("a subject");
/// assert_eq!(subject.name(), Some("app"));
/// # Ok::<(), imageref_interop::PayloadError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    name: Option<String>,
    digests: Vec<Digest>,
}

impl Statement {
    /// Reads a statement.
    ///
    /// # Errors
    ///
    /// [`PayloadError`] if the bytes are not a statement of version 1 or 0.1, a member occurs twice, or a digest of a
    /// known algorithm is invalid.
    pub fn from_slice(bytes: &[u8]) -> Result<Self, PayloadError> {
        let mut members = json::document(bytes)?.members()?;
        let version = members.require("_type")?;
        if !TYPES.contains(&&*version.string()?) {
            return Err(version.error(Kind::StatementType));
        }
        let predicate_type = members.require("predicateType")?.string()?;
        let subjects = members.require("subject")?;
        let empty = subjects.error(Kind::EmptyArray);
        let subjects = subjects.elements()?.into_iter().map(Subject::read);
        let subjects = subjects.collect::<Result<Vec<_>, _>>()?;
        if subjects.is_empty() { Err(empty) } else { Ok(Self { subjects, predicate_type }) }
    }

    /// Returns what the statement is about.
    pub fn subjects(&self) -> &[Subject] {
        &self.subjects
    }

    /// Returns the type of the predicate: `https://slsa.dev/provenance/v1`.
    pub fn predicate_type(&self) -> &str {
        &self.predicate_type
    }

    /// Returns the first subject with a digest.
    pub fn subject_of(&self, digest: &Digest) -> Option<&Subject> {
        self.subjects.iter().find(|subject| subject.has(digest))
    }

    /// Checks that the statement is about an image: that one subject has the digest, and names the image's repository,
    /// and its tag if it names one.
    ///
    /// The format allows any name. Where names are not those of images, use [`subject_of`](Self::subject_of), which
    /// compares the digest alone. To verify a manifest of a multi-platform image, pass the image without the digest of
    /// its index.
    ///
    /// # Errors
    ///
    /// [`TrustError`] if no subject has the digest, none of those with it names the image, or the name or `image` is
    /// pinned to another digest.
    pub fn verify(&self, image: &Reference, digest: &Digest) -> Result<(), TrustError> {
        TrustError::check_pin(image, digest)?;
        let mut error = TrustError::OtherDigest;
        for subject in self.subjects.iter().filter(|subject| subject.has(digest)) {
            if subject.is_pinned_elsewhere() {
                error = TrustError::PinnedElsewhere;
            } else if subject.is_named(image) {
                return Ok(());
            } else if error == TrustError::OtherDigest {
                error = TrustError::OtherReference;
            }
        }
        Err(error)
    }
}

impl Subject {
    fn read(value: Value<'_>) -> Result<Self, PayloadError> {
        let mut members = value.members()?;
        let name = members.take("name")?.map(|name| name.string()).transpose()?;
        let mut digests = Vec::new();
        if let Some(set) = members.take("digest")? {
            let mut seen = BTreeSet::new();
            for (algorithm, encoded) in set.members()?.into_map() {
                let text = encoded.string()?;
                let Some(algorithm) = Algorithm::of(&algorithm) else { continue };
                if !seen.insert(algorithm) {
                    return Err(encoded.error(Kind::Duplicate { member: algorithm.as_str() }));
                }
                let digest = format!("{algorithm}:{text}").parse();
                digests.push(digest.map_err(|error| encoded.error(Kind::Digest { error }))?);
            }
        }
        Ok(Self { name, digests })
    }

    /// Returns the name, if present: a package URL, a reference, a file's name.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// Returns the digests of known algorithms. They are of one content.
    pub fn digests(&self) -> &[Digest] {
        &self.digests
    }

    /// Returns `true` if the subject has a digest.
    pub fn has(&self, digest: &Digest) -> bool {
        self.digests.contains(digest)
    }

    /// Returns `true` if the name, a package URL or a reference, is that of the image's repository, and of its tag if
    /// it names one.
    pub fn is_named(&self, image: &Reference) -> bool {
        let Some(name) = self.name() else { return false };
        if let Ok(purl) = name.parse::<PackageUrl>() {
            let tag = purl.qualifier("tag").or(purl.version().filter(|v| !v.contains(':')));
            return purl.to_reference().is_ok_and(|named| named.name_str() == image.name_str())
                && tag.is_none_or(|tag| image.tag().is_some_and(|own| own.as_str() == tag));
        }
        let Ok(raw) = RawReference::parse(name) else { return false };
        let named = raw.name().parse::<Name>();
        named.is_ok_and(|named| named.as_str() == image.name_str())
            && (raw.tag().is_none() || raw.tag() == image.tag())
    }

    /// Returns `true` if the name is pinned to a digest that the subject does not have.
    fn is_pinned_elsewhere(&self) -> bool {
        let Some(name) = self.name() else { return false };
        if let Ok(purl) = name.parse::<PackageUrl>() {
            let version = purl.version().filter(|version| version.contains(':'));
            let qualifiers = purl.qualifiers().filter(|(key, _)| PINS.contains(key));
            let mut pins = qualifiers.flat_map(|(_, value)| value.split(',')).chain(version);
            return pins.any(|pin| self.contradicts(pin));
        }
        name.split_once('@').is_some_and(|(_, pin)| self.contradicts(pin))
    }

    /// Returns `true` for a digest that the subject does not have. Hex digits in upper case mean the same, and digests
    /// of an algorithm that is not computed here, such as sha1, are not compared.
    fn contradicts(&self, pin: &str) -> bool {
        let pin = pin.trim().to_ascii_lowercase();
        let algorithm = pin.split_once(':').map_or("", |(algorithm, _)| algorithm);
        Algorithm::of(algorithm).is_some() && !self.digests.iter().any(|digest| *digest == *pin)
    }
}

/// The qualifiers of package URLs that hold digests: the specification's own, and those that tools write.
const PINS: &[&str] = &["checksum", "checksums", "digest"];

/// The types of statements.
const TYPES: &[&str] = &["https://in-toto.io/Statement/v1", "https://in-toto.io/Statement/v0.1"];
