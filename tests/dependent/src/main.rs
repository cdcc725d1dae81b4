//! Every optional dependency in use, with the features that the packages themselves ask for and no others.

use imageref::digest::verify_all;
use imageref::media_type::Compression;
use imageref::{Algorithm, Digest, Document, ImageIndex, Reference};
use imageref_layers::archive::{LayerOptions, read_layer};
use imageref_scan::TextScanner;

const STORE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../data/images/store");

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // regex
    let scanner = TextScanner::new();
    let found: Vec<_> = scanner.references("12:30 pulled ghcr.io/team/app:v1.2").collect();
    assert_eq!(found.len(), 1);

    // serde, thiserror, hex
    let index = Document::<ImageIndex>::from_bytes(std::fs::read(format!("{STORE}/index.json"))?)?;
    assert!(!index.value().manifests().is_empty());
    let reference: Reference = "nginx".parse()?;
    assert_eq!(reference, "docker.io/library/nginx:latest");

    // blake3
    assert!(Algorithm::Blake3.digest(b"")?.to_string().starts_with("blake3:af1349b9"));

    // tar, gzip, zstd, sha2
    let mut blobs = Vec::new();
    let mut compressions = Vec::new();
    for file in std::fs::read_dir(format!("{STORE}/blobs/sha256"))? {
        let blob = std::fs::read(file?.path())?;
        if let Ok(layer) = read_layer(&blob[..], &LayerOptions::new()) {
            compressions.push(layer.compression);
        }
        blobs.push(blob);
    }
    assert!(compressions.contains(&Compression::Gzip), "{compressions:?}");
    assert!(compressions.contains(&Compression::Zstd), "{compressions:?}");

    // rayon
    let due = blobs.iter().map(|blob| (Digest::sha256(blob), blob.len() as u64, &blob[..]));
    assert!(verify_all(due).iter().all(Result::is_ok));

    println!("{} layers read, {} blobs verified", compressions.len(), blobs.len());
    Ok(())
}
