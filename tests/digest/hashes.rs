//! Known answers: NIST's (FIPS 180-4 examples, and the SHA test vectors' short messages) and BLAKE3's.

use imageref::{Algorithm, Digest, Digester};

/// Algorithm, message, how often it is repeated, hash.
const ROWS: &[(Algorithm, &[u8], usize, &str)] = &[
    (Algorithm::Sha256, b"", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    (
        Algorithm::Sha256,
        b"abc",
        1,
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    ),
    (
        Algorithm::Sha256,
        b"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        1,
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
    ),
    (
        Algorithm::Sha256,
        b"a",
        1_000_000,
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0",
    ),
    (
        Algorithm::Sha256,
        &[0xd3],
        1,
        "28969cdfa74a12c82f3bad960b0b000aca2ac329deea5c2328ebc6f2ba9802c1",
    ),
    (
        Algorithm::Sha384,
        b"",
        1,
        "38b060a751ac96384cd9327eb1b1e36a21fdb71114be07434c0cc7bf63f6e1da274edebfe76f65fbd51ad2f14898b95b",
    ),
    (
        Algorithm::Sha384,
        b"abc",
        1,
        "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7",
    ),
    (
        Algorithm::Sha384,
        b"a",
        1_000_000,
        "9d0e1809716474cb086e834e310a4a1ced149e9c00f248527972cec5704c2a5b07b8b3dc38ecc4ebae97ddd87f3d8985",
    ),
    (
        Algorithm::Sha512,
        b"",
        1,
        "cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e",
    ),
    (
        Algorithm::Sha512,
        b"abc",
        1,
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
    ),
    (
        Algorithm::Sha512,
        b"a",
        1_000_000,
        "e718483d0ce769644e2e42c7bc15b4638e1f98b13b2044285632a803afa973ebde0ff244877ea60a4cb0432ce577c31beb009c5c2c49aa2e4eadb217ad8cc09b",
    ),
    #[cfg(feature = "blake3")]
    (Algorithm::Blake3, b"", 1, "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262"),
];

#[test]
fn known_answers() {
    for &(algorithm, message, times, hash) in ROWS {
        let mut digester = Digester::new(algorithm).expect("a feature of this row");
        for _ in 0..times {
            digester.update(message);
        }
        assert_eq!(digester.algorithm(), algorithm);
        let digest = digester.finish();
        assert_eq!(digest.to_string(), format!("{algorithm}:{hash}"));
        assert_eq!(digest.algorithm(), Some(algorithm));
        assert_eq!(algorithm.digest(&message.repeat(times)), Ok(digest));
    }
}

#[test]
fn what_this_build_computes() {
    for algorithm in Algorithm::ALL {
        assert_eq!(Algorithm::of(algorithm.as_str()), Some(algorithm));
        assert_eq!(algorithm.is_computable(), Digester::new(algorithm).is_ok());
        assert_eq!(
            algorithm.is_computable(),
            algorithm != Algorithm::Blake3 || cfg!(feature = "blake3")
        );
        let digest =
            Digest::from_hash(algorithm, &vec![7; algorithm.byte_len()]).expect("its length");
        assert!(digest.is_known());
        assert_eq!(digest.is_computable(), algorithm.is_computable());
        assert_eq!(digest.encoded().len(), algorithm.hex_len());
        assert!(Digest::from_hash(algorithm, &[7; 31]).is_none());
    }
}
