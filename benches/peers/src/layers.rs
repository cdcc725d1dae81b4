//! Layers: decompressed, verified, read entry by entry; and the same by hand.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::io::{self, BufReader, Read, Write};
use std::rc::Rc;

use flate2::bufread::MultiGzDecoder;
use imageref::{DiffId, Digest};
use imageref_layers::archive::{LayerOptions, read_layer};
use sha2::{Digest as _, Sha256};

use crate::{Case, Contender, inputs};

/// One layer of `files` files, 11.7 KB each on average: plain, in gzip, in zstd.
///
/// 60,000 files are 700 MB.
pub fn cases(files: usize) -> Vec<Case> {
    let tar = tar(files);
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(&tar).expect("memory");
    let gzip = gzip.finish().expect("memory");
    let zstd = zstd::encode_all(&tar[..], 3).expect("memory");
    let title = format!("a layer of {files} files, {} MB", tar.len() / 1_000_000);
    let diff_id = DiffId::new(Digest::sha256(&tar));
    vec![
        case(format!("{title}, plain"), tar, &diff_id, plain_by_hand),
        case(format!("{title}, gzip"), gzip, &diff_id, gzip_by_hand),
        case(format!("{title}, zstd"), zstd, &diff_id, zstd_by_hand),
    ]
}

/// An archive of files as package managers install them.
fn tar(files: usize) -> Vec<u8> {
    // Words of pseudo-random bytes: deflate compresses them to about a third.
    let random = inputs::bytes(1 << 22, inputs::SEED);
    let words: Vec<u8> = random
        .chunks_exact(2)
        .flat_map(|pair| {
            let word = usize::from(pair[0]) * 8 % (random.len() / 2);
            let length = 2 + usize::from(pair[1] % 7);
            random[word..word + length].iter().map(|byte| b'a' + byte % 16).chain([b' '])
        })
        .collect();
    let mut tar = tar::Builder::new(Vec::new());
    for n in 0..files {
        let path = format!("usr/lib/node_modules/package-{}/dist/module-{n}.js", n / 50);
        // Sizes from 0 to 51 KB, most of them small.
        let draw = n * 7919 % 1000;
        let size = draw * draw * 33 / 1000 + draw;
        let start = n * 104_729 % (words.len() - 40_000);
        let mut header = tar::Header::new_ustar();
        header.set_size(size as u64);
        header.set_mode(0o644);
        header.set_uid(0);
        header.set_gid(0);
        header.set_mtime(1_700_000_000);
        tar.append_data(&mut header, path, &words[start..start + size]).expect("memory");
    }
    tar.into_inner().expect("memory")
}

fn case(operation: String, blob: Vec<u8>, diff_id: &DiffId, hand: fn(&[u8]) -> Hand) -> Case {
    let blob: Rc<[u8]> = blob.into();
    let digest = Digest::sha256(&blob);
    let options = LayerOptions::new().verify_blob(digest.clone(), blob.len() as u64);
    let options = options.verify_diff_id(diff_id.clone());
    let expected = (digest.to_string(), diff_id.to_string());
    let threads = options.clone().with_hash_threads(true);
    let contenders = vec![
        pass("imageref", &blob, move |blob| {
            black_box(read_layer(blob, &options).expect("a layer"));
        }),
        pass("imageref, hashes on threads", &blob, move |blob| {
            black_box(read_layer(blob, &threads).expect("a layer"));
        }),
        pass("by hand", &blob, move |blob| {
            let (digest, diff_id, entries) = hand(blob);
            assert_eq!((digest, diff_id), expected);
            black_box(entries);
        }),
    ];
    Case { operation, count: 1, contenders }
}

fn pass(name: &'static str, blob: &Rc<[u8]>, read: impl Fn(&[u8]) + 'static) -> Contender {
    let blob = Rc::clone(blob);
    Contender { name, pass: Box::new(move || read(black_box(&blob))), taken: 1 }
}

/// What a tool finds without this crate: the blob's digest, its diff ID, its entries by path.
type Hand = (String, String, BTreeMap<Vec<u8>, HandEntry>);

#[expect(dead_code, reason = "kept, as a tool would")]
struct HandEntry {
    kind: tar::EntryType,
    size: u64,
    mode: u32,
    owner: (u64, u64),
    mtime: u64,
    link: Option<Vec<u8>>,
}

/// Hashes what is read through it.
struct Hashing<R>(R, Sha256);

impl<R: Read> Read for Hashing<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.0.read(out)?;
        self.1.update(&out[..count]);
        Ok(count)
    }
}

/// Buffers of `size` bytes before a stream that is hashed.
fn hashed<R: Read>(stream: R, size: usize) -> BufReader<Hashing<R>> {
    BufReader::with_capacity(size, Hashing(stream, Sha256::new()))
}

/// The digest of a stream, read to its end.
fn hex(mut stream: BufReader<Hashing<impl Read>>) -> String {
    io::copy(&mut stream, &mut io::sink()).expect("bytes in memory");
    let Hashing(_, hash) = stream.into_inner();
    let digest = hash.finalize();
    digest.iter().fold(String::from("sha256:"), |hex, byte| format!("{hex}{byte:02x}"))
}

/// A plain blob's two digests are one.
fn plain_by_hand(blob: &[u8]) -> Hand {
    let (diff_id, entries) = entries_by_hand(blob);
    (diff_id.clone(), diff_id, entries)
}

fn gzip_by_hand(blob: &[u8]) -> Hand {
    let mut decoder = MultiGzDecoder::new(hashed(blob, 1 << 16));
    let (diff_id, entries) = entries_by_hand(&mut decoder);
    (hex(decoder.into_inner()), diff_id, entries)
}

fn zstd_by_hand(blob: &[u8]) -> Hand {
    let mut decoder = zstd::Decoder::with_buffer(hashed(blob, 1 << 17)).expect("memory");
    let (diff_id, entries) = entries_by_hand(&mut decoder);
    (hex(decoder.finish()), diff_id, entries)
}

fn entries_by_hand(stream: impl Read) -> (String, BTreeMap<Vec<u8>, HandEntry>) {
    let mut entries = BTreeMap::new();
    let mut archive = tar::Archive::new(hashed(stream, 1 << 17));
    for entry in archive.entries().expect("an archive") {
        let entry = entry.expect("an entry");
        let header = entry.header();
        let number = |number: io::Result<u64>| number.expect("a number");
        let found = HandEntry {
            kind: header.entry_type(),
            size: entry.size(),
            mode: header.mode().expect("a number"),
            owner: (number(header.uid()), number(header.gid())),
            mtime: number(header.mtime()),
            link: entry.link_name_bytes().map(|link| link.into_owned()),
        };
        entries.insert(entry.path_bytes().into_owned(), found);
    }
    (hex(archive.into_inner()), entries)
}
