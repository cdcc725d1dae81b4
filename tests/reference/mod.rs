mod allocations;
mod edits;
mod laws;
mod messages;
mod parts;
mod spans;
mod traits;
mod vectors;
