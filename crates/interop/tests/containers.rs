//! Beside the verdicts of containers/image: `registries.conf` and `policy.json`.

use imageref::RawReference;
use imageref_interop::containers::{
    ContainersImageError, Mirror, PolicyScopes, RegistriesConf, RegistriesPrefix, RegistryEntry,
    ShortNames, SignedIdentity,
};
use serde_json::Value;

use crate::data::{Counts, read, rows};
use crate::support::{field, json};

#[test]
fn prefixes() {
    let mut counts = Counts::default();
    let text = read("names/registries_prefix.tsv");
    for row in rows(&text) {
        let [prefix, reference, len] = row[..] else { panic!("{row:?}") };
        let (prefix, reference) = (RegistriesPrefix::new(&field(prefix)), field(reference));
        let found = prefix.match_len(&reference);
        assert_eq!(found.map_or("-1".to_owned(), |len| len.to_string()), len, "{row:?}");
        let Ok(raw) = RawReference::parse(&reference) else {
            counts.add(if found.is_some() {
                "agree, but only on a text that is no reference"
            } else {
                "agree, none"
            });
            continue;
        };
        // A text that has a registry is canonical but for Docker Hub's namespace and what containers doesn't read.
        counts.add(match (found, prefix.matches(raw)) {
            (Some(_), true) => "agree",
            (None, false) => "agree, none",
            (Some(_), false) => {
                assert!(raw.registry().is_none_or(|r| r.as_str().starts_with('[')), "{row:?}");
                "agree, but only on a text that is not canonical, or has an IPv6 host"
            }
            (None, true) => {
                assert!(reference.starts_with("docker.io/"), "{row:?}");
                "agree, none, but on the canonical text of Docker Hub"
            }
        });
    }
    counts.assert(&[
        ("agree", 132),
        ("agree, but only on a text that is no reference", 45),
        ("agree, but only on a text that is not canonical, or has an IPv6 host", 22),
        ("agree, none", 422),
        ("agree, none, but on the canonical text of Docker Hub", 2),
    ]);
}

#[test]
fn registries() {
    let mut counts = Counts::default();
    let text = read("names/registries_conf.tsv");
    for row in rows(&text) {
        let [conf, reference, prefix, sources] = row[..] else { panic!("{row:?}") };
        let (reference, prefix, sources) = (field(reference), field(prefix), field(sources));
        let Some(conf) = registries_conf(&json(conf)) else {
            // The system reads the reference first.
            assert!(prefix == "conf" || prefix == "ref", "{row:?}");
            counts.add("agree, configuration refused");
            continue;
        };
        let raw = RawReference::parse(&reference);
        let Some((raw, found)) = raw.ok().and_then(|raw| Some((raw, conf.find(raw).ok()?))) else {
            assert_eq!(prefix, "ref", "{row:?}");
            counts.add("agree, reference refused");
            continue;
        };
        assert_eq!(found.map_or("none", |entry| &entry.prefix), prefix, "{row:?}");
        let ours = conf.sources(raw);
        if found.is_none() {
            assert_eq!(ours.expect("the reference itself").len(), 1);
            counts.add("agree, no entry");
            continue;
        }
        let ours = match ours {
            Ok(ours) => {
                let texts = ours.iter().map(|source| {
                    assert_eq!(source.as_raw().as_str(), source.as_str());
                    format!("{}{}", if source.is_insecure() { "!" } else { "" }, source.as_str())
                });
                texts.collect::<Vec<_>>().join(" ")
            }
            Err(_) => "!".to_owned(),
        };
        counts.add(match () {
            () if ours == sources && ours == "!" => "agree, location makes no reference",
            () if ours == sources => "agree",
            () if ours == "!" && sources.contains('_') => "a host with `_` is no host here",
            () => panic!("{row:?}: {ours}"),
        });
    }
    counts.assert(&[
        ("a host with `_` is no host here", 1),
        ("agree", 63),
        ("agree, configuration refused", 63),
        ("agree, location makes no reference", 4),
        ("agree, no entry", 164),
        ("agree, reference refused", 142),
    ]);
}

