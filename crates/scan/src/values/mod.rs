//! Images in YAML and JSON: Kubernetes manifests, Compose files, CI configurations.

mod lines;
mod quoted;

use alloc::vec::Vec;

use crate::found::Found;

/// Returns the values of the key `image` in YAML or JSON, in the order of the text.
///
/// Values are decoded as their format quotes them, and spans cover what is written between the quotes. Values that name
/// no image are left out: paths and addresses of pictures, empty values and objects.
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
    lines::image_values(text).collect()
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
