//! Laws of the order of tags: reflexive, antisymmetric, transitive, total within a stream; sorting agrees with it.
#![no_main]

use core::cmp::Ordering;

use imageref::reference::Tag;
use imageref::tag_kind::{TagMeaning, compare, containing, sort_order, updates};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    // Three tags on three lines.
    let mut lines = text.splitn(3, '\n').map(Tag::new);
    let (Some(Ok(a)), Some(Ok(b)), Some(Ok(c))) = (lines.next(), lines.next(), lines.next()) else {
        return;
    };
    let (ab, bc, ac) = (compare(a, b), compare(b, c), compare(a, c));
    assert_eq!(compare(a, a), Some(Ordering::Equal));
    assert_eq!(compare(b, a), ab.map(Ordering::reverse));
    if let (Some(ab), Some(bc)) = (ab, bc) {
        assert!(ac.is_some());
        if ab == bc || bc == Ordering::Equal {
            assert_eq!(ac, Some(ab));
        }
        if ab == Ordering::Equal {
            assert_eq!(ac, Some(bc));
        }
    }
    assert_eq!(sort_order(a, b), sort_order(b, a).reverse());
    assert_eq!(sort_order(a, b) == Ordering::Equal, a == b);
    if let Some(order) = ab.filter(|order| order.is_ne()) {
        assert_eq!(sort_order(a, b), order);
    }
    assert!(updates(a, [b, c]).all(|update| compare(update.tag(), a) == Some(Ordering::Greater)));
    assert!(containing(a, [b, c]).all(|tag| TagMeaning::of(tag).is_moving()));
    for word in TagMeaning::of(a).variant() {
        assert!(a.as_str().contains(word.name()));
    }
});
