//! Platforms: read, normalized, matched, ordered. The host is linux/amd64.

use imageref::{Platform, PlatformMatcher};
use serde_json::{Value, json};

fn host() -> Platform {
    Platform::new("linux", "amd64")
}

/// Kind `platform`: a specifier.
pub(crate) fn platform(line: &Value) -> Value {
    let Some(text) = line.as_str() else {
        return json!({"ok": false, "message": "a line is a string"});
    };
    match Platform::parse(text, &host()) {
        Ok(platform) => {
            let mut out = parts(&platform);
            out["ok"] = json!(true);
            out["format"] = json!(platform.format().to_string());
            out["formatall"] = json!(platform.format_all().to_string());
            out["normalized"] = parts(&platform.normalize());
            out
        }
        Err(error) => json!({"ok": false, "message": error.in_text(text).to_string()}),
    }
}

fn parts(platform: &Platform) -> Value {
    json!({
        "os": platform.os(),
        "arch": platform.architecture(),
        "variant": platform.variant().unwrap_or_default(),
        "osversion": platform.os_version().unwrap_or_default(),
        "osfeatures": platform.os_features(),
    })
}

/// Kind `platform-match`: a wish `p` and a platform `q`, or a wish `p` or wishes `ps` and `candidates`.
pub(crate) fn platform_match(line: &Value) -> Value {
    let op = line["op"].as_str().unwrap_or_default();
    let wishes = if line["ps"].is_array() { list(&line["ps"]) } else { vec![read(&line["p"])] };
    let Some(first) = wishes.first() else {
        return json!({"ok": false, "message": "no wish"});
    };
    if op == "match" {
        let platform = read(&line["q"]);
        return json!({
            "ok": true,
            "match": PlatformMatcher::ordered([first]).matches(&platform),
            "only_strict": PlatformMatcher::strict(first).matches(&platform),
            "only": PlatformMatcher::only(first).matches(&platform),
            "only_os": PlatformMatcher::only_os(first).matches(&platform),
        });
    }
    let matcher = match op {
        "only" => PlatformMatcher::only(first),
        "only_strict" => PlatformMatcher::strict(first),
        "only_os" => PlatformMatcher::only_os(first),
        "ordered" => PlatformMatcher::ordered(&wishes),
        "any" => PlatformMatcher::any_of(&wishes),
        _ => return json!({"ok": false, "message": "unknown op"}),
    };
    let candidates = list(&line["candidates"]);
    let mut sorted: Vec<usize> = (0..candidates.len()).collect();
    sorted.sort_by_cached_key(|&at| matcher.rank(&candidates[at]));
    let taken: Vec<usize> =
        (0..candidates.len()).filter(|&at| matcher.matches(&candidates[at])).collect();
    json!({"ok": true, "sorted_idx": sorted, "matched_idx": taken})
}

fn list(value: &Value) -> Vec<Platform> {
    value.as_array().map(|list| list.iter().map(read).collect()).unwrap_or_default()
}

/// A platform as the vectors write it, its operating system filled in from the host, as Go's tools do.
fn read(value: &Value) -> Platform {
    let text = |name: &str| value[name].as_str().unwrap_or_default();
    let features = value["osfeatures"].as_array().map(Vec::as_slice).unwrap_or_default();
    Platform::new(text("os"), text("arch"))
        .with_variant(text("variant"))
        .with_os_version(text("osversion"))
        .with_os_features(features.iter().filter_map(Value::as_str))
        .or_os_of(&host())
}
