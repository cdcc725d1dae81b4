//! Reads images: from OCI image layouts, from folders with documents, or the built-in ones.

use std::fs;
use std::path::{Path, PathBuf};

use imageref::document::DocumentKind;
use imageref::image::JoinError;
use imageref::{Descriptor, Document, Image, ImageIndex, ImageManifest};

use crate::Fault;

/// A name and an image.
type Named = (String, Image);

/// The built-in images: a name, a manifest, a config.
macro_rules! family {
    ($($name:literal),*) => {[$((
        $name,
        &include_bytes!(concat!("data/", $name, "/manifest.json"))[..],
        &include_bytes!(concat!("data/", $name, "/config.json"))[..],
    )),*]};
}

/// Reads the images of all folders, or the built-in ones if there are no folders.
pub(crate) fn images(folders: &[PathBuf]) -> Result<Vec<Named>, Fault> {
    let mut images = Vec::new();
    if folders.is_empty() {
        for (name, manifest, config) in family!("deb-slim", "deb-tools", "deb-web", "deb-db") {
            let manifest = Document::from_bytes(manifest)?;
            images.push((name.to_owned(), Image::new(manifest, Document::from_bytes(config)?)?));
        }
    }
    for folder in folders {
        if folder.join("manifest.json").exists() && folder.join("config.json").exists() {
            let manifest = Document::from_bytes(read(&folder.join("manifest.json"))?)?;
            let config = Document::from_bytes(read(&folder.join("config.json"))?)?;
            let name = folder.file_name().unwrap_or(folder.as_os_str()).to_string_lossy();
            images.push((name.into_owned(), Image::new(manifest, config)?));
        } else {
            let index = ImageIndex::from_slice(&read(&folder.join("index.json"))?)?;
            layout(folder, &index, None, DEPTH, &mut images)?;
        }
    }
    Ok(images)
}

/// How deep indexes may be nested.
const DEPTH: usize = 4;

/// Adds the images of an index. Artifacts, attestations and documents that the layout does not have are left out.
fn layout(
    folder: &Path,
    index: &ImageIndex,
    parent: Option<&str>,
    depth: usize,
    images: &mut Vec<Named>,
) -> Result<(), Fault> {
    let is_there = |descriptor: &Descriptor| blob_path(folder, descriptor).exists();
    for entry in index.manifests().iter().filter(|entry| is_there(entry)) {
        let name = entry.annotations().ref_name().or(parent).map(str::to_owned);
        let name = name.unwrap_or_else(|| entry.digest().to_string());
        let (bytes, expected) = (blob(folder, entry)?, entry.read_options());
        match DocumentKind::detect(&bytes, &expected)? {
            DocumentKind::Index if depth > 0 => {
                let inner = ImageIndex::from_slice(&bytes)?;
                layout(folder, &inner, Some(&name), depth - 1, images)?;
            }
            DocumentKind::Manifest => {
                let manifest = Document::<ImageManifest>::from_bytes_with(bytes, &expected)?;
                let config = manifest.value().config();
                if !manifest.value().is_image() || !is_there(config) {
                    continue;
                }
                let config = Document::from_bytes(blob(folder, config)?)?;
                let image = match Image::new(manifest, config) {
                    Err(JoinError::NotAnImage(_)) => continue,
                    image => image?,
                };
                // The images of a nested index have its name: their platforms tell them apart.
                let platform = image.config().value().platform();
                let name = if depth < DEPTH { format!("{name} ({platform})") } else { name };
                images.push((name, image));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Reads a blob and verifies it against its digest.
fn blob(folder: &Path, descriptor: &Descriptor) -> Result<Vec<u8>, Fault> {
    let bytes = read(&blob_path(folder, descriptor))?;
    descriptor.digest().verify(&bytes)?;
    Ok(bytes)
}

fn blob_path(folder: &Path, descriptor: &Descriptor) -> PathBuf {
    let digest = descriptor.digest();
    folder.join("blobs").join(digest.algorithm_name()).join(&*digest.encoded())
}

fn read(path: &Path) -> Result<Vec<u8>, Fault> {
    fs::read(path).map_err(|e| format!("{}: {e}", path.display()).into())
}
