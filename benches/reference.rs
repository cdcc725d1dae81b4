//! Parsing and printing references: 30 of every form, and 20,000 that no branch predictor can memorize.
#![allow(missing_docs, reason = "a benchmark's functions say what they measure")]

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use imageref::reference::Defaults;
use imageref::{Name, RawReference, Reference};

#[allow(dead_code, reason = "each benchmark uses its own part")]
mod inputs;

criterion_group!(benches, realistic, distinct, refused);
criterion_main!(benches);

fn realistic(criterion: &mut Criterion) {
    operations(criterion, "30 references", &inputs::REALISTIC);
}

fn distinct(criterion: &mut Criterion) {
    let texts = inputs::references(20_000, inputs::SEED).join("\n");
    let texts: Vec<&str> = texts.lines().collect();
    operations(criterion, "20000 references", &texts);
}

/// Each time is for all strings together.
fn operations(criterion: &mut Criterion, group: &str, texts: &[&str]) {
    let parsed: Vec<Reference> =
        texts.iter().map(|text| text.parse().expect("a reference")).collect();
    let names: Vec<Name> = parsed.iter().map(Reference::name).collect();
    let mut group = criterion.benchmark_group(group);
    group.throughput(Throughput::Elements(texts.len() as u64));
    group.bench_function("parse as written", |bencher| {
        bencher.iter(|| {
            texts.iter().filter(|text| RawReference::parse(black_box(text)).is_ok()).count()
        });
    });
    group.bench_function("parse", |bencher| {
        bencher.iter(|| {
            for text in texts {
                black_box(text.parse::<Reference>().is_ok());
            }
        });
    });
    group.bench_function("name of a reference", |bencher| {
        bencher.iter(|| {
            for text in texts {
                let raw = RawReference::parse(black_box(text)).expect("a reference");
                black_box(raw.normalize_name(&Defaults::DOCKER).is_ok());
            }
        });
    });
    group.bench_function("parse a name", |bencher| {
        bencher.iter(|| {
            for name in &names {
                black_box(name.as_str().parse::<Name>().is_ok());
            }
        });
    });
    group.bench_function("familiar form", |bencher| {
        bencher.iter(|| {
            for reference in &parsed {
                black_box(reference.familiar().to_string());
            }
        });
    });
    group.finish();
}

fn refused(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("10 mistakes");
    group.throughput(Throughput::Elements(inputs::WRONG.len() as u64));
    group.bench_function("refuse", |bencher| {
        bencher.iter(|| {
            for text in inputs::WRONG {
                black_box(text.parse::<Reference>().is_err());
            }
        });
    });
    group.bench_function("refuse, mend and draw", |bencher| {
        bencher.iter(|| {
            for text in inputs::WRONG {
                let error = text.parse::<Reference>().expect_err("a mistake");
                black_box(format!("{:#}", error.in_text(text)));
            }
        });
    });
    group.finish();
}
