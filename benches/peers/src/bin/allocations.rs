//! How often each contender allocates: `case TAB contender TAB allocations an operation`. With `trees`, the bytes that
//! large trees hold: `case TAB bytes TAB bytes an entry`.

fn main() {
    if std::env::args().nth(1).as_deref() == Some("trees") {
        let held = |make: &mut dyn FnMut()| allocation_counter::measure(make).bytes_current;
        return peers::trees::print_memory(|make| u64::try_from(held(make)).unwrap_or(0));
    }
    let cases = peers::names::cases().into_iter().chain(peers::documents::cases());
    for case in cases {
        for contender in &case.contenders {
            // Run once first, for values that are created on first use.
            (contender.pass)();
            let counted = allocation_counter::measure(|| (contender.pass)()).count_total;
            let each = counted as f64 / case.count as f64;
            println!("{}\t{}\t{each:.2}", case.operation, contender.name);
        }
    }
}
