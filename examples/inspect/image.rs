//! An image: its digest verified, its platform, and every layer with the instruction that made it.

use imageref::{Descriptor, DigestRef, ImageConfig, ImageManifest};

use crate::Fault;
use crate::screen::{Screen, bytes};

/// Manifest and config of a small web server on Debian.
pub(crate) fn built_in() -> (&'static [u8], &'static [u8]) {
    (include_bytes!("data/manifest.json"), include_bytes!("data/config.json"))
}

/// Shows an image out of its documents' bytes; `pinned` is the digest that the reference names.
pub(crate) fn show(
    screen: &mut Screen,
    pinned: Option<DigestRef<'_>>,
    manifest: &[u8],
    config: &[u8],
) -> Result<(), Fault> {
    if let Some(pinned) = pinned {
        imageref::Digest::from(pinned).verify(manifest)?;
        screen.field(
            "verified",
            format!("the manifest's {} bytes have this digest", manifest.len()),
            "",
        );
    }
    let manifest = ImageManifest::from_slice(manifest)?;
    manifest.config().digest().verify(config)?;
    let config = ImageConfig::from_slice(config)?;
    screen.text("");
    screen.field("platform", config.platform(), "");
    screen.field("created", config.created().map_or("-", |created| created.as_str()), "");
    screen.field("image ID", manifest.config().digest(), "");
    let total = manifest.layers().iter().try_fold(0u64, |sum, layer| sum.checked_add(layer.size()));
    let total = total.ok_or("the layers' sizes together are more than 2^64 bytes")?;
    screen.field("layers", format!("{}, {} compressed", manifest.layers().len(), bytes(total)), "");
    screen.text("");
    screen.table(layers(&manifest, &config)?, &[0, 2]);
    Ok(())
}

/// A row for each layer, the oldest first.
fn layers(manifest: &ImageManifest, config: &ImageConfig) -> Result<Vec<Vec<String>>, Fault> {
    let mut steps = config.history().iter().filter(|step| !step.is_empty_layer());
    let mut rows = vec![["#", "DIGEST", "SIZE", "INSTRUCTION"].map(str::to_owned).to_vec()];
    for (number, layer) in manifest.layers().iter().enumerate() {
        let instruction = match steps.next() {
            Some(step) => instruction(step.created_by()),
            None => "(no history)".to_owned(),
        };
        rows.push(vec![number.to_string(), short(layer), bytes(layer.size()), instruction]);
    }
    match steps.count() {
        0 => Ok(rows),
        more => Err(format!("the config tells of {more} layers more than the manifest has").into()),
    }
}

/// A digest cut to the length that people compare.
pub(crate) fn short(descriptor: &Descriptor) -> String {
    let digest = descriptor.digest();
    let encoded = digest.encoded();
    format!("{}:{}", digest.algorithm_name(), &encoded[..encoded.len().min(12)])
}

/// The Dockerfile's instruction out of the command that a builder wrote down.
fn instruction(created_by: &str) -> String {
    let shell = "/bin/sh -c ";
    let nop = "/bin/sh -c #(nop) ";
    match (created_by.strip_prefix(nop), created_by.strip_prefix(shell)) {
        (Some(instruction), _) => instruction.trim().to_owned(),
        (None, Some(command)) => format!("RUN {}", command.trim()),
        (None, None) => created_by.trim_end_matches("# buildkit").trim().to_owned(),
    }
}
