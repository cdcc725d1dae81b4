//! How often each contender allocates: `case TAB contender TAB allocations an operation`.

fn main() {
    for case in peers::names::cases() {
        for contender in &case.contenders {
            // Run once first, for values that are created on first use.
            (contender.pass)();
            let counted = allocation_counter::measure(|| (contender.pass)()).count_total;
            let each = counted as f64 / case.count as f64;
            println!("{}\t{}\t{each:.2}", case.operation, contender.name);
        }
    }
}
