//! The crates' behaviour as JSON lines, so that any other implementation can be compared with it.
//!
//! `conformance KIND` reads one JSON value a line from standard input and writes one JSON object a line to standard
//! output, in the same order. It exits 0 whatever the verdicts, and 2 on a line that is not JSON or an unknown kind.

mod archive;
mod dockerfile;
mod document;
mod foreign;
mod image;
mod image_values;
mod names;
mod platform;
mod select;
mod tag;
mod tree;

use std::io::{self, BufRead, Write};
use std::process::ExitCode;

use serde_json::Value;

/// Answers one line of input.
type Kind = fn(&Value) -> Value;

const KINDS: &[(&str, Kind)] = &[
    ("reference", names::reference),
    ("digest", names::digest),
    ("platform", platform::platform),
    ("platform-match", platform::platform_match),
    ("tag", tag::tag),
    ("tag-pair", tag::tag_pair),
    ("document", document::document),
    ("select", select::select),
    ("tree", tree::tree),
    ("archive", archive::archive),
    ("image", image::image),
    ("sharing", image::sharing),
    ("names", foreign::names),
    ("dockerfile", dockerfile::dockerfile),
    ("image-values", image_values::image_values),
];

fn main() -> ExitCode {
    let kind = std::env::args().nth(1).unwrap_or_default();
    let Some((_, judge)) = KINDS.iter().find(|(name, _)| *name == kind) else {
        let names: Vec<_> = KINDS.iter().map(|(name, _)| *name).collect();
        eprintln!("conformance: no kind `{}`: one of {}", kind.escape_default(), names.join(", "));
        return ExitCode::from(2);
    };
    match run(*judge) {
        Ok(()) => ExitCode::SUCCESS,
        // The reader of the output has seen enough.
        Err(Fault::Io(e)) if e.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(Fault::Io(e)) => {
            eprintln!("conformance: {e}");
            ExitCode::from(2)
        }
        Err(Fault::Json { line, error }) => {
            eprintln!("conformance: line {line} is not JSON: {error}");
            ExitCode::from(2)
        }
    }
}

enum Fault {
    Io(io::Error),
    Json { line: usize, error: serde_json::Error },
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

fn run(judge: Kind) -> Result<(), Fault> {
    let mut input = io::stdin().lock();
    let mut output = io::BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let mut text = Vec::new();
    let mut line = 0;
    loop {
        text.clear();
        if input.read_until(b'\n', &mut text)? == 0 {
            output.flush()?;
            return Ok(());
        }
        line += 1;
        match serde_json::from_slice(&text) {
            Ok(value) => {
                serde_json::to_writer(&mut output, &judge(&value)).map_err(io::Error::from)?;
                output.write_all(b"\n")?;
            }
            Err(error) => {
                output.flush()?;
                return Err(Fault::Json { line, error });
            }
        }
    }
}
