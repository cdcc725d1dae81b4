//! Kind `select`.

use imageref::manifest::SelectPolicy;
use imageref::{ImageIndex, Platform};
use serde_json::{Value, json};

/// An index's path, a platform (the host is linux/amd64), a policy: the digest of the entry that is selected.
pub(crate) fn select(line: &Value) -> Value {
    match chosen(line) {
        Ok(digest) => json!({"ok": true, "digest": digest}),
        Err((kind, message)) => json!({"ok": false, "kind": kind, "message": message}),
    }
}

fn chosen(line: &Value) -> Result<String, (&'static str, String)> {
    let text = |name: &str| line[name].as_str().unwrap_or_default();
    let host = Platform::new("linux", "amd64");
    let platform = Platform::parse(text("platform"), &host)
        .map_err(|e| ("platform", e.in_text(text("platform")).to_string()))?;
    let policy = SelectPolicy::ALL.into_iter().find(|policy| policy.as_str() == text("policy"));
    let policy = policy.ok_or_else(|| ("policy", format!("no policy {:?}", text("policy"))))?;
    let bytes = std::fs::read(text("index")).map_err(|e| ("io", e.to_string()))?;
    let index = ImageIndex::from_slice(&bytes).map_err(|e| ("document", e.to_string()))?;
    let entry = index.select(&platform, policy).map_err(|e| ("no-match", e.to_string()))?;
    Ok(entry.digest().to_string())
}
