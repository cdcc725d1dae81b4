//! Manifests and indexes: what names an image's config, layers and platforms by digest.

mod descriptor;
mod image_manifest;
mod index;
mod platform;

pub use descriptor::Descriptor;
pub use image_manifest::{ImageManifest, ImageManifestBuilder};
pub use index::{ImageIndex, ImageIndexBuilder};
