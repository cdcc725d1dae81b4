//! Runs every operation ten times, for callgrind to count.

use std::hint::black_box;

use guard::{Inputs, OPERATIONS};

fn main() {
    let inputs = Inputs::new();
    for _ in 0..10 {
        for (_, _, run) in OPERATIONS {
            // A large request makes the allocator merge what the operation before has freed: its work, not this one's.
            drop(black_box(Vec::<u8>::with_capacity(1 << 16)));
            run(&inputs);
        }
    }
}
