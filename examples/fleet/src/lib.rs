//! Questions about a fleet of containers, in SQL: `imageref`'s functions on DataFusion.

#![forbid(unsafe_code)]

pub mod answer;
pub mod ask;
pub mod measure;
pub mod memory;
pub mod options;
pub mod questions;
pub mod session;
pub mod show;
pub mod tables;
