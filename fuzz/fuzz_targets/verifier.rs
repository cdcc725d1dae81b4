//! Any stream in any pieces, verified against a digest and a size that are right or wrong: the verdict depends on nothing else.
#![no_main]

use std::io::{self, Read};

use imageref::{Algorithm, Digest, Verifier, VerifyError, VerifyReadError, VerifyReader};
use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;

#[derive(Arbitrary, Debug)]
struct Input<'a> {
    bytes: &'a [u8],
    algorithm: u8,
    /// By how much the stated size is larger or smaller.
    size: i8,
    /// Expect another digest.
    other: bool,
    /// The lengths of the pieces; the last one is the rest.
    pieces: Vec<u8>,
    /// How much is read before `finish`.
    read: u16,
}

/// Returns pieces of these lengths, an interruption for each of length 0, then the rest at once.
struct Pieces<'a> {
    bytes: &'a [u8],
    lengths: std::slice::Iter<'a, u8>,
}

impl Read for Pieces<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = match self.lengths.next() {
            Some(0) => return Err(io::ErrorKind::Interrupted.into()),
            Some(&length) => usize::from(length),
            None => self.bytes.len(),
        };
        let length = length.min(buffer.len()).min(self.bytes.len());
        self.bytes.split_off(..length).expect("so many are left").read(buffer)
    }
}

fuzz_target!(|input: Input<'_>| {
    let Input { bytes, algorithm, size, other, ref pieces, read } = input;
    let algorithm = Algorithm::ALL[usize::from(algorithm) % Algorithm::ALL.len()];
    let found = algorithm.digest(bytes).expect("every algorithm is computed here");
    let expected =
        if other { algorithm.digest(b"something else").expect("the same") } else { found.clone() };
    let Some(size) = (bytes.len() as u64).checked_add_signed(size.into()) else { return };
    let want = verdict(bytes, size, &expected, &found);

    // Pushed in pieces.
    let mut verifier = Verifier::new(&expected, size).expect("a known algorithm");
    let (mut rest, mut refused) = (bytes, false);
    for &length in pieces {
        let piece =
            rest.split_off(..usize::from(length).min(rest.len())).expect("so many are left");
        refused |= verifier.update(piece).is_err();
    }
    refused |= verifier.update(rest).is_err();
    assert_eq!(refused, bytes.len() as u64 > size, "refused as soon as it runs over");
    assert_eq!(verifier.finish(), want);

    // Read in pieces, in part, and finished.
    let stream = Pieces { bytes, lengths: pieces.iter() };
    let mut reader = VerifyReader::new(stream, &expected, size).expect("a known algorithm");
    let mut head = Vec::new();
    let end = (&mut reader).take(read.into()).read_to_end(&mut head);
    assert!(
        bytes.starts_with(&head) && head.len() as u64 <= size,
        "what passes is what came, up to the size"
    );
    assert!(end.is_ok() || want.is_err());
    match (reader.finish(), want) {
        (Ok(_), Ok(())) => {}
        (Err(VerifyReadError::Verify(found)), Err(want)) => assert_eq!(found, want),
        (found, want) => panic!("{:?}, not {want:?}", found.map(drop)),
    }

    assert_eq!(expected.verify(bytes).is_ok(), expected == found);
});

/// The verdict over the whole, by the rule: the size first, then the digest.
fn verdict(bytes: &[u8], size: u64, expected: &Digest, found: &Digest) -> Result<(), VerifyError> {
    let mut verifier = Verifier::new(expected, size)?;
    let updated = verifier.update(bytes);
    let verdict = verifier.finish();
    match &verdict {
        Err(VerifyError::TooLong { expected, .. }) => {
            assert!(updated.is_err() && bytes.len() as u64 > *expected);
        }
        Err(VerifyError::TooShort { expected, found, .. }) => {
            assert_eq!((*expected, *found), (size, bytes.len() as u64));
            assert!(found < expected);
        }
        Err(VerifyError::Mismatch { .. }) => {
            assert!(bytes.len() as u64 == size && expected != found)
        }
        Err(e) => panic!("{e}"),
        Ok(()) => assert!(bytes.len() as u64 == size && expected == found),
    }
    verdict
}
