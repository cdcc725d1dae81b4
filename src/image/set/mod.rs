//! [`ImageSet`]: what images share, what each costs beyond that, and which base each stands on.

mod bases;
mod draw;
mod insert;
mod member;
mod model;
mod numbers;
mod shared;

pub use bases::Group;
pub use member::Member;
pub use model::{ImageSet, LayerCount, SetError};
pub use shared::Shared;
