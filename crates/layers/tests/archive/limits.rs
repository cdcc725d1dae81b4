//! Image archives that are small and ask for much: memory stays within the limits, whatever the input.
//!
//! `cargo test --release -p imageref-layers --test main -- --nocapture table_of_limits` prints the table.

use std::fmt::Write;
use std::io::{self, Cursor, Read};
use std::time::{Duration, Instant};

use imageref_layers::archive::{
    ArchiveError, ArchiveErrorKind as Kind, ArchiveLimits, ImageArchive,
};
use imageref_layers::{Changeset, Entry, Tree};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::hostile::zstd_bomb;
use super::layout::{INDEX, Layout, MANIFEST, config, descriptor, gzip, index, manifest, sample};
use super::tar::{Tar, header, pax, sum};

struct Cost {
    peak: u64,
    time: Duration,
}

/// Reads an archive with all that its images have, and asserts that the memory stays within the limits.
fn read(reader: impl Read, limits: ArchiveLimits) -> (Result<usize, ArchiveError>, Cost) {
    let mut outcome = None;
    let start = Instant::now();
    let info = allocation_counter::measure(|| {
        outcome = Some(ImageArchive::read(reader, limits).and_then(|archive| {
            let images = archive.images()?;
            let mut layers = 0;
            // The images of one manifest share all that they hand out.
            for image in images.iter().take(100) {
                archive.config_of(image)?;
                layers += archive.layers_of(image)?.len();
            }
            assert!(layers <= 100 * 1000);
            Ok(images.len())
        }));
    });
    let cost = Cost { peak: info.bytes_max, time: start.elapsed() };
    let bound = limits.memory_bytes();
    assert!(cost.peak <= bound, "{} bytes, the limits allow {bound}", cost.peak);
    (outcome.unwrap(), cost)
}

/// A sparse file, by PAX or as old GNU tar wrote it, whose stored content is `bytes` of JSON.
fn sparse(old: bool, bytes: u64) -> impl Read {
    let mut start = Vec::new();
    let mut block = header(if old { b'S' } else { b'0' }, "index.json", bytes);
    if old {
        block[257..265].copy_from_slice(b"ustar  \0");
        block[483..495].copy_from_slice(b"00000000001\0");
        sum(&mut block);
    } else {
        start.extend(Tar::new().raw(b'x', &pax(&[("GNU.sparse.realsize", "1")])).0);
    }
    start.extend(block);
    start.push(b'[');
    Cursor::new(start).chain(io::repeat(b' ').take(bytes - 1))
}

/// A manifest of about 4 MB whose config is in the archive.
fn large_manifest(config: &[u8]) -> Vec<u8> {
    let mut value: Value = serde_json::from_slice(&manifest(config, &[])).unwrap();
    value["annotations"] = json!({"a": "x".repeat(4_000_000)});
    value.to_string().into_bytes()
}

fn many_times() -> Vec<u8> {
    let config = config(&[], "amd64");
    let manifest = large_manifest(&config);
    let entries = vec![descriptor(MANIFEST, &manifest); 2000];
    let layout = Layout::new().blob(&config).blob(&manifest).file("index.json", &index(&entries));
    gzip(&layout.finish())
}

fn long_name() -> Vec<u8> {
    let good = sample("a");
    let inner = index(&vec![good.descriptor.clone(); 3000]);
    let mut entry = descriptor(INDEX, &inner);
    entry["annotations"] = json!({"org.opencontainers.image.ref.name": "n".repeat(1_000_000)});
    let layout = good.layout().0;
    let head = layout.len() - good.index().len().next_multiple_of(512) - 512;
    let layout = Layout(layout[..head].to_vec()).blob(&inner);
    gzip(&layout.file("index.json", &index(&[entry])).finish())
}

/// 500 members with names of a megabyte.
fn long_paths(flag: u8, content: &[u8]) -> Vec<u8> {
    let mut layout = Layout::new();
    for number in 0..500 {
        let path = format!("{}{number}", "p".repeat(1_000_000));
        layout = match flag {
            b'0' => layout.file(&path, content),
            _ => layout.link(flag, &path, "target"),
        };
    }
    gzip(&layout.finish())
}

fn damaged_layers() -> Vec<u8> {
    let bomb = zstd_bomb(1600);
    let mut layout = Layout::new();
    for number in 0..16 {
        layout = layout.file(&number.to_string(), &bomb[..bomb.len() - 1]);
    }
    layout.finish()
}

