//! Archives made to hurt: each has its own outcome, and none costs more than it may.

use std::io::{self, Cursor, Read};
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::GzEncoder;
use imageref_layers::archive::{
    ArchiveError, ArchiveErrorKind as Kind, ArchiveLimits, ArchiveWarningKind as Warning,
};
use imageref_layers::archive::{LayerOptions, ReadLayer, read_layer};
use imageref_layers::{Tree, TreeErrorKind, TreeWarningKind};

use super::messages::check_name;
use super::tar::{Tar, end, header};

/// What reading cost: the most bytes allocated at once, and the time.
struct Cost {
    bytes: u64,
    time: Duration,
}

fn read(reader: impl Read, limits: ArchiveLimits) -> (Result<ReadLayer, ArchiveError>, Cost) {
    let mut outcome = None;
    let start = Instant::now();
    let options = LayerOptions::new().with_limits(limits);
    let info = allocation_counter::measure(|| outcome = Some(read_layer(reader, &options)));
    let cost = Cost { bytes: info.bytes_max, time: start.elapsed() };
    (outcome.unwrap(), cost)
}

/// Reads a small archive, which must cost little whatever it says.
#[track_caller]
fn refused(name: &str, archive: Vec<u8>) -> Kind {
    let (outcome, cost) = read(&archive[..], ArchiveLimits::default());
    let error = outcome.expect_err(name);
    println!("{name}: {error} ({} bytes at most, {:?})", cost.bytes, cost.time);
    assert!(cost.bytes < (4 << 20), "{name}: {} bytes", cost.bytes);
    check_name(&format!("{:?}", error.kind()), error.kind().as_str());
    error.kind().clone()
}

#[track_caller]
fn refused_by_tree(name: &str, archive: Tar) -> TreeErrorKind {
    match refused(name, archive.finish()) {
        Kind::Tree(error) => error.kind().clone(),
        other => panic!("{name}: {other}"),
    }
}

#[track_caller]
fn accepted(name: &str, archive: Tar) -> ReadLayer {
    let archive = archive.finish();
    let (outcome, cost) = read(&archive[..], ArchiveLimits::default());
    println!("{name}: ok ({} bytes at most, {:?})", cost.bytes, cost.time);
    assert!(cost.bytes < (4 << 20), "{name}: {} bytes", cost.bytes);
    outcome.expect(name)
}

fn kinds(layer: &ReadLayer) -> Vec<Warning> {
    layer.warnings.iter().map(|warning| warning.kind()).collect()
}

fn paths(layer: &ReadLayer) -> Vec<String> {
    let tree = Tree::from_layers([&layer.changeset]).unwrap();
    tree.walk().map(|visit| visit.path().escape_ascii().to_string()).collect()
}

#[test]
fn paths_that_leave_the_root() {
    for path in ["../etc/passwd", "/../x", "a/../../x", "..", "./../../x"] {
        let kind = refused_by_tree(path, Tar::new().file(path, 0));
        assert_eq!(kind, TreeErrorKind::EscapesRoot);
    }
    let layer = accepted("absolute", Tar::new().file("/etc/passwd", 3).file("//a//b", 0));
    assert_eq!(paths(&layer), ["a", "a/b", "etc", "etc/passwd"]);
    assert_eq!(layer.changeset.warnings().count(TreeWarningKind::AbsolutePath), 2);
    let layer = accepted("inner ..", Tar::new().file("a/../b", 0).file("c/d/../../e", 0));
    assert_eq!(paths(&layer), ["b", "e"]);
    assert_eq!(layer.changeset.warnings().count(TreeWarningKind::ParentInPath), 2);
}

#[test]
fn links_out_of_the_root() {
    // A symbolic link is only a text, wherever it points; nothing follows it out.
    let layer = accepted(
        "symbolic links",
        Tar::new().link(b'2', "up", "../../etc").file("up/passwd", 0).link(b'2', "abs", "/etc"),
    );
    assert_eq!(paths(&layer), ["abs", "etc", "etc/passwd", "up"]);
    assert_eq!(layer.changeset.warnings().count(TreeWarningKind::SymlinkedParent), 1);
    let kind = refused_by_tree("hard link", Tar::new().link(b'1', "x", "../../etc/passwd"));
    assert!(matches!(kind, TreeErrorKind::InvalidTarget { .. }));
    let kind = refused_by_tree("to the root", Tar::new().link(b'1', "x", "/"));
    assert!(matches!(kind, TreeErrorKind::DirectoryTarget { .. }));
    let ring = Tar::new().link(b'2', "a", "b").link(b'2', "b", "a").file("a/x", 0);
    assert_eq!(refused_by_tree("a ring of links", ring), TreeErrorKind::SymlinkLoop);
    let own = Tar::new().file("a", 1).link(b'1', "a", "a");
    assert!(matches!(refused_by_tree("to itself", own), TreeErrorKind::MissingTarget { .. }));
}

