//! Edits: only the span changes.

use imageref::Digest;
use imageref::reference::Tag;
use imageref::{RawReference, Span};
use imageref_scan::{BuildOptions, Dockerfile, Edit, TextEditError, apply, image_values};
use proptest::prelude::*;

/// Every image of a Dockerfile pinned: comments, quotes, blanks and line ends stay.
#[test]
fn everything_else_stays() {
    let text = "\u{feff}# FROM a\r\nFROM   nginx:1.27   AS \\\r\n\r\nb\r\nCOPY --from=\"busybox\" /x  /y\r\n\
                RUN --mount=type=bind,from=quay.io/a/b:2,target=/é x";
    let digest = Digest::sha256(b"x");
    let file = Dockerfile::parse(text).unwrap();
    let build = file.resolve(&BuildOptions::new());
    let images = file.images(&build);
    let edits = images.iter().map(|image| Edit::with_digest(text, image.span(), &digest).unwrap());
    let pinned = apply(text, edits).unwrap();
    let mut want = text.to_owned();
    for name in ["nginx:1.27", "busybox", "quay.io/a/b:2"] {
        want = want.replacen(name, &format!("{name}@{digest}"), 1);
    }
    assert_eq!(pinned, want);
    let file = Dockerfile::parse(&pinned).unwrap();
    let build = file.resolve(&BuildOptions::new());
    assert!(file.images(&build).iter().all(|i| i.source().image().unwrap().digest().is_some()));
}

#[test]
fn tags_in_yaml() {
    let text = "image: 'redis:7.2' # the cache\n- image: redis\n";
    let tag = Tag::parse("7.4").unwrap();
    let edits = image_values(text).into_iter().map(|found| found.edit_tag(tag).unwrap());
    let new = apply(text, edits).unwrap();
    assert_eq!(new, "image: 'redis:7.4' # the cache\n- image: redis:7.4\n");
}

#[test]
fn errors() {
    let span = |start, end| Span { start, end };
    let tag = Tag::LATEST;
    assert!(matches!(Edit::with_tag("aé", span(0, 2), tag), Err(TextEditError::NotInText { .. })));
    assert!(matches!(Edit::with_tag("a", span(0, 2), tag), Err(TextEditError::NotInText { .. })));
    assert!(matches!(Edit::with_tag("A b", span(0, 3), tag), Err(TextEditError::Reference(_))));
    assert!(matches!(Edit::replace("a", span(0, 1), "A"), Err(TextEditError::Reference(_))));
    let edit = |start, end| Edit::replace("nginx", span(start, end), "a").unwrap();
    assert!(matches!(apply("nginx", [edit(0, 3), edit(2, 5)]), Err(TextEditError::Overlap { .. })));
    assert!(matches!(apply("a", [edit(0, 3)]), Err(TextEditError::NotInText { .. })));
    assert_eq!(apply("nginx", [edit(3, 5), edit(0, 3)]).unwrap(), "aa");
    let error = Edit::with_tag("a", span(0, 2), tag).unwrap_err();
    assert_eq!(error.to_string(), "bytes 0 to 2 are outside the text, or cut a character in two");
}

proptest! {
    /// Nothing changes before and after the span; inside, it is the reference's own edit.
    #[test]
    fn only_the_span_changes(before in "\\PC{0,20}", image in "[a-z]{1,5}(/[a-z]{1,5})?(:[0-9.a]{1,4})?", after in "\\PC{0,20}") {
        prop_assume!(RawReference::parse(&image).is_ok());
        let text = format!("{before}{image}{after}");
        let span = Span { start: before.len(), end: before.len() + image.len() };
        let digest = Digest::sha256(before.as_bytes());
        let new = apply(&text, [Edit::with_digest(&text, span, &digest).unwrap()]).unwrap();
        prop_assert_eq!(new, format!("{before}{image}@{digest}{after}"));
    }
}
