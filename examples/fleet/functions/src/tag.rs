//! Functions of tags.

use std::sync::Arc;

use arrow::array::{ArrayRef, BooleanArray, StringViewArray};
use datafusion_common::Result;
use imageref::Tag;
use imageref::tag::{TagInfo, newest};

use super::views::Views;

/// Returns what each tag names, in kebab case.
pub(super) fn kind(tags: &StringViewArray) -> Result<ArrayRef> {
    let mut out = Views::of(tags);
    let mut known = Vec::new();
    for tag in tags {
        match tag.and_then(|tag| Tag::parse(tag).ok()) {
            Some(tag) => out.push_known(TagInfo::of(tag).kind().as_str(), &mut known)?,
            None => out.push_null(),
        }
    }
    out.finish_array()
}

/// Returns `true` for each candidate that is newer than the tag and in its stream.
pub(super) fn newer(tags: &StringViewArray, candidates: &StringViewArray) -> Result<ArrayRef> {
    let newer = |tag: Option<&str>, candidate: Option<&str>| {
        let candidate = Tag::parse(candidate?).ok()?;
        Some(newest(Tag::parse(tag?).ok()?, [candidate]).is_some())
    };
    let column: BooleanArray =
        tags.iter().zip(candidates).map(|(tag, candidate)| newer(tag, candidate)).collect();
    Ok(Arc::new(column))
}
