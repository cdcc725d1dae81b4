//! Images: a manifest and its config, joined.
//!
//! | question | answer |
//! | --- | --- |
//! | do manifest and config belong together? | [`Image::new`], [`JoinError`], [`Image::warnings`] |
//! | which history step made this layer? | [`Image::layers`], [`Layer::step`] |
//! | how large is it, and what remains to be pulled? | [`Image::compressed_size`], [`Image::bytes_to_pull`] |
//!
//! `imageref-layers` compares images and changes them; `imageref-interop` shows them as Docker does.

mod error;
mod join;
mod layer;
mod model;
mod sizes;
mod warning;

pub use error::{JoinError, NotAnImageError, SizeOverflowError};
pub use layer::{HistoryStep, HistorySteps, Layer, Layers};
pub use model::Image;
pub use warning::{ImageWarning, ImageWarningKind};
