//! Every form that a layer's stream takes, and every place where one may break.

use std::io::{self, Read, Write};

use flate2::Compression as Level;
use flate2::write::GzEncoder;
use imageref::media_type::{Compression, MediaType};
use imageref::{DiffId, Digest, VerifyError};
use imageref_layers::archive::{
    ArchiveError, ArchiveErrorKind as Kind, ArchiveWarningKind as Warning, Side,
};
use imageref_layers::archive::{LayerOptions, LayerReader, ReadLayer, read_layer};
use imageref_layers::{EntryKind, Tree};

use super::tar::{Tar, header, pax, sum};

fn read(bytes: &[u8]) -> Result<ReadLayer, ArchiveError> {
    read_layer(bytes, &LayerOptions::new())
}

fn kinds(layer: &ReadLayer) -> Vec<Warning> {
    layer.warnings.iter().map(|warning| warning.kind()).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Level::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A zstd frame of blocks as they are.
fn zstd(bytes: &[u8]) -> Vec<u8> {
    let mut frame = vec![0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x68];
    let blocks: Vec<_> = bytes.chunks(100_000).collect();
    for (number, block) in blocks.iter().enumerate() {
        let last = u32::from(number + 1 == blocks.len());
        frame.extend_from_slice(&((block.len() as u32) << 3 | last).to_le_bytes()[..3]);
        frame.extend_from_slice(block);
    }
    frame
}

/// A reader that gives one byte at a time, and an interruption before each.
struct Trickle<'a>(&'a [u8], bool);

impl Read for Trickle<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        self.1 = !self.1;
        if self.1 {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let count = self.0.len().min(out.len()).min(1);
        let (now, later) = self.0.split_at(count);
        out[..count].copy_from_slice(now);
        self.0 = later;
        Ok(count)
    }
}

fn sample() -> Vec<u8> {
    Tar::new().file("a", 700).file("b/c", 0).link(b'2', "l", "a").file("d", 512).finish()
}

#[test]
fn the_same_layer_in_every_compression_and_at_any_pace() {
    let tar = sample();
    let (one, two) = tar.split_at(1000);
    let skippable = [&[0x51, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3][..], &zstd(&tar)].concat();
    let forms = [
        (Compression::None, tar.clone()),
        (Compression::Gzip, gzip(&tar)),
        (Compression::Gzip, [gzip(one), gzip(b""), gzip(two)].concat()),
        (Compression::Zstd, zstd(&tar)),
        (Compression::Zstd, [zstd(one), zstd(two)].concat()),
        (Compression::Zstd, [skippable.clone(), skippable[..11].to_vec()].concat()),
        (Compression::Zstd, skippable),
    ];
    for (compression, bytes) in &forms {
        let options = LayerOptions::new().verify_blob(Digest::sha256(bytes), bytes.len() as u64);
        for layer in [
            read_layer(&bytes[..], &options).unwrap(),
            read_layer(Trickle(bytes, false), &options).unwrap(),
        ] {
            assert_eq!(layer.compression, *compression);
            assert_eq!(layer.compressed_bytes, bytes.len() as u64);
            assert_eq!(layer.uncompressed_bytes, tar.len() as u64);
            assert_eq!(layer.diff_id, DiffId::new(Digest::sha256(&tar)));
            assert_eq!(
                (layer.changeset.stats().entries, layer.changeset.stats().content_bytes),
                (4, 1212)
            );
            assert_eq!(layer.warnings, []);
        }
    }
}

