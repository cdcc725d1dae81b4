//! Bridges to other crates, each a feature of the same name.
//!
//! | feature | what it adds |
//! | --- | --- |
//! | `oci-spec` | `From` and `TryFrom` between the types of this crate and those of oci-spec 0.10 |
//! | `schemars` | `JsonSchema` for references, names, tags, digests and media types |
//! | `arbitrary` | `Arbitrary` for the same types, for fuzz targets |
//! | `proptest` | strategies: strings and values that always parse, and strings that never do |

#[cfg(feature = "arbitrary")]
mod arbitrary;
#[cfg(any(feature = "arbitrary", feature = "proptest"))]
mod generate;
#[cfg(feature = "oci-spec")]
mod oci_spec;
#[cfg(feature = "proptest")]
pub mod proptest;
#[cfg(feature = "schemars")]
mod schemars;

#[cfg(feature = "oci-spec")]
pub use oci_spec::OciSpecBridgeError;
