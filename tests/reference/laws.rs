//! Laws of references, over generated parts and over any text.

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher, RandomState};

use imageref::reference::{Defaults, Registry, Repository, Tag};
use imageref::{Digest, Identifier, Name, RawReference, Reference};
use proptest::prelude::*;

const HEX: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// Hosts, odd ones included.
fn registries() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("docker.io".to_owned()),
        Just("index.docker.io".to_owned()),
        Just("registry-1.docker.io".to_owned()),
        Just("DOCKER.io".to_owned()),
        Just("localhost".to_owned()),
        Just("LOCALHOST".to_owned()),
        Just("[2001:db8::1]".to_owned()),
        Just("corp".to_owned()), // a registry only with a port
        "[a-zA-Z0-9]{1,5}(-[a-z0-9]{1,3})?(\\.[a-z0-9]{1,4}){0,2}",
    ]
    .prop_flat_map(|host| (Just(host), prop::option::of(0..=u16::MAX)))
    .prop_map(|(host, port)| port.map_or(host.clone(), |port| format!("{host}:{port}")))
}

fn components() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-z0-9]{1,6}((\\.|_|__|-{1,3})[a-z0-9]{1,4}){0,2}",
        1 => Just("library".to_owned()),
        1 => Just("localhost".to_owned()),
        1 => Just("docker.io".to_owned()),
        1 => Just("sha256".to_owned()),
        1 => Just(HEX.to_owned()),
        1 => "[a-z]{240,255}",
    ]
}

fn repositories() -> impl Strategy<Value = String> {
    prop::collection::vec(components(), 1..4).prop_map(|parts| parts.join("/"))
}

fn tags() -> impl Strategy<Value = String> {
    prop_oneof![3 => "[A-Za-z0-9_][A-Za-z0-9_.-]{0,10}", 1 => "[0-9a-f]{64}", 1 => "[a-z]{128}"]
}

fn digests() -> impl Strategy<Value = String> {
    prop_oneof![
        "sha256:[0-9a-f]{64}",
        "sha384:[0-9a-f]{96}",
        "sha512:[0-9a-f]{128}",
        "blake3:[0-9a-f]{64}"
    ]
}

type Parts = (Option<String>, String, Option<String>, Option<String>);

fn parts() -> impl Strategy<Value = Parts> {
    (
        prop::option::of(registries()),
        repositories(),
        prop::option::of(tags()),
        prop::option::of(digests()),
    )
}

/// The invariants of every `Reference`.
#[track_caller]
fn check_invariants(reference: &Reference) {
    let text = reference.as_str();
    assert_eq!(text.parse().as_ref(), Ok(reference));
    assert_eq!(reference.to_string(), text);
    let raw = RawReference::parse(text).unwrap();
    assert_eq!(reference.as_raw(), raw);
    assert_eq!(raw.normalize(&Defaults::DOCKER).as_ref(), Ok(reference), "idempotent");
    assert_eq!(
        reference.familiar().to_string().parse().as_ref(),
        Ok(reference),
        "familiar parses back"
    );
    assert!(reference.familiar().to_string().len() <= text.len());
    assert!(reference.tag().is_some() || reference.digest().is_some());
    let name = reference.name();
    assert_eq!(name.as_str().parse().as_ref(), Ok(&name));
    assert_eq!(name.familiar().to_string().parse().as_ref(), Ok(&name));
    assert_eq!(reference.name_str(), name.as_str());
    assert_eq!(
        (name.registry(), name.repository()),
        (reference.registry(), reference.repository())
    );
    assert_eq!(Name::new(name.registry(), name.repository()).as_ref(), Ok(&name));
    let again = Reference::from_parts(
        Some(reference.registry().as_str()),
        reference.repository().as_str(),
        reference.tag().map(Tag::as_str),
        reference.digest().map(|digest| digest.as_str()),
    );
    assert_eq!(again.as_ref(), Ok(reference));
    for changed in [reference.without_tag(), reference.without_digest()].into_iter().flatten() {
        assert_eq!(changed.as_str().parse(), Ok(changed.clone()));
    }
}

