//! Prefixes of `registries.conf`, compared with containers/image.

use imageref::RawReference;
use imageref_interop::containers::RegistriesPrefix;

use crate::data::{Counts, read, rows};
use crate::support::field;

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
                "agree, but only on a string that is not a reference"
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
                "agree, but only on a string that is not canonical, or has an IPv6 host"
            }
            (None, true) => {
                assert!(reference.starts_with("docker.io/"), "{row:?}");
                "agree, none, but on the canonical name of Docker Hub"
            }
        });
    }
    counts.assert(&[
        ("agree", 132),
        ("agree, but only on a string that is not a reference", 45),
        ("agree, but only on a string that is not canonical, or has an IPv6 host", 22),
        ("agree, none", 422),
        ("agree, none, but on the canonical name of Docker Hub", 2),
    ]);
}
