//! Layers and trees: `cargo bench --bench tree --features archive`.
//!
//! First the figures that criterion does not measure: time and the most memory at once, of a layer of a million
//! entries and of archives made to hurt.
#![allow(missing_docs, reason = "a benchmark's functions say what they measure")]

use std::hint::black_box;
use std::io::{self, Cursor, Read, Write};
use std::time::Instant;

use criterion::{Criterion, Throughput};
use flate2::Compression;
use flate2::write::GzEncoder;
use imageref_layers::archive::{ArchiveLimits, LayerOptions, read_layer};
use imageref_layers::{
    Changeset, EfficiencyModel, Entry, LayerBuilder, Metadata, Tree, efficiency,
};

fn main() {
    figures();
    let mut criterion = Criterion::default().configure_from_args().sample_size(10);
    layers(&mut criterion);
    trees(&mut criterion);
    criterion.final_summary();
}

/// A path as package managers make them: directories of fifty files, five deep.
fn path(n: u64) -> String {
    format!("usr/lib/node_modules/package-{}/dist/module-{n}.js", n / 50)
}

fn entry(n: u64) -> Entry {
    Entry::file(path(n), n % 5000).with_metadata(Metadata::new(0o644).with_mtime(1_700_000_000, 0))
}

fn changeset(count: u64) -> Changeset {
    let mut builder = LayerBuilder::new();
    for n in 0..count {
        builder.push(entry(n)).expect("a good path");
    }
    builder.finish()
}

/// A ustar header, its checksum right.
fn header(name: &str, size: u64) -> [u8; 512] {
    let mut block = [0; 512];
    block[..name.len()].copy_from_slice(name.as_bytes());
    block[100..107].copy_from_slice(b"0000644");
    block[124..135].copy_from_slice(format!("{size:011o}").as_bytes());
    block[136..147].copy_from_slice(b"14524633400");
    block[156] = b'0';
    block[257..265].copy_from_slice(b"ustar\x0000");
    block[148..156].fill(b' ');
    let sum: u32 = block.iter().map(|&byte| u32::from(byte)).sum();
    block[148..155].copy_from_slice(format!("{sum:06o}\0").as_bytes());
    block
}

/// A tar archive of empty files, made while it is read.
struct Files {
    next: u64,
    count: u64,
    block: Cursor<[u8; 512]>,
}

impl Read for Files {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.block.position() == 512 {
            match self.next.cmp(&(self.count + 2)) {
                std::cmp::Ordering::Less if self.next < self.count => {
                    self.block = Cursor::new(header(&path(self.next), 0));
                }
                std::cmp::Ordering::Less => self.block = Cursor::new([0; 512]),
                _ => return Ok(0),
            }
            self.next += 1;
        }
        self.block.read(out)
    }
}

fn tar(count: u64) -> Files {
    let mut block = Cursor::new([0; 512]);
    block.set_position(512);
    Files { next: 0, count, block }
}

/// Prints how long `run` takes and how much memory it holds at most.
fn measure(name: &str, entries: u64, run: impl FnOnce() -> String) {
    let start = Instant::now();
    let mut said = String::new();
    let info = allocation_counter::measure(|| said = run());
    let (time, bytes) = (start.elapsed(), info.bytes_max);
    let mebibytes = bytes.div_ceil(1 << 20);
    let each =
        bytes.checked_div(entries).map(|n| format!(", {n} bytes an entry")).unwrap_or_default();
    println!("{name}: {:.2} s, {mebibytes} MiB at most{each}: {said}", time.as_secs_f64());
}

