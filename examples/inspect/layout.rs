//! An image out of an OCI image layout: a folder with `index.json` and `blobs`.

use std::fs;
use std::path::Path;

use imageref::reference::Defaults;
use imageref::{Descriptor, Digest, Image, ImageIndex, ImageManifest, RawReference};

use crate::screen::{Screen, bytes};
use crate::{Fault, image};

/// The annotation under which a layout keeps a manifest's name.
const REF_NAME: &str = "org.opencontainers.image.ref.name";

/// Shows the image of that name, beside the one of another name.
pub(crate) fn show(
    screen: &mut Screen,
    raw: RawReference<'_>,
    folder: &Path,
    other: Option<RawReference<'_>>,
) -> Result<(), Fault> {
    let index = ImageIndex::from_slice(&read(&folder.join("index.json"))?)?;
    let entry = find(&index, raw)?;
    let document = blob(folder, entry)?;
    if raw.digest().is_none() {
        screen.field("resolved", entry.digest(), "");
    }
    if let Ok(inner) = ImageIndex::from_slice(&document) {
        screen.text("");
        screen.table(entries(&inner), &[2]);
        return Ok(());
    }
    let image = image(folder, raw, &document)?;
    let other = match other {
        Some(other) => {
            let document = blob(folder, find(&index, other)?)?;
            Some((other.as_str(), self::image(folder, other, &document)?))
        }
        None => None,
    };
    let other = other.as_ref().map(|(name, image)| (*name, image));
    image::show(screen, raw.digest().is_some(), &image, other)
}

fn image(folder: &Path, raw: RawReference<'_>, manifest: &[u8]) -> Result<Image, Fault> {
    let config = blob(folder, ImageManifest::from_slice(manifest)?.config())?;
    image::read(raw.digest(), manifest, &config)
}

/// The entry that the reference names: by its digest, else by its name as written or meant, else by its tag.
fn find<'a>(index: &'a ImageIndex, raw: RawReference<'_>) -> Result<&'a Descriptor, Fault> {
    let meant = raw.normalize(&Defaults::DOCKER)?;
    let entries = index.manifests();
    if let Some(digest) = raw.digest() {
        let digest = Digest::from(digest);
        let entry = entries.iter().find(|entry| *entry.digest() == digest);
        return entry.ok_or_else(|| format!("the layout has no manifest {digest}").into());
    }
    let tag = meant.tag().map(|tag| tag.as_str()).unwrap_or_default();
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

/// A row for each entry of an index.
fn entries(index: &ImageIndex) -> Vec<Vec<String>> {
    let mut rows = vec![["PLATFORM", "DIGEST", "SIZE"].map(str::to_owned).to_vec()];
    for entry in index.manifests() {
        let platform = entry.platform().map_or("-".to_owned(), |p| {
            let parts = [p.os(), p.architecture(), p.variant()];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/")
        });
        rows.push(vec![platform, entry.digest().to_string(), bytes(entry.size())]);
    }
    rows
}

/// A blob, verified against the digest and size of its descriptor.
fn blob(folder: &Path, descriptor: &Descriptor) -> Result<Vec<u8>, Fault> {
    let digest = descriptor.digest();
    let path = folder.join("blobs").join(digest.algorithm_name()).join(&*digest.encoded());
    let content = read(&path)?;
    if content.len() as u64 != descriptor.size() {
        return Err(format!("{digest}: {} bytes, not {}", content.len(), descriptor.size()).into());
    }
    digest.verify(&content)?;
    Ok(content)
}

fn read(path: &Path) -> Result<Vec<u8>, Fault> {
    fs::read(path).map_err(|e| format!("{}: {e}", path.display()).into())
}