/// Layers whose entries have 20,000 attributes of one byte.
fn attributes() -> Vec<u8> {
    let names: Vec<_> = (0..20_000).map(|n| format!("SCHILY.xattr.{n:x}")).collect();
    let records: Vec<_> = names.iter().map(|name| (name.as_str(), "")).collect();
    let records = pax(&records);
    let mut tar = Tar::new();
    for number in 0..40 {
        tar = tar.raw(b'x', &records).file(&number.to_string(), 0);
    }
    Layout::new().file("layer.tar", &tar.finish()).finish()
}

/// One entry through links that expand its path to thousands of directories.
fn expanding_links() -> Vec<u8> {
    let long = "d/".repeat(2000);
    let mut tar = Tar::new();
    for name in ["a", "b", "c"] {
        tar = tar.raw(b'K', long.as_bytes()).link(b'2', name, "");
    }
    for number in 0..1000 {
        tar = tar.link(b'1', &format!("l{number}"), "a/x");
    }
    Layout::new().file("layer.tar", &tar.finish()).finish()
}

/// Indexes that each list the next one a hundred times.
fn index_of_indexes() -> Vec<u8> {
    let good = sample("a");
    let mut layout = Layout::new().blob(&good.layer).blob(&good.config).blob(&good.manifest);
    let mut entry = good.descriptor.clone();
    for _ in 0..10 {
        let inner = index(&vec![entry; 100]);
        entry = descriptor(INDEX, &inner);
        layout = layout.blob(&inner);
    }
    layout.file("index.json", &index(&[entry])).finish()
}

/// A document whose values cost the most memory for each byte.
fn dense(members: &str) -> Vec<u8> {
    let mut text = members.repeat(4_000_000 / members.len()).into_bytes();
    text.pop();
    let config = [&br#"{"architecture":"a","os":"b","rootfs":{"type":"layers","diff_ids":[]},"history":["#[..],
        &text, b"]}"].concat();
    let manifest = manifest(&config, &[]);
    let entry = descriptor(MANIFEST, &manifest);
    Layout::new().blob(&config).blob(&manifest).file("index.json", &index(&[entry])).finish()
}

