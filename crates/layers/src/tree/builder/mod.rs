//! A layer read entry by entry.

mod edit;
mod links;
mod parents;
mod put;
mod read;

pub use read::LayerBuilder;
