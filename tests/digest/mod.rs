mod hashes;
mod laws;
mod names;
mod traits;
mod verdicts;
mod verify;
