//! Docker's verdicts: `ParseNormalizedNamed` of distribution/reference v0.6.0, run on every input of
//! `data/reference`.

use std::collections::BTreeSet;

use imageref::reference::Defaults;
use imageref::{Identifier, ParseError, ParseErrorKind as Kind, Part, RawReference, Reference};

use crate::data::{Counts, read, rows, unescape};

/// The class of an error for input that Docker accepts.
#[track_caller]
fn stricter(input: &str, error: ParseError) -> &'static str {
    match (error.kind(), error.part()) {
        (Kind::HostUnderscore, _) => "stricter: a host with `_`",
        (Kind::Ipv6, _) => "stricter: invalid IPv6 address",
        (Kind::PortRange, _) => "stricter: a port over 65535",
        (Kind::TooLong { max: 65_535, .. }, Part::Reference) => "stricter: over 65535 bytes",
        _ => panic!("{input:?} is rejected, but not by Docker: {error}"),
    }
}

#[test]
fn of_docker() {
    let text = read("reference/normalized.tsv");
    let mut counts = Counts::default();
    for row in rows(&text) {
        let input = unescape(row[0]);
        let column = |n: usize| row.get(n).copied().filter(|c| !c.is_empty());
        let ours = RawReference::parse(&input).and_then(|raw| raw.normalize(&Defaults::DOCKER));
        let rejected = row[1] == "!";
        match ours {
            Err(_) if rejected => counts.add("rejected by both"),
            Err(e) => counts.add(stricter(&input, e)),
            Ok(reference) if rejected => {
                let digest = reference.digest().expect("the only class that is wider");
                assert_eq!(
                    digest.algorithm_name(),
                    "blake3",
                    "{input:?} is accepted, but not by Docker"
                );
                counts.add("wider: blake3");
            }
            Ok(reference) => {
                same(&input, &reference, &row);
                counts.add(if column(6).is_some() {
                    "same, but for Docker's lossy short form"
                } else {
                    "same"
                });
            }
        }
        let any = if rejected { column(2) } else { column(7) };
        match (Identifier::parse(&input), any) {
            (Ok(Identifier::Digest(digest)), Some(any)) => assert_eq!(digest, any),
            (Ok(Identifier::ImageId(id)), Some(any)) => assert_eq!(id, any),
            (Ok(Identifier::Digest(digest)), None) => {
                assert_eq!(digest.algorithm_name(), "blake3", "{input:?}");
                counts.add("wider: blake3, as a digest alone");
            }
            (Ok(Identifier::Reference(raw)), None) => {
                assert_eq!(RawReference::parse(&input), Ok(raw))
            }
            (Err(e), None) => assert_eq!(RawReference::parse(&input), Err(e)),
            (ours, any) => panic!("{input:?}: {ours:?}, but Docker {any:?}"),
        }
    }
    counts.assert(&[
        ("rejected by both", 12_444),
        ("same", 4_836),
        ("same, but for Docker's lossy short form", 38),
        ("stricter: a host with `_`", 54),
        ("stricter: a port over 65535", 64),
        ("stricter: invalid IPv6 address", 121),
        ("wider: blake3", 7),
        ("wider: blake3, as a digest alone", 1),
    ]);
}

/// Compares a reference with Docker's columns.
fn same(input: &str, reference: &Reference, row: &[&str]) {
    let column = |n: usize| row.get(n).copied().filter(|c| !c.is_empty());
    let raw = RawReference::parse(input).unwrap();
    assert_eq!(reference.registry(), row[1], "{input:?}");
    assert_eq!(reference.repository(), row[2], "{input:?}");
    assert_eq!(raw.tag().map(|t| t.as_str()), column(3), "{input:?}");
    assert_eq!(raw.digest().map(|d| d.as_str()), column(4), "{input:?}");
    let latest = (raw.tag().is_none() && raw.digest().is_none()).then_some("latest");
    assert_eq!(reference.tag().map(|t| t.as_str()), column(3).or(latest), "{input:?}");
    assert_eq!(reference.digest(), raw.digest(), "{input:?}");
    let name = raw.normalize_name(&Defaults::DOCKER).unwrap();
    assert_eq!(name, reference.name());
    assert_eq!(*name.as_str(), format!("{}/{}", row[1], row[2]));
    assert_eq!(name.as_str().parse(), Ok(name.clone()));
    // The short form is Docker's, if that means the same.
    let docker = if row[5] == "=" { input } else { row[5] };
    let suffix = |tag, digest| match (tag, digest) {
        (None, None) => String::new(),
        (tag, digest) => format!(
            "{}{}",
            tag.map_or(String::new(), |t| format!(":{t}")),
            digest.map_or(String::new(), |d| format!("@{d}"))
        ),
    };
    let familiar = match latest {
        Some(_) => name.familiar().to_string(),
        None => reference.familiar().to_string(),
    };
    if column(6).is_some() {
        assert_ne!(familiar, docker);
        assert_ne!(docker.parse::<Reference>().as_ref(), Ok(reference), "{input:?}: not lossy");
    } else {
        assert_eq!(familiar, docker, "{input:?}");
    }
    let full = format!("{familiar}{}", suffix(latest, None::<&str>));
    assert_eq!(full.parse().as_ref(), Ok(reference), "{input:?}");
    assert_eq!(reference.familiar().to_string().parse().as_ref(), Ok(reference), "{input:?}");
}

/// Every string up to a length over a small alphabet, of which Docker accepts those listed.
#[test]
fn of_docker_on_every_short_string() {
    for (file, alphabet, longest, want) in [
        ("exhaustive_len5", "aA0._-:/@[]", 5, (44_423, 305)),
        ("exhaustive_len6", "aA.:/@-", 6, (34_397, 117)),
        ("exhaustive_len8", "a._-/", 8, (122_006, 271)),
    ] {
        let text = read(&format!("reference/{file}.tsv"));
        let listed: BTreeSet<Vec<&str>> = rows(&text).collect();
        let mut found = BTreeSet::new();
        let (mut tried, mut stricter_found) = (0, 0);
        let mut strings = vec![String::new()];
        for _ in 0..=longest {
            let mut longer = Vec::new();
            for string in &strings {
                longer.extend(alphabet.chars().map(|c| format!("{string}{c}")));
                if hash(string) & 3 != 0 {
                    continue; // not in this part of the list
                }
                tried += 1;
                match RawReference::parse(string) {
                    Ok(raw) => {
                        let name = raw.normalize_name(&Defaults::DOCKER).unwrap();
                        let tag = raw.tag().map_or(String::new(), |t| format!(":{t}"));
                        found.insert((string.clone(), format!("{name}{tag}")));
                    }
                    Err(e) => {
                        if let Some(row) = listed.iter().find(|row| row[0] == string) {
                            stricter(string, e);
                            stricter_found += 1;
                            found.insert((string.clone(), row[1].to_owned()));
                        }
                    }
                }
            }
            strings = longer;
        }
        let listed: BTreeSet<_> =
            listed.iter().map(|r| (r[0].to_owned(), r[1].to_owned())).collect();
        assert_eq!(found, listed, "{file}");
        println!(
            "{file}: {tried} strings, {} accepted, {stricter_found} of them stricter",
            listed.len()
        );
        assert_eq!((tried, listed.len()), want, "{file}");
    }
}

/// The split of the list into parts: FNV-1a 64 and MurmurHash3's finalizer.
fn hash(text: &str) -> u64 {
    let mut h = 0xcbf2_9ce4_8422_2325_u64;
    for byte in text.bytes() {
        h = (h ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
    }
    h = (h ^ (h >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    h = (h ^ (h >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    h ^ (h >> 33)
}
