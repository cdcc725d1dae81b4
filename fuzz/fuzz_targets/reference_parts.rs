//! Valid parts joined by hand and by every constructor: the result parses, and its parts are those that went in.
#![no_main]

use std::net::Ipv6Addr;

use imageref::reference::{Defaults, Registry, Repository, Tag};
use imageref::{Digest, Name, ParseErrorKind, RawReference, Reference};
use libfuzzer_sys::arbitrary::{Arbitrary, Result, Unstructured};
use libfuzzer_sys::fuzz_target;

#[derive(Debug)]
struct Parts {
    registry: Option<String>,
    path: String,
    tag: Option<String>,
    digest: Option<String>,
}

impl<'a> Arbitrary<'a> for Parts {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let registry = if u.arbitrary()? { Some(registry(u)?) } else { None };
        let mut path = component(u)?;
        while path.len() < 300 && u.arbitrary()? {
            path = format!("{path}/{}", component(u)?);
        }
        // Without a registry a first component with a dot, or `localhost`, would be read as one.
        if registry.is_none() && path.contains('/') {
            let (first, rest) = path.split_once('/').unwrap_or_default();
            let first = if first == "localhost" { "local".into() } else { first.replace('.', "0") };
            path = format!("{first}/{rest}");
        }
        let tag = if u.arbitrary()? { Some(tag(u)?) } else { None };
        let digest = if u.arbitrary()? { Some(digest(u)?) } else { None };
        Ok(Self { registry, path, tag, digest })
    }
}

const LOWER: &[u8] = b"abcdefghijklmnopqrstuvwxyz0123456789";

fn word(u: &mut Unstructured<'_>, letters: &[u8], most: usize) -> Result<String> {
    let length = u.int_in_range(1..=most)?;
    (0..length).map(|_| u.choose(letters).copied().map(char::from)).collect()
}

fn component(u: &mut Unstructured<'_>) -> Result<String> {
    let mut text = word(u, LOWER, 64)?;
    for _ in 0..u.int_in_range(0..=3)? {
        let separator = *u.choose(&[".", "_", "__", "-", "--", "-----"])?;
        text = format!("{text}{separator}{}", word(u, LOWER, 6)?);
    }
    Ok(text)
}

fn label(u: &mut Unstructured<'_>) -> Result<String> {
    let letters = [LOWER, b"ABCXYZ"].concat();
    let mut text = word(u, &letters, 6)?;
    for _ in 0..u.int_in_range(0..=2)? {
        text = format!("{text}{}{}", u.choose(&["-", "---"])?, word(u, &letters, 4)?);
    }
    Ok(text)
}

fn registry(u: &mut Unstructured<'_>) -> Result<String> {
    let port: Option<u16> = u.arbitrary()?;
    let host = match u.int_in_range(0..=4)? {
        0 => String::from("localhost"),
        1 => String::from(*u.choose(&["docker.io", "index.docker.io", "Docker.io"])?),
        // With the highest bit set, so that it is printed without an IPv4 address in its tail.
        2 => format!("[{}]", Ipv6Addr::from(u.arbitrary::<u128>()? | 1 << 127)),
        // With a port any label is a host.
        3 if port.is_some() => label(u)?,
        _ => {
            let mut host = label(u)?;
            for _ in 0..u.int_in_range(1..=3)? {
                host = format!("{host}.{}", label(u)?);
            }
            host
        }
    };
    Ok(port.map_or(host.clone(), |port| format!("{host}:{port}")))
}

fn tag(u: &mut Unstructured<'_>) -> Result<String> {
    let word_letters = [LOWER, b"ABCXYZ_"].concat();
    let letters = [&word_letters[..], b".-"].concat();
    let first = word(u, &word_letters, 1)?;
    let rest = if u.arbitrary()? { word(u, &letters, 127)? } else { String::new() };
    Ok(first + &rest)
}

fn digest(u: &mut Unstructured<'_>) -> Result<String> {
    let (name, digits) =
        *u.choose(&[("sha256", 64), ("sha384", 96), ("sha512", 128), ("blake3", 64)])?;
    let hex: Result<String> =
        (0..digits).map(|_| u.choose(b"0123456789abcdef").copied().map(char::from)).collect();
    Ok(format!("{name}:{}", hex?))
}

fuzz_target!(|parts: Parts| {
    let Parts { registry, path, tag, digest } = &parts;
    let (registry, tag, digest) = (registry.as_deref(), tag.as_deref(), digest.as_deref());
    let mut text = registry.map_or(path.clone(), |registry| format!("{registry}/{path}"));
    if let Some(tag) = tag {
        text = format!("{text}:{tag}");
    }
    if let Some(digest) = digest {
        text = format!("{text}@{digest}");
    }

    let raw = match RawReference::parse(&text) {
        Ok(raw) => raw,
        Err(e) if path.len() > 255 => {
            return assert!(matches!(e.kind(), ParseErrorKind::TooLong { .. }), "{text:?}: {e}");
        }
        Err(e) if text.len() == 64 => {
            return assert_eq!(e.kind(), ParseErrorKind::ImageId, "{text:?}");
        }
        Err(e) => panic!("{text:?}: {e}"),
    };
    assert_eq!(raw.registry().map(Registry::as_str), registry);
    assert_eq!(raw.repository().as_str(), path);
    assert_eq!(raw.tag().map(Tag::as_str), tag);
    assert_eq!(raw.digest().map(|digest| digest.as_str()), digest);

    let meant = match raw.normalize(&Defaults::DOCKER) {
        Ok(meant) => meant,
        Err(e) => {
            assert!(path.len() + "library/".len() > 255, "{text:?}: {e}");
            return;
        }
    };
    same(&meant);
    assert_eq!(meant.digest().map(|digest| digest.as_str()), digest);
    assert_eq!(meant.tag().map(Tag::as_str), tag.or(digest.is_none().then_some("latest")));
    assert!(meant.repository().as_str().ends_with(path.as_str()));

    let from_parts = Reference::from_parts(registry, path, tag, digest);
    assert_eq!(from_parts.as_ref(), Ok(&meant), "{text:?}");

    let name = meant.name();
    assert_eq!(name.as_str().parse().as_ref(), Ok(&name));
    assert_eq!(raw.normalize_name(&Defaults::DOCKER).as_ref(), Ok(&name));
    let repository =
        Repository::parse(meant.repository().as_str()).expect("the path of a reference");
    assert_eq!(Name::new(meant.registry(), repository).as_ref(), Ok(&name));

    // Each change has its effect, and gives a reference.
    let sha256 = Digest::from_hash(imageref::Algorithm::Sha256, &[7; 32]).expect("32 bytes");
    let pinned = meant.with_digest(&sha256).expect("sha256");
    assert_eq!(pinned.digest().map(Digest::from), Some(sha256.clone()));
    assert_eq!(pinned.tag(), meant.tag());
    assert_eq!(
        raw.with_digest(&sha256).expect("sha256").parse::<Reference>().map(|r| r.name()),
        Ok(name)
    );
    let tagged = meant.with_tag(Tag::parse("other").expect("a tag")).expect("short enough");
    assert_eq!((tagged.name(), tagged.digest()), (meant.name(), meant.digest()));
    for changed in [Some(pinned), Some(tagged), meant.without_tag(), meant.without_digest()] {
        changed.iter().for_each(same);
    }
});

/// A reference parses as itself, in full and in short.
fn same(reference: &Reference) {
    assert_eq!(reference.as_str().parse().as_ref(), Ok(reference));
    assert_eq!(reference.familiar().to_string().parse().as_ref(), Ok(reference));
}
