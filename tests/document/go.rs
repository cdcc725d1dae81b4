//! Writing as Go's `encoding/json` does: every row is what Go 1.26 made of a text. Source: gojson vectors.

use imageref::document::{Document, DocumentWarningKind, Timestamp};
use imageref::manifest::Descriptor;
use serde_json::Value;

use super::digest;
use crate::data::{self, Counts};

/// What Go reads and this crate rejects on purpose.
fn stricter_than_go(text: &str) -> &'static str {
    if text.contains(',') {
        "stricter: comma before the fraction"
    } else if text.contains("T1:") || text.contains("T9:") || text.contains("T0:") {
        "stricter: hour of one digit"
    } else {
        "stricter: other"
    }
}

#[test]
fn texts_times_and_base64_are_spelled_as_go_spells_them() {
    let mut counts = Counts::default();
    let text = data::read("document/go_spelling.tsv");
    for row in data::rows(&text) {
        let [class, literal, go] = row[..] else { panic!("{row:?}") };
        match class {
            "string" => {
                let with = |url: &str| {
                    let digest = digest('a');
                    format!(r#"{{"mediaType":"a/b","digest":"{digest}","size":1,"urls":[{url}]}}"#)
                };
                let descriptor = Descriptor::from_slice(with(literal).as_bytes()).unwrap();
                let written = String::from_utf8(descriptor.to_bytes()).unwrap();
                assert_eq!(written, with(go), "{literal}");
                counts.add("string");
            }
            "time" => {
                let text: String = serde_json::from_str(literal).unwrap();
                match (text.parse::<Timestamp>(), go) {
                    (Ok(time), go) if go != "-" => {
                        assert_eq!(time.as_str(), text);
                        assert!(time.is_go_readable());
                        assert_eq!(format!("\"{}\"", time.to_go()), go, "{literal}");
                        counts.add("time");
                    }
                    (Err(_), "-") => counts.add("time rejected"),
                    (Err(_), _) => counts.add(stricter_than_go(&text)),
                    (Ok(time), _) => {
                        assert!(!time.is_go_readable(), "{literal} is not a time for Go");
                        counts.add("wider: lower case or leap second");
                    }
                }
            }
            "base64" => {
                let carrier = format!(
                    r#"{{"mediaType":"a/b","digest":"{}","size":1,"data":{literal}}}"#,
                    digest('a')
                );
                match (Document::<Descriptor>::from_bytes(carrier.as_bytes()), go) {
                    (Ok(document), go) if go != "-" => {
                        let odd = document
                            .warnings()
                            .iter()
                            .any(|f| f.kind() == DocumentWarningKind::Base64Form);
                        let plain = |l| serde_json::from_str::<String>(l).unwrap();
                        assert_eq!(odd, plain(literal) != plain(go), "{literal}");
                        counts.add("base64");
                    }
                    (Err(_), "-") => counts.add("base64 rejected"),
                    (read, _) => panic!("{literal}: {read:?}, Go {go}"),
                }
            }
            other => panic!("{other}"),
        }
    }
    counts.assert(&[
        ("base64", 30),
        ("base64 rejected", 18),
        ("stricter: comma before the fraction", 1),
        ("stricter: hour of one digit", 1),
        ("string", 83),
        ("time", 60),
        ("time rejected", 31),
        ("wider: lower case or leap second", 4),
    ]);
}

#[test]
fn from_unix_writes_what_go_writes() {
    let text = |seconds, nanos| Timestamp::from_unix(seconds, nanos).map(|t| t.to_string());
    assert_eq!(text(0, 0).unwrap(), "1970-01-01T00:00:00Z");
    assert_eq!(text(-62_135_596_800, 0).unwrap(), "0001-01-01T00:00:00Z");
    assert_eq!(text(1_709_210_096, 120).unwrap(), "2024-02-29T12:34:56.00000012Z");
    assert_eq!(text(253_402_300_799, 999_999_999).unwrap(), "9999-12-31T23:59:59.999999999Z");
    assert_eq!(text(253_402_300_800, 0), None);
    assert_eq!(text(-62_167_219_201, 0), None);
    assert_eq!(text(0, 1_000_000_000), None);
    assert_eq!(text(i64::MAX, 0), None);
    assert_eq!(text(i64::MIN, 0), None);
    for day in (-700_000..2_900_000).step_by(97) {
        let time = Timestamp::from_unix(day * 86_400 + 5, 0).unwrap();
        assert_eq!(time.unix_seconds(), day * 86_400 + 5, "{time}");
    }
}

#[test]
fn values_serialize_in_their_order() {
    let text = r#"{"size":1,"urls":["https://a"],"digest":"DIGEST","mediaType":"a/b","z":[1,-2,1.5,true,null,{"y":"\u00e9"}]}"#;
    let text = text.replace("DIGEST", &digest('a'));
    let descriptor = Descriptor::from_slice(text.as_bytes()).unwrap();
    let value: Value = serde_json::to_value(&descriptor).unwrap();
    assert_eq!(value, serde_json::from_str::<Value>(&text).unwrap());
    assert_eq!(serde_json::to_string(&descriptor).unwrap(), text.replace(r"\u00e9", "é"));
}
