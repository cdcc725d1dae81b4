//! Explains a reference, and shows what its image is made of.
//!
//! ```text
//! inspect                                explains a reference and shows its image, whose documents are built in
//! inspect REFERENCE                      explains a reference, or shows what is wrong with it
//! inspect REFERENCE OCI-LAYOUT-FOLDER    shows the image, or the index, with that name in an OCI image layout
//!         --platform PLATFORM            shows the image of an index that a machine of this platform runs
//!         --shared-with OTHER            compares the image with another one in the layout
//! ```

#[path = "../common/bytes.rs"]
mod bytes;
mod image;
mod index;
mod layout;
mod meaning;
mod name;
mod screen;

use std::path::Path;
use std::process::ExitCode;

use imageref::{Digest, RawReference};
use screen::Screen;

const USAGE: &str =
    "usage: inspect [REFERENCE [OCI-LAYOUT-FOLDER [--platform PLATFORM] [--shared-with OTHER]]]";

/// What to show about an image in a layout.
#[derive(Default)]
struct Options<'a> {
    platform: Option<&'a str>,
    shared_with: Option<RawReference<'a>>,
}

/// An error that ends the program with exit status 2.
type Fault = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    let args: Vec<_> = std::env::args().skip(1).collect();
    let args: Vec<_> = args.iter().map(String::as_str).collect();
    match run(&args) {
        Ok(screen) => screen.print(),
        Err(fault) => {
            eprintln!("inspect: {fault:#}");
            ExitCode::from(2)
        }
    }
}

fn run(args: &[&str]) -> Result<Screen, Fault> {
    let mut screen = Screen::default();
    match *args {
        [] => {
            let (manifest, config) = image::built_in();
            let text = format!("deb-web@{}", Digest::sha256(manifest));
            let raw = RawReference::parse(&text)?;
            name::show(&mut screen, raw)?;
            let image = image::read(raw.digest(), manifest, config)?;
            image::show(&mut screen, true, &image, None)?;
        }
        [text] => name::show(&mut screen, parse(text)?)?,
        [text, folder, ref option @ ..] => {
            let options = options(option)?;
            let raw = parse(text)?;
            name::show(&mut screen, raw)?;
            layout::show(&mut screen, raw, Path::new(folder), &options)?;
        }
    }
    Ok(screen)
}

fn options<'a>(mut args: &[&'a str]) -> Result<Options<'a>, Fault> {
    let mut options = Options::default();
    loop {
        args = match args {
            [] => return Ok(options),
            ["--platform", platform, rest @ ..] => {
                options.platform = Some(platform);
                rest
            }
            ["--shared-with", other, rest @ ..] => {
                options.shared_with = Some(parse(other)?);
                rest
            }
            _ => return Err(USAGE.into()),
        };
    }
}

fn parse(text: &str) -> Result<RawReference<'_>, Fault> {
    RawReference::parse(text).map_err(|e| {
        // `{:#}` shows the text with carets. The error borrows the text, the boxed string does not.
        format!("{:#}", e.in_text(text)).into()
    })
}
