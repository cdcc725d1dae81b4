//! Patterns: one reference against 10, 100, 1,000 and 10,000 of them.
#![allow(missing_docs, reason = "a benchmark's functions say what they measure")]

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use imageref::{RawReference, Reference};
use imageref_interop::containers::{RegistriesConf, RegistryEntry};
use imageref_interop::pattern::{Pattern, PatternSet};
use imageref_interop::sigstore::PolicyGlob;

criterion_group!(benches, sets, registries, single);
criterion_main!(benches);

type Rule = fn(usize) -> String;

/// How patterns differ from each other. The references of letters match all of the last ones, or nearly: nothing is
/// slower.
const RULES: &[(&str, Rule)] = &[
    ("hosts", |n| format!("r{n}.example.com/**")),
    ("names", |n| format!("r1.example.com/team/app{n}")),
    ("tags", |n| format!("r1.example.com/team/app1:{n}")),
    ("prefixes", |n| format!("r1.example.com/team/n{n}/**")),
    ("hosts below", |n| format!("*.n{n}.example.com/**")),
    ("a wild first component", |n| format!("r1.example.com/*a{n}*/b")),
    ("several **", |n| format!("r1.example.com/**/a/**/b{n}")),
    ("worst: stars between letters", |n| format!("r1.example.com/{}", letters(n, "*"))),
    ("worst: ** between letters", |n| format!("r1.example.com/{}", letters(n, "/**/"))),
];

/// Fourteen letters, different ones for each number.
fn letters(n: usize, between: &str) -> String {
    let letter = |bit: usize| if n >> bit & 1 == 0 { "a" } else { "b" };
    (0..14).map(letter).collect::<Vec<_>>().join(between)
}

fn sets(criterion: &mut Criterion) {
    let usual: Reference = "r1.example.com/team/app1:1".parse().expect("a reference");
    let deep = format!("r1.example.com/{}x:1", "a/".repeat(120)).parse().expect("a reference");
    let stars = format!("r1.example.com/{}", "ab".repeat(100)).parse().expect("a reference");
    let deeper = format!("r1.example.com/{}", ["a/b"; 50].join("/")).parse().expect("a reference");
    for (name, rule) in RULES {
        let mut group = criterion.benchmark_group(*name);
        for number in [10, 100, 1_000, 10_000] {
            let rules = (0..number).map(|n| (rule(n).parse::<Pattern>().expect("a pattern"), n));
            let set: PatternSet<usize> = rules.collect();
            let references: [(&str, &Reference); 4] = [
                ("usual", &usual),
                ("120 components", &deep),
                ("200 letters", &stars),
                ("100 letters", &deeper),
            ];
            for (kind, reference) in references {
                group.bench_function(BenchmarkId::new(kind, number), |bencher| {
                    bencher.iter(|| set.longest(black_box(reference)));
                });
            }
        }
    }
}

fn registries(criterion: &mut Criterion) {
    let reference = RawReference::from_static("r77.example.com/team/app1:1");
    let mut group = criterion.benchmark_group("registries.conf");
    for number in [10, 100, 1_000, 10_000] {
        let entry =
            |n| RegistryEntry { location: format!("r{n}.example.com"), ..RegistryEntry::default() };
        let conf = RegistriesConf::new((0..number).map(entry)).expect("entries");
        group.bench_function(BenchmarkId::from_parameter(number), |bencher| {
            bencher.iter(|| conf.entry(black_box(reference)).is_ok());
        });
    }
}

fn single(criterion: &mut Criterion) {
    let reference: Reference = "us.gcr.io/team/app1:1".parse().expect("a reference");
    let pattern: Pattern = "*.gcr.io/**/app*:*".parse().expect("a pattern");
    let glob = PolicyGlob::parse("*.gcr.io/**/app*:*").expect("a glob");
    let mut group = criterion.benchmark_group("one");
    group.bench_function("pattern", |b| b.iter(|| pattern.matches(black_box(&reference))));
    let text = reference.as_str();
    group.bench_function("Sigstore's glob", |b| b.iter(|| glob.matches(black_box(text)).is_ok()));
}
