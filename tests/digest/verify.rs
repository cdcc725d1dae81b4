//! Verification: a stream cut short, run over, flipped, with trailing bytes; in constant memory.

use std::io::{self, Read, Write};

use imageref::{
    Algorithm, Digest, DigestRef, Digester, Verifier, VerifyError, VerifyReadError, VerifyReader,
};
use proptest::prelude::*;

const BLOB: &[u8] = b"a small blob, long enough to have a few words";

fn read(bytes: &[u8], digest: &Digest, size: u64) -> Result<(), VerifyReadError> {
    VerifyReader::new(bytes, digest, size)?.finish().map(drop)
}

#[track_caller]
fn verdict(result: Result<(), VerifyReadError>) -> VerifyError {
    match result {
        Err(VerifyReadError::Verify(e)) => e,
        other => panic!("{other:?}"),
    }
}

#[test]
fn right_content() {
    for algorithm in [Algorithm::Sha256, Algorithm::Sha384, Algorithm::Sha512] {
        let digest = algorithm.digest(BLOB).unwrap();
        digest.verify(BLOB).unwrap();
        read(BLOB, &digest, BLOB.len() as u64).unwrap();
    }
    read(b"", &Digest::sha256(b""), 0).unwrap();
}

#[test]
fn cut_short_at_every_length() {
    let digest = Digest::sha256(BLOB);
    for len in 0..BLOB.len() {
        let e = verdict(read(&BLOB[..len], &digest, BLOB.len() as u64));
        assert!(
            matches!(e, VerifyError::TooShort { expected: 45, found, .. } if found == len as u64),
            "{e:?}"
        );
        assert_eq!(e.to_string(), format!("the content ends after {len} bytes of 45"));
    }
}

#[test]
fn running_over_fails_at_once_and_ever_after() {
    let digest = Digest::sha256(BLOB);
    let mut verifier = Verifier::new(&digest, 45).unwrap();
    verifier.update(&BLOB[..40]).unwrap();
    assert_eq!(verifier.remaining(), 5);
    assert!(matches!(verifier.update(b"123456"), Err(VerifyError::TooLong { expected: 45, .. })));
    // The right bytes come too late.
    assert!(matches!(verifier.update(&BLOB[40..]), Err(VerifyError::TooLong { .. })));
    assert!(matches!(verifier.update(b""), Err(VerifyError::TooLong { .. })));
    assert_eq!(verifier.finish().unwrap_err().to_string(), "the content is longer than 45 bytes");
}

#[test]
fn one_bit_flipped_at_every_position() {
    let digest = Digest::sha256(BLOB);
    for bit in 0..BLOB.len() * 8 {
        let mut blob = BLOB.to_vec();
        blob[bit / 8] ^= 1 << (bit % 8);
        let e = verdict(read(&blob, &digest, 45));
        assert!(
            matches!(&e, VerifyError::Mismatch { expected, found, .. } if **expected == digest && **found == Digest::sha256(&blob)),
            "{e:?}"
        );
        assert!(digest.verify(&blob).is_err());
    }
}

/// A tar reader stops at its end marker: only `finish` sees the bytes after it.
#[test]
fn trailing_bytes_that_no_read_requests() {
    let mut tampered = BLOB.to_vec();
    tampered.extend_from_slice(b"evil");
    let mut reader = VerifyReader::new(&tampered[..], &Digest::sha256(BLOB), 45).unwrap();
    let mut head = [0; 20];
    reader.read_exact(&mut head).unwrap();
    assert!(matches!(reader.finish(), Err(VerifyReadError::Verify(VerifyError::TooLong { .. }))));
    // Of the right size, but not the same.
    tampered.truncate(45);
    tampered[44] = b'!';
    let mut reader = VerifyReader::new(&tampered[..], &Digest::sha256(BLOB), 45).unwrap();
    reader.read_exact(&mut head).unwrap();
    assert!(matches!(reader.finish(), Err(VerifyReadError::Verify(VerifyError::Mismatch { .. }))));
}

#[test]
fn a_read_to_the_end_fails_and_passes_on_no_byte_too_many() {
    let digest = Digest::sha256(BLOB);
    let mut tampered = BLOB.to_vec();
    tampered.extend_from_slice(b"evil");
    for (bytes, passed_on) in [(&tampered[..], 45), (&BLOB[..40], 40)] {
        let mut reader = VerifyReader::new(bytes, &digest, 45).unwrap();
        let mut out = Vec::new();
        let error = reader.read_to_end(&mut out).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::InvalidData);
        assert!(error.get_ref().unwrap().is::<VerifyError>());
        assert_eq!(out.len(), passed_on);
        // Sticky.
        assert!(reader.read(&mut [0; 1]).is_err());
        assert_eq!(reader.read(&mut []).unwrap(), 0);
        assert!(reader.finish().is_err());
    }
    let mut reader = VerifyReader::new(BLOB, &digest, 45).unwrap();
    assert_eq!(io::copy(&mut reader, &mut io::sink()).unwrap(), 45);
    reader.finish().unwrap();
}

