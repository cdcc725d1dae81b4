//! `FromStr` and `TryFrom<&str>` for the types with a `parse`.

/// Implements `FromStr` and `TryFrom<&str>` by `parse`, which returns a `FormatError`.
macro_rules! parse_traits {
    ($name:ty) => {
        impl core::str::FromStr for $name {
            type Err = $crate::error::FormatError;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::parse(text)
            }
        }

        impl TryFrom<&str> for $name {
            type Error = $crate::error::FormatError;
            fn try_from(text: &str) -> Result<Self, Self::Error> {
                Self::parse(text)
            }
        }
    };
}
pub(crate) use parse_traits;
