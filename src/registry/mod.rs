//! Whose registry it is: who runs it, which host answers for it, and what replaced it.
//!
//! [`RegistryInfo::of`] looks at a registry's host and at nothing else: it sends no request and opens no file. Hosts
//! are compared label by label over their whole length and without regard to case, so `gcr.io.example.com` is not one
//! of Google's.
//!
//! | question | answer |
//! | --- | --- |
//! | Who runs it, where, for which account? | [`RegistryInfo`] |
//! | Which host do requests go to, over http or https? | [`RegistryInfo::api_host`], [`RegistryInfo::scheme`], [`RegistryInfo::base_url`] |
//! | Under which key does Docker keep its credentials? | [`credential_key`] |
//! | Is this one of Docker's official images? | [`is_official_image`] |
//! | Is the name retired, and what replaced it? | [`Retired`] |
//! | Do two names mean the same registry? | [`same_registry`] |
//!
//! The facts are in tables, a row each, with their sources: [`registry_patterns`] and [`retired_names`].
//!
//! ```
//! use imageref::Reference;
//! use imageref::registry::{Operator, RegistryInfo};
//!
//! let image: Reference = "docker.io/library/nginx:1.27".parse()?;
//! let info = RegistryInfo::of(image.registry());
//! assert_eq!(info.operator(), Operator::DockerHub);
//! assert_eq!(info.api_host(), "registry-1.docker.io");
//! # Ok::<(), imageref::ParseError>(())
//! ```
//!
//! # Not here
//!
//! - The address of the token server: a registry sends it in its `WWW-Authenticate` header.
//! - Software that anyone can host (Harbor, Nexus, Gitea, GitLab, GitHub Enterprise): its hosts are
//!   [`Operator::Unknown`].

mod base_url;
mod ecr;
mod hosts;
mod info;
mod names;
mod operator;
mod retired;

pub use base_url::{BaseUrl, Scheme};
pub use hosts::{RegistryPattern, registry_patterns};
pub use info::RegistryInfo;
pub use names::{credential_key, is_official_image, same_registry};
pub use operator::Operator;
pub use retired::{Replacement, Retired, RetiredName, retired_names};
