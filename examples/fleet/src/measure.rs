//! What the engine adds to the bare function, on one core and on two.

use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use cpu_time::ProcessTime;
use datafusion::arrow::array::{AsArray, RecordBatch};
use datafusion::catalog::MemTable;
use datafusion::error::Result;
use datafusion::physical_plan::collect;
use datafusion::prelude::SessionContext;
use fleet_functions::bare;
use tokio::runtime::Runtime;

use crate::questions::QUESTIONS;
use crate::{memory, session};

/// Runs of each line; medians count. Runs on one core and on two alternate, so that other work disturbs both alike.
const RUNS: usize = 9;

/// Queries whose figures are a question of rows, of the table `pods` in memory (`held`) or on disk.
const QUERIES: [(&str, &str); 11] = [
    ("image_normalize, in memory", "SELECT count(image_normalize(image)) FROM held"),
    ("image_familiar, in memory", "SELECT count(image_familiar(image)) FROM held"),
    ("image_parse, in memory", "SELECT count(image_parse(image)['repository']) FROM held"),
    ("image_error, in memory", "SELECT count(image_error(image)) FROM held"),
    ("image_pinned, in memory", "SELECT count(image_pinned(image)) FROM held"),
    ("registry_operator, in memory", "SELECT count(registry_operator(image)) FROM held"),
    ("registry_retired, in memory", "SELECT count(registry_retired(image)) FROM held"),
    (
        "tag_kind and image_parse, in memory",
        "SELECT count(tag_kind(image_parse(image)['tag'])) FROM held",
    ),
    ("lengths, Parquet", "SELECT count(octet_length(image)) FROM pods"),
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
    println!(
        "{cores} cores; medians of {RUNS} runs; ns/row and M rows/s/core: of the time on the processor, one thread"
    );
    println!("two cores: time on the clock, and on the processors, relative to one thread");
    println!("{}", line("what", "ns/row", "M rows/s/core", "clock", "processors"));
    let engines = [Engine::new(folder, 1)?, Engine::new(folder, 2)?];
    let rows = engines[0].rows;
    for (name, function) in [
        ("bare: RawReference::parse", bare::parse as fn(&_) -> usize),
        ("bare: parse and normalize", bare::normalize),
    ] {
        let images = engines[0].held.iter().map(|batch| batch.column(0).as_string_view());
        let images: Vec<_> = images.collect();
        let run = || images.iter().map(|images| function(images)).sum::<usize>();
        let runs: Vec<_> = (0..RUNS).map(|_| time(run)).collect();
        report(name, rows, &[runs]);
    }
    let questions = QUESTIONS.map(|question| (question.name, question.sql));
    for (name, sql) in QUERIES.into_iter().chain(questions) {
        let mut runs = [Vec::new(), Vec::new()];
        for _ in 0..RUNS {
            for (engine, runs) in engines.iter().zip(&mut runs) {
                runs.push(engine.time(sql)?);
            }
        }
        report(name, rows, &runs);
    }
    Ok(())
}

/// An engine with a number of threads.
struct Engine {
    runtime: Runtime,
    context: SessionContext,
    /// The images of the table `pods`, which are the table `held`.
    held: Vec<RecordBatch>,
    rows: usize,
}

impl Engine {
    fn new(folder: &Path, threads: usize) -> Result<Self> {
        let runtime = session::runtime(threads)?;
        let context = session::local(threads, memory::pool(None))?;
        let held = runtime.block_on(async {
            session::register_tables(&context, folder).await?;
            context.sql("SELECT image FROM pods").await?.collect().await
        })?;
        // Each thread has a part of its own.
        let parts = held.chunks(held.len().div_ceil(threads)).map(<[_]>::to_vec).collect();
        context.register_table("held", Arc::new(MemTable::try_new(held[0].schema(), parts)?))?;
        let rows = held.iter().map(RecordBatch::num_rows).sum();
        Ok(Self { runtime, context, held, rows })
    }

    /// Returns the seconds that a query takes, without planning: that takes as long for a row as for a hundred million.
    fn time(&self, sql: &str) -> Result<Seconds> {
        self.runtime.block_on(async {
            let plan = self.context.sql(sql).await?.create_physical_plan().await?;
            let start = Start::now();
            black_box(collect(plan, self.context.task_ctx()).await?);
            Ok(start.elapsed())
        })
    }
}

#[derive(Clone, Copy)]
struct Seconds {
    clock: f64,
    processors: f64,
}

struct Start(Instant, ProcessTime);

impl Start {
    fn now() -> Self {
        Self(Instant::now(), ProcessTime::now())
    }

    fn elapsed(&self) -> Seconds {
        let Self(clock, processors) = self;
        Seconds {
            clock: clock.elapsed().as_secs_f64(),
            processors: processors.elapsed().as_secs_f64(),
        }
    }
}

fn time<T>(run: impl FnOnce() -> T) -> Seconds {
    let start = Start::now();
    black_box(run());
    start.elapsed()
}

/// Prints a line: the first runs are those on one core, the second, if there are any, on two.
fn report(name: &str, rows: usize, runs: &[Vec<Seconds>]) {
    let (rows, one) = (rows as f64, &runs[0]);
    let seconds = median(one.iter().map(|run| run.processors));
    let [mut clock, mut processors] = [String::new(), String::new()];
    if let Some(two) = runs.get(1) {
        let pairs = || one.iter().zip(two);
        clock = format!("{:.2}", median(pairs().map(|(one, two)| two.clock / one.clock)));
        processors =
            format!("{:.2}", median(pairs().map(|(one, two)| two.processors / one.processors)));
    }
    let (row, rate) = (seconds * 1e9 / rows, rows / seconds / 1e6);
    println!("{}", line(name, &format!("{row:.1}"), &format!("{rate:.2}"), &clock, &processors));
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<_> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn line(name: &str, row: &str, rate: &str, clock: &str, processors: &str) -> String {
    format!("{name:<36}{row:>8}{rate:>15}{clock:>8}{processors:>12}").trim_end().to_owned()
}
