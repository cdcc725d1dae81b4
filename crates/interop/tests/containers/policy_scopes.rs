//! Scopes of `policy.json`, compared with containers/image.

use imageref_interop::containers::PolicyScopes;
use serde_json::Value;

use crate::data::{Counts, read, rows};
use crate::support::{field, json};

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
                "agree, reference rejected"
            }
            Some(found) => {
                let found = found.map(|(scope, ())| scope);
                assert_eq!(json(selected).as_str(), found, "{row:?}");
                if found.is_some() { "agree" } else { "agree, none" }
            }
        };
        counts.add(class);
    }
    counts.assert(&[("agree", 39), ("agree, none", 168), ("agree, reference rejected", 106)]);
}
