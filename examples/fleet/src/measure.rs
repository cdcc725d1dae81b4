//! What the engine adds to the bare function, on one core and on two.

use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use cpu_time::ProcessTime;
use datafusion::arrow::array::{Array, AsArray, RecordBatch};
use datafusion::catalog::MemTable;
use datafusion::error::Result;
use datafusion::physical_plan::collect;
use datafusion::prelude::SessionContext;
use imageref::RawReference;
use imageref::reference::Defaults;

use crate::questions::QUESTIONS;
use crate::{memory, session};

/// Runs of each line; the median counts.
const RUNS: usize = 7;

/// Queries whose figures are a question of rows, of the table `pods` in memory (`held`) or on disk.
const QUERIES: [(&str, &str); 6] = [
    ("count, in memory", "SELECT count(image) FROM held"),
    ("image_normalize, in memory", "SELECT count(image_normalize(image)) FROM held"),
    ("image_parse, in memory", "SELECT count(image_parse(image)['repository']) FROM held"),
    ("count of lengths, Parquet", "SELECT count(octet_length(image)) FROM pods"),
    ("image_normalize, Parquet", "SELECT count(image_normalize(image)) FROM pods"),
    (
        "image_normalize and group, Parquet",
        "SELECT count(*) FROM (SELECT image_normalize(image) AS i, count(*) FROM pods GROUP BY i)",
    ),
];

/// Prints a table of figures of the pods in a folder.
///
/// # Errors
///
/// An error of the engine's.
pub fn measure(folder: &Path) -> Result<()> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    println!("{cores} cores; median of {RUNS} runs; rows/s/core: of the time on the processor");
    println!(
        "{}",
        line("what", "threads", "wall ms", "cpu ms", "ns/row", "M rows/s", "M rows/s/core")
    );
    bare(folder)?;
    for threads in [1, 2] {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(threads)
            .enable_all()
            .build()?;
        runtime.block_on(engine(folder, threads))?;
    }
    Ok(())
}

/// The functions without an engine: the crate's on strings, and the column's.
fn bare(folder: &Path) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let batches = runtime.block_on(async {
        let context = session::local(1, memory::pool(None))?;
        session::register_tables(&context, folder).await?;
        pods(&context).await
    })?;
    let images: Vec<_> = batches.iter().map(|batch| batch.column(0).as_string_view()).collect();
    let rows = images.iter().map(|images| images.len()).sum();
    let strings = || images.iter().flat_map(|images| images.iter().flatten());
    report("bare: RawReference::parse", 1, rows, || {
        strings().filter(|image| RawReference::parse(black_box(image)).is_ok()).count();
    });
    report("bare: parse and normalize", 1, rows, || {
        let canonical = |image| RawReference::parse(image)?.normalize(&Defaults::DOCKER);
        strings().filter(|image| canonical(black_box(image)).is_ok()).count();
    });
    Ok(())
}

async fn engine(folder: &Path, threads: usize) -> Result<()> {
    let context = session::local(threads, memory::pool(None))?;
    session::register_tables(&context, folder).await?;
    let batches = pods(&context).await?;
    let rows = batches.iter().map(RecordBatch::num_rows).sum();
    let schema = batches[0].schema();
    // Each thread has a part of its own.
    let parts = batches.chunks(batches.len().div_ceil(threads)).map(<[_]>::to_vec).collect();
    context.register_table("held", Arc::new(MemTable::try_new(schema, parts)?))?;
    for (name, sql) in QUERIES {
        time(&context, name, sql, threads, rows).await?;
    }
    for question in QUESTIONS {
        time(&context, question.name, question.sql, threads, rows).await?;
    }
    Ok(())
}

async fn pods(context: &SessionContext) -> Result<Vec<RecordBatch>> {
    context.sql("SELECT image FROM pods").await?.collect().await
}

async fn time(
    context: &SessionContext,
    name: &str,
    sql: &str,
    threads: usize,
    rows: usize,
) -> Result<()> {
    let mut runs = Vec::new();
    for _ in 0..RUNS {
        // Planning takes as long for a row as for a hundred million.
        let plan = context.sql(sql).await?.create_physical_plan().await?;
        let (wall, cpu) = (Instant::now(), ProcessTime::now());
        black_box(collect(plan, context.task_ctx()).await?);
        runs.push((wall.elapsed().as_secs_f64(), cpu.elapsed().as_secs_f64()));
    }
    print(name, threads, rows, runs);
    Ok(())
}

fn report(name: &str, threads: usize, rows: usize, mut run: impl FnMut()) {
    let runs = (0..RUNS).map(|_| {
        let (wall, cpu) = (Instant::now(), ProcessTime::now());
        run();
        (wall.elapsed().as_secs_f64(), cpu.elapsed().as_secs_f64())
    });
    let runs = runs.collect();
    print(name, threads, rows, runs);
}

fn print(name: &str, threads: usize, rows: usize, runs: Vec<(f64, f64)>) {
    let median = |mut times: Vec<f64>| {
        times.sort_by(f64::total_cmp);
        times[times.len() / 2]
    };
    let wall = median(runs.iter().map(|run| run.0).collect());
    let cpu = median(runs.iter().map(|run| run.1).collect());
    let rows = rows as f64;
    println!(
        "{}",
        line(
            name,
            &threads.to_string(),
            &format!("{:.1}", wall * 1e3),
            &format!("{:.1}", cpu * 1e3),
            &format!("{:.1}", cpu * 1e9 / rows),
            &format!("{:.2}", rows / wall / 1e6),
            &format!("{:.2}", rows / cpu / 1e6),
        )
    );
}

fn line(
    name: &str,
    threads: &str,
    wall: &str,
    cpu: &str,
    row: &str,
    rate: &str,
    core: &str,
) -> String {
    format!("{name:<36}{threads:>8}{wall:>10}{cpu:>10}{row:>9}{rate:>10}{core:>15}")
}
