//! Manifests and indexes: what names an image's config, layers and platforms by digest; and the documents round them, of
//! layouts, archives and registries.

mod any;
mod artifact;
mod convert;
mod descriptor;
mod docker_save;
mod image_manifest;
mod index;
mod jws;
mod oci_layout;
mod platform;
mod registry;
mod schema1;

pub use any::Manifest;
pub use artifact::ArtifactManifest;
pub use convert::{ConvertError, Converted, Loss};
pub use descriptor::Descriptor;
pub use docker_save::{DockerSave, SavedImage};
pub use image_manifest::{ImageManifest, ImageManifestBuilder};
pub use index::{ImageIndex, ImageIndexBuilder};
pub use oci_layout::OciLayout;
pub use platform::DescriptorPlatform;
pub use registry::{ErrorBody, RegistryError, TagList};
pub use schema1::{Schema1Layer, Schema1Manifest};