#[test]
fn device_nodes_are_told() {
    let layer =
        accepted("devices", Tar::new().device(b'3', "dev/mem", 1, 1).device(b'4', "dev/sda", 8, 0));
    let tree = Tree::from_layers([&layer.changeset]).unwrap();
    let device = tree.get("dev/sda").unwrap().device().unwrap();
    assert_eq!((device.major, device.minor), (8, 0));
    assert_eq!(tree.get("dev/mem").unwrap().file_type().as_str(), "char");
}

#[test]
fn whiteouts_of_what_has_no_name() {
    assert_eq!(
        refused_by_tree("of the root", Tar::new().file(".wh.", 0)),
        TreeErrorKind::EmptyWhiteout
    );
    assert_eq!(
        refused_by_tree("of .", Tar::new().file("d/.wh..", 0)),
        TreeErrorKind::WhiteoutOfDots
    );
    assert_eq!(
        refused_by_tree("of ..", Tar::new().file("d/.wh...", 0)),
        TreeErrorKind::WhiteoutOfDots
    );
    let below = Tar::new().file("d/.wh.x/y", 0);
    assert_eq!(refused_by_tree("below one", below), TreeErrorKind::ReservedName);
    assert_eq!(
        refused_by_tree("root as file", Tar::new().file("./", 0)),
        TreeErrorKind::RootNotDirectory
    );
    let layer = accepted("opaque root", Tar::new().file(".wh..wh..opq", 0).file("new", 1));
    let base = accepted("base", Tar::new().file("old", 1));
    let tree = Tree::from_layers([&base.changeset, &layer.changeset]).unwrap();
    assert_eq!(tree.walk().count(), 1);
    let layer = accepted("AUFS", Tar::new().file(".wh..wh.plnk/12.34", 9).file(".wh..wh.aufs", 0));
    assert_eq!(layer.changeset.warnings().count(TreeWarningKind::AufsMetadata), 2);
    assert_eq!(paths(&layer), [""; 0]);
}

#[test]
fn pax_abuse() {
    let long = |bytes: usize| pax(&[("path", &"a".repeat(bytes))]);
    let kind =
        refused("path of a megabyte", Tar::new().raw(b'x', &long(1 << 20)).file("x", 0).finish());
    assert_eq!(
        kind.to_string(),
        "the long names and PAX records of one entry exceed 1048576 bytes"
    );
    let kind =
        refused_by_tree("path of 5,000 bytes", Tar::new().raw(b'x', &long(5000)).file("x", 0));
    assert_eq!(kind, TreeErrorKind::PathTooLong);
    let many: Vec<_> = (0..40).flat_map(|_| Tar::new().raw(b'x', &long(30_000)).0).collect();
    assert!(matches!(refused("records without end", many), Kind::ExtensionLimit { .. }));
    for records in [
        &b"5 a=b"[..],
        b"999999 path=x\n",
        b"path=x\n",
        b"8 path=x\n",
        b"-1 path=x\n",
        b"13 path=a\0bcd\n",
        b"18 size=12345678901234567890\n",
        b"99999999999999999999 path=x\n",
        b" path=x\n",
        b"12 size=-12\n",
        b"10 size=x\n",
        b"4 =\n",
        b"0 path=x\n",
    ] {
        let kind = refused("records", Tar::new().raw(b'x', records).file("x", 0).finish());
        assert_eq!(kind, Kind::Pax, "{}", records.escape_ascii());
    }
    // A size of eight exabytes: nothing is allocated for it, the archive just ends too early.
    let size = pax(&[("size", "9223372036854775807")]);
    assert_eq!(
        refused("8 EiB", Tar::new().raw(b'x', &size).file("x", 0).finish()),
        Kind::Truncated
    );
    let records = pax(&[("path", "told")]);
    let layer = accepted("global records", Tar::new().raw(b'g', &records).file("x", 0));
    assert_eq!((paths(&layer), kinds(&layer)), (vec!["x".into()], vec![Warning::GlobalRecords]));
    // Attributes are kept, so their sum has a limit.
    let value = "v".repeat(900_000);
    let archive: Vec<u8> = (0..3)
        .flat_map(|i| {
            Tar::new()
                .raw(b'x', &pax(&[("SCHILY.xattr.user.a", &value)]))
                .file(&format!("{i}"), 0)
                .0
        })
        .collect();
    let limits = ArchiveLimits::default().with_name_bytes(2 << 20);
    let (outcome, cost) = read(&archive[..], limits);
    assert!(matches!(outcome.unwrap_err().kind(), Kind::NameLimit { limit: 0x20_0000, .. }));
    assert!(cost.bytes < (6 << 20), "{}", cost.bytes);
}

fn pax(records: &[(&str, &str)]) -> Vec<u8> {
    super::tar::pax(records)
}

/// `bytes` zero bytes behind a header that says so, and no end.
fn bomb(bytes: u64) -> impl Read {
    let header = header(b'0', "zeros", bytes);
    Cursor::new(header.to_vec()).chain(io::repeat(0).take(bytes))
}

