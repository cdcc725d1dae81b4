//! Digests: parsing, formatting, computing, verifying a stream.
#![allow(missing_docs, reason = "a benchmark's functions say what they measure")]

use std::hint::black_box;
use std::io;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use imageref::{Algorithm, Digest, DigestRef, VerifyReader};

#[allow(dead_code, reason = "each benchmark uses its own part")]
mod inputs;

criterion_group!(benches, texts, computing, stream);
criterion_main!(benches);

/// Each time is for all digests together.
fn texts(criterion: &mut Criterion) {
    let texts = inputs::digests(20_000, inputs::SEED).join("\n");
    let texts: Vec<&str> = texts.lines().collect();
    let parsed: Vec<Digest> = texts.iter().map(|text| text.parse().expect("a digest")).collect();
    let mut group = criterion.benchmark_group("20000 digests");
    group.throughput(Throughput::Elements(texts.len() as u64));
    group.bench_function("parse as written", |bencher| {
        bencher
            .iter(|| texts.iter().filter(|text| DigestRef::parse(black_box(text)).is_ok()).count());
    });
    group.bench_function("parse", |bencher| {
        bencher.iter(|| {
            for text in &texts {
                black_box(text.parse::<Digest>().is_ok());
            }
        });
    });
    group.bench_function("format on the stack", |bencher| {
        bencher.iter(|| {
            for digest in &parsed {
                black_box(digest.to_text());
            }
        });
    });
    group.bench_function("format as a string", |bencher| {
        bencher.iter(|| {
            for digest in &parsed {
                black_box(digest.to_string());
            }
        });
    });
    group.finish();
}

fn computing(criterion: &mut Criterion) {
    let bytes = inputs::bytes(1 << 26, inputs::SEED);
    for algorithm in [Algorithm::Sha256, Algorithm::Sha512] {
        let mut group = criterion.benchmark_group(algorithm.as_str());
        for (name, size) in [
            ("64 B", 64),
            ("1 KiB", 1 << 10),
            ("16 KiB", 1 << 14),
            ("1 MiB", 1 << 20),
            ("64 MiB", 1 << 26),
        ] {
            group.throughput(Throughput::Bytes(size as u64));
            group.sample_size(if size > 1 << 20 { 10 } else { 50 });
            group.bench_with_input(
                BenchmarkId::from_parameter(name),
                &bytes[..size],
                |bencher, bytes| {
                    bencher.iter(|| black_box(algorithm.digest(black_box(bytes)).is_ok()));
                },
            );
        }
        group.finish();
    }
}

fn stream(criterion: &mut Criterion) {
    let bytes = inputs::bytes(1 << 24, inputs::SEED);
    let expected = Digest::sha256(&bytes);
    let mut group = criterion.benchmark_group("verify a stream");
    group.throughput(Throughput::Bytes(bytes.len() as u64));
    group.sample_size(20);
    group.bench_function("16 MiB", |bencher| {
        bencher.iter(|| {
            let size = bytes.len() as u64;
            let mut reader = VerifyReader::new(&bytes[..], &expected, size).expect("sha256");
            io::copy(&mut reader, &mut io::sink()).expect("bytes in memory");
            reader.finish().expect("the same bytes");
        });
    });
    group.finish();
}
