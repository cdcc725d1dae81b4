#![doc = include_str!("../README.md")]
#![no_std]
#![forbid(unsafe_code)]
#![deny(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used
)]
#![cfg_attr(docsrs, feature(doc_cfg))]

extern crate alloc;
#[cfg(feature = "archive")]
extern crate std;

#[cfg(feature = "archive")]
pub mod archive;
pub mod edit;
pub mod instruction;
pub mod sharing;
mod tree;

pub use tree::{
    Change, ChangeKind, Changeset, Device, Difference, DirectoryUsage, DirectoryUsages, Efficiency,
    EfficiencyModel, Entry, EntryKind, Event, FileType, LayerBuilder, LayerStats, Metadata, Node,
    PathCopy, PathCost, ProvenanceStep, Tree, TreeError, TreeErrorKind, TreeWarning,
    TreeWarningKind, TreeWarnings, UnpackPolicy, Usage, Visit, Walk, WhiteoutFormat, WritableLayer,
    Xattrs, efficiency, provenance,
};
