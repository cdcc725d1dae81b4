//! Asks six questions about a generated fleet, or your own; `--help` lists the options.

#![forbid(unsafe_code)]

use std::process::ExitCode;
use std::sync::Arc;

use datafusion::error::Result;
use fleet::answer::{answer, folder};
use fleet::measure::measure;
use fleet::options::{Options, USAGE};
use fleet::{memory, session};

fn main() -> ExitCode {
    let options = match Options::parse(std::env::args().skip(1)) {
        Ok(options) => options,
        Err(usage) if usage == USAGE => {
            println!("{usage}");
            return ExitCode::SUCCESS;
        }
        Err(message) => {
            eprintln!("fleet: {message}");
            return ExitCode::from(2);
        }
    };
    match run(&options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("fleet: {error}");
            ExitCode::from(2)
        }
    }
}

fn run(options: &Options) -> Result<()> {
    if options.measure {
        return measure(&folder(options)?);
    }
    let pool = memory::pool_of_process(options.memory);
    let context = session::local(options.threads, Arc::clone(&pool))?;
    session::runtime(options.threads)?.block_on(answer(&context, options, &pool))
}
