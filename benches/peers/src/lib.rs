//! The operations that are compared, each with everyone who offers it.

pub mod hashing;
#[allow(dead_code, reason = "the benchmarks of the crate itself use the rest")]
#[path = "../../inputs/mod.rs"]
mod inputs;
pub mod names;

/// One operation on one set of inputs, by everyone who offers it.
pub struct Case {
    pub operation: String,
    /// How many times one pass does it.
    pub count: usize,
    pub contenders: Vec<Contender>,
}

/// One way to do it.
pub struct Contender {
    pub name: &'static str,
    pub pass: Box<dyn Fn()>,
    /// How many of the inputs it took.
    pub taken: usize,
}

/// Who is not a peer but a bound: the least that the operation can cost.
pub const FLOOR: &str = "floor";
