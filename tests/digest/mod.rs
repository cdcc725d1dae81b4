mod hashes;
mod laws;
mod verdicts;
mod verify;
