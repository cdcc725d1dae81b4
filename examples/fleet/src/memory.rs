//! Memory: its limit, and how much was in use.

use std::sync::Arc;

use datafusion::execution::memory_pool::{
    FairSpillPool, MemoryPool, PeakRecordingPool, UnboundedMemoryPool,
};

/// Returns the engine's memory: with a limit in bytes, shared fairly among the operators that can spill; or without one.
pub fn pool(limit: Option<usize>) -> Arc<PeakRecordingPool> {
    let pool: Arc<dyn MemoryPool> = match limit {
        Some(limit) => Arc::new(FairSpillPool::new(limit)),
        None => Arc::new(UnboundedMemoryPool::default()),
    };
    Arc::new(PeakRecordingPool::new(pool))
}

/// Returns the engine's memory in a process that is to use at most `limit` bytes: half of them. The rest is for what the
/// engine does not count: the program, buffers of Parquet files, batches between operators, and sorting what is spilled.
pub fn pool_of_process(limit: Option<usize>) -> Arc<PeakRecordingPool> {
    pool(limit.map(|limit| limit / 2))
}

/// Returns the most memory that the process has used, in bytes, on systems that report it.
pub fn peak_resident() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix(" kB")?.parse::<usize>().ok()? * 1024)
}
