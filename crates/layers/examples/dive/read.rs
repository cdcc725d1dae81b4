//! Images from archives and layouts.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use imageref::ImageConfig;
use imageref_layers::archive::{ArchiveLimits, ArchivedImage, ImageArchive};
use imageref_layers::{Changeset, Efficiency, EfficiencyModel, Tree, efficiency};

use crate::Fault;
use crate::items::Items;

/// An image with all that is shown of it.
pub(crate) struct Image {
    /// Its names, or its digest.
    pub(crate) title: String,
    pub(crate) platform: String,
    pub(crate) layers: Vec<Layer>,
    /// The bytes that a container sees.
    pub(crate) content: u64,
    pub(crate) items: Items,
    pub(crate) efficiency: Efficiency,
}

pub(crate) struct Layer {
    /// The blob's bytes, as they are transferred.
    pub(crate) compressed: u64,
    /// The bytes of the files in it.
    pub(crate) content: u64,
    pub(crate) entries: u64,
    pub(crate) instruction: String,
}

/// Reads the images of an archive or of a layout: one of that name, or all.
pub(crate) fn images(path: &Path, name: Option<&str>) -> Result<Vec<Image>, Fault> {
    let fault = |error: io::Error| format!("{}: {error}", path.display());
    let reader: Box<dyn Read> = if path.is_dir() {
        layout(path).map_err(fault)?
    } else {
        Box::new(File::open(path).map_err(fault)?)
    };
    let archive = ImageArchive::read(reader, ArchiveLimits::default())?;
    for warning in archive.warnings() {
        eprintln!("warning: {warning}");
    }
    let mut images = Vec::new();
    for image in archive.images()? {
        if name.is_none_or(|name| image.names().iter().any(|own| **own == *name)) {
            images.push(analyse(&archive, image)?);
        }
    }
    match name {
        Some(name) if images.is_empty() => {
            Err(format!("no image `{}`", name.escape_default()).into())
        }
        _ => Ok(images),
    }
}

/// The folder of a layout as the tar archive that it would be, so that all of it is verified in the same way.
fn layout(folder: &Path) -> io::Result<Box<dyn Read>> {
    let mut all: Box<dyn Read> = Box::new(io::empty());
    let mut paths = vec![PathBuf::from("index.json")];
    for algorithm in std::fs::read_dir(folder.join("blobs"))? {
        let algorithm = Path::new("blobs").join(algorithm?.file_name());
        for blob in std::fs::read_dir(folder.join(&algorithm))? {
            paths.push(algorithm.join(blob?.file_name()));
        }
    }
    for path in paths {
        let file = File::open(folder.join(&path))?;
        let size = file.metadata()?.len();
        let mut header = tar::Header::new_gnu();
        header.set_path(&path)?;
        header.set_size(size);
        header.set_cksum();
        let header = io::Cursor::new(*header.as_bytes());
        let padding = io::repeat(0).take(size.wrapping_neg() % 512);
        all = Box::new(all.chain(header).chain(file.take(size)).chain(padding));
    }
    Ok(Box::new(all.chain(io::repeat(0).take(1024))))
}

fn analyse(archive: &ImageArchive, image: &ArchivedImage) -> Result<Image, Fault> {
    let read = archive.layers_of(image)?;
    let changesets: Vec<&Changeset> = read.iter().map(|layer| &layer.changeset).collect();
    let tree = Tree::from_layers(changesets.iter().copied())?;
    let efficiency = efficiency(changesets.iter().copied(), EfficiencyModel::Actual)?;
    let config = ImageConfig::from_slice(archive.config_of(image)?)?;
    let mut history = config.history().iter().filter(|step| !step.is_empty_layer());
    let layers = read.iter().map(|layer| {
        let stats = layer.changeset.stats();
        Layer {
            compressed: layer.compressed_bytes,
            content: stats.content_bytes,
            entries: stats.entries,
            instruction: shown(
                history.next().and_then(|step| step.created_by()).unwrap_or("").as_bytes(),
            ),
        }
    });
    let title = match image.names() {
        [] => {
            image.manifest().map_or("an image".to_owned(), |manifest| manifest.digest().to_string())
        }
        names => names.join(", "),
    };
    Ok(Image {
        title: shown(title.as_bytes()),
        platform: image.platform().map(ToString::to_string).unwrap_or_default(),
        layers: layers.collect(),
        content: tree.size(),
        items: Items::of(&tree, &efficiency),
        efficiency,
    })
}

/// A stranger's bytes as text that is safe to print: control and invisible characters are escaped.
pub(crate) fn shown(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        for character in chunk.valid().chars() {
            let plain =
                character == ' ' || character.is_ascii_graphic() || character.is_alphanumeric();
            if plain { out.push(character) } else { out.extend(character.escape_unicode()) }
        }
        out.extend(chunk.invalid().escape_ascii().map(char::from));
    }
    out
}
