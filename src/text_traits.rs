//! The standard traits of types that are checked strings.

/// Implements some of the traits, by the functions that each group names.
///
/// - `parse`, for owned types: `FromStr` and `TryFrom` by `parse`
/// - `view`, for borrowed types: `TryFrom` by `parse`
/// - `show`: `Display`, `Debug` and equality with strings by `as_str`; `show_text` by `to_text`
/// - `plain`: as `show`, but `Debug` is that of a string
/// - `lend`: `AsRef` and `Borrow` by `as_str`; the latter is lawful where `Eq`, `Ord` and `Hash` are the string's
/// - `order`: `Eq`, `Ord` and `Hash` by `as_str`
/// - `own`: `String` from a field `text`
///
/// A description after the type is what its deserializer expects.
macro_rules! text_traits {
    ($($name:ident, $type:ty $(, $expecting:expr)? => $($group:ident)*;)*) => {$(
        $(crate::text_traits::text_traits! { @$group $name, $type })*
        $(
            #[cfg(feature = "serde")]
            impl serde::Serialize for $type {
                fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                    to.collect_str(self)
                }
            }

            #[cfg(feature = "serde")]
            impl<'de> serde::Deserialize<'de> for $type {
                fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                    crate::serde_text::deserialize(from, $expecting)
                }
            }
        )?
    )*};
    (@parse $name:ident, $type:ty) => {
        impl core::str::FromStr for $type {
            type Err = crate::error::ParseError;
            #[inline]
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::parse(text)
            }
        }
        crate::text_traits::text_traits! { @try_from $name, $type }
    };
    (@try_from $name:ident, $type:ty) => {
        impl TryFrom<&str> for $type {
            type Error = crate::error::ParseError;
            fn try_from(text: &str) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        impl TryFrom<alloc::string::String> for $type {
            type Error = crate::error::ParseError;
            fn try_from(text: alloc::string::String) -> Result<Self, Self::Error> {
                text.parse()
            }
        }
    };
    (@view $name:ident, $type:ty) => {
        impl<'a> TryFrom<&'a str> for $name<'a> {
            type Error = crate::error::ParseError;
            fn try_from(text: &'a str) -> Result<Self, Self::Error> {
                Self::parse(text)
            }
        }
    };
    (@show $name:ident, $type:ty) => {
        crate::text_traits::text_traits! { @show_by $name, $type, as_str }
    };
    (@show_text $name:ident, $type:ty) => {
        crate::text_traits::text_traits! { @show_by $name, $type, to_text }
    };
    (@show_by $name:ident, $type:ty, $text:ident) => {
        impl core::fmt::Debug for $type {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.$text())
            }
        }

        crate::text_traits::text_traits! { @text $type, $text }
    };
    (@plain $name:ident, $type:ty) => {
        impl core::fmt::Debug for $type {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                core::fmt::Debug::fmt(self.as_str(), f)
            }
        }

        crate::text_traits::text_traits! { @text $type, as_str }
    };
    (@text $type:ty, $text:ident) => {
        impl core::fmt::Display for $type {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.pad(AsRef::<str>::as_ref(&self.$text()))
            }
        }

        impl PartialEq<str> for $type {
            fn eq(&self, other: &str) -> bool {
                AsRef::<str>::as_ref(&self.$text()) == other
            }
        }

        impl PartialEq<&str> for $type {
            fn eq(&self, other: &&str) -> bool {
                AsRef::<str>::as_ref(&self.$text()) == *other
            }
        }
    };
    (@lend $name:ident, $type:ty) => {
        impl AsRef<str> for $type {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl core::borrow::Borrow<str> for $type {
            fn borrow(&self) -> &str {
                self.as_str()
            }
        }
    };
    (@order $name:ident, $type:ty) => {
        impl PartialEq for $type {
            fn eq(&self, other: &Self) -> bool {
                self.as_str() == other.as_str()
            }
        }

        impl Eq for $type {}

        impl PartialOrd for $type {
            fn partial_cmp(&self, other: &Self) -> Option<core::cmp::Ordering> {
                Some(self.cmp(other))
            }
        }

        impl Ord for $type {
            fn cmp(&self, other: &Self) -> core::cmp::Ordering {
                self.as_str().cmp(other.as_str())
            }
        }

        impl core::hash::Hash for $type {
            fn hash<H: core::hash::Hasher>(&self, state: &mut H) {
                self.as_str().hash(state);
            }
        }
    };
    (@own $name:ident, $type:ty) => {
        impl From<$type> for alloc::string::String {
            fn from(value: $type) -> Self {
                value.text.into()
            }
        }
    };
}
pub(crate) use text_traits;
