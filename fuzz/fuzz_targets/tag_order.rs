//! Laws of the order of tags: reflexive, antisymmetric, transitive, total within a stream; sorting agrees with it.
#![no_main]

use core::cmp::Ordering;

use imageref::reference::Tag;
use imageref::tag::{TagInfo, compare, moving_aliases, total_cmp, updates};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    // Three tags on three lines.
    let mut lines = text.splitn(3, '\n').map(Tag::parse);
    let (Some(Ok(a)), Some(Ok(b)), Some(Ok(c))) = (lines.next(), lines.next(), lines.next()) else {
        return;
    };
    let (ab, bc, ac) = (compare(a, b).ok(), compare(b, c).ok(), compare(a, c).ok());
    assert_eq!(compare(a, a), Ok(Ordering::Equal));
    assert_eq!(compare(b, a).ok(), ab.map(Ordering::reverse));
    if let (Some(ab), Some(bc)) = (ab, bc) {
        assert!(ac.is_some());
        if ab == bc || bc == Ordering::Equal {
            assert_eq!(ac, Some(ab));
        }
        if ab == Ordering::Equal {
            assert_eq!(ac, Some(bc));
        }
    }
    assert_eq!(total_cmp(a, b), total_cmp(b, a).reverse());
    assert_eq!(total_cmp(a, b) == Ordering::Equal, a == b);
    if let Some(order) = ab.filter(|order| order.is_ne()) {
        assert_eq!(total_cmp(a, b), order);
    }
    assert!(updates(a, [b, c]).all(|update| compare(update.tag(), a) == Ok(Ordering::Greater)));
    assert!(moving_aliases(a, [b, c]).all(|tag| TagInfo::of(tag).is_moving()));
    for word in TagInfo::of(a).variant() {
        assert!(a.as_str().contains(word.name()));
    }
});
