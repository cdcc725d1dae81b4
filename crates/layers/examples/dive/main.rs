//! Shows where an image's bytes are: its tree by size, and what its layers waste, as text or as a page with a treemap.
//!
//! ```text
//! dive [OPTION]... [FILE [NAME]]
//!
//! FILE           a `docker save` or OCI archive, or the folder of an OCI layout;
//!                without one, the images among the tests
//! NAME           one image of several
//! --html FILE    writes a page, which loads nothing else, instead of the text
//! ```

mod items;
mod page;
mod read;
mod text;
mod treemap;

#[path = "../common/bytes.rs"]
mod bytes;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

const USAGE: &str = "usage: dive [--html FILE] [FILE [NAME]]";
const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/data/images/store");

/// What ends the program with exit status 2.
type Fault = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    match run(std::env::args().skip(1)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("dive: {fault}");
            ExitCode::from(2)
        }
    }
}

fn run(mut args: impl Iterator<Item = String>) -> Result<(), Fault> {
    let (mut html, mut names) = (None, Vec::new());
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--html" => html = Some(PathBuf::from(args.next().ok_or(USAGE)?)),
            _ if arg.starts_with('-') => return Err(USAGE.into()),
            _ => names.push(arg),
        }
    }
    let (path, name) = match &names[..] {
        [] => (SAMPLE, None),
        [path] => (path.as_str(), None),
        [path, name] => (path.as_str(), Some(name.as_str())),
        _ => return Err(USAGE.into()),
    };
    let images = read::images(Path::new(path), name)?;
    if let Some(file) = html {
        std::fs::write(&file, page::html(&images))
            .map_err(|error| format!("{}: {error}", file.display()))?;
    } else {
        print!("{}", text::report(&images));
    }
    Ok(())
}
