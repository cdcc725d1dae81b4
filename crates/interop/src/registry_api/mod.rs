//! The registry API of the OCI distribution specification: paths, queries, headers, bodies.

mod body;
mod challenge;
mod cursor;
mod header;
mod link;
mod path;
#[cfg(feature = "documents")]
mod referrers;
mod referrers_tag;
mod token_scope;
mod upload_range;
mod upload_session;

pub use body::{ErrorBody, RegistryError, TagList};
pub use challenge::{Challenge, ChallengeParameters, Challenges};
pub use header::{docker_content_digest, mirror_query, mirror_registry, mount_query};
pub use link::next_page;
pub use path::RegistryPath;
#[cfg(feature = "documents")]
pub use referrers::{Referrers, SubjectChainError, subject_chain};
pub use referrers_tag::{referrers_tag, referrers_tag_subject};
pub use token_scope::TokenScope;
pub use upload_range::UploadRange;
pub use upload_session::UploadSession;
