//! Asking a question: the rows of the answer, and what it cost.

use std::sync::Arc;
use std::time::{Duration, Instant};

use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::error::Result;
use datafusion::physical_plan::statistics::{StatisticsArgs, StatisticsContext};
use datafusion::physical_plan::{ExecutionPlan, execute_stream};
use datafusion::prelude::SessionContext;
use futures::StreamExt;

/// The answer to a question.
pub struct Answer {
    /// The columns.
    pub schema: SchemaRef,
    /// The first rows.
    pub batches: Vec<RecordBatch>,
    /// How many rows there are.
    pub rows: usize,
    /// How long it took.
    pub time: Duration,
    /// How many rows of tables were read.
    pub scanned: usize,
    /// What was written to disk for want of memory.
    pub spilled: Spilled,
}

/// What operators wrote to disk for want of memory.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spilled {
    /// How many files.
    pub files: usize,
    /// How many bytes.
    pub bytes: usize,
    /// How many rows.
    pub rows: usize,
}

/// Asks a question in SQL and keeps the first rows of the answer. Calls `progress` ten times a second with the rows read
/// and those that there are, where the engine knows them.
///
/// # Errors
///
/// A mistake in the question, or an error of the engine's.
pub async fn ask(
    context: &SessionContext,
    sql: &str,
    keep: usize,
    mut progress: impl FnMut(usize, Option<usize>),
) -> Result<Answer> {
    let start = Instant::now();
    let plan = context.sql(sql).await?.create_physical_plan().await?;
    let total = table_rows(&plan);
    let mut stream = execute_stream(Arc::clone(&plan), context.task_ctx())?;
    let schema = stream.schema();
    let mut tick = tokio::time::interval(Duration::from_millis(100));
    let (mut batches, mut rows) = (Vec::new(), 0);
    loop {
        let batch = tokio::select! {
            batch = stream.next() => match batch {
                Some(batch) => batch?,
                None => break,
            },
            _ = tick.tick() => {
                progress(scanned(&plan), total);
                continue;
            }
        };
        if rows < keep {
            batches.push(batch.slice(0, batch.num_rows().min(keep - rows)));
        }
        rows += batch.num_rows();
    }
    let (time, scanned, spilled) = (start.elapsed(), scanned(&plan), spilled(&plan));
    Ok(Answer { schema, batches, rows, time, scanned, spilled })
}

/// Adds up a figure of the plan's operators.
fn sum(plan: &Arc<dyn ExecutionPlan>, figure: &impl Fn(&Arc<dyn ExecutionPlan>) -> usize) -> usize {
    let below: usize = plan.children().into_iter().map(|child| sum(child, figure)).sum();
    figure(plan) + below
}

fn scanned(plan: &Arc<dyn ExecutionPlan>) -> usize {
    sum(plan, &|plan| match plan.metrics() {
        Some(metrics) if plan.children().is_empty() => metrics.output_rows().unwrap_or(0),
        _ => 0,
    })
}

/// Returns the rows of the tables that the plan reads.
fn table_rows(plan: &Arc<dyn ExecutionPlan>) -> Option<usize> {
    let children = plan.children();
    if children.is_empty() {
        let statistics = StatisticsContext::new().compute(&**plan, &StatisticsArgs::new()).ok()?;
        return statistics.num_rows.get_value().copied();
    }
    children.into_iter().map(table_rows).sum()
}

fn spilled(plan: &Arc<dyn ExecutionPlan>) -> Spilled {
    let metric = |get: fn(&datafusion::physical_plan::metrics::MetricsSet) -> Option<usize>| {
        sum(plan, &|plan| plan.metrics().as_ref().and_then(get).unwrap_or(0))
    };
    Spilled {
        files: metric(|metrics| metrics.spill_count()),
        bytes: metric(|metrics| metrics.spilled_bytes()),
        rows: metric(|metrics| metrics.spilled_rows()),
    }
}
