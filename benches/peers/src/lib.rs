//! The operations that are compared, each with every crate that offers it.

pub mod documents;
pub mod hashing;
#[allow(dead_code, reason = "the benchmarks of the crate itself use the rest")]
#[path = "../../inputs/mod.rs"]
mod inputs;
pub mod layers;
pub mod names;
pub mod trees;

/// One operation on one set of inputs, by every crate that offers it.
pub struct Case {
    pub operation: String,
    /// How many operations one pass performs.
    pub count: usize,
    pub contenders: Vec<Contender>,
}

/// One implementation.
pub struct Contender {
    pub name: &'static str,
    pub pass: Box<dyn Fn()>,
    /// How many of the inputs it accepted.
    pub taken: usize,
}

/// Not a peer but a lower bound on what the operation costs.
pub const FLOOR: &str = "floor";