#[test]
fn what_cannot_be_computed_is_not_verified() {
    let unknown: Digest = "md5:d41d8cd98f00b204e9800998ecf8427e".parse().unwrap();
    assert!(matches!(unknown.verify(b""), Err(VerifyError::UnsupportedAlgorithm { .. })));
    assert!(matches!(Verifier::new(&unknown, 0), Err(VerifyError::UnsupportedAlgorithm { .. })));
    assert!(matches!(
        VerifyReader::new(&b""[..], &unknown, 0),
        Err(VerifyError::UnsupportedAlgorithm { .. })
    ));
    assert_eq!(
        unknown.verify(b"").unwrap_err().to_string(),
        "cannot verify md5:d41d8cd98f00b204e9800998ecf8427e: this build does not compute its algorithm"
    );
    assert!(!DigestRef::parse("md5:d41d8cd98f00b204e9800998ecf8427e").unwrap().is_computable());
}

/// A reader that fails, is interrupted, and returns one byte at a time.
struct Awkward<'a>(&'a [u8], u32);

impl Read for Awkward<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.1 += 1;
        if self.1.is_multiple_of(3) {
            return Err(io::ErrorKind::Interrupted.into());
        }
        if self.0.is_empty() && self.1 < 1000 && self.1.is_multiple_of(5) {
            self.1 = 1000;
            return Err(io::Error::other("cable pulled"));
        }
        let len = buffer.len().min(1);
        self.0.read(&mut buffer[..len])
    }
}

#[test]
fn readers_that_are_interrupted_or_fail() {
    let digest = Digest::sha256(BLOB);
    VerifyReader::new(Awkward(BLOB, 1000), &digest, 45).unwrap().finish().unwrap();
    let mut broken = VerifyReader::new(Awkward(&BLOB[..5], 0), &digest, 45).unwrap();
    let mut failures = 0;
    let mut buffer = [0; 64];
    let verdict = loop {
        match broken.read(&mut buffer) {
            Err(e) if e.kind() == io::ErrorKind::Other => failures += 1,
            Err(e) if e.kind() == io::ErrorKind::InvalidData => break e,
            Ok(0) => panic!("an end without a verdict"),
            _ => {}
        }
    };
    // An error of the inner reader is passed on; reading may continue.
    assert!(failures <= 1, "{failures}");
    assert_eq!(verdict.to_string(), "the content ends after 5 bytes of 45");
}

/// By digest alone, with a limit instead of a size.
#[test]
fn up_to_a_limit() {
    let digest = Digest::sha256(BLOB);
    for limit in [45, 46, u64::MAX] {
        let mut verifier = Verifier::up_to(&digest, limit).unwrap();
        verifier.update(BLOB).unwrap();
        assert_eq!(verifier.remaining(), limit - 45);
        verifier.finish().unwrap();
        VerifyReader::up_to(BLOB, &digest, limit).unwrap().finish().unwrap();
    }
    let mut verifier = Verifier::up_to(&digest, 44).unwrap();
    assert!(matches!(verifier.update(BLOB), Err(VerifyError::TooLong { expected: 44, .. })));
    assert!(matches!(verifier.finish(), Err(VerifyError::TooLong { expected: 44, .. })));
    // A cut stream is other content: without a size nothing is too short.
    let error = VerifyReader::up_to(&BLOB[..44], &digest, 45).unwrap().finish().map(drop);
    assert!(matches!(verdict(error), VerifyError::Mismatch { .. }));
    let mut out = Vec::new();
    let mut reader = VerifyReader::up_to(BLOB, &digest, 44).unwrap();
    assert_eq!(reader.read_to_end(&mut out).unwrap_err().kind(), io::ErrorKind::InvalidData);
    assert_eq!(out, &BLOB[..44]);
    let md5: Digest = "md5:00".parse().unwrap();
    assert!(Verifier::up_to(&md5, 1).is_err() && VerifyReader::up_to(BLOB, &md5, 1).is_err());
}

/// A reader that reports more bytes than its buffer holds, after the given number of honest reads.
struct Lying<'a> {
    content: &'a [u8],
    honest: usize,
    excess: usize,
}

impl Read for Lying<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.honest == 0 {
            return Ok(buffer.len().saturating_add(self.excess));
        }
        self.honest -= 1;
        let len = buffer.len().min(4);
        self.content.read(&mut buffer[..len])
    }
}

