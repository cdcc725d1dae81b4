//! Shows what images share: as a table, as a Mermaid flowchart or a DOT graph, and as a chart in SVG or on an HTML page.
//!
//! ```text
//! share [OPTION]... [FOLDER]...
//!
//! FOLDER         an OCI image layout, or a folder with an image's manifest.json and config.json;
//!                without one, four images on one Debian base, whose documents are built in
//! --mermaid      prints a Mermaid flowchart instead of the table
//! --dot          prints a DOT graph instead of the table
//! --svg FILE     writes a chart of the images' layers
//! --html FILE    writes a page with the chart and the tables, which loads nothing else
//! ```

#[path = "../common/bytes.rs"]
mod bytes;
mod chart;
mod colours;
mod page;
mod read;
mod table;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use imageref_layers::sharing::ImageSet;

const USAGE: &str = "usage: share [--mermaid] [--dot] [--svg FILE] [--html FILE] [FOLDER]...";

/// An error that ends the program with exit status 2.
type Fault = Box<dyn std::error::Error>;

/// What to draw, and the folders to read.
#[derive(Default)]
struct Options {
    mermaid: bool,
    dot: bool,
    svg: Option<PathBuf>,
    html: Option<PathBuf>,
    folders: Vec<PathBuf>,
}

fn main() -> ExitCode {
    match options(std::env::args().skip(1)).and_then(|options| run(&options)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("share: {fault}");
            ExitCode::from(2)
        }
    }
}

fn options(mut args: impl Iterator<Item = String>) -> Result<Options, Fault> {
    let mut options = Options::default();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--mermaid" => options.mermaid = true,
            "--dot" => options.dot = true,
            "--svg" => options.svg = Some(args.next().ok_or(USAGE)?.into()),
            "--html" => options.html = Some(args.next().ok_or(USAGE)?.into()),
            _ if arg.starts_with('-') => return Err(USAGE.into()),
            _ => options.folders.push(arg.into()),
        }
    }
    Ok(options)
}

fn run(options: &Options) -> Result<(), Fault> {
    let images = read::images(&options.folders)?;
    let mut set = ImageSet::new();
    for (name, image) in &images {
        set.insert(name, image)?;
    }
    let mut table = true;
    if let Some(file) = &options.svg {
        write(file, &chart::svg(&set))?;
        table = false;
    }
    if let Some(file) = &options.html {
        write(file, &page::html(&set))?;
        table = false;
    }
    if options.mermaid {
        print!("{}", set.to_mermaid());
        table = false;
    }
    if options.dot {
        print!("{}", set.to_dot());
        table = false;
    }
    if table {
        table::print(&set);
    }
    Ok(())
}

fn write(file: &Path, text: &str) -> Result<(), Fault> {
    fs::write(file, text).map_err(|e| format!("{}: {e}", file.display()).into())
}
