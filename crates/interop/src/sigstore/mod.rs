//! Sigstore: cosign's tags, the payloads of simple signatures, and the policy controller's globs.

mod cosign_tag;
mod policy_glob;
mod simple_signing;

pub use cosign_tag::CosignTag;
pub use policy_glob::PolicyGlob;
pub use simple_signing::SimpleSigning;
