mod allocations;
mod edits;
mod laws;
mod messages;
mod parts;
mod vectors;
