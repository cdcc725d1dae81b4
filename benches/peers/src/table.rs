//! The figures as Markdown.

use std::collections::BTreeMap;

use crate::{Case, FLOOR, Figures};

type Allocations = BTreeMap<(String, String), String>;

/// A table with one row per operation and one column per peer.
pub fn print(cases: &[Case], figures: &[Figures], allocations: &Allocations) {
    let peers = columns(cases, is_peer);
    println!("| operation | imageref | {} | floor | × floor | allocations |", peers.join(" | "));
    println!("| --- | ---: |{} ---: | ---: | ---: |", " ---: |".repeat(peers.len()));
    for (case, figures) in cases.iter().zip(figures) {
        let ours = columns(std::slice::from_ref(case), |name| name != FLOOR && !is_peer(name));
        let floor = figures.get(FLOOR).copied();
        for name in &ours {
            let time = figures[name];
            let label = if *name == "imageref" { "".into() } else { format!(" → `{name}`") };
            print!("| {}{label} | **{}** |", case.operation, show(time));
            for peer in &peers {
                print!(
                    " {} |",
                    figures
                        .get(peer)
                        .map_or("–".into(), |&other| against(case, peer, other, time))
                );
            }
            let ratio = floor.map_or("–".into(), |floor| format!("{:.2}", time / floor));
            let counted = allocations.get(&(case.operation.clone(), String::from(*name)));
            println!(
                " {} | {ratio} | {} |",
                floor.map_or("–".into(), show),
                counted.map_or("–", String::as_str)
            );
        }
    }
    println!();
}

/// A table of allocations: the mean per operation.
pub fn print_allocations(cases: &[Case], allocations: &Allocations) {
    let peers = columns(cases, is_peer);
    println!("| allocations | imageref | {} |", peers.join(" | "));
    println!("| --- | ---: |{}", " ---: |".repeat(peers.len()));
    for case in cases {
        let count = |name: &str| {
            let key = (case.operation.clone(), String::from(name));
            allocations.get(&key).map_or("–", String::as_str)
        };
        for name in columns(std::slice::from_ref(case), |name| name != FLOOR && !is_peer(name)) {
            print!("| {} → `{name}` | {} |", case.operation, count(name));
            for peer in &peers {
                print!(" {} |", count(peer));
            }
            println!();
        }
    }
    println!();
}

/// A table of layers: each way to read one, in milliseconds, and its ratio to ours.
pub fn print_layers(cases: &[Case], figures: &[Figures]) {
    let ways = columns(cases, |_| true);
    println!("| operation | {} |", ways.join(" | "));
    println!("| --- |{}", " ---: |".repeat(ways.len()));
    for (case, figures) in cases.iter().zip(figures) {
        print!("| {} |", case.operation);
        let ours = figures["imageref"];
        for way in &ways {
            match figures.get(way) {
                Some(time) if *way == "imageref" => print!(" **{:.1} ms** |", time / 1e6),
                Some(time) => print!(" {:.1} ms ({:.2} ×) |", time / 1e6, time / ours),
                None => print!(" – |"),
            }
        }
        println!();
    }
    println!();
}

/// A table of what grows: the whole, what one of many costs, and the bytes that it holds.
pub fn print_growth(cases: &[Case], figures: &[Figures], bytes: &Allocations) {
    println!("| made | time | each | bytes each |");
    println!("| --- | ---: | ---: | ---: |");
    for (case, figures) in cases.iter().zip(figures) {
        let each = figures["imageref"];
        let held = bytes.get(&(case.operation.clone(), String::from("bytes")));
        println!(
            "| {} | **{}** | {} | {} |",
            case.operation,
            show(each * case.count as f64),
            show(each),
            held.map_or("–", String::as_str)
        );
    }
    println!();
}

/// A table of first parses.
pub fn print_first(figures: &Figures) {
    println!("| first parse in a fresh process | time |\n| --- | ---: |");
    for (name, &time) in figures {
        println!("| {name} | {} |", show(time));
    }
}

/// A peer's time and its ratio to ours, with a mark if it did not accept every input.
fn against(case: &Case, peer: &str, time: f64, ours: f64) -> String {
    let contender = case.contenders.iter().find(|contender| contender.name == peer);
    let taken = contender.map_or(0, |contender| contender.taken);
    let mark =
        if taken < case.count && taken > 0 { format!(", takes {taken}") } else { String::new() };
    let times = time / ours;
    let digits = if times < 10.0 { 2 } else { 0 };
    format!("{} ({times:.digits$} ×{mark})", show(time))
}

const PEERS: [&str; 9] = [
    "oci-spec",
    "oci-spec, by serde_json",
    "container_image_dist_ref",
    "docker-image",
    "docker-image-reference",
    "ring",
    "aws-lc-rs",
    "openssl",
    "serde_json::Value",
];

fn is_peer(name: &str) -> bool {
    PEERS.contains(&name)
}

/// The contenders of these cases, each once.
fn columns(cases: &[Case], wanted: impl Fn(&str) -> bool) -> Vec<&'static str> {
    let mut names = Vec::new();
    for contender in cases.iter().flat_map(|case| &case.contenders) {
        if wanted(contender.name) && !names.contains(&contender.name) {
            names.push(contender.name);
        }
    }
    names
}

/// Nanoseconds in the unit that reads best.
fn show(nanoseconds: f64) -> String {
    match nanoseconds {
        n if n < 100.0 => format!("{n:.1} ns"),
        n if n < 10_000.0 => format!("{n:.0} ns"),
        n if n < 10_000_000.0 => format!("{:.1} µs", n / 1e3),
        n => format!("{:.1} ms", n / 1e6),
    }
}
