//! Any string, by this crate and by `container_image_dist_ref`, another port of Docker's grammar: the same name, tag and
//! digest if both accept it, else one of the known differences.
#![no_main]

use container_image_dist_ref::ImgRef;
use container_image_dist_ref::name::domain::Kind as Host;
use imageref::error::{ParseError, ParseErrorKind as Kind};
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
            let known = only_ours(&ours).is_some();
            assert!(known, "only ours accepts {text:?}: {:?} at {}", theirs.kind(), theirs.index());
        }
        (Err(ours), Ok(theirs)) => {
            let known = only_theirs(&ours, &theirs).is_some();
            assert!(known, "only theirs accepts {text:?}: {:?}, {ours}", ours.kind());
        }
        (Err(_), Err(_)) => {}
    }
});

/// A known difference. The rules are those of distribution/reference v0.6, whose `Parse` checks digests by go-digest.
enum Difference {
    /// Only ours: a name over 254 bytes with its registry. distribution limits the path alone, to 255: ours is right.
    LongName,
    /// Only ours: an IPv6 address that theirs miscounts, such as `[1:2:3:4:5:6:7::]`: ours is right.
    Ipv6Miscounted,
    /// Only theirs: a digest of an algorithm that go-digest does not know: ours is right.
    UnknownAlgorithm,
    /// Only theirs: a sha384 or blake3 digest of another length or with other characters. Theirs checks sha256 and sha512
    /// alone, the digests that OCI registers: ours is right.
    UncheckedDigest,
    /// Only theirs: a tag of 129 bytes after a registry. distribution accepts up to 128: ours is right.
    LongTag,
    /// Only theirs: 64 hex digits, which Docker reads as an image ID. `ParseNormalizedNamed` rejects them, `Parse`
    /// accepts them: each is right by one.
    ImageId,
    /// Only theirs: a host with `_`. distribution reads it as part of the path: theirs is right, ours is stricter on
    /// purpose (`src/docs/LIMITS.md`).
    HostUnderscore,
    /// Only theirs: brackets without an IPv6 address. distribution looks at the characters alone: theirs is right where it
    /// does so, ours is stricter on purpose.
    Brackets,
    /// Only theirs: a port over 65535. distribution accepts any digits: theirs is right, ours is stricter on purpose.
    PortRange,
}

fn only_ours(ours: &RawReference<'_>) -> Option<Difference> {
    let registry = ours.registry().map_or("", |registry| registry.as_str());
    if registry.len() + 1 + ours.repository().as_str().len() > 254 {
        Some(Difference::LongName)
    } else if registry.starts_with('[') && registry.contains("::") {
        Some(Difference::Ipv6Miscounted)
    } else {
        None
    }
}

/// Looks at what theirs read, and at our reason.
fn only_theirs(ours: &ParseError, theirs: &ImgRef<'_>) -> Option<Difference> {
    let name = theirs.name();
    let name = name.to_str();
    let algorithm = theirs.digest().map(|digest| digest.algorithm().to_str().to_owned());
    let ipv6 = theirs.domain().filter(|domain| domain.host().kind() == Host::Ipv6);
    let address = ipv6.map(|domain| domain.host().to_str().trim_matches(['[', ']']).to_owned());
    match algorithm.as_deref() {
        None | Some("sha256" | "sha512") => {}
        Some("sha384" | "blake3") => return Some(Difference::UncheckedDigest),
        Some(_) => return Some(Difference::UnknownAlgorithm),
    }
    if theirs.tag().is_some_and(|tag| tag.len() == 129) {
        Some(Difference::LongTag)
    } else if ours.kind() == Kind::ImageId && name.len() == 64 {
        Some(Difference::ImageId)
    } else if ours.kind() == Kind::HostUnderscore && name.contains('_') {
        Some(Difference::HostUnderscore)
    } else if address.is_some_and(|text| text.parse::<std::net::Ipv6Addr>().is_err()) {
        Some(Difference::Brackets)
    } else if theirs.port().is_some_and(|port| port.parse::<u16>().is_err()) {
        Some(Difference::PortRange)
    } else {
        None
    }
}
