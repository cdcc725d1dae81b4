//! Answering the questions of a command line: answers on standard output, what they cost on standard error.

use std::path::PathBuf;

use datafusion::error::Result;
use datafusion::execution::memory_pool::PeakRecordingPool;
use datafusion::prelude::SessionContext;
use indicatif::{ProgressBar, ProgressStyle};

use crate::ask::{Answer, ask};
use crate::memory::peak_resident;
use crate::options::Options;
use crate::questions::QUESTIONS;
use crate::{session, show, tables};

/// Answers the questions of a command line in a session, whose memory is the pool's.
///
/// # Errors
///
/// A mistake in a question, tables that can't be read or generated, or an error of the engine's.
pub async fn answer(
    context: &SessionContext,
    options: &Options,
    pool: &PeakRecordingPool,
) -> Result<()> {
    session::register_tables(context, &folder(options)?).await?;
    if let Some(sql) = &options.sql {
        one(context, sql, options, pool).await?;
    } else {
        let all = options.questions.is_empty();
        for question in if all { &QUESTIONS[..] } else { &options.questions } {
            println!("{}: {}", question.name, question.title());
            one(context, question.sql, options, pool).await?;
        }
    }
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
///
/// # Errors
///
/// Errors of the file system.
pub fn folder(options: &Options) -> Result<PathBuf> {
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
