//! Asks six questions about a generated fleet, or your own; `--help` lists the options.

#![forbid(unsafe_code)]

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use datafusion::error::Result;
use datafusion::execution::memory_pool::PeakRecordingPool;
use datafusion::prelude::SessionContext;
use fleet::ask::{Answer, ask};
use fleet::measure::measure;
use fleet::memory::{self, peak_resident};
use fleet::options::{Options, USAGE};
use fleet::questions::QUESTIONS;
use fleet::{session, show, tables};
use indicatif::{ProgressBar, ProgressStyle};

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
        return measure(&tables(options)?);
    }
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(options.threads)
        .enable_all()
        .build()?;
    runtime.block_on(answer(options))
}

/// Answers the questions of the command line.
async fn answer(options: &Options) -> Result<()> {
    let folder = tables(options)?;
    let pool = memory::pool(options.memory);
    let context = session::local(options.threads, Arc::clone(&pool))?;
    session::register_tables(&context, &folder).await?;
    if let Some(sql) = &options.sql {
        one(&context, sql, options, &pool).await?;
        return report_peak();
    }
    let all = options.questions.is_empty();
    let questions = if all { &QUESTIONS[..] } else { &options.questions };
    for question in questions {
        println!("{}: {}", question.name, question.title());
        one(&context, question.sql, options, &pool).await?;
    }
    report_peak()
}

fn report_peak() -> Result<()> {
    if let Some(peak) = peak_resident() {
        eprintln!("peak memory of the process: {}", show::bytes(peak));
    }
    Ok(())
}

async fn one(
    context: &SessionContext,
    sql: &str,
    options: &Options,
    pool: &PeakRecordingPool,
) -> Result<()> {
    let bar = bar();
    pool.reset_peak();
    let answer = ask(context, sql, options.rows, |done, total| {
        bar.set_length(total.unwrap_or(0) as u64);
        bar.set_position(done as u64);
    })
    .await;
    bar.finish_and_clear();
    let Answer { schema, batches, rows, time, scanned, spilled } = answer?;
    print!("{}", show::table(&schema, &batches)?);
    let shown = rows.min(options.rows);
    let more = if rows > shown { format!(", {} more", rows - shown) } else { String::new() };
    println!("{shown} rows{more}\n");
    // Answers are the same on every run; what they cost is not.
    eprint!("{:.3} s", time.as_secs_f64());
    if scanned > 0 {
        eprint!(", {scanned} rows read");
    }
    if let peak @ 1.. = pool.peak_reserved() {
        eprint!(", at most {} in use", show::bytes(peak));
    }
    if spilled.files > 0 {
        let bytes = show::bytes(spilled.bytes);
        eprint!(", spilled {} rows, {bytes} in {} files", spilled.rows, spilled.files);
    }
    eprintln!("\n");
    Ok(())
}

/// Returns the folder of the tables, generated if need be.
fn tables(options: &Options) -> Result<PathBuf> {
    if let Some(folder) = &options.tables {
        return Ok(folder.clone());
    }
    let bar = bar();
    bar.set_length(options.sizes.pods as u64);
    let folder = tables::of(&options.folder, options.sizes, |done| bar.set_position(done as u64));
    bar.finish_and_clear();
    folder
}

/// A progress bar, which shows itself on a terminal only.
fn bar() -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:40} {human_pos}/{human_len} rows {elapsed}");
    ProgressBar::new(0).with_style(style.expect("a valid template"))
}
