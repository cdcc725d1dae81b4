//! Kinds `reference` and `digest`.

use std::fmt::Debug;

use imageref::reference::{Defaults, Registry, Tag};
use imageref::{DigestRef, ParseError, ParseErrorKind, RawReference};
use serde_json::{Value, json};

/// A string: a reference.
pub(crate) fn reference(line: &Value) -> Value {
    let text = line.as_str().unwrap_or_default();
    match explain(text) {
        Ok(value) => value,
        Err(e) => json!({
            "ok": false,
            "kind": kebab(e.kind()),
            "part": kebab(e.part()),
            "start": e.span().start,
            "end": e.span().end,
            "message": e.in_text(text).to_string(),
            "hint": e.hint(),
            "fix": e.fix(text),
        }),
    }
}

fn explain(text: &str) -> Result<Value, ParseError> {
    let raw = RawReference::parse(text)?;
    let filled = raw.normalize(&Defaults::DOCKER)?;
    let name = filled.name_str();
    let tag = raw.tag().map(Tag::as_str);
    let digest = raw.digest().map(DigestRef::as_str);
    // Without the tag that was filled in.
    let (normalized, familiar) = match (tag, digest) {
        (None, None) => (name.to_owned(), filled.name().familiar().to_string()),
        _ => (filled.as_str().to_owned(), filled.familiar().to_string()),
    };
    Ok(json!({
        "ok": true,
        "registry": filled.registry().as_str(),
        "repository": filled.repository().as_str(),
        "tag": tag,
        "digest": digest,
        "normalized": normalized,
        "filled": filled.as_str(),
        "familiar": familiar,
        "written": {
            "registry": raw.registry().map(Registry::as_str),
            "repository": raw.repository().as_str(),
            "tag": tag,
            "digest": digest,
        },
    }))
}

/// A string: a digest.
pub(crate) fn digest(line: &Value) -> Value {
    let text = line.as_str().unwrap_or_default();
    match DigestRef::parse(text) {
        Ok(digest) => json!({
            "ok": true,
            "algorithm": digest.algorithm_name(),
            "encoded": digest.encoded(),
            "supported": digest.is_known(),
        }),
        Err(e) => json!({
            "ok": false,
            "kind": match e.kind() {
                ParseErrorKind::DigestLength { .. } => "length",
                _ => "format",
            },
            "message": e.in_text(text).to_string(),
        }),
    }
}

/// The name of a variant in kebab case.
pub(crate) fn kebab(variant: impl Debug) -> String {
    let name = format!("{variant:?}");
    let name = name.split([' ', '{', '(']).next().unwrap_or_default();
    let mut out = String::new();
    for c in name.chars() {
        if c.is_ascii_uppercase() && !out.is_empty() {
            out.push('-');
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}
