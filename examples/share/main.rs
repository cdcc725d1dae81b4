//! What images share: as a table, as a Mermaid flowchart, as a DOT graph.
//!
//! ```text
//! share                       of four images on one Debian base, whose documents come with the crate
//! share OCI-LAYOUT-FOLDER     of the images in an OCI image layout
//! ```

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use imageref::image::{Image, ImageSet, SetMember};
use imageref::manifest::ImageIndex;
use imageref::{Digest, Document};

type Fault = Box<dyn std::error::Error>;

/// A name, its manifest, its config.
type Documents = (&'static str, &'static [u8], &'static [u8]);

const FAMILY: [Documents; 4] = [
    (
        "deb-slim",
        include_bytes!("data/deb-slim/manifest.json"),
        include_bytes!("data/deb-slim/config.json"),
    ),
    (
        "deb-tools",
        include_bytes!("data/deb-tools/manifest.json"),
        include_bytes!("data/deb-tools/config.json"),
    ),
    (
        "deb-web",
        include_bytes!("data/deb-web/manifest.json"),
        include_bytes!("data/deb-web/config.json"),
    ),
    (
        "deb-db",
        include_bytes!("data/deb-db/manifest.json"),
        include_bytes!("data/deb-db/config.json"),
    ),
];

fn main() -> ExitCode {
    let args: Vec<_> = std::env::args().skip(1).collect();
    let images = match &args[..] {
        [] => family(),
        [folder] => layout(Path::new(folder)),
        _ => Err("usage: share [OCI-LAYOUT-FOLDER]".into()),
    };
    match images.and_then(|images| show(&images)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("share: {fault}");
            ExitCode::from(2)
        }
    }
}

fn show(images: &[(String, Image)]) -> Result<(), Fault> {
    let mut set = ImageSet::new();
    for (name, image) in images {
        set.insert(name, image)?;
    }
    println!("{:<20} {:>6} {:>12} {:>12}  NEAREST BASE", "IMAGE", "LAYERS", "SIZE", "ALONE");
    for member in &set {
        let (layers, size) = (member.image().layers().len(), member.compressed_size());
        let bases: Vec<_> = member.nearest_bases().into_iter().map(shown).collect();
        let alone = member.unique_compressed_size();
        let row = format!("{:<20} {layers:>6} {size:>12} {alone:>12}  ", shown(member));
        println!("{}", (row + &bases.join(", ")).trim_end());
    }
    println!();
    println!("{:<42} {:>6} {:>6} {:>12}", "PAIR", "STACK", "BLOBS", "BYTES");
    for (a, b, shared) in set.pairs() {
        let pair = format!("{}, {}", shown(a), shown(b));
        let (stack, blobs) = (shared.common_layers, shared.blobs);
        println!("{pair:<42} {stack:>6} {blobs:>6} {:>12}", shared.compressed_size);
    }
    println!();
    println!(
        "{} bytes in all, {} where each blob is kept once: {} saved",
        set.compressed_size(),
        set.deduplicated_compressed_size(),
        set.saved_compressed_size()
    );
    println!("\n{}\n{}", set.to_mermaid(), set.to_dot());
    Ok(())
}

/// A name without what a terminal would act on.
fn shown(member: SetMember<'_>) -> String {
    member.name().escape_debug().to_string()
}

fn family() -> Result<Vec<(String, Image)>, Fault> {
    let read = |(name, manifest, config): Documents| {
        let (manifest, config) = (Document::from_bytes(manifest)?, Document::from_bytes(config)?);
        Ok((name.to_owned(), Image::new(manifest, config)?))
    };
    FAMILY.into_iter().map(read).collect()
}

/// The images of a layout that have a name; indexes and what is no image are passed over.
fn layout(folder: &Path) -> Result<Vec<(String, Image)>, Fault> {
    let index = ImageIndex::from_slice(&fs::read(folder.join("index.json"))?)?;
    let blob = |digest: &Digest| -> Result<Vec<u8>, Fault> {
        let path = folder.join("blobs").join(digest.algorithm_name()).join(&*digest.encoded());
        let bytes = fs::read(path)?;
        digest.verify(&bytes)?;
        Ok(bytes)
    };
    let mut images = Vec::new();
    for entry in index.manifests() {
        let bytes = blob(entry.digest())?;
        let Ok(manifest) = Document::from_bytes_with(bytes, &entry.read_options()) else {
            continue;
        };
        let manifest: Document<imageref::ImageManifest> = manifest;
        let Some(name) = entry.annotations().ref_name() else { continue };
        if manifest.value().is_image() {
            let config = Document::from_bytes(blob(manifest.value().config().digest())?)?;
            images.push((name.to_owned(), Image::new(manifest, config)?));
        }
    }
    Ok(images)
}
