//! Images: a manifest and its config, joined.
//!
//! [`Image`] answers for each layer which instruction made it, how large it is and what is below it. The
//! [`Instruction`] of a Dockerfile is read back from each step of the history. [`ImageSet`] answers for many images what
//! they share and which of them is the base of which.
//!
//! | question | answer |
//! | --- | --- |
//! | do manifest and config belong together? | [`Image::new`], [`JoinError`], [`Image::warnings`] |
//! | which instruction made this layer? | [`Image::layers`], [`Layer::instruction`] |
//! | what would `docker history` and `docker inspect` show? | [`Image::docker_history`], [`Image::docker_inspect`] |
//! | how large is it, and what remains to be pulled? | [`Image::compressed_size`], [`Image::bytes_to_pull`] |
//! | is this image its base? | [`Image::is_base_of`], [`Image::check_base`], [`SetMember::bases`] |
//! | what do two images share? | [`Image::compare`], [`SetMember::shared_with`], [`ImageSet::pairs`] |
//! | where did the second build miss the cache? | [`Image::cache_reuse`] |
//! | how is it changed? | [`Image::edit`], [`Image::rebase`] |

mod base;
mod base_check;
mod cache;
mod compare;
mod docker_history;
mod docker_inspect;
mod edit;
mod error;
mod escape;
mod instruction;
mod iterate;
mod join;
mod layer;
mod layers;
mod model;
mod port;
mod process;
mod rebase;
mod set;
mod sizes;
mod warning;

pub use base::BaseGuess;
pub use base_check::BaseMismatchError;
pub use cache::{CacheMiss, CacheReuse};
pub use compare::ImageComparison;
pub use docker_history::{DockerHistory, HistoryRow};
pub use docker_inspect::DockerInspect;
pub use edit::{ImageEdit, ImageEditError};
pub use error::{JoinError, NotAnImageError, SizeOverflowError};
pub use instruction::{Instruction, InstructionKind};
pub use layer::{HistoryStep, Layer};
pub use layers::{HistorySteps, Layers};
pub use model::Image;
pub use port::{Port, PortError, Protocol};
pub use process::{HealthTest, User, health_time};
pub use set::{
    BaseGroup, ImageSet, ImageSetError, LayerCount, SetMember, SetMembers, SetPairs, SharedContent,
};
pub use warning::{ImageWarning, ImageWarningKind};
