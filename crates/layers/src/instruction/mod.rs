//! [`Instruction`]: an instruction of a Dockerfile, read back from an image's history.

mod arguments;
mod escape;
mod go_syntax;
mod kind;
mod model;
mod shell;

pub use kind::InstructionKind;
pub use model::Instruction;
