//! Shows the files that a container sees, or what each layer of its image changes.
//!
//! ```text
//! tree                       the image of a small archive among the tests
//! tree FILE [NAME]           an image of a `docker save` archive or of an OCI layout in a tar file
//!      --changes             what each layer adds, changes and deletes
//! ```

use std::fs::File;
use std::process::ExitCode;

use imageref_layers::archive::{ArchiveLimits, ArchivedImage, ImageArchive, ReadLayer};
use imageref_layers::{Changeset, EfficiencyModel, Tree, efficiency};

const USAGE: &str = "usage: tree [FILE [NAME]] [--changes]";
const SAMPLE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../tests/data/images/archives/tiny-2.docker-archive.tar"
);

/// What ends the program with exit status 2.
type Fault = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("tree: {fault}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<(), Fault> {
    let (options, names): (Vec<_>, Vec<_>) =
        std::env::args().skip(1).partition(|arg| arg.starts_with("--"));
    if options.iter().any(|option| option != "--changes") {
        return Err(USAGE.into());
    }
    let (path, name) = match &names[..] {
        [] => (SAMPLE, None),
        [path] => (path.as_str(), None),
        [path, name] => (path.as_str(), Some(name.as_str())),
        _ => return Err(USAGE.into()),
    };
    let file = File::open(path).map_err(|error| format!("{path}: {error}"))?;
    let archive = ImageArchive::read(file, ArchiveLimits::default())?;
    for warning in archive.warnings() {
        eprintln!("warning: {warning}");
    }
    let image = find(archive.images()?, name)?;
    let layers = archive.layers_of(image)?;
    println!("image     {}", image.names().join(", ").escape_default());
    if let Some(platform) = image.platform() {
        println!("platform  {platform}");
    }
    let changesets: Vec<&Changeset> = layers.iter().map(|layer| &layer.changeset).collect();
    if options.is_empty() { print_tree(&changesets) } else { print_changes(&layers) }
}

/// The image of that name, or the only one.
fn find<'a>(images: &'a [ArchivedImage], name: Option<&str>) -> Result<&'a ArchivedImage, Fault> {
    match (name, images) {
        (None, [image]) => Ok(image),
        (None, _) => Err(format!("{} images: name one", images.len()).into()),
        (Some(name), _) => images
            .iter()
            .find(|image| image.names().iter().any(|own| **own == *name))
            .ok_or_else(|| format!("no image `{}`", name.escape_default()).into()),
    }
}

/// Prints the tree of all layers, like `ls -l`.
fn print_tree(changesets: &[&Changeset]) -> Result<(), Fault> {
    let tree = Tree::from_layers(changesets.iter().copied())?;
    let wasted = efficiency(changesets.iter().copied(), EfficiencyModel::Actual)?.wasted_bytes;
    println!("content   {} bytes", tree.size());
    println!("wasted    {wasted} bytes that no path shows any more");
    println!("\nMODE  OWNER          SIZE  LAYER  PATH");
    for visit in tree.walk() {
        let (node, metadata) = (visit.node(), visit.node().metadata());
        let size = match node.file_type().as_str() {
            "file" => node.size().to_string(),
            other => other.to_owned(),
        };
        let target = node.link_target().map(|target| format!(" -> {}", target.escape_ascii()));
        println!(
            "{:04o}  {:<7}  {size:>10}  {:>5}  /{}{}",
            metadata.mode(),
            format!("{}:{}", metadata.uid(), metadata.gid()),
            node.layer(),
            visit.path().escape_ascii(),
            target.unwrap_or_default(),
        );
    }
    Ok(())
}

/// Prints what each layer changes in those below it, like `docker diff`.
fn print_changes(layers: &[&ReadLayer]) -> Result<(), Fault> {
    let mut tree = Tree::new();
    for (number, layer) in layers.iter().enumerate() {
        let stats = layer.changeset.stats();
        println!("\nlayer {number}  {} entries, {} bytes", stats.entries, stats.content_bytes);
        for change in layer.changeset.changes(&tree) {
            println!("{change}");
        }
        tree.apply(&layer.changeset)?;
    }
    Ok(())
}
