//! References: parsed as written, normalized as Docker does it, explained when refused.
//!
//! ```text
//! registry.example.com:5000/team/app:1.25-alpine@sha256:6c3c624b…9b3b
//! └─────── registry ──────┘ └──────┘ └── tag ──┘ └───── digest ─────┘
//!                          repository
//! └────────────── name ────────────┘
//! ```
//!
//! | type | what it is |
//! | --- | --- |
//! | [`RawReference`] | a reference as written: borrows, what was left out is `None` |
//! | [`Reference`] | what it means: one canonical text with registry, repository, and a tag or a digest or both |
//! | [`Name`] | the same without tag and digest |
//! | [`Identifier`] | a reference, a digest or an image ID: whatever a user may type |
//! | [`Registry`], [`Repository`], [`Tag`] | views of the parts; [`TagBuf`] is an owned tag |
//! | [`Defaults`] | what is filled in: Docker's, or your own |
//!
//! # Differences from Docker
//!
//! *Accepted* means accepted by `ParseNormalizedNamed` of distribution/reference v0.6.0, which is what Docker,
//! containerd's CRI and Podman users mean. On purpose this crate differs in exactly these classes, each with its own
//! [`ParseErrorKind`](crate::ParseErrorKind) and counted by a test. Stricter:
//!
//! - a host with `_` (`a_b.c/app`): Docker takes it for a part of the path and leaves the registry empty, and other
//!   tools read another image (`HostUnderscore`);
//! - brackets that hold no IPv6 address: `[:::::]/app` (`Ipv6`);
//! - a port over 65535 (`PortRange`);
//! - a text over 65,535 bytes (`TooLong`).
//!
//! Wider: digests of blake3 are read beside sha256, sha384 and sha512.
//!
//! # Grammar
//!
//! ```text
#![doc = include_str!("../docs/grammar.abnf")]
//! ```

#[cfg(feature = "alloc")]
mod canonical;
mod defaults;
mod diagnose;
#[cfg(feature = "alloc")]
mod edit;
#[cfg(feature = "alloc")]
mod familiar;
#[cfg(feature = "alloc")]
mod fix;
mod grammar;
#[cfg(feature = "alloc")]
mod identifier;
#[cfg(feature = "alloc")]
mod name;
#[cfg(feature = "alloc")]
mod owned;
mod parts;
mod raw;
#[cfg(feature = "serde")]
mod serde;
#[cfg(feature = "alloc")]
mod tag_buf;

#[cfg(feature = "alloc")]
pub use canonical::Reference;
pub use defaults::Defaults;
#[cfg(feature = "alloc")]
pub use familiar::Familiar;
#[cfg(feature = "alloc")]
pub use identifier::Identifier;
#[cfg(feature = "alloc")]
pub use name::Name;
pub use parts::{Registry, Repository, Tag};
pub use raw::RawReference;
#[cfg(feature = "alloc")]
pub use tag_buf::TagBuf;

/// A digest that a reference may be pinned to: one of a known algorithm.
#[cfg(feature = "alloc")]
fn pinning_digest(text: &str) -> Result<crate::digest::DigestRef<'_>, crate::error::ParseError> {
    use crate::error::{ParseError, ParseErrorKind as Kind, Part};
    let digest = crate::digest::DigestRef::parse(text)?;
    if digest.is_known() {
        return Ok(digest);
    }
    let name = digest.algorithm_name().len();
    Err(ParseError::new(Kind::UnknownAlgorithm, Part::Algorithm, 0, name).within(Part::Digest, 0))
}
