//! The tag that lists a digest's referrers in a registry without the referrers API.

use alloc::string::String;

use imageref::digest::{Algorithm, Digest};
use imageref::reference::{Tag, TagBuf};

/// The characters kept of an algorithm's name.
const ALGORITHM: usize = 32;
/// The characters kept of a digest's value.
const ENCODED: usize = 64;

/// Returns the tag of the index that lists a subject's referrers, in a registry without the referrers API: the algorithm
/// cut at 32 characters, `-`, and the value cut at 64 characters, with `-` for each character that a tag cannot hold.
///
/// ```
/// use imageref::Digest;
/// use imageref_interop::registry_api::{referrers_tag, referrers_tag_subject};
///
/// let digest: Digest =
///     "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855".parse()?;
/// let tag = referrers_tag(&digest);
/// assert_eq!(tag, "sha256-e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
/// assert_eq!(referrers_tag_subject(tag.as_tag()), Some(digest));
/// # Ok::<(), imageref::ParseError>(())
/// ```
///
/// # Panics
///
/// Never: the result is a tag.
///
/// Source: OCI distribution specification 1.1, "Referrers Tag Schema".
#[doc(alias = "fallback")]
#[expect(clippy::expect_used, reason = "97 bytes that a tag may hold, the first a letter or digit")]
pub fn referrers_tag(subject: &Digest) -> TagBuf {
    let encoded = subject.encoded();
    let algorithm = subject.algorithm_name().chars().take(ALGORITHM);
    let text: String =
        algorithm.chain(['-']).chain(encoded.chars().take(ENCODED)).map(tag_char).collect();
    text.parse().expect("at most 97 bytes that a tag may hold, the first a letter or digit")
}

/// Returns the digest whose referrers are listed under a tag of this form, or `None` if the tag does not hold all of it.
///
/// Only tags of sha256 and blake3 do. A tag of sha384 or sha512 is cut, and a `-` in a tag of another algorithm may
/// replace another character: there, compare the tag with [`referrers_tag`] of the digest.
pub fn referrers_tag_subject(tag: Tag<'_>) -> Option<Digest> {
    let (algorithm, encoded) = tag.as_str().split_once('-')?;
    let algorithm = Algorithm::of(algorithm)?;
    // Nothing of such a value was cut.
    (algorithm.hex_len() == ENCODED).then_some(())?;
    alloc::format!("{algorithm}:{encoded}").parse().ok()
}

/// The character that replaces one of a digest in a tag.
const fn tag_char(c: char) -> char {
    if c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-') { c } else { '-' }
}
