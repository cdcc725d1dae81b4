//! The functions in SQL give what the crate gives, and the questions what plain loops give.
#![allow(missing_docs, reason = "tests are read for what they assert")]

mod columns;
mod fleet_tables;
mod functions;
mod vectors;

use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, AsArray, RecordBatch};
use datafusion::prelude::SessionContext;
use fleet::memory;
use fleet::session;

/// A session on one core.
fn session() -> SessionContext {
    session::local(1, memory::pool(None)).expect("a session")
}

/// Runs a future on this thread.
fn wait<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("a runtime").block_on(future)
}

/// The rows of an answer.
fn query(context: &SessionContext, sql: &str) -> Vec<RecordBatch> {
    wait(async { context.sql(sql).await.expect(sql).collect().await.expect(sql) })
}

/// Asks about a table `t` with these columns.
fn query_columns(columns: &[(&str, ArrayRef)], sql: &str) -> RecordBatch {
    let context = session();
    let columns = columns.iter().map(|(name, column)| (*name, Arc::clone(column), true));
    let batch = RecordBatch::try_from_iter_with_nullable(columns).expect("columns of one length");
    let schema = batch.schema();
    context.register_batch("t", batch).expect("a table");
    let rows = query(&context, sql);
    datafusion::arrow::compute::concat_batches(
        rows.first().map_or(&schema, RecordBatch::schema_ref),
        &rows,
    )
    .expect("batches of one schema")
}

/// The strings of a column of any type of string.
fn strings(column: &ArrayRef) -> Vec<Option<String>> {
    use datafusion::arrow::compute::cast;
    use datafusion::arrow::datatypes::DataType;
    let column = cast(column, &DataType::Utf8View).expect("strings");
    column.as_string_view().iter().map(|text| text.map(str::to_owned)).collect()
}

/// The values of a column of truth.
fn booleans(column: &ArrayRef) -> Vec<Option<bool>> {
    column.as_boolean().iter().collect()
}
