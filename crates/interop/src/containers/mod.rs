//! Podman, Skopeo, Buildah and CRI-O: `registries.conf`, `policy.json`, `auth.json` and short names, as their library
//! containers/image reads them.

mod credentials;
mod entry;
mod named;
mod policy_scopes;
mod registries_conf;
mod registries_prefix;
mod short_names;
mod signed_identity;

pub use credentials::{CredentialKey, CredentialKeys, credentials};
pub use entry::{Mirror, PullFromMirror, PullSource, RegistryEntry};
pub use named::ContainersImageError;
pub(crate) use named::Named;
pub use policy_scopes::PolicyScopes;
pub use registries_conf::{RegistriesConf, RegistriesConfError};
pub use registries_prefix::RegistriesPrefix;
pub use short_names::{ShortNameError, ShortNames};
pub use signed_identity::{SignedIdentity, SignedIdentityError};
