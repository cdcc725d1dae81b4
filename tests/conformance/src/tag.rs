//! Kinds `tag` and `tag-pair`.

use core::cmp::Ordering;

use imageref::reference::Tag;
use imageref::tag::{TagInfo, compare};
use serde_json::{Value, json};

/// A string: what the tag means.
pub(crate) fn tag(line: &Value) -> Value {
    let tag = match Tag::parse(line.as_str().unwrap_or_default()) {
        Ok(tag) => tag,
        Err(e) => return json!({ "ok": false, "message": e.to_string() }),
    };
    let info = TagInfo::of(tag);
    let prerelease = info.prerelease();
    json!({
        "ok": true,
        "kind": info.kind().as_str(),
        "reason": info.reason(),
        "moving": info.is_moving(),
        "version": info.numbers().collect::<Vec<_>>(),
        "prerelease": prerelease.unwrap_or_default(),
        "suffix": without(info.suffix(), prerelease),
    })
}

/// `{candidate, current}`: the candidate's place beside the current tag.
pub(crate) fn tag_pair(line: &Value) -> Value {
    let read =
        |member: &str| Tag::parse(line.get(member).and_then(Value::as_str).unwrap_or_default());
    let (Ok(candidate), Ok(current)) = (read("candidate"), read("current")) else {
        // What is no tag is in no stream.
        return json!({ "ok": true, "same_stream": false, "ordering": null });
    };
    let ordering = compare(candidate, current).ok();
    json!({
        "ok": true,
        "same_stream": ordering.is_some(),
        "ordering": ordering.map(|ordering| match ordering {
            Ordering::Less => "less",
            Ordering::Equal => "equal",
            Ordering::Greater => "greater",
        }),
    })
}

/// The suffix without the prerelease in it.
fn without(suffix: &str, prerelease: Option<&str>) -> String {
    let Some(prerelease) = prerelease else { return suffix.to_owned() };
    let end = |at: usize| at + prerelease.len();
    let whole = |at: usize| {
        (at == 0 || suffix[..at].ends_with('-'))
            && matches!(suffix[end(at)..].chars().next(), None | Some('-'))
    };
    match suffix.match_indices(prerelease).map(|(at, _)| at).find(|&at| whole(at)) {
        Some(at) => {
            let (before, behind) =
                (suffix[..at].trim_end_matches('-'), suffix[end(at)..].trim_start_matches('-'));
            [before, behind]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join("-")
        }
        None => suffix.to_owned(),
    }
}
