//! Prints `operation TAB inputs TAB allocations`, all inputs of an operation together.

use guard::{Inputs, OPERATIONS};

fn main() {
    let inputs = Inputs::new();
    for (name, count, run) in OPERATIONS {
        run(&inputs); // what is made on first use
        let allocations = allocation_counter::measure(|| run(&inputs)).count_total;
        println!("{name}\t{count}\t{allocations}");
    }
}
