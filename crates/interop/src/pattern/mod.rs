//! Patterns of references: whole components, whole hosts, exact ports.
//!
//! A [`Pattern`] matches parsed references only; a [`PatternSet`] finds the longest pattern that matches, whatever their
//! order. Other systems match names too, each by rules of its own; those are in the module of the system, to the letter,
//! so that a tool can predict what the system does. None of them is the default here.

mod glob;
mod own;
mod set;
mod wild;

pub use own::Pattern;
pub use set::{PatternSet, PatternSetIter};
