//! Package URLs of images: `pkg:oci/…` and `pkg:docker/…`.

mod package_url;
mod parse;
mod reference;

pub use package_url::{PackageType, PackageUrl, Qualifiers};
pub use reference::PackageUrlError;
