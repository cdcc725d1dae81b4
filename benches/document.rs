//! Reading, writing and digesting documents. `benches/peers` compares with other crates.
#![allow(missing_docs, reason = "a benchmark")]

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use imageref::config::{History, ImageConfig};
use imageref::digest::{DiffId, Digest};
use imageref::document::Document;
use imageref::manifest::{Descriptor, ImageIndex, ImageManifest};
use imageref::{MediaType, Platform};
use serde_json::Value;

/// An image's manifest with 8 layers, as a registry serves it.
fn manifest() -> Vec<u8> {
    let layer = |n: u8| Descriptor::of(MediaType::OCI_LAYER_GZIP, &[n; 1000]);
    let config = Descriptor::of(MediaType::OCI_CONFIG, b"{}");
    (0..8).fold(ImageManifest::new(config), |m, n| m.with_layer(layer(n))).to_bytes()
}

/// An index of 8 platforms, each with an attestation.
fn index() -> Vec<u8> {
    let platforms = ["amd64", "arm64", "arm", "386", "ppc64le", "s390x", "riscv64", "mips64le"];
    let entry = |n: usize, platform: Platform| {
        Descriptor::of(MediaType::OCI_MANIFEST, &[0; 500][n..]).with_platform(platform)
    };
    let mut index = ImageIndex::new();
    for (n, architecture) in platforms.iter().enumerate() {
        let attestation = entry(n + 100, Platform::new("unknown", "unknown"))
            .with_annotation("vnd.docker.reference.type", "attestation-manifest");
        index = index.with_manifest(entry(n, Platform::new("linux", architecture)));
        index = index.with_manifest(attestation);
    }
    index.to_bytes()
}

/// A config with 30 history entries, as a Dockerfile of 30 instructions makes it.
fn config() -> Vec<u8> {
    let mut config = ImageConfig::new(&Platform::new("linux", "amd64")).with_run_config(|run| {
        run.with_env("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin")
            .with_cmd(["nginx", "-g", "daemon off;"])
            .with_label("maintainer", "NGINX Docker Maintainers <docker-maint@nginx.com>")
    });
    for n in 0..30_u8 {
        let step = History::new(
            "RUN /bin/sh -c apt-get update && apt-get install -y curl # buildkit and some more words",
        )
        .with_created("2023-11-14T22:13:20.123456789Z".parse().expect("a time"))
        .with_comment("buildkit.dockerfile.v0");
        config = if n % 3 == 0 {
            config.with_layer(DiffId::new(Digest::sha256(&[n])), step)
        } else {
            config.with_empty_step(step)
        };
    }
    config.to_bytes()
}

fn manifests(c: &mut Criterion) {
    let bytes = manifest();
    let mut group = c.benchmark_group("manifest of 8 layers");
    group.throughput(Throughput::Bytes(bytes.len() as u64));
    group.bench_function("read", |b| b.iter(|| ImageManifest::from_slice(black_box(&bytes))));
    group.bench_function("read with digest", |b| {
        b.iter(|| Document::<ImageManifest>::from_bytes(black_box(&bytes[..])));
    });
    group.bench_function("read as serde_json::Value", |b| {
        b.iter(|| serde_json::from_slice::<Value>(black_box(&bytes)));
    });
    let value = ImageManifest::from_slice(&bytes).expect("a manifest");
    group.bench_function("write", |b| b.iter(|| black_box(&value).to_bytes()));
    group.finish();
}

fn indexes(c: &mut Criterion) {
    let bytes = index();
    let mut group = c.benchmark_group("index of 16 entries");
    group.throughput(Throughput::Bytes(bytes.len() as u64));
    group.bench_function("read", |b| b.iter(|| ImageIndex::from_slice(black_box(&bytes))));
    group.bench_function("read as serde_json::Value", |b| {
        b.iter(|| serde_json::from_slice::<Value>(black_box(&bytes)));
    });
    group.finish();
}

fn configs(c: &mut Criterion) {
    let bytes = config();
    let mut group = c.benchmark_group("config of 30 steps");
    group.throughput(Throughput::Bytes(bytes.len() as u64));
    group.bench_function("read", |b| b.iter(|| ImageConfig::from_slice(black_box(&bytes))));
    group.bench_function("read with digest", |b| {
        b.iter(|| Document::<ImageConfig>::from_bytes(black_box(&bytes[..])));
    });
    group.bench_function("read as serde_json::Value", |b| {
        b.iter(|| serde_json::from_slice::<Value>(black_box(&bytes)));
    });
    let value = ImageConfig::from_slice(&bytes).expect("a config");
    group.bench_function("write", |b| b.iter(|| black_box(&value).to_bytes()));
    group.finish();
}

criterion_group!(benches, manifests, indexes, configs);
criterion_main!(benches);
