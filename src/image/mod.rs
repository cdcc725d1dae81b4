//! Images: a manifest and its config joined, and what follows from both.
//!
//! [`Image`] says of each layer what made it, what it costs and what it stands on; each step of the history is read back
//! as the [`Instruction`] of a Dockerfile. [`ImageSet`] says of many images what they share, and on which base each stands.

mod base;
mod base_check;
mod compare;
mod edit;
mod error;
mod history_view;
mod inspect_view;
mod instruction;
mod instruction_forms;
mod join;
mod layer;
mod model;
mod process;
mod rebase;
mod set;
mod shell;
mod sizes;

pub use base::BaseGuess;
pub use base_check::BaseMismatchError;
pub use compare::{CacheUse, Comparison, Parting};
pub use edit::{ImageEdit, ImageEditError};
pub use error::{ImageWarning, JoinError, NotAnImageError, SizeOverflowError};
pub use history_view::HistoryRow;
pub use inspect_view::DockerInspect;
pub use instruction::{Instruction, InstructionKind};
pub use layer::{HistoryStep, Layer};
pub use model::Image;
pub use process::{HealthTest, Port, Protocol, User, health_time};
pub use set::{Group, ImageSet, LayerCount, Member, SetError, Shared};