#[test]
fn compression_bombs() {
    let limits = ArchiveLimits::default().with_output_bytes(32 << 20);
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    io::copy(&mut bomb(256 << 20), &mut gzip).unwrap();
    let gzip = gzip.finish().unwrap();
    // The frame's window is 8 MiB, as the zstd tool's highest common level has it.
    let zstd = zstd_bomb(2048);
    for (name, bomb) in [("gzip", gzip), ("zstd", zstd)] {
        let (outcome, cost) = read(&bomb[..], limits);
        let error = outcome.unwrap_err();
        println!(
            "{name} bomb of {} bytes: {error} ({} bytes at most, {:?})",
            bomb.len(),
            cost.bytes,
            cost.time
        );
        assert!(matches!(error.kind(), Kind::OutputLimit { limit: 0x200_0000, .. }), "{error}");
        assert!(cost.bytes < (20 << 20), "{name}: {} bytes", cost.bytes);
    }
    // A frame that asks for a window of 512 MiB gets none.
    let greedy = [0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x98, 0x01, 0x00, 0x00];
    let (outcome, cost) = read(&greedy[..], limits);
    assert!(matches!(outcome.unwrap_err().kind(), Kind::Damaged { .. }));
    assert!(cost.bytes < (1 << 20), "{}", cost.bytes);
}

/// A zstd frame of blocks that say "131,072 times this byte": the header of a file of that size, then zeros.
pub(super) fn zstd_bomb(blocks: u32) -> Vec<u8> {
    let header = header(b'0', "zeros", u64::from(blocks) << 17);
    let mut frame = vec![0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x68];
    frame.extend_from_slice(&((512 << 3) as u32).to_le_bytes()[..3]);
    frame.extend_from_slice(&header);
    for block in 0..blocks {
        let last = u32::from(block + 1 == blocks);
        frame.extend_from_slice(&((131_072 << 3) | (1 << 1) | last).to_le_bytes()[..3]);
        frame.push(0);
    }
    frame
}

/// A tar archive of so many empty files, made while it is read.
struct Files {
    next: u64,
    count: u64,
    block: Cursor<Vec<u8>>,
    path: fn(u64) -> String,
}

impl Read for Files {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.block.position() == self.block.get_ref().len() as u64 {
            if self.next > self.count {
                return Ok(0);
            }
            let last = self.next == self.count;
            let block =
                if last { end() } else { header(b'0', &(self.path)(self.next), 0).to_vec() };
            self.block = Cursor::new(block);
            self.next += 1;
        }
        self.block.read(out)
    }
}

fn files(count: u64, path: fn(u64) -> String) -> Files {
    Files { next: 0, count, block: Cursor::new(Vec::new()), path }
}

#[test]
fn many_entries() {
    let limits = ArchiveLimits::default().with_entries(50_000);
    let (outcome, _) = read(files(50_001, |n| format!("f{n}")), limits);
    assert!(matches!(outcome.unwrap_err().kind(), Kind::EntryLimit { limit: 50_000, .. }));
    let (outcome, cost) = read(files(49_999, |n| format!("f{n}")), limits);
    assert_eq!(outcome.unwrap().changeset.stats().entries, 49_999);
    println!("{} bytes an entry, {:?}", cost.bytes / 49_999, cost.time);
    assert!(cost.bytes / 49_999 < 250);
    // Two thousand implied directories each.
    let limits = ArchiveLimits::default().with_entries(10_000);
    let deep: Vec<u8> = (0..10)
        .flat_map(|n| {
            Tar::new().raw(b'L', format!("{n}/{}x\0", "a/".repeat(2000)).as_bytes()).file("x", 0).0
        })
        .collect();
    let (outcome, cost) = read(&deep[..], limits);
    assert!(matches!(outcome.unwrap_err().kind(), Kind::EntryLimit { limit: 10_000, .. }));
    assert!(cost.bytes < (8 << 20), "{}", cost.bytes);
}

/// In linear time: names in the worst orders, whiteouts and links in the greatest number.
#[test]
fn nothing_is_quadratic() {
    type Path = fn(u64) -> String;
    let cases: [(&str, Path); 4] = [
        ("in order", |n| format!("d/f{n:08}")),
        ("backwards", |n| format!("d/f{:08}", 99_999_999 - n)),
        ("whiteouts", |n| format!("d/.wh.f{n:08}")),
        ("directories", |n| format!("{:02x}/{:02x}/{:02x}/f", n & 255, (n >> 8) & 255, n % 7)),
    ];
    for (name, path) in cases {
        let time = |count| {
            let (outcome, cost) = read(files(count, path), ArchiveLimits::default());
            let layer = outcome.expect(name);
            let start = Instant::now();
            let tree = Tree::from_layers([&layer.changeset, &layer.changeset]).unwrap();
            assert!(tree.walk().count() < 4 * count as usize);
            (cost.time + start.elapsed()).as_secs_f64()
        };
        // Eight times the entries may take four times eight times as long; a busy machine gets three tries.
        let fine = (0..3).any(|_| {
            let (few, many) = (time(2_500), time(20_000));
            println!("{name}: {few:.3} s, {many:.3} s");
            many < few * 8.0 * 4.0
        });
        assert!(fine, "{name}");
    }
}
