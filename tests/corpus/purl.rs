//! The package URL specification's tests of the types oci and docker.

use imageref_interop::purl::{PackageType, PackageUrl};
use serde_json::{Value, json};

fn value(purl: &PackageUrl) -> Value {
    let qualifiers: serde_json::Map<_, _> =
        purl.qualifiers().map(|(key, value)| (key.to_owned(), value.into())).collect();
    json!({
        "type": purl.kind().as_str(),
        "namespace": purl.namespace(),
        "name": purl.name(),
        "version": purl.version(),
        "qualifiers": if qualifiers.is_empty() { Value::Null } else { qualifiers.into() },
        "subpath": purl.subpath(),
    })
}

fn built(input: &Value) -> Option<PackageUrl> {
    let kind = match input["type"].as_str()? {
        "oci" => PackageType::Oci,
        "docker" => PackageType::Docker,
        _ => return None,
    };
    let mut purl = PackageUrl::new(
        kind,
        input["namespace"].as_str(),
        input["name"].as_str()?,
        input["version"].as_str(),
    )
    .ok()?;
    for (key, value) in input["qualifiers"].as_object().into_iter().flatten() {
        purl = purl.with_qualifier(key, value.as_str()?).ok()?;
    }
    Some(purl)
}

#[test]
fn specification() {
    let Some(corpus) = crate::corpus() else { return };
    let rows = crate::lines(&corpus, "wild/purl_spec.jsonl");
    for row in &rows {
        let (input, expected) = (&row["input"], &row["expected_output"]);
        let read = input.as_str().and_then(|text| text.parse::<PackageUrl>().ok());
        let found = match row["test_type"].as_str() {
            Some("parse") => read.as_ref().map(value),
            Some("validate") => read.map(|purl| purl.to_string().into()),
            Some("build") => built(input).map(|purl| purl.to_string().into()),
            other => panic!("{other:?}"),
        };
        let wanted = (row["expected_failure"] != true).then(|| expected.clone());
        assert_eq!(found, wanted, "{}", row["description"]);
    }
    println!("{} tests of package URLs", rows.len());
    assert!(rows.len() >= 25);
}
