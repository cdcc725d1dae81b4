//! A parsed `Reference` as an argument of clap: an error prints the drawing with its hint and fix.
//!
//! ```text
//! cargo run -p bridges --example arguments -- nginx:1.27
//! cargo run -p bridges --example arguments -- localhost:5000/Team/App
//! ```

use clap::Parser;
use imageref::{Platform, Reference};

/// Shows what a reference means.
#[derive(Parser)]
#[command(name = "arguments")]
struct Arguments {
    /// The image.
    #[arg(value_parser = reference)]
    image: Reference,
    /// The platform; a type with `FromStr` needs no function, and its error is one sentence.
    #[arg(long, default_value = "linux/amd64")]
    platform: Platform,
}

/// Parses a reference; `{:#}` of an explained error is the drawing.
fn reference(text: &str) -> Result<Reference, String> {
    text.parse().map_err(|error: imageref::ParseError| format!("{:#}", error.in_text(text)))
}

fn main() {
    let Arguments { image, platform } = Arguments::parse();
    println!("{image} for {platform}");
}