#[test]
fn what_is_verified_is_every_byte() {
    let tar = sample();
    let mut longer = tar.clone();
    longer.extend([0; 4096]);
    longer.push(7);
    let layer = read(&longer).unwrap();
    assert_eq!(kinds(&layer), [Warning::TrailingBytes]);
    assert_eq!(layer.diff_id, DiffId::new(Digest::sha256(&longer)));
    for bytes in [longer.clone(), gzip(&longer), zstd(&longer)] {
        let digest = Digest::sha256(&bytes);
        let mut other = bytes.clone();
        *other.last_mut().unwrap() ^= 1;
        let size = bytes.len() as u64;
        let options = LayerOptions::new().verify_blob(digest, size);
        assert!(read_layer(&bytes[..], &options).is_ok());
        // The last byte lies behind all that a tar reader looks at, and in gzip's own size field.
        let error = read_layer(&other[..], &options).unwrap_err();
        assert!(matches!(error.kind(), Kind::Blob(_) | Kind::Damaged { .. }), "{error}");
        let error = read_layer(&bytes[..bytes.len() - 1], &options).unwrap_err();
        assert!(
            matches!(error.kind(), Kind::Blob(VerifyError::TooShort { .. }) | Kind::CutOff { .. }),
            "{error}"
        );
        let more = [&bytes[..], b"x"].concat();
        let error = read_layer(&more[..], &options).unwrap_err();
        assert!(matches!(error.kind(), Kind::Blob(VerifyError::TooLong { .. })), "{error}");
        assert_eq!(error.side(), Side::Stream);
    }
    let expected = DiffId::new(Digest::sha256(b"another"));
    let error = read_layer(&tar[..], &LayerOptions::new().verify_diff_id(expected)).unwrap_err();
    assert!(matches!(error.kind(), Kind::DiffId { .. }));
    let sha512 = imageref::Algorithm::Sha512.digest(&tar).unwrap();
    let options = LayerOptions::new().verify_diff_id(DiffId::new(sha512));
    assert!(read_layer(&tar[..], &options).is_ok());
}

#[test]
fn threads_find_what_one_thread_finds() {
    // More blocks than may wait, so that threads give them back.
    let tar = Tar::new().file("a", 3 << 20).finish();
    let wrong = Digest::sha256(b"another");
    for bytes in [tar.clone(), gzip(&tar), zstd(&tar)] {
        let (digest, size) = (Digest::sha256(&bytes), bytes.len() as u64);
        for (digest, size) in [
            (digest.clone(), size),
            (digest.clone(), size - 1),
            (digest, size + 1),
            (wrong.clone(), size),
        ] {
            let options = LayerOptions::new().verify_blob(digest, size);
            let found = |options: &LayerOptions| {
                let layer = read_layer(&bytes[..], options).map_err(|error| error.to_string())?;
                Ok::<_, String>((layer.diff_id, layer.compressed_bytes, layer.uncompressed_bytes))
            };
            let threads = options.clone().with_hash_threads(true);
            assert_eq!(found(&threads), found(&options));
        }
        let options = LayerOptions::new().verify_diff_id(DiffId::new(wrong.clone()));
        let error = read_layer(&bytes[..], &options.with_hash_threads(true)).unwrap_err();
        assert!(matches!(error.kind(), Kind::DiffId { .. }), "{error}");
    }
}

#[test]
fn media_types_are_held_against_the_bytes() {
    let tar = sample();
    let cases = [
        ("application/vnd.oci.image.layer.v1.tar", &tar, false),
        ("application/vnd.oci.image.layer.v1.tar+gzip", &tar, true),
        ("application/vnd.oci.image.layer.v1.tar+zstd", &zstd(&tar), false),
        ("application/vnd.oci.image.layer.v1.tar+gzip", &zstd(&tar), true),
        // Docker's says nothing: it was written for compressed layers too.
        ("application/vnd.docker.image.rootfs.diff.tar", &gzip(&tar), false),
        ("application/vnd.docker.image.rootfs.diff.tar.gzip", &tar, true),
    ];
    for (media_type, bytes, conflict) in cases {
        let options = LayerOptions::new().with_media_type(MediaType::new(media_type));
        let layer = read_layer(&bytes[..], &options).unwrap();
        assert_eq!(kinds(&layer) == [Warning::CompressionConflict], conflict, "{media_type}");
    }
    let media_type = MediaType::new("application/vnd.oci.image.layer.v1.tar+gzip+encrypted");
    let options = LayerOptions::new().with_media_type(media_type);
    let error = read_layer(&tar[..], &options).unwrap_err();
    assert_eq!(*error.kind(), Kind::Encrypted);
    for (magic, compression) in
        [(&b"BZh91AY&SY"[..], Compression::Bzip2), (b"\xfd7zXZ\0abc", Compression::Xz)]
    {
        let error = read(magic).unwrap_err();
        assert!(
            matches!(error.kind(), Kind::NoLayerCompression { compression: c, .. } if *c == compression)
        );
    }
}

