//! Manifests and indexes, which point at an image's config, layers and platforms by digest; and the documents of OCI
//! layouts, archives and registries around them.

mod any;
mod artifact;
mod attestation;
mod descriptor;
mod docker_save;
mod head;
mod image_manifest;
mod index;
mod jws;
mod nested;
mod no_match;
mod oci_layout;
mod platform;
mod schema1;
mod select;

pub use any::Manifest;
pub use artifact::ArtifactManifest;
pub use descriptor::Descriptor;
pub use docker_save::{DockerSave, SavedImage};
pub use image_manifest::ImageManifest;
pub use index::ImageIndex;
pub use nested::{NestingLimits, SelectError};
pub use no_match::NoMatchError;
pub use oci_layout::OciLayout;
pub use schema1::{Schema1Layer, Schema1Layers, Schema1Manifest};
pub use select::SelectPolicy;
