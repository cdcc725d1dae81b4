//! Bytes a second of a Dockerfile, of Kubernetes manifests and of a log.
#![allow(missing_docs, reason = "a benchmark's functions say what they measure")]

use std::fmt::Write;
use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use imageref_scan::{BuildOptions, Dockerfile, TextScanner, image_values};

criterion_group!(benches, scans);
criterion_main!(benches);

/// About so many bytes of each.
const LEN: usize = 100_000;

fn scans(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("scan");
    let dockerfile = repeated(|n| {
        format!(
            "FROM --platform=$BUILDPLATFORM golang:1.{n} AS build{n}\n# The program alone.\nRUN --mount=type=cache,\
             target=/root/.cache \\\n    go build -o /out/app \\\n    ./cmd/app\nFROM alpine:3.{n}\nCOPY --from=build{n} \
             /out/app /usr/bin/app\nENTRYPOINT [\"/usr/bin/app\"]\n"
        )
    });
    group.throughput(Throughput::Bytes(dockerfile.len() as u64));
    group.bench_function("Dockerfile", |bencher| {
        let options = BuildOptions::new().with_target_platform("linux/amd64".parse().expect("one"));
        bencher.iter(|| {
            let file = Dockerfile::parse(black_box(&dockerfile)).expect("a Dockerfile");
            file.images(&file.resolve(&options)).len()
        });
    });
    let yaml = repeated(|n| {
        format!(
            "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web{n}\nspec:\n  template:\n    spec:\n      \
             containers:\n      - name: web\n        image: quay.io/team/web:1.{n}\n        ports:\n        - \
             containerPort: 8080\n"
        )
    });
    group.throughput(Throughput::Bytes(yaml.len() as u64));
    group.bench_function("image values", |bencher| {
        bencher.iter(|| image_values(black_box(&yaml)).len());
    });
    let log = repeated(|n| {
        format!(
            "2026-01-31T12:30:05.123Z level=info msg=\"Pulling image\" pod=default/web-{n} node=10.0.0.1:10250\n\
             2026-01-31T12:30:07.456Z level=info msg=\"Successfully pulled image\" image=quay.io/team/web:1.{n} \
             took=2.3s see=https://example.com/a/b\n"
        )
    });
    let scanner = TextScanner::new();
    group.throughput(Throughput::Bytes(log.len() as u64));
    group.bench_function("text", |bencher| {
        bencher.iter(|| scanner.references(black_box(&log)).count());
    });
    group.finish();
}

fn repeated(part: impl Fn(usize) -> String) -> String {
    let mut text = String::with_capacity(LEN + 1_000);
    let mut n = 0;
    while text.len() < LEN {
        write!(text, "{}", part(n)).expect("memory");
        n += 1;
    }
    text
}
