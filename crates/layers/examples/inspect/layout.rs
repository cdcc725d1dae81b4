//! Finds an image in an OCI image layout: a folder with `index.json` and `blobs`.

use std::fs;
use std::path::{Path, PathBuf};

use imageref::reference::{Defaults, Tag};
use imageref::{Descriptor, Digest, DigestRef, Image, ImageIndex, ImageManifest, RawReference};

use crate::screen::Screen;
use crate::{Fault, Options, image, index};

/// The annotation with a manifest's name.
const REF_NAME: &str = "org.opencontainers.image.ref.name";

/// Shows the image with a name. If the name is an index's, shows its images, or the one for the platform in the options.
pub(crate) fn show(
    screen: &mut Screen,
    raw: RawReference<'_>,
    folder: &Path,
    options: &Options<'_>,
) -> Result<(), Fault> {
    let index = ImageIndex::from_slice(&read(&folder.join("index.json"))?)?;
    let entry = find(&index, raw)?;
    let mut document = blob(folder, entry)?;
    if raw.digest().is_none() {
        screen.field("resolved", entry.digest(), "");
    }
    let mut pinned = raw.digest();
    if let Ok(inner) = ImageIndex::from_slice(&document) {
        let Some(platform) = options.platform else {
            index::show(screen, &inner);
            return Ok(());
        };
        let entry = index::select(screen, &inner, platform, |entry| blob(folder, entry))?;
        document = blob(folder, &entry)?;
        // The digest in the reference is the index's.
        pinned = None;
    }
    let image = image(folder, pinned, &document)?;
    let other = match options.shared_with {
        Some(other) => {
            let document = blob(folder, find(&index, other)?)?;
            Some((other.as_str(), self::image(folder, other.digest(), &document)?))
        }
        None => None,
    };
    let other = other.as_ref().map(|(name, image)| (*name, image));
    image::show(screen, pinned.is_some(), &image, other)?;
    Ok(())
}

fn image(folder: &Path, pinned: Option<DigestRef<'_>>, manifest: &[u8]) -> Result<Image, Fault> {
    let config = blob(folder, ImageManifest::from_slice(manifest)?.config())?;
    image::read(pinned, manifest, &config)
}

/// Finds the entry of a reference: by its digest, or by its name verbatim, its normalized name or its tag.
fn find<'a>(index: &'a ImageIndex, raw: RawReference<'_>) -> Result<&'a Descriptor, Fault> {
    let meant = raw.normalize(&Defaults::DOCKER)?;
    let entries = index.manifests();
    if let Some(digest) = raw.digest() {
        let digest = Digest::from(digest);
        let entry = entries.iter().find(|entry| *entry.digest() == digest);
        return entry.ok_or_else(|| format!("the layout has no manifest {digest}").into());
    }
    let tag = meant.tag().map(Tag::as_str).unwrap_or_default();
    for name in [raw.as_str(), meant.as_str(), tag] {
        if let Some(entry) = entries.iter().find(|e| e.annotations().get(REF_NAME) == Some(name)) {
            return Ok(entry);
        }
    }
    let names: Vec<_> =
        entries.iter().filter_map(|e| e.annotations().get(REF_NAME)).take(8).collect();
    Err(format!(
        "the layout has no `{raw}`; it has {} manifests: {}",
        entries.len(),
        names.join(", ")
    )
    .into())
}

/// Reads a blob and verifies it against the digest and size in its descriptor.
fn blob(folder: &Path, descriptor: &Descriptor) -> Result<Vec<u8>, Fault> {
    let digest = descriptor.digest();
    let content = read(&blob_path(folder, descriptor))?;
    if content.len() as u64 != descriptor.size() {
        return Err(format!("{digest}: {} bytes, not {}", content.len(), descriptor.size()).into());
    }
    digest.verify(&content)?;
    Ok(content)
}

fn blob_path(folder: &Path, descriptor: &Descriptor) -> PathBuf {
    let digest = descriptor.digest();
    folder.join("blobs").join(digest.algorithm_name()).join(&*digest.encoded())
}

fn read(path: &Path) -> Result<Vec<u8>, Fault> {
    fs::read(path).map_err(|e| format!("{}: {e}", path.display()).into())
}
