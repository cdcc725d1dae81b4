//! An image out of one file: what `docker save` writes, or an OCI layout in a tar archive.

use std::fs::File;
use std::path::Path;

use imageref::archive::{ArchivedImage, ImageArchive, Limits};
use imageref::image::Instruction;
use imageref::reference::{Defaults, Tag};
use imageref::{Digest, ImageConfig, RawReference};

use crate::screen::{Screen, bytes};
use crate::{Fault, image};

/// Shows the image of that name, every layer held to its diff ID.
pub(crate) fn show(screen: &mut Screen, raw: RawReference<'_>, file: &Path) -> Result<(), Fault> {
    let opened = File::open(file).map_err(|e| format!("{}: {e}", file.display()))?;
    let archive = ImageArchive::read(opened, Limits::default())?;
    let images = archive.images()?;
    let found = find(&images, raw)?;
    let layers = archive.layers_of(found)?;
    let document = archive.document(&found.config).ok_or("the archive has no config")?;
    let config = ImageConfig::from_slice(document)?;
    screen.text("");
    screen.field("saved as", found.names.join(", "), "");
    screen.field("platform", config.platform(), "");
    screen.field("created", config.created().map_or("-", |created| created.as_str()), "");
    screen.field("image ID", Digest::sha256(document), "");
    screen.field("layers", layers.len(), "each held to its diff ID");
    screen.text("");
    let mut steps = config.history().iter().filter(|step| !step.is_empty_layer());
    let mut rows = vec![["#", "DIFF ID", "SIZE", "INSTRUCTION"].map(str::to_owned).to_vec()];
    for (number, layer) in layers.iter().enumerate() {
        let step = steps.next().map(|step| Instruction::read(step.created_by()).to_string());
        rows.push(vec![
            number.to_string(),
            image::short(layer.diff_id.as_digest()),
            bytes(layer.uncompressed_bytes),
            step.unwrap_or_else(|| "(no history)".to_owned()),
        ]);
    }
    screen.table(rows, &[0, 2]);
    Ok(())
}

/// The image of that name, as written or as meant, or of that tag; one without a name where there is no other.
fn find<'a>(
    images: &'a [ArchivedImage],
    raw: RawReference<'_>,
) -> Result<&'a ArchivedImage, Fault> {
    let meant = raw.normalize(&Defaults::DOCKER)?;
    let tag = meant.tag().map(Tag::as_str);
    let same = |name: &String| {
        name == raw.as_str()
            || Some(name.as_str()) == tag
            || RawReference::parse(name)
                .and_then(|name| name.normalize(&Defaults::DOCKER))
                .is_ok_and(|name| name == meant)
    };
    if let Some(image) = images.iter().find(|image| image.names.iter().any(same)) {
        return Ok(image);
    }
    let names: Vec<_> = images.iter().flat_map(|image| &image.names).take(8).cloned().collect();
    match images {
        [image] if image.names.is_empty() => Ok(image),
        _ => Err(format!("the archive has no `{raw}`; it has: {}", names.join(", ")).into()),
    }
}