#[test]
fn names_and_attributes_of_every_extension() {
    let long = format!("{}/{}", "d".repeat(120), "f".repeat(120));
    let target = format!("/{}", "t".repeat(300));
    let records = pax(&[
        ("path", &long),
        ("linkpath", &target),
        ("uid", "4000000000"),
        ("gid", "7"),
        ("mtime", "-1.25"),
        ("SCHILY.xattr.security.capability", "\u{1}\n7 a=b\n\0\u{2}"),
        ("SCHILY.xattr.user.empty", ""),
        ("comment", "x"),
        ("uname", ""),
    ]);
    let mut gnu = header(b'0', "short", 3);
    gnu[257..265].copy_from_slice(b"ustar  \0");
    gnu[108..116].copy_from_slice(&[0x80, 0, 0, 0, 0, 1, 0, 2]);
    gnu[136..148].copy_from_slice(&[0xff; 12]);
    sum(&mut gnu);
    let mut prefixed = header(b'0', "name", 0);
    prefixed[345..351].copy_from_slice(b"prefix");
    sum(&mut prefixed);
    let mut oldest = header(0, "old/", 0);
    oldest[257..].fill(0);
    oldest[108..124].fill(0);
    sum(&mut oldest);
    let tar = Tar::new()
        .raw(b'x', &records)
        .link(b'2', "y", "z")
        .raw(b'L', [long.as_bytes(), b"2\0"].concat().as_slice())
        .block(gnu)
        .content(b"abc")
        .raw(b'K', [target.as_bytes(), b"\0"].concat().as_slice())
        .link(b'2', "k", "cut")
        .block(prefixed)
        .block(oldest)
        .finish();
    let layer = read(&tar).unwrap();
    assert_eq!(layer.warnings, []);
    let tree = Tree::from_layers([&layer.changeset]).unwrap();
    let node = tree.get(&long).unwrap();
    assert_eq!(node.link_target().unwrap(), target.as_bytes());
    assert_eq!((node.metadata().uid(), node.metadata().gid()), (4_000_000_000, 7));
    assert_eq!(node.metadata().mtime(), (-2, 750_000_000));
    let xattrs: Vec<_> = node.xattrs().collect();
    assert_eq!(xattrs[0], (&b"security.capability"[..], &b"\x01\n7 a=b\n\0\x02"[..]));
    assert_eq!(xattrs[1], (&b"user.empty"[..], &b""[..]));
    let node = tree.get(format!("{long}2")).unwrap();
    assert_eq!((node.size(), node.metadata().uid(), node.metadata().mtime()), (3, 65538, (-1, 0)));
    assert_eq!(tree.get("k").unwrap().link_target().unwrap(), target.as_bytes());
    assert!(tree.get("prefix/name").is_some());
    assert!(tree.get("old").unwrap().is_directory());
}

