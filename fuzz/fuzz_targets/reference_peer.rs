//! Any string, by this crate and by `container_image_dist_ref`, another port of Docker's grammar: the same name, tag and
//! digest if both accept it, else a difference of a known class.
#![no_main]

use container_image_dist_ref::ImgRef;
use imageref::error::{ParseError, ParseErrorKind as Kind, Part};
use imageref::reference::{RawReference, Tag};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    // Theirs counts in 16 bits.
    if text.len() > 2000 {
        return;
    }
    match (RawReference::parse(text), ImgRef::new(text)) {
        (Ok(ours), Ok(theirs)) => {
            let name = ours.registry().map(|registry| format!("{registry}/"));
            let name = name.unwrap_or_default() + ours.repository().as_str();
            assert_eq!(name, theirs.name().to_str(), "{text:?}");
            if let Some(registry) = ours.registry() {
                let theirs = theirs.domain().map(|domain| domain.to_str().to_owned());
                assert_eq!(theirs.as_deref(), Some(registry.as_str()), "{text:?}");
            }
            assert_eq!(ours.tag().map(Tag::as_str), theirs.tag(), "{text:?}");
            let digest = theirs.digest().map(|digest| digest.to_str().to_owned());
            assert_eq!(ours.digest().map(|digest| digest.as_str()), digest.as_deref(), "{text:?}");
        }
        (Ok(ours), Err(theirs)) => {
            let registry = ours.registry().map_or(0, |registry| registry.as_str().len() + 1);
            let known = registry + ours.repository().as_str().len() > LONGEST_NAME
                || ours.tag().is_some_and(|tag| tag.as_str().len() > LONGEST_TAG);
            assert!(known, "only ours accepts {text:?}: {:?} at {}", theirs.kind(), theirs.index());
        }
        (Err(ours), Ok(_)) => {
            let known = is_known(&ours);
            assert!(known, "only theirs accepts {text:?}: {:?}, {ours}", ours.kind());
        }
        (Err(_), Err(_)) => {}
    }
});

/// Theirs counts the registry in, Docker the path alone.
const LONGEST_NAME: usize = 254;
/// Docker accepts 128 bytes.
const LONGEST_TAG: usize = 127;

/// Returns `true` if Docker's `ParseNormalizedNamed` rejects the string too, or LIMITS.md names the class.
fn is_known(error: &ParseError) -> bool {
    // Theirs accepts digests of any algorithm and length, in upper case too.
    matches!(error.part(), Part::Algorithm | Part::Digest)
        || matches!(
            error.kind(),
            // Rejected by Docker.
            Kind::ImageId
            // LIMITS.md: stricter.
            | Kind::HostUnderscore | Kind::Ipv6 | Kind::PortRange
        )
}
