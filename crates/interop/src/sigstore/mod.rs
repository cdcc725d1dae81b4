//! Sigstore and simple signing: cosign's tags, what a signature's payload says, the policy controller's patterns.

mod cosign_tag;
mod policy_glob;
mod simple_signing;

pub use cosign_tag::CosignTag;
pub use policy_glob::SigstoreGlob;
pub use simple_signing::SimpleSigning;
