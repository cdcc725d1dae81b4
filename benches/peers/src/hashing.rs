//! Hashing, and verifying a stream against a digest.

use std::hint::black_box;
use std::io::Read;
use std::rc::Rc;

use imageref::{Algorithm, Digest, VerifyReader};

use crate::{Case, Contender, inputs};

const SIZES: [(&str, usize); 5] = [
    ("64 B", 64),
    ("1 KiB", 1 << 10),
    ("16 KiB", 1 << 14),
    ("1 MiB", 1 << 20),
    ("64 MiB", 1 << 26),
];

/// Every size with every hash, and a stream.
pub fn cases() -> Vec<Case> {
    let bytes: Rc<[u8]> = inputs::bytes(1 << 26, inputs::SEED).into();
    let sha256 = SIZES.iter().map(|&(name, size)| sha256(name, size, &bytes));
    let sha512 = SIZES.iter().map(|&(name, size)| sha512(name, size, &bytes));
    sha256.chain(sha512).chain([stream(&bytes)]).collect()
}

fn sha256(name: &str, size: usize, bytes: &Rc<[u8]>) -> Case {
    let contenders = vec![
        hash("imageref", size, bytes, |bytes| {
            black_box(Digest::sha256(bytes));
        }),
        hash("ring", size, bytes, |bytes| {
            black_box(ring::digest::digest(&ring::digest::SHA256, bytes));
        }),
        hash("aws-lc-rs", size, bytes, |bytes| {
            black_box(aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, bytes));
        }),
        hash("openssl", size, bytes, |bytes| {
            black_box(openssl::sha::sha256(bytes));
        }),
    ];
    Case { operation: format!("sha256, {name}"), count: 1, contenders }
}

fn sha512(name: &str, size: usize, bytes: &Rc<[u8]>) -> Case {
    let contenders = vec![
        hash("imageref", size, bytes, |bytes| {
            black_box(Algorithm::Sha512.digest(bytes).ok());
        }),
        hash("ring", size, bytes, |bytes| {
            black_box(ring::digest::digest(&ring::digest::SHA512, bytes));
        }),
        hash("aws-lc-rs", size, bytes, |bytes| {
            black_box(aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA512, bytes));
        }),
        hash("openssl", size, bytes, |bytes| {
            black_box(openssl::sha::sha512(bytes));
        }),
    ];
    Case { operation: format!("sha512, {name}"), count: 1, contenders }
}

/// A stream read to its end in pieces of 8 KiB and verified against its digest; by hand with the other crates.
fn stream(bytes: &Rc<[u8]>) -> Case {
    const SIZE: usize = 1 << 24;
    macro_rules! by_hand {
        ($ring:ident) => {
            |bytes| {
                let mut context = $ring::digest::Context::new(&$ring::digest::SHA256);
                read(bytes, |piece| context.update(piece));
                black_box(context.finish());
            }
        };
    }
    let contenders = vec![
        hash("imageref", SIZE, bytes, {
            let expected = Digest::sha256(&bytes[..SIZE]);
            move |bytes| {
                let mut reader = VerifyReader::new(bytes, &expected, SIZE as u64).expect("sha256");
                read(&mut reader, |piece| {
                    black_box(piece);
                });
                reader.finish().expect("the same bytes");
            }
        }),
        hash("ring", SIZE, bytes, by_hand!(ring)),
        hash("aws-lc-rs", SIZE, bytes, by_hand!(aws_lc_rs)),
        hash("openssl", SIZE, bytes, |bytes| {
            let mut hasher = openssl::sha::Sha256::new();
            read(bytes, |piece| hasher.update(piece));
            black_box(hasher.finish());
        }),
    ];
    Case { operation: "verify a stream, sha256, 16 MiB".into(), count: 1, contenders }
}

fn read(mut stream: impl Read, mut take: impl FnMut(&[u8])) {
    let mut piece = [0; 8192];
    loop {
        match stream.read(&mut piece).expect("bytes in memory") {
            0 => return,
            read => take(&piece[..read]),
        }
    }
}

fn hash(
    name: &'static str,
    size: usize,
    bytes: &Rc<[u8]>,
    once: impl Fn(&[u8]) + 'static,
) -> Contender {
    let bytes = Rc::clone(bytes);
    Contender { name, pass: Box::new(move || once(black_box(&bytes[..size]))), taken: 1 }
}
