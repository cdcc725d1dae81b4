//! Laws of the digest types.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

use imageref::{Algorithm, ChainId, DiffId, Digest, DigestRef, Digester, ImageId};
use proptest::prelude::*;

fn digests() -> impl Strategy<Value = String> {
    prop_oneof![
        "sha256:[0-9a-f]{64}",
        "sha384:[0-9a-f]{96}",
        "sha512:[0-9a-f]{128}",
        "blake3:[0-9a-f]{64}",
        "[a-z0-9]{1,8}([+._-][a-z0-9]{1,3}){0,2}:[a-zA-Z0-9=_-]{1,80}",
    ]
}

proptest! {
    #[test]
    fn text_is_that_of_the_hex_crate(hash: [u8; 64], algorithm in 0usize..4) {
        use Algorithm::{Blake3, Sha256, Sha384, Sha512};
        let (algorithm, len) = [(Sha256, 32), (Sha384, 48), (Sha512, 64), (Blake3, 32)][algorithm];
        let digest = Digest::from_hash(algorithm, &hash[..len]).expect("the algorithm's length");
        let expected = format!("{algorithm}:{}", hex::encode(&hash[..len]));
        prop_assert_eq!(digest.to_string(), &*expected);
        prop_assert_eq!(expected.parse(), Ok(digest));
    }

    #[test]
    fn text_there_and_back(text in digests()) {
        let Ok(view) = DigestRef::parse(&text) else { return Ok(()) }; // a known algorithm with another length
        let digest = Digest::from(view);
        prop_assert_eq!(digest.to_string(), &*text);
        prop_assert_eq!(digest.to_text(), &*text);
        prop_assert_eq!(String::from(&digest), &*text);
        prop_assert_eq!(&format!("{}:{}", digest.algorithm_name(), digest.encoded()), &text);
        prop_assert_eq!(digest.algorithm(), view.algorithm());
        if let (Some(algorithm), Some(hash)) = (digest.algorithm(), digest.as_hash()) {
            prop_assert_eq!(Digest::from_hash(algorithm, hash), Some(digest.clone()));
        }
        let json = serde_json::to_string(&digest).unwrap();
        prop_assert_eq!(&json, &format!("\"{text}\""));
        prop_assert_eq!(serde_json::from_str::<Digest>(&json).unwrap(), digest);
    }

    /// `Eq`, `Ord` and `Hash` are the string's, for every type.
    #[test]
    fn order_and_hash_are_the_texts(a in digests(), b in digests()) {
        let (Ok(x), Ok(y)) = (a.parse::<Digest>(), b.parse::<Digest>()) else { return Ok(()) };
        prop_assert_eq!(x.cmp(&y), a.cmp(&b));
        prop_assert_eq!(x == y, a == b);
        let (v, w) = (DigestRef::parse(&a).unwrap(), DigestRef::parse(&b).unwrap());
        prop_assert_eq!(v.cmp(&w), a.cmp(&b));
        let state = RandomState::new();
        prop_assert_eq!(state.hash_one(&x), state.hash_one(&*a));
        prop_assert_eq!(state.hash_one(v), state.hash_one(&*a));
    }

    #[test]
    fn no_text_panics(text: String) {
        if let Err(e) = DigestRef::parse(&text) {
            let span = e.span();
            prop_assert!(span.start <= span.end && span.end <= text.len());
            prop_assert!(text.get(span.range()).is_some());
            if let Some(fix) = e.fix(&text) {
                prop_assert!(DigestRef::parse(&fix).is_ok());
            }
        }
    }

    /// A message in pieces has the digest of the whole.
    #[test]
    fn pieces_are_the_whole(pieces: Vec<Vec<u8>>) {
        for algorithm in Algorithm::ALL {
            let Ok(mut digester) = Digester::new(algorithm) else { continue };
            pieces.iter().for_each(|piece| digester.update(piece));
            prop_assert_eq!(Ok(digester.finish()), algorithm.digest(&pieces.concat()));
        }
    }
}

#[test]
fn ids_are_distinct_types() {
    let digest = Digest::sha256(b"config");
    let id = ImageId::new(digest.clone());
    assert_eq!(ImageId::parse(&digest.encoded()), Ok(id.clone()));
    assert_eq!(id.short(), &digest.encoded()[..12]);
    assert_eq!(id.as_digest(), &digest);
    assert_eq!(id.clone().into_digest(), digest);
    assert_eq!(format!("{id:?}"), format!("ImageId({digest})"));
    assert_eq!(
        ImageId::parse("beef").unwrap_err().to_string(),
        "expected 64 hex digits in the digest, but found 4"
    );
    let other: ImageId = "md5-x:0123".parse().unwrap();
    assert_eq!(other.short(), "0123");
    let map = HashMap::from([(id.clone(), 1)]);
    assert_eq!(map.get(&id), Some(&1));
}

/// image-spec, config.md: `ChainID(L0|...|Ln) = Digest(ChainID(L0|...|Ln-1) + " " + DiffID(Ln))`, always sha256.
#[test]
fn chain_ids() {
    let layers: [DiffId; 3] = [
        DiffId::new(Digest::sha256(b"a")),
        DiffId::new(Algorithm::Sha512.digest(b"b").unwrap()),
        DiffId::new(Digest::sha256(b"c")),
    ];
    let base = ChainId::of_base(&layers[0]);
    assert_eq!(base.as_digest(), layers[0].as_digest());
    let two = base.with_layer(&layers[1]);
    let three = two.with_layer(&layers[2]);
    assert_eq!(three.as_digest(), &Digest::sha256(format!("{two} {}", layers[2]).as_bytes()));
    assert_eq!(two.as_digest(), &Digest::sha256(format!("{} {}", layers[0], layers[1]).as_bytes()));
}
