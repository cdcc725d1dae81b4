//! References as names of files.

use imageref::Reference;
use imageref_interop::file_name;
use proptest::prelude::*;

use crate::support::references;

proptest! {
    #[test]
    fn file_names(reference in references()) {
        let name = file_name::encode(&reference);
        prop_assert!(name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-_.%".contains(&b)), "{}", name);
        prop_assert!(!name.ends_with('.') && !name.starts_with('.') && !name.starts_with('-'));
        prop_assert_eq!(file_name::parse(&name), Ok(reference));
        prop_assert!(file_name::parse(&name.to_uppercase()).is_err());
    }

    #[test]
    fn any_file_name(text in "[a-zA-Z%0-9./:]{0,30}") {
        if let Ok(reference) = file_name::parse(&text) {
            prop_assert_eq!(file_name::encode(&reference), text);
        }
    }
}

#[test]
fn a_file_has_no_dot_at_its_end() {
    let reference: Reference = "a.b/c:1.".parse().expect("a reference");
    assert_eq!(file_name::encode(&reference), "a.b%2fc%3a1%2e");
    assert_eq!(file_name::parse("a.b%2fc%3a1%2e"), Ok(reference));
    for other in ["a.b%2Fc%3a1", "a.b/c:1", "%61.b%2fc%3a1", "a.b%2fc", "nginx%3a1", "%", ""] {
        assert!(file_name::parse(other).is_err(), "{other}");
    }
}
