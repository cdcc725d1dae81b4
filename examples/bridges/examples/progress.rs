//! Bars of indicatif on a terminal, a line for each blob otherwise: the progress of `verify_all`.
//!
//! ```text
//! cargo run -p bridges --example progress               three blobs made up for this example
//! cargo run -p bridges --example progress -- FOLDER     the blobs of an OCI layout
//! ```

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, IsTerminal, Read};
use std::path::Path;
use std::process::ExitCode;

use imageref::digest::verify_all_with_progress;
use imageref::{Digest, Progress};
use indicatif::{ProgressBar, ProgressStyle};

type Blob = (Digest, u64, Box<dyn Read + Send>);

fn main() -> Result<ExitCode, Box<dyn std::error::Error>> {
    let blobs = match std::env::args().nth(1) {
        Some(folder) => layout(&Path::new(&folder).join("blobs/sha256"))?,
        None => samples(),
    };
    let sizes: BTreeMap<_, _> =
        blobs.iter().map(|(digest, size, _)| (digest.clone(), *size)).collect();
    let verdicts = if io::stderr().is_terminal() {
        let bar = ProgressBar::new(0).with_style(ProgressStyle::with_template(
            "{bar:40} {bytes}/{total_bytes} {bytes_per_sec} {msg}",
        )?);
        let verdicts = verify_all_with_progress(blobs, |progress: Progress<&Digest>| {
            bar.set_length(progress.total.unwrap_or(0));
            bar.set_position(progress.done);
            bar.set_message(short(progress.item));
        });
        bar.finish_and_clear();
        verdicts
    } else {
        // Not a terminal: nothing that moves, one line for each tenth.
        let mut tenths = 0;
        verify_all_with_progress(blobs, |progress: Progress<&Digest>| {
            let now = progress.done * 10 / progress.total.unwrap_or(0).max(1);
            if now > tenths {
                tenths = now;
                eprintln!("{}% of {} blobs", now * 10, sizes.len());
            }
        })
    };
    let wrong = verdicts.iter().filter(|verdict| verdict.is_err()).count();
    println!("{} blobs, {} bytes, {wrong} wrong", sizes.len(), sizes.values().sum::<u64>());
    Ok(if wrong == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The algorithm and the first twelve digits, as Docker shows digests.
fn short(digest: &Digest) -> String {
    format!("{}:{:.12}", digest.algorithm_name(), digest.encoded().as_str())
}

/// The blobs in a folder, each named by its digest.
fn layout(folder: &Path) -> Result<Vec<Blob>, Box<dyn std::error::Error>> {
    let mut blobs: Vec<Blob> = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name =
            path.file_name().and_then(|name| name.to_str()).ok_or("a name that is not UTF-8")?;
        let digest = format!("sha256:{name}").parse()?;
        let file = File::open(&path)?;
        blobs.push((digest, file.metadata()?.len(), Box::new(file)));
    }
    Ok(blobs)
}

/// Three blobs of zeros.
fn samples() -> Vec<Blob> {
    [3 << 20, 20 << 10, 9 << 20]
        .map(|size: usize| {
            let bytes = vec![0; size];
            (Digest::sha256(&bytes), size as u64, Box::new(io::Cursor::new(bytes)) as _)
        })
        .into()
}
