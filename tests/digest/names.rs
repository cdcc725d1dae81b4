//! Values of unknown algorithms, hashes, and errors with their sources.

use std::error::Error;
use std::io::{self, Read};

use imageref::Digest;
use imageref::digest::{Algorithm, Digester, VerifyReadError, VerifyReader};

#[test]
fn values_of_unknown_algorithms() {
    for accepted in ["future:aZ09=_-", "future:=", "a+b.c_d-e:0"] {
        assert_eq!(accepted.parse::<Digest>().unwrap().to_string(), accepted);
    }
    for rejected in
        ["future:a.b", "future:a$b", "future:a=.", "future:a/b", "future:a:b", "future:"]
    {
        assert!(rejected.parse::<Digest>().is_err(), "{rejected}");
    }
}

#[test]
fn hashes_as_bytes() {
    for (algorithm, length) in [
        (Algorithm::Sha256, 32),
        (Algorithm::Sha384, 48),
        (Algorithm::Sha512, 64),
        (Algorithm::Blake3, 32),
    ] {
        let hash: Vec<u8> = (1..=length).collect();
        let digest = Digest::from_hash(algorithm, &hash).unwrap();
        assert_eq!(digest.as_hash(), Some(&hash[..]));
        assert_eq!(digest.algorithm(), Some(algorithm));
        assert_eq!(Digest::from_hash(algorithm, &hash[1..]), None);
    }
    assert_eq!("future:0".parse::<Digest>().unwrap().as_hash(), None);
}

#[test]
fn errors_of_readers() {
    let digest = Digest::sha256(b"abc");
    #[derive(Debug)]
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("the cable"))
        }
    }
    let error = VerifyReader::new(Broken, &digest, 3).unwrap().finish().unwrap_err();
    assert!(matches!(error, VerifyReadError::Io(_)));
    assert_eq!(error.to_string(), "the cable");
    assert!(error.source().is_none());
    let error = VerifyReader::new(&b"abd"[..], &digest, 3).unwrap().finish().unwrap_err();
    assert!(matches!(error, VerifyReadError::Verify(_)));
    assert!(error.source().is_none());
    assert_eq!(
        error.to_string(),
        format!("expected content with the digest {digest}, but found {}", Digest::sha256(b"abd"))
    );
}

#[test]
fn algorithms_that_are_unknown() {
    let unknown = "future:0".parse::<Digest>().unwrap();
    let error = VerifyReader::new(io::empty(), &unknown, 0).map(drop).unwrap_err();
    assert_eq!(
        error.to_string(),
        "cannot verify future:0: this build does not compute its algorithm"
    );
    let digester = Digester::new(Algorithm::Blake3);
    assert_eq!(digester.is_ok(), cfg!(feature = "blake3"));
    match digester {
        Ok(digester) => assert_eq!(digester.finish().algorithm_name(), "blake3"),
        Err(error) => {
            assert_eq!(error.to_string(), "cannot compute blake3 without the feature `blake3`");
        }
    }
}
