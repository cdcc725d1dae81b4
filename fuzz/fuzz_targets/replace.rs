//! Edits of every image in any string: only the spans change.
#![no_main]

use imageref::reference::Tag;
use imageref::{Digest, RawReference};
use imageref_scan::{BuildOptions, Dockerfile, Edit, apply, image_values};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let digest = Digest::sha256(text.as_bytes());
    let (mut spans, mut edits) = (Vec::new(), Vec::new());
    if let Ok(file) = Dockerfile::parse(text) {
        let build = file.resolve(&BuildOptions::new());
        let images = file.images(&build);
        let literal = images.iter().filter(|i| i.is_literal() && i.source().image().is_some());
        spans.extend(literal.map(|image| image.span()));
    } else {
        let found = image_values(text);
        edits.extend(found.iter().filter_map(|found| found.edit_digest(&digest).ok()));
    }
    for span in spans {
        let _ = Edit::with_tag(text, span, Tag::LATEST);
        if let Ok(edit) = Edit::with_digest(text, span, &digest) {
            edits.push(edit);
        }
    }
    let new = apply(text, edits.clone()).expect("spans of one scan don't overlap");
    if Dockerfile::parse(text).is_err() {
        let pinned = |raw: RawReference<'_>| raw.digest().is_some();
        let again = image_values(&new);
        let again = again.iter().filter(|found| found.reference().is_some_and(pinned));
        assert!(again.count() >= edits.len(), "an edit reads back");
    }
    let (mut old_at, mut new_at) = (0, 0);
    for edit in &edits {
        let kept = &text[old_at..edit.span().start];
        assert_eq!(&new[new_at..new_at + kept.len()], kept);
        new_at += kept.len();
        assert_eq!(&new[new_at..new_at + edit.text().len()], edit.text());
        new_at += edit.text().len();
        old_at = edit.span().end;
    }
    assert_eq!(&new[new_at..], &text[old_at..]);
});
