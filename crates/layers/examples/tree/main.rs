//! Shows the files that a container sees, and what each layer adds, changes and deletes.
//!
//! ```text
//! tree ARCHIVE-FILE [NAME]    an image out of what `docker save` writes, or of an OCI layout in a tar archive
//!      --changes              the changes of each layer
//! ```

use std::fs::File;
use std::process::ExitCode;

use imageref_layers::archive::{ArchiveLimits, ArchivedImage, ImageArchive, Layer};
use imageref_layers::tree::{EfficiencyModel, Tree, efficiency};

/// What ends the program with exit status 2.
type Fault = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    let mut args: Vec<_> = std::env::args().skip(1).collect();
    let changes = args.iter().position(|arg| arg == "--changes").map(|at| args.remove(at));
    let default = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../tests/data/images/archives/tiny-2.docker-archive.tar"
    );
    let result = match &args[..] {
        [] => show(default, None, changes.is_some()),
        [file] => show(file, None, changes.is_some()),
        [file, name] => show(file, Some(name), changes.is_some()),
        _ => Err("usage: tree [ARCHIVE-FILE [NAME]] [--changes]".into()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("tree: {fault}");
            ExitCode::from(2)
        }
    }
}

fn show(file: &str, name: Option<&str>, changes: bool) -> Result<(), Fault> {
    let opened = File::open(file).map_err(|e| format!("{file}: {e}"))?;
    let archive = ImageArchive::read(opened, ArchiveLimits::default())?;
    let images = archive.images()?;
    let image = find(&images, name)?;
    let layers = archive.layers_of(image)?;
    println!("image    {}", image.names.join(", "));
    if changes {
        return show_changes(&layers);
    }
    let deltas = || layers.iter().map(|layer| &layer.delta);
    let tree = Tree::from_layers(deltas())?;
    let wasted = efficiency(deltas(), EfficiencyModel::Actual)?.wasted_bytes;
    println!("tree     {} paths, {} bytes of content", tree.walk().count(), tree.size());
    println!("wasted   {wasted} bytes that no path shows any more\n");
    println!("MODE  OWNER          SIZE  LAYER  PATH");
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

/// Prints the changes as `docker diff` prints those of a container.
fn show_changes(layers: &[&Layer]) -> Result<(), Fault> {
    let mut tree = Tree::new();
    for (number, layer) in layers.iter().enumerate() {
        let stats = layer.delta.stats();
        println!("\nlayer {number}  {} entries, {} bytes", stats.entries, stats.content_bytes);
        for change in layer.delta.changes(&tree) {
            println!("{change}");
        }
        tree.apply(&layer.delta)?;
    }
    Ok(())
}

/// The image of that name, or the only one.
fn find<'a>(images: &'a [ArchivedImage], name: Option<&str>) -> Result<&'a ArchivedImage, Fault> {
    match (name, images) {
        (None, [image]) => Ok(image),
        (Some(name), _) => images
            .iter()
            .find(|image| image.names.iter().any(|it| it == name))
            .ok_or_else(|| format!("no image `{}`", name.escape_default()).into()),
        (None, _) => Err(format!("{} images: name one", images.len()).into()),
    }
}
