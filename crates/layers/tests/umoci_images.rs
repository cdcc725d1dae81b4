//! Images that umoci made from the store's: `tests/data/image/umoci.json`.

use imageref::{Document, Image};

use crate::images::tagged;

pub(crate) fn made_by_umoci(tag: &str) -> Image {
    let made: serde_json::Value =
        serde_json::from_str(&crate::data::read("image/umoci.json")).unwrap();
    let text = |member: &str| made[tag][member].as_str().expect(tag).as_bytes().to_vec();
    let manifest = Document::from_bytes(text("manifest")).unwrap();
    Image::new(manifest, Document::from_bytes(text("config")).unwrap()).unwrap()
}

/// An image of the store, or one that umoci made.
pub(crate) fn named(tag: &str) -> Image {
    let made = ["base-", "app-", "edit-"].iter().any(|start| tag.starts_with(start));
    if made { made_by_umoci(tag) } else { tagged(tag) }
}
