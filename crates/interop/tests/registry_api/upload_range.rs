//! Ranges of uploads.

use imageref_interop::registry_api::UploadRange;
use proptest::prelude::*;

#[test]
fn ranges() {
    for (text, first, last) in [
        ("0-0", 0, 0),
        ("0-1023", 0, 1023),
        ("bytes=5-9", 5, 9),
        ("0-18446744073709551615", 0, u64::MAX),
    ] {
        let range: UploadRange = text.parse().expect(text);
        assert_eq!((range.first(), range.last()), (first, last));
        assert_eq!(range.next(), last.checked_add(1));
        assert_eq!(range.to_string().parse(), Ok(range));
    }
    for (text, message) in [
        ("", "expected a digit, but the range ends"),
        ("-", "expected a digit in the range, but found `-`"),
        ("0-", "expected a digit, but the range ends"),
        ("-1", "expected a digit in the range, but found `-`"),
        ("1-0", "the range ends before it starts"),
        ("0", "expected `-`, but the range ends"),
        ("a-b", "expected a digit in the range, but found `a`"),
        ("0-1/2", "expected a digit in the range, but found `/`"),
        ("0-18446744073709551616", "unexpected number over 64 bits in the range"),
        ("+0-1", "expected a digit in the range, but found `+`"),
        (" 0-1", "unexpected whitespace ` ` in the range"),
        ("0-\u{661}", "unexpected non-ASCII character `\\u{661}` in the range"),
        ("bytes 0-1", "expected a digit in the range, but found `b`"),
        ("0-1\r\n", "unexpected whitespace `\\r` in the range"),
    ] {
        let error = text.parse::<UploadRange>().expect_err(text);
        assert_eq!(error.to_string(), message, "{text}");
        assert!(text.get(error.span().range()).is_some(), "{text}: {error:?}");
    }
    assert_eq!(UploadRange::of_chunk(0, 0), None);
    assert_eq!(UploadRange::of_chunk(u64::MAX, 2), None);
}

proptest! {
    #[test]
    fn of_chunks(offset: u64, len: u64) {
        if let Some(range) = UploadRange::of_chunk(offset, len) {
            prop_assert_eq!(range.to_string().parse(), Ok(range));
            prop_assert_eq!(range.last() - range.first() + 1, len);
        }
    }
}