type Row =
    (&'static str, &'static str, ArchiveLimits, fn() -> Box<dyn Read>, Result<usize, &'static str>);

fn bytes(bytes: Vec<u8>) -> Box<dyn Read> {
    Box::new(Cursor::new(bytes))
}

fn rows() -> Vec<Row> {
    let limits = ArchiveLimits::default();
    let mib = 1 << 20;
    vec![
        ("honest image", "default", limits, || bytes(sample("a").layout().finish()), Ok(1)),
        (
            "512 MiB of JSON in a sparse file (PAX)",
            "documents 64 KiB",
            limits.with_document_bytes(1 << 16),
            || Box::new(sparse(false, 512 << 20)),
            Err("document-limit"),
        ),
        (
            "512 MiB of JSON in a sparse file (old GNU)",
            "documents 64 KiB",
            limits.with_document_bytes(1 << 16),
            || Box::new(sparse(true, 512 << 20)),
            Err("document-limit"),
        ),
        (
            "a manifest of 4 MB listed 2,000 times",
            "default",
            limits,
            || bytes(many_times()),
            Ok(2000),
        ),
        (
            "3,000 manifests under a name of 1 MB",
            "default",
            limits,
            || bytes(long_name()),
            Ok(3000),
        ),
        (
            "500 links with paths of 1 MB",
            "names 1 MiB",
            limits.with_name_bytes(mib),
            || bytes(long_paths(b'2', b"")),
            Err("name-limit"),
        ),
        (
            "500 hard links with paths of 1 MB",
            "names 1 MiB",
            limits.with_name_bytes(mib),
            || bytes(long_paths(b'1', b"")),
            Err("name-limit"),
        ),
        (
            "500 documents with paths of 1 MB",
            "names 1 MiB",
            limits.with_name_bytes(mib),
            || bytes(long_paths(b'0', b"{}")),
            Err("name-limit"),
        ),
        (
            "500 empty layers with paths of 1 MB",
            "names 1 MiB",
            limits.with_name_bytes(mib),
            || bytes(long_paths(b'0', &[0; 1024])),
            Err("name-limit"),
        ),
        (
            "16 damaged layers of 200 MiB",
            "output 256 MiB",
            limits.with_output_bytes(256 * mib),
            || bytes(damaged_layers()),
            Err("output-limit"),
        ),
        (
            "800,000 attributes of one byte",
            "names 4 MiB",
            limits.with_name_bytes(4 * mib),
            || bytes(attributes()),
            Err("name-limit"),
        ),
        (
            "1,000 links through links of 4,000 bytes",
            "names 1 MiB",
            limits.with_name_bytes(mib),
            || bytes(expanding_links()),
            Err("name-limit"),
        ),
        (
            "indexes of 100 indexes, ten deep",
            "default",
            limits,
            || bytes(index_of_indexes()),
            Err("too-many-manifests"),
        ),
        (
            "a config of a million empty history entries",
            "default",
            limits,
            || bytes(dense("{},")),
            Err("document"),
        ),
    ]
}

#[test]
fn table_of_limits() {
    let mut table = String::new();
    for (name, limit, limits, input, want) in rows() {
        let (outcome, cost) = read(input(), limits);
        let outcome = outcome.map_err(|error| error.kind().as_str());
        let shown = outcome.map_or_else(str::to_owned, |images| format!("{images} images"));
        let (peak, time) = (cost.peak as f64 / f64::from(1 << 20), cost.time.as_secs_f64());
        writeln!(table, "| {name} | {limit} | {shown} | {peak:.1} MiB | {time:.2} s |").unwrap();
        assert_eq!(outcome, want, "{name}");
    }
    println!(
        "| input | limit | outcome | peak memory | time |\n| --- | --- | --- | --- | --- |\n{table}"
    );
}

/// A path of one of few names, so that members meet.
fn path() -> impl Strategy<Value = String> {
    let name = prop_oneof![
        Just("a".to_owned()),
        Just("b".to_owned()),
        Just(".wh.a".to_owned()),
        Just(".wh..wh..opq".to_owned()),
        "[a-z]{1,3}",
        "[a-z]{200,300}",
    ];
    prop::collection::vec(name, 1..6).prop_map(|names| names.join("/"))
}

/// A layer of any entries.
fn layer() -> impl Strategy<Value = Vec<u8>> {
    let entry = (path(), prop::sample::select(b"01256".to_vec()), path(), 0..3usize);
    prop::collection::vec(entry, 0..60).prop_map(|entries| {
        let mut layout = Layout::empty();
        for (path, flag, target, attributes) in entries {
            if attributes > 0 {
                let names: Vec<_> =
                    (0..attributes * 10).map(|n| format!("SCHILY.xattr.{n}")).collect();
                let records: Vec<_> = names.iter().map(|name| (name.as_str(), "v")).collect();
                layout = layout.pax(&records);
            }
            layout = match flag {
                b'1' | b'2' => layout.link(flag, &path, &target),
                _ => layout.member(flag, &path, b""),
            };
        }
        layout.finish()
    })
}

fn archive() -> impl Strategy<Value = Vec<u8>> {
    let layers = prop::collection::vec(layer(), 0..4);
    (layers, 0..4usize, 1..20usize, any::<bool>(), prop::option::of(0..30_000usize)).prop_map(
        |(layers, nested, times, compressed, cut)| {
            let slices: Vec<&[u8]> = layers.iter().map(Vec::as_slice).collect();
            let config = config(&slices, "amd64");
            let manifest = manifest(&config, &slices);
            let mut layout = Layout::new().blob(&config).blob(&manifest);
            for layer in &layers {
                layout = layout.blob(layer);
            }
            let mut entry = descriptor(MANIFEST, &manifest);
            for depth in 0..nested {
                entry["annotations"] =
                    json!({"io.containerd.image.name": "n".repeat(depth * 1000)});
                let inner = index(&vec![entry; times]);
                entry = descriptor(INDEX, &inner);
                layout = layout.blob(&inner);
            }
            let mut bytes = layout.file("index.json", &index(&vec![entry; times])).finish();
            bytes.truncate(cut.unwrap_or(usize::MAX));
            if compressed { gzip(&bytes) } else { bytes }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    /// Law: reading allocates at most what the limits allow, however small they are.
    #[test]
    fn memory_stays_within_the_limits(bytes in archive(), shift in 0..20u32) {
        let limits = ArchiveLimits::default()
            .with_entries(1 << (shift / 2))
            .with_name_bytes(1 << shift)
            .with_document_bytes(1 << shift)
            .with_output_bytes(1 << (shift + 4));
        for limits in [limits, ArchiveLimits::default()] {
            match read(&bytes[..], limits).0 {
                Ok(_) => {}
                Err(error) => prop_assert!(!error.to_string().contains(char::is_control)),
            }
        }
    }
}

/// Work that grows with the input and no faster: twice the input allocates at most 2.5 times as often and as much.
#[test]
fn allocations_are_linear() {
    type Case = (&'static str, fn(usize) -> Vec<Entry>);
    let cases: [Case; 4] = [
        ("nested opaque directories over many files", |n| {
            let mut entries = Vec::new();
            let deepest = "d/".repeat(50);
            entries.extend((1..50).map(|depth| Entry::directory("d/".repeat(depth))));
            entries.extend((0..n).map(|file| Entry::file(format!("{deepest}f{file}"), 1)));
            entries
                .extend((1..50).map(|d| Entry::file(format!("{}.wh..wh..opq", "d/".repeat(d)), 0)));
            entries
        }),
        ("the same, deepest first", |n| {
            let mut entries: Vec<_> =
                (0..n).map(|f| Entry::file(format!("{}f{f}", "d/".repeat(50)), 1)).collect();
            entries.extend((1..50).rev().flat_map(|depth| {
                let path = "d/".repeat(depth);
                [Entry::directory(path.clone()), Entry::file(format!("{path}.wh..wh..opq"), 0)]
            }));
            entries
        }),
        ("long paths", |n| {
            (0..n / 20)
                .map(|file| Entry::file(format!("{file}/{}", "x/".repeat(1000)), 1))
                .collect()
        }),
        ("files and directories in turn", |n| {
            (0..n)
                .map(|i| if i % 2 == 0 { Entry::file("a", 1) } else { Entry::file("a/b/c", 1) })
                .collect()
        }),
    ];
    for (name, entries) in cases {
        let measure = |n: usize| {
            let entries = entries(n);
            let mut time = Duration::ZERO;
            let info = allocation_counter::measure(|| {
                let start = Instant::now();
                let layer = Changeset::from_entries(entries).unwrap();
                let tree = Tree::from_layers([&layer, &layer]).unwrap();
                assert!(tree.directory_usage().iter().count() > 0);
                assert!(tree.usage("").is_none_or(|usage| usage.entries < 1 << 30));
                time = start.elapsed();
            });
            (info.count_total, info.bytes_total, info.bytes_max, time)
        };
        let (one, two) = (measure(1_000), measure(2_000));
        println!("{name}: {one:?}, {two:?}");
        assert!(two.0 * 2 <= one.0 * 5, "{name}: allocations");
        assert!(two.1 * 2 <= one.1 * 5, "{name}: bytes");
        assert!(two.2 * 2 <= one.2 * 5, "{name}: peak");
    }
}

/// The faults as they were found, in full size.
#[test]
fn nested_opaque_directories_and_long_paths_cost_little() {
    let path = |depth: usize| "d/".repeat(depth);
    let mut entries: Vec<_> = (1..=1000).map(|depth| Entry::directory(path(depth))).collect();
    entries.extend((0..2_000).map(|file| Entry::file(format!("{}{file}", path(1000)), 1)));
    entries.extend((1..=1000).map(|depth| Entry::file(format!("{}.wh..wh..opq", path(depth)), 0)));
    let layer = Changeset::from_entries(entries).unwrap();
    assert_eq!(layer.stats().opaque, 1000);

    let long = (0..500).map(|n| Entry::file(format!("{n}/{}f", "x/".repeat(2040)), 1));
    let tree = Tree::from_layers([&Changeset::from_entries(long).unwrap()]).unwrap();
    let info = allocation_counter::measure(|| {
        let usages = tree.directory_usage();
        assert_eq!(usages.iter().map(|d| d.usage().bytes).max(), Some(500));
        let deepest = usages.iter().max_by_key(|d| d.depth()).unwrap();
        assert_eq!((deepest.depth(), deepest.name()), (2041, &b"x"[..]));
    });
    println!("{} bytes at most", info.bytes_max);
    assert!(info.bytes_max < 256 << 20, "{}", info.bytes_max);
}

#[test]
fn a_kind_of_limit_is_named_with_its_file() {
    let layout = sample("a").layout().file("large.json", &[b'['; 2000]);
    let limits = ArchiveLimits::default().with_document_bytes(1500);
    let error = ImageArchive::read(&layout.finish()[..], limits).unwrap_err();
    assert_eq!(error.to_string(), "large.json: the documents exceed 1500 bytes");
    assert!(matches!(error.kind(), Kind::DocumentLimit { limit: 1500, .. }));
}
