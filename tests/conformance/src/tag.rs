//! The kinds `tag` and `tag-pair`.

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
    let suffix = [prerelease, info.build_metadata()]
        .into_iter()
        .flatten()
        .fold(info.suffix().to_owned(), |suffix, part| without(&suffix, part));
    json!({
        "ok": true,
        "kind": info.kind().as_str(),
        "reason": info.reason(),
        "moving": info.is_moving(),
        "version": info.numbers().collect::<Vec<_>>(),
        "prerelease": prerelease.unwrap_or_default(),
        "post_release": info.post_release(),
        "build_metadata": info.build_metadata(),
        "build_counter": info.build_counter(),
        "commits_ahead": info.commits_ahead(),
        "commit": info.commit(),
        "suffix": suffix,
    })
}

/// `{candidate, current}`: how the candidate compares with the current tag.
pub(crate) fn tag_pair(line: &Value) -> Value {
    let read =
        |member: &str| Tag::parse(line.get(member).and_then(Value::as_str).unwrap_or_default());
    let (Ok(candidate), Ok(current)) = (read("candidate"), read("current")) else {
        // What is not a tag is in no stream.
        return json!({ "ok": true, "same_stream": false, "ordering": null });
    };
    match compare(candidate, current) {
        Ok(ordering) => {
            let ordering = match ordering {
                Ordering::Less => "less",
                Ordering::Equal => "equal",
                Ordering::Greater => "greater",
            };
            json!({ "ok": true, "same_stream": true, "ordering": ordering })
        }
        Err(e) => json!({
            "ok": true, "same_stream": false, "ordering": null, "message": e.to_string(),
        }),
    }
}

/// The suffix without a part of it and the separator before or after that.
fn without(suffix: &str, part: &str) -> String {
    let separator = |c: Option<char>| c.is_none_or(|c| matches!(c, '-' | '_' | '.'));
    let whole = |&at: &usize| {
        separator(suffix[..at].chars().next_back())
            && separator(suffix[at + part.len()..].chars().next())
    };
    let Some(at) = suffix.match_indices(part).map(|(at, _)| at).find(whole) else {
        return suffix.to_owned();
    };
    let (before, after) = (&suffix[..at], &suffix[at + part.len()..]);
    if before.is_empty() {
        after.trim_start_matches('-').to_owned()
    } else {
        format!("{}{after}", before.trim_end_matches(['-', '_', '.']))
    }
}
