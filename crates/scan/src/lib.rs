#![doc = include_str!("../README.md")]
#![no_std]
#![forbid(unsafe_code)]
#![deny(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used
)]
#![cfg_attr(docsrs, feature(doc_cfg))]

extern crate alloc;
#[cfg(feature = "regex")]
extern crate std;

pub mod dockerfile;
pub mod edit;
mod excerpt;
mod found;
pub mod lint;
mod similar;
#[cfg(feature = "regex")]
pub mod text;
pub mod values;

pub use dockerfile::{
    BuildOptions, BuildSource, BuildStage, Dockerfile, DockerfileError, DockerfileErrorKind,
    DockerfileImage, DockerfilePlace, DockerfileWord, GlobalArg, InvalidImageError, OnBuildTrigger,
    ResolvedBuild, ResolvedStage, StageUse, StageUseKind,
};
pub use edit::{Edit, TextEditError, apply};
pub use excerpt::Excerpt;
pub use found::{Found, FoundKind};
pub use lint::{Lint, LintKind, lint};
#[cfg(feature = "regex")]
pub use text::{LookAlikePattern, TextReferences, TextScanner, look_alikes};
#[cfg(feature = "yaml")]
pub use values::{ImagePart, ImageParts, PartsFormat, image_parts};
pub use values::{InterpolationError, InterpolationErrorKind, image_values, interpolate};