proptest! {
    #![proptest_config(crate::data::cases(1000))]

    #[test]
    fn a_reference_parses_as_itself((registry, repository, tag, digest) in parts(), other in tags()) {
        let built = Reference::from_parts(
            registry.as_deref(), &repository, tag.as_deref(), digest.as_deref(),
        );
        // Only a registry that Docker does not read as one, and a path that is too long, are errors.
        let path = repository.len() <= 255 - 8;
        let seen = registry.as_deref().is_none_or(|r| Registry::parse(r).is_ok());
        if path && seen && registry.is_some() {
            prop_assert!(built.is_ok(), "{built:?}");
        }
        prop_assert!(seen || built.is_err());
        let Ok(reference) = built else { return Ok(()) };
        check_invariants(&reference);
        let tag = Tag::parse(&other).unwrap();
        check_invariants(&reference.with_tag(tag).unwrap());
        check_invariants(&reference.with_digest(&Digest::sha256(b"")).unwrap());
        check_invariants(&reference.name().with_tag(tag).unwrap());
        check_invariants(&reference.name().with_digest(&Digest::sha256(b"")).unwrap());
    }

    /// The same parts as one string.
    #[test]
    fn raw_prints_its_input((registry, repository, tag, digest) in parts()) {
        let mut text = registry.map_or(String::new(), |r| r + "/") + &repository;
        if let Some(tag) = &tag { text = text + ":" + tag; }
        if let Some(digest) = &digest { text = text + "@" + digest; }
        let Ok(raw) = RawReference::parse(&text) else { return Ok(()) };
        prop_assert_eq!(raw.to_string(), &*text);
        prop_assert_eq!(raw.tag().map(Tag::as_str), tag.as_deref());
        prop_assert_eq!(raw.digest().map(|d| d.as_str()), digest.as_deref());
        let slash = if raw.registry().is_some() { "/" } else { "" };
        let registry = raw.registry().map_or("", Registry::as_str);
        prop_assert_eq!(raw.name(), format!("{registry}{slash}{}", raw.repository()));
        prop_assert_eq!(Repository::parse(raw.repository().as_str()), Ok(raw.repository()));
        if let Some(registry) = raw.registry() {
            prop_assert_eq!(Registry::parse(registry.as_str()), Ok(registry));
        }
        if let Ok(reference) = raw.normalize(&Defaults::DOCKER) {
            check_invariants(&reference);
        }
        let other = RawReference::parse("other").unwrap();
        prop_assert_eq!(raw.cmp(&other), text.as_str().cmp("other"));
    }

    /// `Eq`, `Ord` and `Hash` are the string's, so that maps can be searched by `str`.
    #[test]
    fn maps_are_searched_by_str((registry, repository, tag, digest) in parts()) {
        let Ok(reference) = Reference::from_parts(registry.as_deref(), &repository, tag.as_deref(), digest.as_deref())
        else { return Ok(()) };
        let text = reference.as_str().to_owned();
        let state = RandomState::new();
        prop_assert_eq!(state.hash_one(&reference), state.hash_one(&*text));
        prop_assert!(HashMap::from([(reference.clone(), 1)]).contains_key(&*text));
        prop_assert!(BTreeMap::from([(reference.name(), 1)]).contains_key(reference.name_str()));
        let json = serde_json::to_string(&reference).unwrap();
        prop_assert_eq!(serde_json::from_str::<Reference>(&json).unwrap(), reference);
    }

    #[test]
    fn no_input_panics(text in prop_oneof![any::<String>(), "[ -~]{0,40}", "[a-zA-Z0-9:/@._\\[\\]%$ -]{0,60}"]) {
        if let Err(e) = RawReference::parse(&text) {
            let span = e.span();
            prop_assert!(text.get(span.range()).is_some(), "{span:?}");
            if let Some(fix) = e.fix(&text) {
                prop_assert!(RawReference::parse(&fix).is_ok(), "{fix}");
            }
        }
        if let Ok(Identifier::Digest(digest)) = Identifier::parse(&text) {
            prop_assert!(digest.is_known());
        }
        if let Err(e) = text.parse::<Name>() && let Some(fix) = e.fix(&text) {
            prop_assert!(fix.parse::<Name>().is_ok(), "{fix}");
        }
        if let Err(e) = Registry::parse(&text) && let Some(fix) = e.fix(&text) {
            prop_assert!(Registry::parse(&fix).is_ok(), "{fix}");
        }
    }
}

#[test]
fn serde_uses_the_parser() {
    let error = serde_json::from_str::<Reference>(r#""Nginx:1""#).unwrap_err();
    assert!(
        error.to_string().starts_with(
            "invalid reference `Nginx:1`: unexpected upper-case letter `N` in the repository"
        ),
        "{error}"
    );
    assert!(
        serde_json::from_str::<Reference>("1")
            .unwrap_err()
            .to_string()
            .contains("a container image reference")
    );
    assert_eq!(serde_json::from_str::<Name>(r#""a\u002fb""#).unwrap(), "docker.io/a/b");
}
