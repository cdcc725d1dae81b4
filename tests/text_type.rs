//! Assertions about the traits of every string type.

use std::borrow::Borrow;
use std::fmt::{Debug, Display};

/// `Display` writes the string, `Debug` the type's name with it.
#[track_caller]
pub fn shows<T: Display + Debug>(value: &T, name: &str, text: &str) {
    assert_eq!(value.to_string(), text);
    assert_eq!(format!("{value:?}"), format!("{name}({text})"));
}

/// `AsRef` and `Borrow` return the string.
#[track_caller]
pub fn lends<T: AsRef<str> + Borrow<str>>(value: &T, text: &str) {
    assert_eq!(value.as_ref(), text);
    let borrowed: &str = value.borrow();
    assert_eq!(borrowed, text);
}

/// Equals its own string and no other.
#[track_caller]
pub fn equals<T>(value: &T, text: &str)
where
    T: PartialEq<str> + for<'a> PartialEq<&'a str>,
{
    let other = format!("{text}x");
    assert!(*value == *text && *value == text);
    assert!(*value != *other && *value != &*other);
}

/// The first value is less, by `Eq`, `Ord` and `PartialOrd`.
#[track_caller]
pub fn orders<T: Ord + Clone>(less: &T, more: &T) {
    assert!(*less == less.clone() && *less != *more);
    assert!(less < more && more > less);
    assert!(less.partial_cmp(more).is_some_and(std::cmp::Ordering::is_lt));
    assert!(less.cmp(&less.clone()).is_eq());
}
