//! Names where people write them: in Dockerfiles, YAML and free text; and edits of them in place.
//!
//! | where | how |
//! | --- | --- |
//! | a Dockerfile | [`Dockerfile::parse`], [`Dockerfile::resolve`], [`Dockerfile::images`] |
//! | Kubernetes' manifests, Compose files | [`image_values`] |
//! | logs, Markdown, scripts (feature `regex`) | `TextScanner` |
//! | an edit at a place found | [`Edit`], [`apply`] |
//!
//! Nothing here reads a file or asks a registry. Every place is a [`Span`](imageref::error::Span) of the text given.

#![no_std]
#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

extern crate alloc;
#[cfg(feature = "regex")]
extern crate std;

mod dockerfile;
mod edit;
mod excerpt;
mod found;
mod image_values;
pub mod lint;
#[cfg(feature = "regex")]
mod text;

pub use dockerfile::{
    BuildOptions, Dockerfile, DockerfileError, DockerfileErrorKind, FoundImage, GlobalArg, Place,
    Resolution, ResolvedStage, Source, Stage, Trigger, Use, UseKind, Word,
};
pub use edit::{Edit, TextEditError, apply};
pub use excerpt::Excerpt;
pub use found::{Found, FoundKind};
pub use image_values::image_values;
#[cfg(feature = "regex")]
pub use text::{LookAlikePattern, TextScanner, look_alikes};
