//! Layers and image archives as streams: entries from tar, plain, gzip or zstd, verified in the pass that reads them.
//!
//! Nothing is unpacked and nothing is trusted: [`ArchiveLimits`] bound the decompressed bytes, entries, names and
//! documents, and with them the memory. Errors name the file and the byte. Archives are read as Go's archive/tar reads
//! them, since runtimes unpack with it: PAX records and GNU long names, sparse files, extended attributes.
//!
//! Source: OCI image specification 1.1, layer.md and image-layout.md; POSIX.1-2017, pax; GNU tar's manual.

#![deny(clippy::arithmetic_side_effects)]

mod budget;
mod error;
mod files;
mod hashing;
mod header;
mod image;
mod layer;
mod limits;
mod list;
mod output;
mod pax;
mod progress;
mod source;
mod tar;
mod warning;
mod zstd;

pub use error::{ArchiveError, ArchiveErrorKind, Side};
pub use image::ImageArchive;
pub use layer::{LayerOptions, LayerReader, ReadLayer, read_layer, read_layer_with};
pub use limits::ArchiveLimits;
pub use list::ArchivedImage;
pub use warning::{ArchiveWarning, ArchiveWarningKind};
