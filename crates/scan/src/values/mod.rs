//! Images in YAML and JSON: Kubernetes manifests, Compose files, Helm values, CI configurations.
//!
//! [`image_values`] returns the values of the key `image`. `image_parts` (feature `yaml`) returns images whose parts are
//! in separate fields. [`interpolate`] replaces the variables of a Compose file.

mod interpolate;
mod lines;
#[cfg(feature = "yaml")]
mod parts;
mod quoted;
#[cfg(feature = "yaml")]
mod yaml;

use alloc::vec::Vec;

use crate::found::Found;

pub use interpolate::{InterpolationError, InterpolationErrorKind, interpolate};
#[cfg(feature = "yaml")]
pub use parts::{ImagePart, ImageParts, PartsFormat};

/// Returns the values of the key `image` in YAML or JSON, in the order of the text.
///
/// Values are decoded as their format quotes them, and spans cover what is written between the quotes. The value of an
/// alias is reported where its anchor is. Values that name no image are left out: paths and addresses of pictures, empty
/// values and objects. Comments and embedded documents (block scalars) are not searched.
///
/// A text that is not valid YAML, such as the template of a Helm chart, is read line by line. So is every text without
/// the feature `yaml`: quotes and escapes count, and aliases and values of several lines are left out.
///
/// ```
/// use imageref_scan::{FoundKind, image_values};
///
/// let text = "containers:\n- name: web\n  image: nginx:1.27 # pinned later\n- image: \"{{ .image }}\"\n";
/// let found = image_values(text);
/// assert_eq!(found[0].value(), "nginx:1.27");
/// assert_eq!(&text[found[0].span().range()], "nginx:1.27");
/// assert_eq!(found[1].kind(), FoundKind::Template);
/// ```
pub fn image_values(text: &str) -> Vec<Found<'_>> {
    if !text.contains("image") && !text.contains('\\') {
        return Vec::new();
    }
    #[cfg(feature = "yaml")]
    if let Some(contents) = yaml::read(text) {
        return contents.values;
    }
    lines::image_values(text).collect()
}

/// Returns the images whose parts are in separate fields, in the order of the text: in Helm values (`registry`,
/// `repository`, `tag`, `digest`) and the `images` of a Kustomization (`name`, `newName`, `newTag`, `digest`).
///
/// A mapping with a `repository` is an image of Helm values if it also has a registry, tag or digest, or if its key ends
/// in `image`. A registry elsewhere in the values, such as `global.imageRegistry`, is not applied. A text that is not
/// valid YAML has none.
#[cfg(feature = "yaml")]
pub fn image_parts(text: &str) -> Vec<ImageParts<'_>> {
    let may_have = text.contains('\\') || text.contains("repository") || text.contains("images");
    if may_have { yaml::read(text).unwrap_or_default().parts } else { Vec::new() }
}

/// File extensions of pictures, which documents also call `image`.
const PICTURES: [&str; 9] =
    [".png", ".jpg", ".jpeg", ".svg", ".gif", ".webp", ".ico", ".bmp", ".avif"];

/// Returns `true` if a value may name a container image.
fn is_name(value: &str) -> bool {
    let picture = PICTURES.iter().any(|ending| {
        let start = value.len().saturating_sub(ending.len());
        value.get(start..).is_some_and(|end| end.eq_ignore_ascii_case(ending))
    });
    !(value.is_empty()
        || picture
        || value.starts_with(['/', '.', '~', '#'])
        || value.starts_with("http://")
        || value.starts_with("https://")
        || value.starts_with("data:")
        || matches!(value, "null" | "true" | "false"))
}
