//! Patterns of references: whole components, whole hosts, ports as written.
//!
//! A [`Pattern`] matches parsed references only, a [`PatternSet`] finds the longest pattern that matches, whatever their
//! order. Other systems match names too, each by rules of its own; those are in the module of the system, to the letter,
//! so that a tool can say what the system will do. None of them is a default here.

mod glob;
mod own;
mod set;
mod wild;

pub use own::Pattern;
pub use set::PatternSet;
