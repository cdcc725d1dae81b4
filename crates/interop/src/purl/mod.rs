//! Package URLs of images: `pkg:oci/…` and `pkg:docker/…`.

mod package_url;
mod reference;

pub use package_url::{PackageType, PackageUrl};
pub use reference::PackageUrlError;
