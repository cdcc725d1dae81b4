//! Whose registry it is: who runs it, which host answers for it, under which keys its credentials lie.
//!
//! [`RegistryInfo::of`] reads a registry's host and nothing else: no request, no file. Hosts are matched label by
//! label over their whole length and without regard to case, so `gcr.io.example.com` is nobody's but its owner's.
//!
//! | question | answer |
//! | --- | --- |
//! | who runs it, where, for which account | [`RegistryInfo`] |
//! | which host to ask, over http or https | [`RegistryInfo::api_host`], [`RegistryInfo::scheme`] |
//! | under which key its credentials are kept | [`credential_key`] |
//! | is it one of Docker's official images | [`is_official_image`] |
//! | is the registry gone, and what replaced it | [`Retired`] |
//! | are two spellings the same registry | [`same_registry`] |
//!
//! The facts stand in tables with their sources: [`registry_patterns`], [`retired_names`].
//!
//! # Not here
//! The address of the token server: a registry says it in its `WWW-Authenticate` header. Registries that can't be
//! told by their host (Harbor, Nexus, Gitea, GitLab and GitHub Enterprise on one's own host) are
//! [`Operator::Unknown`].

mod address;
mod credential_key;
mod ecr;
mod hosts;
mod info;
mod operator;
mod retired;

pub use address::{Scheme, same_registry};
pub use credential_key::credential_key;
pub use hosts::{RegistryPattern, registry_patterns};
pub use info::{RegistryInfo, is_official_image};
pub use operator::Operator;
pub use retired::{Replacement, Retired, RetiredName, retired_names};