fn registries_conf(conf: &Value) -> Option<RegistriesConf> {
    let text = |value: &Value, member: &str| value[member].as_str().unwrap_or_default().to_owned();
    let flag = |value: &Value, member: &str| value[member].as_bool().unwrap_or_default();
    let takes = |value: &Value| match value["pull-from-mirror"].as_str() {
        Some(word) => word.parse().ok().map(Some),
        None => Some(None),
    };
    let list = |value: &Value, member: &str| value[member].as_array().cloned().unwrap_or_default();
    let mirror = |value: &Value| {
        Some(Mirror {
            location: text(value, "location"),
            insecure: flag(value, "insecure"),
            pull_from_mirror: takes(value)?,
        })
    };
    let entry = |value: &Value| {
        Some(RegistryEntry {
            prefix: text(value, "prefix"),
            location: text(value, "location"),
            insecure: flag(value, "insecure"),
            blocked: flag(value, "blocked"),
            mirror_by_digest_only: flag(value, "mirror-by-digest-only"),
            pull_from_mirror: takes(value)?,
            mirrors: list(value, "mirror").iter().map(mirror).collect::<Option<_>>()?,
        })
    };
    let entries: Option<Vec<_>> = list(conf, "registries").iter().map(entry).collect();
    let search = list(conf, "unqualified-search-registries");
    ShortNames::new([], search.iter().filter_map(Value::as_str)).ok()?;
    RegistriesConf::new(entries?).ok()
}

#[test]
fn scopes() {
    let mut counts = Counts::default();
    let text = read("names/policy_scope.tsv");
    for row in rows(&text) {
        let [scopes, image, selected] = row[..] else { panic!("{row:?}") };
        let (scopes, image) = (json(scopes), field(image));
        let scopes: PolicyScopes<()> = scopes
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .map(|s| (s, ()))
            .collect();
        let found = match image.strip_suffix("@@unknown-digest@@") {
            Some(name) => name.parse().ok().and_then(|name| scopes.select_name(&name).ok()),
            None => image.parse().ok().and_then(|image| scopes.select(&image).ok()),
        };
        let class = match found {
            None => {
                assert_eq!(selected, "!", "{row:?}");
                "agree, reference refused"
            }
            Some(found) => {
                let found = found.map(|(scope, ())| scope);
                assert_eq!(json(selected).as_str(), found, "{row:?}");
                if found.is_some() { "agree" } else { "agree, none" }
            }
        };
        counts.add(class);
    }
    counts.assert(&[("agree", 39), ("agree, none", 168), ("agree, reference refused", 106)]);
}

/// As `image/signature/policy_config.go`, whose check of a prefix sets no length.
#[test]
fn long_prefixes() {
    let long = format!("example.com/{}", "a".repeat(300));
    for (prefix, signed) in [(&*long, "example.com"), ("mirror.org/ns", &*long)] {
        let identity = SignedIdentity::remap_identity(prefix, signed).expect("no length is set");
        let found = |image: &str, signature: &str| {
            let image = image.parse().expect(image);
            identity.matches(&image, signature)
        };
        // Compared as it is, since the prefix doesn't match.
        assert_eq!(found("other.org/app:1", "other.org/app:1"), Ok(true));
        // What would be too long for a name matches nothing.
        assert_eq!(found("mirror.org/ns/app:1", "example.com/app:1"), Ok(false));
    }
    for prefix in ["example.com/a//b", "example.com/A", "example.com/a---b/", "example.com/a._b"] {
        assert!(SignedIdentity::remap_identity(prefix, "example.com").is_err(), "{prefix}");
    }
    assert!(SignedIdentity::remap_identity("example.com/a---b/c__d", "example.com").is_ok());
}

