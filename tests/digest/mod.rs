mod hashes;
mod laws;
mod traits;
mod verdicts;
mod verify;
