//! How little two words differ.

use alloc::vec::Vec;

/// Returns `true` if at most one edit leads from one to the other: a byte inserted, removed or changed, or two
/// neighbors swapped.
pub(crate) fn is_similar(a: &[u8], b: &[u8]) -> bool {
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (a.get(same..).unwrap_or_default(), b.get(same..).unwrap_or_default());
    let end = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    let a: Vec<_> = a.iter().take(a.len().saturating_sub(end)).collect();
    let b: Vec<_> = b.iter().take(b.len().saturating_sub(end)).collect();
    match (&a[..], &b[..]) {
        ([] | [_], [] | [_]) => true,
        ([a1, a2], [b1, b2]) => a1 == b2 && a2 == b1,
        _ => false,
    }
}
