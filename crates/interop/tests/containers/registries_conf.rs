//! `registries.conf`, compared with containers/image.

use imageref::RawReference;
use imageref_interop::containers::{
    Mirror, PullFromMirror, RegistriesConf, RegistriesPrefix, RegistryEntry, ShortNames,
};
use serde_json::Value;

use crate::data::{Counts, read, rows};
use crate::support::{field, json};

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
            counts.add("agree, configuration rejected");
            continue;
        };
        let raw = RawReference::parse(&reference);
        let Some((raw, found)) = raw.ok().and_then(|raw| Some((raw, conf.entry(raw).ok()?))) else {
            assert_eq!(prefix, "ref", "{row:?}");
            counts.add("agree, reference rejected");
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
            () if ours == "!" && sources.contains('_') => "a host with `_` is not a host here",
            () => panic!("{row:?}: {ours}"),
        });
    }
    counts.assert(&[
        ("a host with `_` is not a host here", 1),
        ("agree", 63),
        ("agree, configuration rejected", 63),
        ("agree, location makes no reference", 4),
        ("agree, no entry", 164),
        ("agree, reference rejected", 142),
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
        let Ok(entry) = conf.entry(raw) else { continue };
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
fn messages() {
    let entry = |prefix: &str, location: &str| RegistryEntry {
        prefix: prefix.to_owned(),
        location: location.to_owned(),
        ..RegistryEntry::default()
    };
    let mirrored = |location: &str| RegistryEntry {
        mirrors: vec![Mirror { location: location.to_owned(), ..Mirror::default() }],
        ..entry("", "a.io")
    };
    let restricted =
        RegistryEntry { pull_from_mirror: Some(PullFromMirror::All), ..entry("", "a.io") };
    for (entries, message) in [
        (vec![entry("", "")], "missing prefix or location in an entry"),
        (vec![entry("a.io\n", "")], "missing location in the entry for `a.io\\n`"),
        (vec![mirrored("")], "missing location in a mirror of `a.io`"),
        (vec![entry("", "https://a.io")], "unexpected URL scheme in `https://a.io`"),
        (vec![mirrored("http://a.io")], "unexpected URL scheme in `http://a.io`"),
        (vec![entry("*.a.io/b", "c.io")], "expected only a host after the wildcard in `*.a.io/b`"),
        (vec![restricted], "unexpected pull-from-mirror in the entry for `a.io`"),
        (
            vec![entry("a.io", "c.io"), RegistryEntry { blocked: true, ..entry("b.io", "c.io") }],
            "two entries for `c.io` differ in `insecure` or `blocked`",
        ),
    ] {
        assert_eq!(RegistriesConf::new(entries).unwrap_err().to_string(), message);
    }
}
