//! The file system that a container sees: layers merged into one view, a writable layer on top, and what it costs.
//!
//! ```text
//! Entry ... ──► Changeset ──┐
//! Entry ... ──► Changeset ──┼──► Tree ──► WritableLayer ──► Changeset ──► Entry ...
//! Entry ... ──► Changeset ──┘     │
//!                                  └──► walk, usage, hard links; provenance and efficiency of the layers
//! ```
//! Nothing is unpacked and no content is kept: a tree is a value of paths, kinds, sizes and attributes. Entries come
//! from any iterator; with feature `archive`, from a layer's tar stream.
//!
//! The rules are the image specification's: each layer is unpacked by itself as a regular tar archive, and put on the
//! layers below it. A later entry wins, a directory over a directory sets its attributes, anything else replaces what
//! stands there; `.wh.NAME` hides what lower layers have, wherever it stands in its own; a path's missing directories
//! are implied (mode 0755, owner 0). Where runtimes see another tree, a [finding](TreeWarningKind) says so, and their
//! [`UnpackPolicy`] gives their view.
//!
//! Memory and time go with the number of names (about 150 bytes each) and the length of paths; nothing recurses.
//!
//! **Source** OCI image specification 1.1, layer.md.

mod arena;
mod builder;
mod changes;
mod efficiency;
mod entry;
mod error;
mod export;
mod layer;
mod merge;
mod node;
mod path;
mod policy;
mod provenance;
#[expect(clippy::module_inception, reason = "one file a noun: this one holds `Tree`")]
mod tree;
mod view;
mod warning;
mod whiteout;
mod writable;

pub use builder::LayerBuilder;
pub use changes::{Change, ChangeKind};
pub use efficiency::{Efficiency, EfficiencyModel, PathCopy, PathCost, efficiency};
pub use entry::{Device, Entry, EntryKind, Metadata, Xattrs};
pub use error::{TreeError, TreeErrorKind};
pub use layer::{Changeset, LayerStats};
pub use node::{FileType, Node, Visit, Walk};
pub use policy::{Difference, UnpackPolicy};
pub use provenance::{Event, ProvenanceStep, provenance};
pub use tree::{Tree, Usage};
pub use warning::{TreeWarning, TreeWarningKind, TreeWarnings};
pub use whiteout::WhiteoutFormat;
pub use writable::WritableLayer;
