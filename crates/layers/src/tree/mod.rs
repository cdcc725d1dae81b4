//! Trees: what layers change, merged into the file system that a container sees.

mod arena;
mod builder;
mod changes;
mod difference;
mod efficiency;
mod entry;
mod error;
mod export;
mod layer;
mod merge;
mod names;
mod node;
mod path;
mod policy;
mod provenance;
mod strays;
#[expect(clippy::module_inception, reason = "one file a noun: this one holds `Tree`")]
mod tree;
mod usage;
mod view;
mod warning;
mod whiteout;
mod writable;

pub use builder::LayerBuilder;
pub use changes::{Change, ChangeKind};
pub use difference::Difference;
pub use efficiency::{Efficiency, EfficiencyModel, PathCopy, PathCost, efficiency};
pub use entry::{Device, Entry, EntryKind, Metadata, Xattrs};
pub use error::{TreeError, TreeErrorKind};
pub use layer::{Changeset, LayerStats};
pub use node::{FileType, Node, Visit, Walk};
pub use policy::UnpackPolicy;
pub use provenance::{Event, ProvenanceStep, provenance};
pub use tree::Tree;
pub use usage::{DirectoryUsage, DirectoryUsages, Usage};
pub use warning::{TreeWarning, TreeWarningKind, TreeWarnings};
pub use whiteout::WhiteoutFormat;
pub use writable::WritableLayer;
