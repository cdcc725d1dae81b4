//! Questions about a fleet of containers, in SQL: `imageref`'s functions on DataFusion and Ballista.

#![forbid(unsafe_code)]

pub mod ask;
#[cfg_attr(not(feature = "cluster"), path = "no_cluster.rs")]
pub mod cluster;
pub mod functions;
pub mod measure;
pub mod memory;
pub mod options;
pub mod questions;
pub mod session;
pub mod show;
pub mod tables;
