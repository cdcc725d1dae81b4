mod allocations;
mod edits;
mod laws;
mod messages;
mod parts;
mod refusals;
mod traits;
mod vectors;