/// What Go's reader does where others do something else, so that no two readers see two layers.
#[test]
fn sizes_are_gos() {
    // A link's size is no content.
    let mut link = header(b'1', "b", 512);
    link[157] = b'a';
    sum(&mut link);
    let tar = Tar::new().file("a", 3).block(link).file("c", 1).finish();
    let layer = read(&tar).unwrap();
    assert_eq!((layer.changeset.stats().entries, layer.changeset.stats().content_bytes), (3, 4));
    assert_eq!(layer.changeset.stats().stated_bytes, 516);
    // A PAX size holds against the header's, and a header for the size of another's extension does not.
    let size = pax(&[("size", "512")]);
    let tar = Tar::new().raw(b'x', &size).block(header(b'0', "a", 0)).content(&[b'x'; 512]);
    let layer = read(&tar.file("b", 0).finish()).unwrap();
    assert_eq!((layer.changeset.stats().entries, layer.changeset.stats().content_bytes), (2, 512));
    let tar = Tar::new().raw(b'x', &size).raw(b'L', b"long\0").block(header(b'0', "a", 0));
    let layer = read(&tar.content(&[b'x'; 512]).finish()).unwrap();
    let tree = Tree::from_layers([&layer.changeset]).unwrap();
    assert_eq!(tree.get("long").unwrap().size(), 512);
}

#[test]
fn sparse_files_have_the_size_with_their_holes() {
    let map = [
        ("GNU.sparse.major", "1"),
        ("GNU.sparse.minor", "0"),
        ("GNU.sparse.name", "holes"),
        ("GNU.sparse.realsize", "1000000"),
    ];
    let mut old = header(b'S', "old", 512);
    old[257..265].copy_from_slice(b"ustar  \0");
    old[482] = 1;
    old[483..495].copy_from_slice(b"00007641100\0");
    sum(&mut old);
    let mut more = [0; 512];
    more[504] = 1;
    let tar = Tar::new()
        .raw(b'x', &pax(&map))
        .block(header(b'0', "GNUSparseFile.0/holes", 1024))
        .content(&[b'x'; 1024])
        .block(old)
        .block(more)
        .block([0; 512])
        .content(&[b'x'; 512])
        .file("behind", 1)
        .finish();
    let layer = read(&tar).unwrap();
    let tree = Tree::from_layers([&layer.changeset]).unwrap();
    assert_eq!(tree.get("holes").unwrap().size(), 1_000_000);
    assert_eq!(tree.get("old").unwrap().size(), 0o7_641_100);
    assert_eq!(tree.get("behind").unwrap().size(), 1);
}

#[test]
fn an_end_may_be_missing_as_go_allows() {
    let whole = sample();
    let without = |bytes: usize| read(&whole[..whole.len() - bytes]).map(|layer| kinds(&layer));
    assert_eq!(without(0), Ok(vec![]));
    assert_eq!(without(512), Ok(vec![Warning::MissingEndBlocks]));
    assert_eq!(without(1024), Ok(vec![Warning::MissingEndBlocks]));
    assert_eq!(kinds(&read(b"").unwrap()), [Warning::MissingEndBlocks]);
    let cut = Tar::new().file("a", 700).0;
    assert_eq!(kinds(&read(&cut[..512 + 700]).unwrap()), [Warning::MissingPadding]);
    let alone = Tar::new().raw(b'L', b"long\0").finish();
    assert_eq!(kinds(&read(&alone).unwrap()), [Warning::UnusedExtensions]);
}

