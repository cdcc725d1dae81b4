//! Dockerfiles as BuildKit reads them.

mod chars;
mod directive;
mod duration;
mod error;
mod file;
mod glob;
mod graph;
mod heredoc;
mod instruction;
mod json;
mod lines;
mod model;
mod mount;
mod options;
mod resolve;
mod shell;
mod split;

pub use error::{DockerfileError, DockerfileErrorKind};
pub use file::Dockerfile;
pub use model::{GlobalArg, Stage, Trigger, Use, UseKind, Word};
pub use options::BuildOptions;
pub use resolve::{FoundImage, Place, Resolution, ResolvedStage, Source};
