//! Ballista: the same plans on several processes, which know each other by their ports on this machine.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use ballista::prelude::{SessionConfigExt, SessionContextExt};
use ballista_core::registry::BallistaFunctionRegistry;
use ballista_core::utils::default_session_builder;
use ballista_executor::executor_process::{ExecutorProcessConfig, start_executor_process};
use ballista_scheduler::cluster::BallistaCluster;
use ballista_scheduler::config::{SchedulerConfig, TaskDistributionPolicy};
use ballista_scheduler::scheduler_process::start_server;
use datafusion::error::{DataFusionError, Result};
use datafusion::execution::SessionStateBuilder;
use datafusion::prelude::{SessionConfig, SessionContext};

use crate::options::{DEFAULT_PORT, Options};
use crate::{functions, session};

/// Parts of a table that are worked on at a time: two for each of three executors.
const PARTITIONS: usize = 6;

/// Seconds between an executor's signs of life, and until the scheduler gives it up without one.
const HEARTBEAT: u64 = 1;
const LOST: u64 = 5;

/// Runs a scheduler until the process ends.
///
/// # Errors
///
/// A port that is in use.
pub async fn schedule(port: u16) -> Result<()> {
    let config = SchedulerConfig {
        external_host: Ipv4Addr::LOCALHOST.to_string(),
        bind_port: port,
        task_distribution: TaskDistributionPolicy::RoundRobin,
        executor_timeout_seconds: LOST,
        expire_dead_executor_interval_seconds: HEARTBEAT,
        // The scheduler optimizes plans, so that it needs the functions as well.
        override_session_builder: Some(Arc::new(|config| {
            let state = default_session_builder(config)?;
            Ok(session::with_functions(SessionContext::new_with_state(state)).state())
        })),
        ..SchedulerConfig::default()
    };
    let cluster = BallistaCluster::new_from_config(&config).await.map_err(external)?;
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    start_server(cluster, address, Arc::new(config)).await.map_err(external)
}

/// Runs an executor until the process ends. It uses the port and the one after it.
///
/// # Errors
///
/// A port that is in use, or no scheduler.
pub async fn execute(options: &Options) -> Result<()> {
    let work = options.work.as_ref().map(|work| work.to_string_lossy().into_owned());
    let mut registry = BallistaFunctionRegistry::default();
    for function in functions::all() {
        registry.scalar_functions.insert(function.name().to_owned(), Arc::new(function));
    }
    let host = Ipv4Addr::LOCALHOST.to_string();
    let config = ExecutorProcessConfig {
        external_host: Some(host.clone()),
        port: options.port,
        grpc_port: options.port + 1,
        scheduler_host: host,
        scheduler_port: options.scheduler.unwrap_or(DEFAULT_PORT),
        scheduler_connect_timeout_seconds: 30,
        vcores: options.threads,
        work_dir: work,
        executor_heartbeat_interval_seconds: HEARTBEAT,
        memory_pool_size: options.memory.map(|bytes| bytes as u64),
        override_function_registry: Some(Arc::new(registry)),
        ..ExecutorProcessConfig::default()
    };
    start_executor_process(Arc::new(config)).await.map_err(external)
}

/// Returns a session whose questions a cluster answers.
///
/// # Errors
///
/// An error of the engine's.
pub async fn connect(scheduler: u16) -> Result<SessionContext> {
    let config = SessionConfig::new_with_ballista()
        .with_target_partitions(PARTITIONS)
        // As on machines of their own: executors read nothing of each other's files but over the network.
        .set_bool("ballista.shuffle.force_remote_read", true);
    let state = SessionStateBuilder::new().with_default_features().with_config(config).build();
    let url = format!("df://{}:{scheduler}", Ipv4Addr::LOCALHOST);
    let context = SessionContext::remote_with_state(&url, state).await?;
    Ok(session::with_functions(context))
}

fn external(error: impl std::error::Error + Send + Sync + 'static) -> DataFusionError {
    DataFusionError::External(Box::new(error))
}