#[test]
fn damage_is_named_by_byte() {
    let whole = sample();
    // A changed header is found where it stands.
    for at in [0, 1536, 2048, 2560] {
        let mut bytes = whole.clone();
        bytes[at + 3] ^= 1;
        let error = read(&bytes).unwrap_err();
        assert_eq!(
            (error.kind(), error.offset(), error.side()),
            (&Kind::Checksum, Some(at as u64), Side::Uncompressed)
        );
    }
    assert_eq!(read(b"this is no archive").unwrap_err().kind(), &Kind::Truncated);
    assert_eq!(read(&[b'x'; 600]).unwrap_err().kind(), &Kind::Checksum);
    // A cut archive ends where it was cut.
    for cut in [100, 600, 1211, 1600, 3000] {
        let error = read(&whole[..cut]).unwrap_err();
        assert_eq!((error.kind(), error.offset()), (&Kind::Truncated, Some(cut as u64)), "{cut}");
    }
    for (name, bytes) in [("gzip", gzip(&whole)), ("zstd", zstd(&whole))] {
        let cut = bytes.len() / 2;
        let error = read(&bytes[..cut]).unwrap_err();
        assert!(matches!(error.kind(), Kind::CutOff { .. }), "{error}");
        assert_eq!((error.offset(), error.side()), (Some(cut as u64), Side::Stream), "{name}");
        let mut damaged = bytes.clone();
        damaged[5] ^= 0xff;
        damaged[12] ^= 0xff;
        let error = read(&damaged).unwrap_err();
        assert!(error.offset() <= Some(bytes.len() as u64), "{name}: {error}");
    }
    let mut wrong_sum = gzip(&whole);
    let at = wrong_sum.len() - 8;
    wrong_sum[at] ^= 1;
    let error = read(&wrong_sum).unwrap_err();
    assert_eq!(
        error.to_string(),
        format!(
            "byte {}: the gzip data is damaged: corrupt gzip stream does not have a matching checksum",
            wrong_sum.len()
        )
    );
    // A failing reader's own words come through.
    let fails = (&whole[..700]).chain(Fails);
    let error = read_layer(fails, &LayerOptions::new()).unwrap_err();
    assert_eq!(error.to_string(), "byte 700: the stream can't be read: the cable is out");
}

struct Fails;

impl Read for Fails {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(io::Error::new(io::ErrorKind::ConnectionReset, "the cable is out"))
    }
}

/// Every byte of an archive changed in turn: an error or a layer, never a panic, and never the right diff ID.
#[test]
fn no_damage_passes() {
    let whole = sample();
    let right = DiffId::new(Digest::sha256(&whole));
    let (mut refused, mut other) = (0, 0);
    for form in [gzip(&whole), zstd(&whole), whole.clone()] {
        for at in 0..form.len() {
            let mut bytes = form.clone();
            bytes[at] ^= 0x55;
            match read_layer(&bytes[..], &LayerOptions::new().verify_diff_id(right.clone())) {
                Err(_) => refused += 1,
                // gzip's header has bytes that say nothing of the content: time, flags, system.
                Ok(_) => other += 1,
            }
        }
    }
    println!("{refused} refused, {other} as before");
    assert!(other < 10, "{other}");
}

#[test]
fn entries_and_their_content_one_by_one() {
    let tar = Tar::new().file("a", 3).link(b'1', "b", "a").file("c", 600).finish();
    let mut reader = LayerReader::new(&tar[..], &LayerOptions::new()).unwrap();
    let mut seen = Vec::new();
    while let Some(entry) = reader.next_entry().unwrap() {
        let mut content = Vec::new();
        if entry.path() != b"a" {
            reader.content().read_to_end(&mut content).unwrap();
        }
        seen.push((entry.path().to_vec(), entry.kind().clone(), content.len()));
    }
    let link = EntryKind::HardLink { target: b"a".to_vec() };
    assert_eq!(
        seen,
        [
            (b"a".to_vec(), EntryKind::File { size: 3 }, 0),
            (b"b".to_vec(), link, 0),
            (b"c".to_vec(), EntryKind::File { size: 600 }, 600),
        ]
    );
    assert_eq!(reader.finish().unwrap().uncompressed_bytes, tar.len() as u64);
    // What was not asked for is still read and held to the digests.
    let reader = LayerReader::new(&tar[..], &LayerOptions::new()).unwrap();
    assert_eq!(reader.finish().unwrap().diff_id, DiffId::new(Digest::sha256(&tar)));
}