fn figures() {
    const MILLION: u64 = 1_000_000;
    measure("a layer of 1,000,000 entries", MILLION, || {
        format!("{} entries", changeset(MILLION).stats().entries)
    });
    measure("the same from a tar stream, hashed", MILLION, || {
        let layer = read_layer(tar(MILLION), &LayerOptions::new()).expect("a good archive");
        format!("{} entries, {} bytes", layer.changeset.stats().entries, layer.uncompressed_bytes)
    });
    let layer = changeset(MILLION);
    measure("its tree", MILLION, || {
        let tree = Tree::from_layers([&layer]).expect("a good layer");
        format!("{} paths", tree.walk().count())
    });
    let limits = ArchiveLimits::default().with_output_bytes(1 << 30);
    let options = LayerOptions::new().with_limits(limits);
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(&header("zeros", 4 << 30)).expect("memory");
    io::copy(&mut io::repeat(0).take(4 << 30), &mut gzip).expect("memory");
    let gzip = gzip.finish().expect("memory");
    let size = gzip.len();
    measure(&format!("a gzip bomb of {size} bytes, 1 GiB allowed"), 0, || {
        read_layer(&gzip[..], &options).expect_err("a bomb").to_string()
    });
    let zstd = zstd_bomb(32_768);
    let size = zstd.len();
    measure(&format!("a zstd bomb of {size} bytes, 1 GiB allowed"), 0, || {
        read_layer(&zstd[..], &options).expect_err("a bomb").to_string()
    });
}

/// A zstd frame of blocks that say "131,072 times zero" behind a header.
fn zstd_bomb(blocks: u32) -> Vec<u8> {
    let mut frame = vec![0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x68];
    frame.extend_from_slice(&(512u32 << 3).to_le_bytes()[..3]);
    frame.extend_from_slice(&header("zeros", u64::from(blocks) << 17));
    for block in 0..blocks {
        let last = u32::from(block + 1 == blocks);
        frame.extend_from_slice(&((131_072 << 3) | (1 << 1) | last).to_le_bytes()[..3]);
        frame.push(0);
    }
    frame
}

fn layers(criterion: &mut Criterion) {
    const COUNT: u64 = 100_000;
    let mut plain = Vec::new();
    tar(COUNT).read_to_end(&mut plain).expect("memory");
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(&plain).expect("memory");
    let gzip = gzip.finish().expect("memory");

    let mut group = criterion.benchmark_group("layer of 100,000 entries");
    group.throughput(Throughput::Elements(COUNT));
    let entries: Vec<Entry> = (0..COUNT).map(entry).collect();
    group.bench_function("from entries", |bencher| {
        bencher.iter(|| Changeset::from_entries(entries.iter().cloned()).expect("good paths"));
    });
    for (name, bytes) in [("from tar", &plain), ("from gzip", &gzip)] {
        group.bench_function(name, |bencher| {
            bencher.iter(|| read_layer(&bytes[..], &LayerOptions::new()).expect("a good archive"));
        });
    }
    group.finish();
}

fn trees(criterion: &mut Criterion) {
    const COUNT: u64 = 100_000;
    let base = changeset(COUNT);
    let upper = (0..COUNT / 10).map(|n| {
        let path = path(n * 10);
        let (directory, name) = path.rsplit_once('/').unwrap_or(("", &path));
        if n % 2 == 0 {
            Entry::file(path, 1)
        } else {
            Entry::file(format!("{directory}/.wh.{name}"), 0)
        }
    });
    let upper = Changeset::from_entries(upper).expect("good paths");
    let layers = [base, upper];
    let tree = Tree::from_layers(&layers).expect("good layers");

    let mut group = criterion.benchmark_group("tree of 100,000 entries and 10,000 changes");
    group.throughput(Throughput::Elements(COUNT));
    group.bench_function("merge", |bencher| {
        bencher.iter(|| Tree::from_layers(&layers).expect("good layers"));
    });
    group.bench_function("walk", |bencher| bencher.iter(|| black_box(&tree).walk().count()));
    group.bench_function("get", |bencher| {
        bencher.iter(|| (0..1000).filter(|n| tree.get(path(n * 97)).is_some()).count());
    });
    for (name, mode) in [("dive", EfficiencyModel::Dive), ("honest", EfficiencyModel::Actual)] {
        group.bench_function(name, |bencher| {
            bencher.iter(|| efficiency(&layers, mode).expect("good layers"));
        });
    }
    let base = Tree::from_layers(&layers[..1]).expect("a good layer");
    group.bench_function("changes", |bencher| bencher.iter(|| layers[1].changes(&base)));
    group.finish();
}
