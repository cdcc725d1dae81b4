//! The tag that lists a digest's referrers, where a registry has no API for them.

use alloc::string::String;

use imageref::digest::{Algorithm, Digest};
use imageref::reference::{Tag, TagBuf};

/// The most characters that are kept of an algorithm's name.
const ALGORITHM: usize = 32;
/// The most characters that are kept of a digest's value.
const ENCODED: usize = 64;

/// The tag of the index that lists what refers to `subject`, in a registry without the referrers API: the algorithm cut
/// at 32 characters, `-`, the value cut at 64 characters, and `-` for what no tag takes.
///
/// ```
/// use imageref_interop::registry_api::{referrers_tag, referrers_tag_subject};
/// use imageref::Digest;
///
/// let digest: Digest =
///     "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855".parse()?;
/// let tag = referrers_tag(&digest);
/// assert_eq!(tag, "sha256-e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
/// assert_eq!(referrers_tag_subject(tag.as_tag()), Some(digest));
/// # Ok::<(), imageref::ParseError>(())
/// ```
///
/// **Source** OCI distribution specification 1.1, "Referrers Tag Schema".
///
/// # Panics
/// Never: what is written here is a tag.
pub fn referrers_tag(subject: &Digest) -> TagBuf {
    let encoded = subject.encoded();
    let algorithm = subject.algorithm_name().chars().take(ALGORITHM);
    let text: String =
        algorithm.chain(['-']).chain(encoded.chars().take(ENCODED)).map(tag_char).collect();
    text.parse().expect("at most 97 bytes of a tag's class, the first a letter or digit")
}

/// The digest whose referrers a tag of this form lists; `None` where it isn't known.
///
/// It is known for sha256 and blake3 alone. A sha384 or sha512 tag has lost a part of the value, and what stood in
/// another algorithm's place of a `-` can't be told: there, compare the tag with [`referrers_tag`] of the digest.
pub fn referrers_tag_subject(tag: Tag<'_>) -> Option<Digest> {
    let (algorithm, encoded) = tag.as_str().split_once('-')?;
    let algorithm = Algorithm::of(algorithm)?;
    // INVARIANT: no other algorithm of 64 digits or fewer is known, so nothing was cut.
    (algorithm.hex_len() == ENCODED).then_some(())?;
    alloc::format!("{algorithm}:{encoded}").parse().ok()
}

/// What stands for a character of a digest in a tag.
const fn tag_char(c: char) -> char {
    if c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-') { c } else { '-' }
}
