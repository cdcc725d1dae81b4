//! The comparison: every operation by every crate that offers it, in one run, as Markdown.
//!
//! `peers all` prints every table; `peers` all but the builds of `peers footprint`, which take minutes. `peers layers N`
//! reads layers of N files (60000: 700 MB); `peers first NAME` is one fresh process.

use std::collections::BTreeMap;
use std::process::Command;
use std::time::{Duration, Instant};

use cpu_time::ThreadTime;
use peers::{Case, FLOOR};

mod footprint;
mod table;

/// Each round measures everything once, so that other load on the machine affects all alike.
const ROUNDS: usize = 25;
/// Rounds of what takes long.
const FEW_ROUNDS: usize = 7;
/// Files of the layers that are read, unless a number is given.
const FILES: usize = 6_000;
/// The least duration of a sample, which is at least one pass.
const SAMPLE: Duration = Duration::from_millis(4);

/// Measures so many passes.
type Clock = dyn Fn(&dyn Fn(), u32) -> Duration;

/// The nanoseconds of one operation, by contender.
type Figures = BTreeMap<&'static str, f64>;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        [] => all(),
        ["all"] => {
            all();
            footprint::print();
        }
        ["names"] => compare_names(),
        ["documents"] => compare_documents(),
        ["hashing"] => compare(&peers::hashing::cases()),
        ["layers"] => compare_layers(FILES),
        ["layers", files] => compare_layers(files.parse().expect("a number of files")),
        ["trees"] => compare_trees(),
        ["first", name] => println!("{}", first_parse(name)),
        ["footprint"] => footprint::print(),
        _ => {
            eprintln!(
                "usage: peers [all | names | documents | hashing | layers [FILES] | trees | footprint]"
            );
            std::process::exit(2);
        }
    }
}

fn all() {
    compare_names();
    compare_documents();
    compare(&peers::hashing::cases());
    compare_layers(FILES);
    compare_trees();
    table::print_first(&first_parses());
}

fn compare(cases: &[Case]) {
    table::print(cases, &run(cases, ROUNDS, &time), &allocations(&[]));
}

fn compare_layers(files: usize) {
    let cases = peers::layers::cases(files);
    // Threads count, so a wall clock measures.
    table::print_layers(&cases, &run(&cases, FEW_ROUNDS, &wall_time));
}

fn compare_trees() {
    let bytes = allocations(&["trees"]);
    // Sets before trees: what frees a million values leaves work for whoever allocates next.
    for cases in [peers::trees::sets(), peers::trees::cases()] {
        table::print_growth(&cases, &run(&cases, FEW_ROUNDS, &wall_time), &bytes);
    }
}

fn compare_names() {
    let cases = peers::names::cases();
    compare(&cases);
    table::print_allocations(&cases, &allocations(&[]));
}

fn compare_documents() {
    let cases = peers::documents::cases();
    compare(&cases);
    table::print_allocations(&cases, &allocations(&[]));
}

/// The median of every contender of every case.
fn run(cases: &[Case], rounds: usize, time: &Clock) -> Vec<Figures> {
    let passes: Vec<Vec<u32>> = cases
        .iter()
        .map(|case| case.contenders.iter().map(|contender| passes(&contender.pass, time)).collect())
        .collect();
    let mut samples: Vec<BTreeMap<&str, Vec<f64>>> = vec![BTreeMap::new(); cases.len()];
    for round in 0..rounds {
        for (i, case) in cases.iter().enumerate() {
            for turn in 0..case.contenders.len() {
                // Rotate, so that no contender always runs first or after the same one.
                let j = (turn + round) % case.contenders.len();
                let contender = &case.contenders[j];
                let elapsed = time(&contender.pass, passes[i][j]);
                let each = elapsed.as_secs_f64() * 1e9 / f64::from(passes[i][j]);
                samples[i].entry(contender.name).or_default().push(each / case.count as f64);
            }
        }
    }
    samples
        .into_iter()
        .map(|case| case.into_iter().map(|(name, samples)| (name, median(samples))).collect())
        .collect()
}

fn time(pass: &dyn Fn(), times: u32) -> Duration {
    let start = ThreadTime::now();
    for _ in 0..times {
        pass();
    }
    start.elapsed()
}

fn wall_time(pass: &dyn Fn(), times: u32) -> Duration {
    let start = Instant::now();
    for _ in 0..times {
        pass();
    }
    start.elapsed()
}

/// Returns how many passes fill a sample, and warms up.
fn passes(pass: &dyn Fn(), time: &Clock) -> u32 {
    let mut times = 1;
    while times < 1 << 20 {
        if time(pass, times) >= SAMPLE {
            return times;
        }
        times *= 2;
    }
    times
}

fn median(mut samples: Vec<f64>) -> f64 {
    samples.sort_unstable_by(f64::total_cmp);
    samples[samples.len() / 2]
}

/// The counts of the `allocations` program, by case and contender.
fn allocations(arguments: &[&str]) -> BTreeMap<(String, String), String> {
    let program = std::env::current_exe().expect("a program").with_file_name("allocations");
    let output = Command::new(program).args(arguments).output();
    let output = output.expect("build it with `cargo build --release --bins`");
    let text = String::from_utf8(output.stdout).expect("a table");
    let rows = text.lines().filter_map(|line| {
        let mut cells = line.split('\t').map(String::from);
        Some(((cells.next()?, cells.next()?), cells.next()?))
    });
    rows.collect()
}

const FIRST: [&str; 5] =
    ["imageref", "oci-spec", "container_image_dist_ref", "docker-image", "docker-image-reference"];

/// The first parse in a fresh process, in nanoseconds, by contender.
fn first_parses() -> Figures {
    let program = std::env::current_exe().expect("a program");
    let mut samples: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    for _ in 0..ROUNDS {
        for name in FIRST {
            let output =
                Command::new(&program).args(["first", name]).output().expect("this program");
            let text = String::from_utf8(output.stdout).expect("a number");
            samples.entry(name).or_default().push(text.trim().parse().expect("a number"));
        }
    }
    samples.into_iter().map(|(name, samples)| (name, median(samples))).collect()
}

fn first_parse(name: &str) -> u128 {
    // Skip the first clock reading, which loads the clock itself.
    let _ = ThreadTime::now().elapsed();
    let start = ThreadTime::now();
    let taken = peers::names::first_parse(name, "ghcr.io/org/app:1.2.3");
    let elapsed = start.elapsed();
    assert!(taken, "{name} takes the text");
    elapsed.as_nanos()
}
