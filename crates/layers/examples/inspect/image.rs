//! Shows an image: its verified digest, its platform, and each layer with the instruction that made it.

use imageref::image::{Image, Layer};
use imageref::{Digest, DigestRef, Document};
use imageref_layers::instruction::Instruction;
use imageref_layers::sharing::{ImageComparison, ImageSet};

use crate::Fault;
use crate::bytes::bytes;
use crate::screen::Screen;

/// Manifest and config of a small web server on Debian.
pub(crate) fn built_in() -> (&'static [u8], &'static [u8]) {
    (
        include_bytes!("../share/data/deb-web/manifest.json"),
        include_bytes!("../share/data/deb-web/config.json"),
    )
}

/// Joins the documents of an image. `pinned` is the digest in the reference.
pub(crate) fn read(
    pinned: Option<DigestRef<'_>>,
    manifest: &[u8],
    config: &[u8],
) -> Result<Image, Fault> {
    if let Some(pinned) = pinned {
        Digest::from(pinned).verify(manifest)?;
    }
    Ok(Image::new(Document::from_bytes(manifest)?, Document::from_bytes(config)?)?)
}

/// Shows an image. `pinned` is `true` if the reference has its digest. `other` is the name of an image to compare with, and
/// the image.
pub(crate) fn show(
    screen: &mut Screen,
    pinned: bool,
    image: &Image,
    other: Option<(&str, &Image)>,
) -> Result<(), Fault> {
    if pinned {
        let size = image.manifest().size();
        screen.field("verified", format!("the manifest's {size} bytes have this digest"), "");
    }
    let config = image.config().value();
    screen.text("");
    screen.field("platform", config.platform(), "");
    screen.field("created", config.created().map_or("-", |created| created.as_str()), "");
    screen.field("image ID", image.image_id(), "");
    let total = bytes(image.compressed_size());
    screen.field("layers", format!("{}, {total} compressed", image.layers().len()), "");
    if let Some((name, other)) = other {
        let mut set = ImageSet::new();
        set.insert("this", image)?;
        set.insert(name, other)?;
        let members: Vec<_> = set.iter().collect();
        let shared = members[0].shared_with(members[1]);
        let (layers, size) = (shared.common_layers, bytes(shared.compressed_size));
        screen.field("shared", format!("{layers} lowest layers, {size}, with {name}"), "");
        screen.field("to pull", bytes(members[0].bytes_to_pull(&members[1..])), "");
    }
    screen.text("");
    screen.table(layers(image, other.map(|(_, other)| other)), &[0, 2]);
    Ok(())
}

/// Returns a row for each layer, base first.
fn layers(image: &Image, other: Option<&Image>) -> Vec<Vec<String>> {
    let mut rows = vec![["#", "DIGEST", "SIZE", "INSTRUCTION"].map(str::to_owned).to_vec()];
    if other.is_some() {
        rows[0].insert(3, "SHARED".to_owned());
    }
    let stack = other.map_or(0, |other| ImageComparison::new(image, other).common().len());
    for layer in image.layers() {
        let instruction = match layer.step() {
            Some(step) => Instruction::from(step).to_string(),
            None => "(no history)".to_owned(),
        };
        let size = bytes(layer.compressed_size());
        let mut row = vec![layer.index().to_string(), short(layer.digest()), size, instruction];
        if let Some(other) = other {
            let same = |it: &Layer<'_>| it.digest() == layer.digest();
            let shared = match other.layers().any(|it| same(&it)) {
                _ if layer.index() < stack => "yes",
                true => "blob",
                false => "",
            };
            row.insert(3, shared.to_owned());
        }
        rows.push(row);
    }
    rows
}

/// A digest, shortened to the length that people compare.
pub(crate) fn short(digest: &Digest) -> String {
    let encoded = digest.encoded();
    format!("{}:{}", digest.algorithm_name(), &encoded[..encoded.len().min(12)])
}
