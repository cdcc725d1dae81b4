//! A session of the engine: its functions, tables and limits.

use std::path::Path;
use std::sync::Arc;

use datafusion::error::Result;
use datafusion::execution::SessionStateBuilder;
use datafusion::execution::memory_pool::PeakRecordingPool;
use datafusion::execution::runtime_env::RuntimeEnvBuilder;
use datafusion::prelude::{ParquetReadOptions, SessionConfig, SessionContext};
use tokio::runtime::Runtime;

use crate::tables;

/// Returns a session on this machine: as many partitions as `threads`, in the pool's memory.
///
/// # Errors
///
/// An error of the engine's.
pub fn local(threads: usize, pool: Arc<PeakRecordingPool>) -> Result<SessionContext> {
    let runtime = RuntimeEnvBuilder::new().with_memory_pool(pool).build_arc()?;
    let state = SessionStateBuilder::new()
        .with_default_features()
        .with_config(SessionConfig::new().with_target_partitions(threads))
        .with_runtime_env(runtime)
        .build();
    Ok(with_functions(SessionContext::new_with_state(state)))
}

/// Adds the functions of `fleet_functions` to a session.
pub fn with_functions(context: SessionContext) -> SessionContext {
    for function in fleet_functions::all() {
        context.register_udf(function);
    }
    context
}

/// Adds the tables of a folder to a session.
///
/// # Errors
///
/// Files that are missing, or not Parquet.
pub async fn register_tables(context: &SessionContext, folder: &Path) -> Result<()> {
    for table in tables::TABLES {
        let path = folder.join(table);
        let options = ParquetReadOptions::default();
        context.register_parquet(table, path.to_string_lossy(), options).await?;
    }
    Ok(())
}

/// Returns a runtime with a number of threads.
///
/// # Errors
///
/// An error of the system's.
pub fn runtime(threads: usize) -> Result<Runtime> {
    Ok(tokio::runtime::Builder::new_multi_thread().worker_threads(threads).enable_all().build()?)
}
