//! Dockerfiles as BuildKit reads them.
//!
//! [`Dockerfile::parse`] returns what is written: stages, bases, `COPY --from` and mounts, each with its place.
//! [`Dockerfile::resolve`] returns what a build would use for them, and [`Dockerfile::images`] the places to edit.
//!
//! Source: moby/buildkit, frontend/dockerfile.

mod budget;
mod chars;
mod diagnosis;
mod directive;
mod duration;
mod error;
mod file;
mod glob;
mod graph;
mod heredoc;
mod images;
mod instruction;
mod json;
mod lines;
mod model;
mod mount;
mod options;
mod resolve;
mod shell;
mod source;
mod split;
mod substitution;

pub use error::{DockerfileError, DockerfileErrorKind};
pub use file::Dockerfile;
pub use images::{DockerfileImage, DockerfilePlace};
pub use model::{BuildStage, DockerfileWord, GlobalArg, OnBuildTrigger, StageUse, StageUseKind};
pub use options::BuildOptions;
pub use resolve::{ResolvedBuild, ResolvedStage};
pub use source::{BuildSource, InvalidImageError};
