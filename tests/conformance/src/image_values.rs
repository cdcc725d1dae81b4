//! Kind `image-values`.

use serde_json::{Value, json};

/// A string of YAML or JSON: the values of the key `image` in it.
pub(crate) fn image_values(line: &Value) -> Value {
    let Some(text) = line.as_str() else {
        return json!({ "ok": false, "message": "expected a string of YAML or JSON" });
    };
    let found = imageref_scan::image_values(text);
    let values = found.iter().map(|found| {
        json!({
            "value": found.value(),
            "start": found.span().start,
            "end": found.span().end,
            "reference": imageref::RawReference::parse(found.value()).is_ok(),
        })
    });
    json!({ "ok": true, "values": values.collect::<Vec<_>>() })
}
