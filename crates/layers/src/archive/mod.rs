//! Layers and image archives as streams: entries from tar, plain, gzip or zstd, verified in the pass that reads them.
//!
//! Nothing is unpacked and nothing is trusted: [`ArchiveLimits`] bound what comes out of the decompression, entries, names and
//! extensions; damage and early ends are named by byte. What is read is what Go's archive/tar reads, since that is what
//! runtimes unpack with: PAX records and GNU long names, sparse files, extended attributes.
//!
//! **Source** OCI image specification 1.1, layer.md; POSIX.1-2017, pax; GNU tar's manual.

mod error;
mod header;
mod image;
mod layer;
mod limits;
mod output;
mod pax;
mod source;
mod tar;
mod zstd;

pub use error::{ArchiveError, ArchiveErrorKind, Side};
pub use image::{ArchivedImage, ImageArchive};
pub use layer::{Layer, LayerEnd, LayerOptions, LayerReader, read_layer, read_layer_with};
pub use limits::ArchiveLimits;
pub use tar::ArchiveWarning;
