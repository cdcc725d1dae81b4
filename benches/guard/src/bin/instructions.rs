//! Runs every operation ten times, for callgrind to count.

use guard::{Inputs, OPERATIONS};

fn main() {
    let inputs = Inputs::new();
    for _ in 0..10 {
        for (_, _, run) in OPERATIONS {
            run(&inputs);
        }
    }
}
