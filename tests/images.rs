//! Images from `tests/data/images`, and made-up ones.

use std::fs;
use std::path::{Path, PathBuf};

use imageref::config::{History, ImageConfig};
use imageref::document::{Document, Model};
use imageref::image::Image;
use imageref::manifest::{Descriptor, ImageManifest};
use imageref::{DiffId, Digest, MediaType};

/// A file or folder of the workspace: the packages share this module.
pub fn workspace(path: &str) -> PathBuf {
    let mut folders = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().map(|it| it.join(path));
    folders.find(|it| it.exists()).unwrap_or_else(|| panic!("no {path}"))
}

/// A file or folder of `tests/data/images`.
pub fn data(path: &str) -> PathBuf {
    workspace("tests/data/images").join(path)
}

fn document<T: Model>(path: PathBuf) -> Document<T> {
    let bytes = fs::read(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    Document::from_bytes(bytes).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// An image of the store, by its manifest's digest.
pub fn stored(manifest: &Digest) -> Image {
    let blob = |digest: &Digest| data("store/blobs/sha256").join(&*digest.encoded());
    let manifest: Document<ImageManifest> = document(blob(manifest));
    let config = document(blob(manifest.value().config().digest()));
    Image::new(manifest, config).unwrap()
}

/// An image of the store, by its tag.
pub fn tagged(tag: &str) -> Image {
    let index = imageref::ImageIndex::from_slice(&fs::read(data("store/index.json")).unwrap());
    let index = index.unwrap();
    let named = |entry: &&Descriptor| entry.annotations().ref_name() == Some(tag);
    stored(index.manifests().iter().find(named).expect(tag).digest())
}

/// An image of the family: documents only.
pub fn family(name: &str) -> Image {
    let folder = workspace("crates/layers/examples/share/data").join(name);
    let manifest = document(folder.join("manifest.json"));
    Image::new(manifest, document(folder.join("config.json"))).unwrap()
}

/// A layer with this content: a blob in place of its compressed form, and its diff ID.
pub fn layer(content: &str) -> (Descriptor, DiffId) {
    let blob =
        Descriptor::of(MediaType::OCI_LAYER_GZIP, format!("compressed {content}").as_bytes());
    (blob, DiffId::new(Digest::sha256(content.as_bytes())))
}

/// An image with one layer for each of these contents, each made by a `COPY`.
pub fn made_up(contents: &[&str]) -> Image {
    let mut config = ImageConfig::new(&imageref::Platform::new("linux", "amd64"));
    let mut layers = Vec::new();
    for content in contents {
        let (blob, diff_id) = layer(content);
        layers.push(blob);
        config = config.with_layer(diff_id, History::new(&format!("COPY {content} / # buildkit")));
    }
    let config = Document::from_value(&config).unwrap();
    let manifest = ImageManifest::new(config.descriptor()).with_layers(layers);
    Image::new(Document::from_value(&manifest).unwrap(), config).unwrap()
}
