//! What images share: with one another, with their bases, with an earlier build.
//!
//! | question | answer |
//! | --- | --- |
//! | what do many images share, and which is the base of which? | [`ImageSet`], [`SetMember`] |
//! | which layers do two images share? | [`ImageComparison`] |
//! | is this image its base, and was it built from the base's present state? | [`is_base_of`], [`check_base`] |
//! | which layers are probably the base's? | [`BaseGuess`] |
//! | where did the second build miss the cache? | [`CacheReuse`] |

mod base_check;
mod base_guess;
mod bases;
mod cache;
mod comparison;
mod draw;
mod insert;
mod member;
mod numbers;
mod pairs;
mod set;
mod totals;

pub(crate) use base_check::common_steps;
pub use base_check::{BaseMismatchError, check_base, is_base_of};
pub use base_guess::BaseGuess;
pub use bases::BaseGroup;
pub use cache::{CacheMiss, CacheReuse};
pub use comparison::ImageComparison;
pub use member::{SetMember, SetMembers};
pub use pairs::{SetPairs, SharedContent};
pub use set::{ImageSet, ImageSetError};
pub use totals::LayerCount;
