//! Names where people write them: in Dockerfiles.
//!
//! | where | how |
//! | --- | --- |
//! | a Dockerfile | [`Dockerfile::parse`], [`Dockerfile::resolve`], [`Dockerfile::images`] |
//!
//! Nothing here reads a file or asks a registry. Every place is a [`Span`](crate::error::Span) of the text given.

mod dockerfile;

pub use dockerfile::{
    BuildOptions, Dockerfile, DockerfileError, DockerfileErrorKind, FoundImage, GlobalArg, Place,
    Resolution, ResolvedStage, Source, Stage, Trigger, Use, UseKind, Word,
};
