//! References: parsed verbatim, normalized as Docker does it, explained when rejected.
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
//! | [`RawReference`] | a reference verbatim: borrows; absent parts are `None` |
//! | [`Reference`] | what it means: one canonical string with registry, repository, and a tag or a digest or both |
//! | [`Name`] | a registry and a repository |
//! | [`Identifier`] | a reference, a digest or an image ID |
//! | [`Registry`], [`Repository`], [`Tag`] | views of the parts; [`TagBuf`] is an owned tag |
//! | [`Defaults`] | what is filled in: Docker's, or your own |
//!
//! # Differences from Docker
//!
//! *Accepted* means accepted by `ParseNormalizedNamed` of distribution/reference v0.6.0, which Docker and containerd's
//! CRI plugin use. This crate differs on purpose in exactly these classes, each with its own
//! [`ParseErrorKind`](crate::ParseErrorKind) and counted by a test. Stricter:
//!
//! - a host with `_` (`a_b.c/app`): Docker reads it as part of the repository and leaves the registry empty, while other
//!   tools read another image (`HostUnderscore`);
//! - brackets around something other than an IPv6 address: `[:::::]/app` (`Ipv6`);
//! - a port greater than 65535 (`PortRange`);
//! - more than 65,535 bytes (`TooLong`).
//!
//! Wider: digests of blake3 are accepted beside sha256, sha384 and sha512.
//!
//! # Grammar
//!
//! ```text
#![doc = include_str!("../docs/grammar.abnf")]
//! ```

#[cfg(feature = "alloc")]
mod canonical;
mod defaults;
mod diagnosis;
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
mod join;
#[cfg(feature = "alloc")]
mod name;
#[cfg(feature = "alloc")]
mod normalize;
mod parts;
mod raw;
mod recognize;
#[cfg(feature = "alloc")]
mod tag_buf;

#[cfg(feature = "alloc")]
pub use self::{
    canonical::Reference, familiar::Familiar, identifier::Identifier, name::Name, tag_buf::TagBuf,
};
pub use defaults::Defaults;
pub use parts::{Registry, Repository, RepositoryComponents, Tag};
pub use raw::RawReference;

/// Parses a digest of an algorithm that references support.
#[cfg(feature = "alloc")]
fn supported_digest(text: &str) -> Result<crate::digest::DigestRef<'_>, crate::error::ParseError> {
    use crate::error::{ParseError, ParseErrorKind as Kind, Part};
    let digest = crate::digest::DigestRef::parse(text)?;
    if digest.is_known() {
        return Ok(digest);
    }
    let name = digest.algorithm_name().len();
    Err(ParseError::new(Kind::UnknownAlgorithm, Part::Algorithm, 0, name).within(Part::Digest, 0))
}
