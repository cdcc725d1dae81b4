//! Patterns: which references a rule is about.
//!
//! [`Pattern`] is this crate's own: whole components, whole hosts, ports as written, parsed references only. A
//! [`PatternSet`] finds the longest that matches, whatever the order. Neighbouring systems decide by names too, each in
//! its own way; what they do is here under their names, to the letter, so that a tool can say what they will do:
//!
//! | type | system | open where |
//! | --- | --- | --- |
//! | [`RegistriesPrefix`], [`RegistriesConf`], [`ShortNames`] | `registries.conf` of Podman, Buildah, CRI-O, Skopeo | a host matches any of its ports |
//! | [`PolicyScopes`], [`SignedIdentity`] | `policy.json` of the same | `*.host` matches any port |
//! | [`KubeletGlob`] | `matchImages` of kubelet's credential providers | a path matches half a component, a user before the host is skipped |
//! | [`KubeletAllowPattern`] | kubelet's list of images that need no credentials | the text of the pod is compared, not its meaning |
//! | [`SigstoreGlob`] | Sigstore's policy controller | a wildcard reaches over `:`, `@` and, as `**`, over hosts |
//!
//! None of these is a default of anything here: a rule of your own is a [`Pattern`].

mod containers;
mod entry;
mod ggcr;
mod glob;
mod go_match;
mod go_url;
mod kubelet;
mod kubelet_allow;
mod own;
mod policy_scopes;
mod registries_conf;
mod registries_prefix;
mod set;
mod short_names;
mod signed_identity;
mod sigstore;
mod wild;

pub use containers::ContainersRefusal;
pub(crate) use containers::Named as ContainersName;
pub use entry::{Mirror, PullFromMirror, PullSource, RegistryEntry};
pub use kubelet::KubeletGlob;
pub use kubelet_allow::KubeletAllowPattern;
pub use own::Pattern;
pub use policy_scopes::PolicyScopes;
pub use registries_conf::{RegistriesConf, RegistriesError};
pub use registries_prefix::RegistriesPrefix;
pub use set::PatternSet;
pub use short_names::{ShortNameError, ShortNames};
pub use signed_identity::{SignedIdentity, SignedIdentityError};
pub use sigstore::SigstoreGlob;