/// Where readers of tar disagree, Go's archive/tar decides, and a warning says so.
#[test]
fn extensions_are_read_as_go_reads_them() {
    let evil = pax(&[("path", "evil")]);
    let rows: [(&str, Vec<u8>, &str, Vec<Warning>); 6] = [
        (
            "records before global ones",
            Tar::new()
                .raw(b'x', &evil)
                .raw(b'g', &pax(&[("comment", "c")]))
                .file("good", 1)
                .finish(),
            "good",
            vec![Warning::GlobalRecords, Warning::DroppedExtensions],
        ),
        (
            "a long name before global records",
            Tar::new().raw(b'L', b"evil\0").raw(b'g', b"").file("good", 1).finish(),
            "good",
            vec![Warning::GlobalRecords, Warning::DroppedExtensions],
        ),
        (
            "records after global ones",
            Tar::new().raw(b'g', b"").raw(b'x', &pax(&[("path", "named")])).file("x", 1).finish(),
            "named",
            vec![Warning::GlobalRecords],
        ),
        (
            "an empty long name",
            Tar::new().raw(b'L', b"").file("good", 1).finish(),
            "good",
            vec![Warning::EmptyLongName],
        ),
        (
            "a NUL as long name",
            Tar::new().raw(b'L', b"\0").file("good", 1).finish(),
            "good",
            vec![Warning::EmptyLongName],
        ),
        (
            "the last of two long names",
            Tar::new().raw(b'L', b"evil\0").raw(b'L', b"\0").file("good", 1).finish(),
            "good",
            vec![Warning::EmptyLongName],
        ),
    ];
    for (name, tar, path, warnings) in rows {
        let layer = read(&tar).unwrap();
        let tree = Tree::from_layers([&layer.changeset]).unwrap();
        let paths: Vec<_> = tree.walk().map(|visit| visit.into_path()).collect();
        assert_eq!(paths, [path.as_bytes()], "{name}");
        assert_eq!(kinds(&layer), warnings, "{name}");
    }
    let tar = Tar::new().raw(b'K', b"\0").link(b'2', "l", "target").finish();
    let layer = read(&tar).unwrap();
    let tree = Tree::from_layers([&layer.changeset]).unwrap();
    assert_eq!(tree.get("l").unwrap().link_target(), Some(&b"target"[..]));
    assert_eq!(
        layer.warnings[0].to_string(),
        "byte 0: Go ignores an empty long name or link target"
    );
}

#[test]
fn names_that_file_systems_can_not_store_are_warnings() {
    use imageref_layers::TreeWarningKind::LongName;
    for (bytes, count) in [(255, 0), (256, 1)] {
        let name = format!("d/{}/f", "n".repeat(bytes));
        let layer =
            read(&Tar::new().raw(b'x', &pax(&[("path", &name)])).file("x", 0).finish()).unwrap();
        assert_eq!(layer.changeset.warnings().count(LongName), count, "{bytes}");
    }
}

#[test]
fn numbers_are_those_of_go() {
    // Source: Go's archive/tar, strconv.go, parseOctal.
    let rows: [(&[u8; 12], Option<i64>); 9] = [
        (b"00000000012\0", Some(10)),
        (b" \0 12 \0 \0   ", Some(10)),
        (b"12\0x\0\0\0\0\0\0\0\0", Some(10)),
        (b"\0\0\0\0\0\0\0\0\0\0\0\0", Some(0)),
        (b"            ", Some(0)),
        (b"12 \0x       ", None),
        (b"12\t\0\0\0\0\0\0\0\0\0", None),
        (b"+12\0\0\0\0\0\0\0\0\0", None),
        (b"18\0\0\0\0\0\0\0\0\0\0", None),
    ];
    for (field, want) in rows {
        let mut block = header(b'0', "a", 0);
        block[136..148].copy_from_slice(field);
        sum(&mut block);
        let read = read(&Tar::new().block(block).finish());
        let shown = field.escape_ascii();
        match (read, want) {
            (Ok(layer), Some(want)) => {
                let tree = Tree::from_layers([&layer.changeset]).unwrap();
                assert_eq!(tree.get("a").unwrap().metadata().mtime(), (want, 0), "{shown}");
            }
            (Err(error), None) => {
                let message = "uncompressed byte 0: malformed mtime in the tar header";
                assert_eq!(error.to_string(), message, "{shown}");
            }
            (read, _) => panic!("{shown}: {read:?}"),
        }
    }
}
