//! Changes to an image that keep its manifest and config consistent.
//!
//! [`ImageEdit`] adds layers and steps and changes the config and the annotations; [`rebase`] moves an image's own layers
//! onto another base.

mod error;
mod image_edit;
mod rebase;

pub use error::ImageEditError;
pub use image_edit::ImageEdit;
pub use rebase::rebase;
