//! Shows what a reference means, and what the image behind it is made of.
//!
//! ```text
//! inspect                                explains and shows an image whose documents come with the crate
//! inspect REFERENCE                      explains a reference, or draws what is wrong with it
//! inspect REFERENCE OCI-LAYOUT-FOLDER    shows the image of that name in an OCI image layout
//!         ... --shared-with OTHER        and what it shares with the image of another name there
//! ```

mod image;
mod layout;
mod meaning;
mod name;
mod screen;

use std::path::Path;
use std::process::ExitCode;

use imageref::{Digest, RawReference};
use screen::Screen;

/// What ends the program with exit status 2.
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
        [text, folder] | [text, folder, "--shared-with", _] => {
            let raw = parse(text)?;
            let other = args.get(3).map(|other| parse(other)).transpose()?;
            name::show(&mut screen, raw)?;
            layout::show(&mut screen, raw, Path::new(folder), other)?;
        }
        _ => {
            let usage = "usage: inspect [REFERENCE [OCI-LAYOUT-FOLDER [--shared-with OTHER]]]";
            return Err(usage.into());
        }
    }
    Ok(screen)
}

fn parse(text: &str) -> Result<RawReference<'_>, Fault> {
    RawReference::parse(text).map_err(|e| {
        // `{:#}` draws the text with carets; a box forgets what it is borrowed from.
        format!("{:#}", e.in_text(text)).into()
    })
}
