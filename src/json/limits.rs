//! [`DocumentLimits`]: limits on size, nesting and members.

/// A struct of limits: what each is, its getter, its setter, its type and default.
macro_rules! limits {
    (
        $(#[$meta:meta])*
        $limits:ident: $($what:literal $max:ident $with:ident $type:ty = $default:expr;)*
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        #[allow(clippy::struct_field_names, reason = "fields are named as their getters")]
        pub struct $limits {
            $($max: $type,)*
        }

        impl $limits {
            /// The default limits.
            pub const fn new() -> Self {
                Self { $($max: $default,)* }
            }

            $(
                #[doc = concat!("The ", $what, ".")]
                pub const fn $max(&self) -> $type {
                    self.$max
                }

                #[doc = concat!("Returns the limits with another value of the ", $what, ".")]
                #[must_use]
                pub const fn $with(mut self, $max: $type) -> Self {
                    self.$max = $max;
                    self
                }
            )*
        }

        impl Default for $limits {
            fn default() -> Self {
                Self::new()
            }
        }
    };
}
pub(crate) use limits;

limits! {
    /// Limits on a document's size, nesting and members. Each is inclusive.
    ///
    /// The defaults are those of registries: 4 MiB (distribution's `maxManifestBodySize`), depth 128, 100,000 members.
    DocumentLimits:
    "largest size in bytes" max_bytes with_max_bytes usize = 4 * 1024 * 1024;
    "deepest nesting of arrays and objects; the document's own object has depth 1" max_depth with_max_depth u16 = 128;
    "largest number of members and elements, all together" max_members with_max_members u32 = 100_000;
}