#[test]
fn identities() {
    let mut counts = Counts::default();
    let text = read("names/policy_identity.tsv");
    for row in rows(&text) {
        let [identity, image, signature, verdict] = row[..] else { panic!("{row:?}") };
        let (identity, image, signature) = (json(identity), field(image), field(signature));
        let member = |name: &str| identity[name].as_str().unwrap_or_default().to_owned();
        let read = match member("type").as_str() {
            "matchExact" => Some(SignedIdentity::match_exact()),
            "matchRepoDigestOrExact" => Some(SignedIdentity::match_repo_digest_or_exact()),
            "matchRepository" => Some(SignedIdentity::match_repository()),
            "exactReference" => SignedIdentity::exact_reference(&member("dockerReference")).ok(),
            "exactRepository" => SignedIdentity::exact_repository(&member("dockerRepository")).ok(),
            "remapIdentity" => {
                SignedIdentity::remap_identity(&member("prefix"), &member("signedPrefix")).ok()
            }
            _ => None,
        };
        let Some(read) = read else {
            assert_eq!(verdict, "!", "{row:?}");
            counts.add("agree, identity refused");
            continue;
        };
        let found = image.parse().ok().map(|image| read.matches(&image, &signature));
        counts.add(match (found, verdict) {
            (Some(Ok(true)), "y") => "agree",
            (Some(Ok(false)), "n") => "agree, none",
            (None | Some(Err(_)), "!") => "agree, reference refused",
            (Some(Ok(_)), "!") if identity["x"].is_number() => {
                "a member that nobody knows: the caller's to refuse"
            }
            other => panic!("{row:?}: {other:?}"),
        });
    }
    counts.assert(&[
        ("a member that nobody knows: the caller's to refuse", 2),
        ("agree", 173),
        ("agree, identity refused", 29),
        ("agree, none", 270),
        ("agree, reference refused", 6),
    ]);
}

/// The first that matches of all entries, as the system looks for it, is what the look-up by key finds.
#[test]
fn look_up_is_a_search() {
    let prefixes: Vec<String> = {
        let text = read("names/registries_prefix.tsv");
        let mut all: Vec<_> =
            rows(&text).map(|row| field(row[0])).filter(|p| !p.is_empty()).collect();
        all.sort();
        all.dedup();
        all
    };
    let entry = |prefix: &String| RegistryEntry {
        prefix: prefix.clone(),
        location: "example.org".to_owned(),
        ..RegistryEntry::default()
    };
    let usable: Vec<_> =
        prefixes.iter().filter(|prefix| RegistriesConf::new([entry(prefix)]).is_ok()).collect();
    let conf = RegistriesConf::new(usable.iter().map(|prefix| entry(prefix))).expect("each is one");
    let text = read("names/registries_prefix.tsv");
    let mut found = 0;
    for reference in rows(&text).map(|row| field(row[1])) {
        let Ok(raw) = RawReference::parse(&reference) else { continue };
        let Ok(entry) = conf.find(raw) else { continue };
        let wanted = usable
            .iter()
            .map(|prefix| prefix.trim_end_matches('/'))
            .filter(|prefix| RegistriesPrefix::new(prefix).matches(raw))
            .max_by(|a, b| a.len().cmp(&b.len()).then_with(|| b.cmp(a)));
        assert_eq!(entry.map(|entry| entry.prefix.as_str()), wanted, "{reference}");
        found += usize::from(wanted.is_some());
    }
    assert!(found > 100, "{found}");
}

#[test]
fn refusals() {
    let conf = RegistriesConf::default();
    let refusal =
        |text: &str| conf.find(RawReference::parse(text).expect("a reference")).unwrap_err();
    assert_eq!(refusal("[::1]/a"), ContainersImageError::Ipv6);
    assert_eq!(refusal("UPPER/a"), ContainersImageError::Host);
    let long = format!("example.com/{}", "a".repeat(250));
    assert_eq!(refusal(&long), ContainersImageError::TooLong);
    let blake3 = format!("example.com/a@blake3:{}", "a".repeat(64));
    assert_eq!(refusal(&blake3), ContainersImageError::Algorithm);
    let both = format!("example.com/a:1@sha256:{}", "a".repeat(64)).parse().expect("a reference");
    assert_eq!(
        PolicyScopes::<()>::from([("", ())]).select(&both),
        Err(ContainersImageError::TagAndDigest)
    );
    assert_eq!(
        SignedIdentity::match_exact().matches(&both, "example.com/a:1"),
        Err(ContainersImageError::TagAndDigest)
    );
}