#[test]
fn a_reader_that_reports_too_many_bytes() {
    let digest = Digest::sha256(BLOB);
    for honest in [0, 1, 5, 11, 12] {
        for excess in [1, 7, usize::MAX] {
            let lying = || Lying { content: BLOB, honest, excess };
            let error = VerifyReader::new(lying(), &digest, 45).unwrap().finish().map(drop);
            let Err(VerifyReadError::Io(error)) = error else { panic!("{error:?}") };
            assert_eq!(
                error.to_string(),
                "the inner reader reports more bytes than its buffer holds"
            );
            let mut reader = VerifyReader::up_to(lying(), &digest, u64::MAX).unwrap();
            let mut out = Vec::new();
            assert!(reader.read_to_end(&mut out).is_err());
            assert_eq!(out, &BLOB[..(honest * 4).min(45)]);
            // Sticky.
            assert!(reader.read(&mut [0; 8]).is_err());
            assert!(matches!(reader.finish(), Err(VerifyReadError::Io(_))));
        }
    }
}

#[test]
fn errors_are_cloned_and_compared() {
    let io = VerifyReadError::from(io::Error::other("cable pulled"));
    assert_eq!(io.clone(), io);
    assert_ne!(io, VerifyReadError::from(io::Error::other("cable pulled")));
    assert_eq!(io.to_string(), "cable pulled");
    let verify = VerifyReadError::from(Digest::sha256(b"").verify(b"x").unwrap_err());
    assert_eq!(verify.clone(), verify);
    assert_ne!(verify, io);
}

/// Fails once, then ends.
struct FailsOnce(bool);

impl Read for FailsOnce {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        if std::mem::take(&mut self.0) { Err(io::Error::other("cable pulled")) } else { Ok(0) }
    }
}

#[test]
fn finish_reports_an_error_of_the_inner_reader() {
    let reader = VerifyReader::new(FailsOnce(true), &Digest::sha256(b""), 0).unwrap();
    assert!(matches!(reader.finish(), Err(VerifyReadError::Io(_))));
}

/// A gibibyte of zeros.
#[test]
fn a_gibibyte_in_constant_memory() {
    const SIZE: u64 = if cfg!(debug_assertions) { 1 << 24 } else { 1 << 30 };
    let mut digester = Digester::sha256();
    io::copy(&mut io::repeat(0).take(SIZE), &mut digester).unwrap();
    digester.flush().unwrap();
    let digest = digester.finish();
    let peak = allocation_counter::measure(|| {
        VerifyReader::new(io::repeat(0).take(SIZE), &digest, SIZE).unwrap().finish().unwrap();
    })
    .bytes_max;
    println!("{SIZE} bytes verified with {peak} bytes of heap");
    assert!(peak < 1024, "{peak} bytes");
}

/// The verdicts are in the order of the blobs, and a wrong blob does not stop the others.
#[cfg(feature = "rayon")]
#[test]
fn many_at_once() {
    let contents: Vec<Vec<u8>> = (0..100u8).map(|n| vec![n; 1000 * usize::from(n)]).collect();
    let blobs = contents.iter().enumerate().map(|(n, content)| {
        let stated = Digest::sha256(if n == 41 { b"another" } else { content });
        (stated, content.len() as u64 + u64::from(n == 97), &content[..])
    });
    for (n, verdict) in imageref::digest::verify_all(blobs).into_iter().enumerate() {
        match (n, verdict) {
            (41, Err(VerifyReadError::Verify(VerifyError::Mismatch { .. })))
            | (97, Err(VerifyReadError::Verify(VerifyError::TooShort { .. }))) => {}
            (41 | 97, verdict) => panic!("{n}: {verdict:?}"),
            (_, verdict) => verdict.unwrap(),
        }
    }
}

proptest! {
    #[test]
    fn any_split_of_any_stream(pieces: Vec<Vec<u8>>, size in 0u64..64) {
        let whole = pieces.concat();
        let digest = Digest::sha256(&whole);
        let mut verifier = Verifier::new(&digest, size).unwrap();
        let pushed = pieces.iter().try_for_each(|piece| verifier.update(piece));
        let length = whole.len() as u64;
        prop_assert_eq!(pushed.is_err(), length > size);
        let kind = match verifier.finish() {
            Ok(()) => 0,
            Err(VerifyError::TooShort { .. }) => -1,
            Err(VerifyError::TooLong { .. }) => 1,
            Err(e) => panic!("{e}"),
        };
        let limited = VerifyReader::up_to(&*whole, &digest, size).unwrap().finish();
        prop_assert_eq!(limited.is_ok(), length <= size);
        prop_assert_eq!(kind, match length.cmp(&size) { std::cmp::Ordering::Less => -1, std::cmp::Ordering::Equal => 0, std::cmp::Ordering::Greater => 1 });
    }
}
