//! References from 20 public repositories.

use std::collections::BTreeMap;

use imageref::reference::Defaults;
use imageref::{ParseErrorKind as Kind, RawReference};

#[test]
fn of_public_repositories() {
    let Some(folder) = crate::corpus() else { return };
    let rows = crate::lines(&folder, "vectors/real_references.jsonl");
    assert!(rows.len() > 1000);
    let mut counts = BTreeMap::<&str, usize>::new();
    for row in &rows {
        let input = row["in"].as_str().expect("a text");
        let docker = &row["normalized"];
        let class = match RawReference::parse(input) {
            Ok(raw) => {
                assert_eq!(docker["ok"], true, "{input:?} is accepted, but not by Docker");
                let name = raw.normalize_name(&Defaults::DOCKER).expect("a name");
                assert_eq!(
                    name.registry(),
                    docker["domain"].as_str().unwrap_or_default(),
                    "{input:?}"
                );
                assert_eq!(
                    name.repository(),
                    docker["path"].as_str().unwrap_or_default(),
                    "{input:?}"
                );
                assert_eq!(raw.tag().map(|t| t.as_str()), docker["tag"].as_str(), "{input:?}");
                assert_eq!(
                    raw.digest().map(|d| d.as_str()),
                    docker["digest"].as_str(),
                    "{input:?}"
                );
                let reference = raw.normalize(&Defaults::DOCKER).expect("a reference");
                assert_eq!(Some(reference.as_str()), docker["tagnameonly"].as_str(), "{input:?}");
                "accepted by both"
            }
            Err(e) => {
                assert_ne!(docker["ok"], true, "{input:?} is refused, but not by Docker: {e}");
                match e.kind() {
                    Kind::Template => {
                        assert_eq!(row["template"], true, "{input:?} is no template");
                        "refused by both: a template"
                    }
                    _ if row["template"] == true => {
                        "refused by both: a template, but for another reason"
                    }
                    _ => "refused by both: another mistake",
                }
            }
        };
        *counts.entry(class).or_default() += 1;
    }
    println!("{} references: {counts:#?}", rows.len());
    assert!(!counts.contains_key("refused by both: a template, but for another reason"));
}
