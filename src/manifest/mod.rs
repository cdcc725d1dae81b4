//! Manifests and indexes: what names an image's config, layers and platforms by digest.

mod attestation;
mod descriptor;
mod image_manifest;
mod index;
mod nested;
mod no_match;
mod platform;
mod referrers;
mod select;

pub use attestation::{Attestation, SubjectConflict};
pub use descriptor::Descriptor;
pub use image_manifest::{ImageManifest, ImageManifestBuilder};
pub use index::{ImageIndex, ImageIndexBuilder};
pub use nested::{NestingLimits, SelectError};
pub use no_match::NoMatch;
pub use referrers::{Referrers, SubjectChainError, subject_chain};
pub use select::Policy;
