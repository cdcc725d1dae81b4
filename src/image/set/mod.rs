//! [`ImageSet`]: what many images share, what each has alone, and which is the base of which.

mod bases;
mod draw;
mod insert;
mod member;
mod model;
mod numbers;
mod shared;
mod totals;

pub use bases::BaseGroup;
pub use member::{SetMember, SetMembers};
pub use model::{ImageSet, ImageSetError};
pub use shared::{SetPairs, SharedContent};
pub use totals::LayerCount;
