//! The parser, checked against `src/docs/grammar.abnf`.

mod abnf;
pub mod oracle;

use imageref::RawReference;
use proptest::prelude::*;

use oracle::Oracle;

/// One character of each class that the grammar tells apart in strings of up to eight, and one that it has nowhere.
///
/// Single letters matter in `localhost` and in the names of algorithms alone, which are part of longer strings.
const ALPHABET: &[u8] = b"agAG0._-:/@[] ";

/// The longest strings that are tried, how many there are up to that length, and how many are references.
const COUNTS: [(usize, u64, u64); 3] =
    [(4, 41_371, 678), (7, 113_522_235, 297_849), (8, 1_589_311_291, 2_313_228)];

/// Every string up to a length: 4 in a debug build, else 7 or, with `EVERY_STRING_UP_TO=8`, one more.
#[test]
fn every_short_string() {
    let named = std::env::var("EVERY_STRING_UP_TO").ok().map(|text| text.parse().unwrap());
    let longest = named.unwrap_or(if cfg!(debug_assertions) { 4 } else { 7 });
    let oracle = Oracle::new();
    let (mut tried, mut accepted) = (1, u64::from(oracle.check("")));
    std::thread::scope(|scope| {
        let threads: Vec<_> = ALPHABET
            .iter()
            .map(|&byte| {
                let oracle = oracle.clone();
                scope.spawn(move || every_string(&oracle, &mut char::from(byte).into(), longest))
            })
            .collect();
        for thread in threads {
            let (strings, references) = thread.join().unwrap();
            (tried, accepted) = (tried + strings, accepted + references);
        }
    });
    println!("{tried} strings, {accepted} accepted");
    assert!(COUNTS.contains(&(longest, tried, accepted)), "{longest}, {tried}, {accepted}");
}

/// How many strings begin with `text`, and how many of these are references.
fn every_string(oracle: &Oracle, text: &mut String, longest: usize) -> (u64, u64) {
    let (mut tried, mut accepted) = (1, u64::from(oracle.check(text)));
    if text.len() == longest {
        return (tried, accepted);
    }
    for &byte in ALPHABET {
        text.push(char::from(byte));
        let (strings, references) = every_string(oracle, text, longest);
        (tried, accepted) = (tried + strings, accepted + references);
        text.pop();
    }
    (tried, accepted)
}

/// Any characters, mostly those of references.
fn near_references() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-z0-9]{1,6}",
        2 => "[a-zA-Z0-9._-]{1,6}",
        2 => "[.:/@_-]",
        1 => Just("localhost".to_owned()),
        1 => Just("docker.io".to_owned()),
        1 => Just("[::1]".to_owned()),
        1 => "\\[[0-9a-f:]{2,20}\\]",
        1 => ":[0-9]{1,6}",
        1 => "@sha256:[0-9a-f]{64}",
        1 => "@(sha384|sha512|blake3|md5):[0-9a-f]{64}",
        1 => "[0-9a-f]{64}",
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(crate::data::cases(2000))]

    #[test]
    fn input_near_references(text in near_references()) {
        Oracle::shared().check(&text);
    }
}

/// The limits of each predicate that is not regular.
#[test]
fn predicates() {
    let oracle = Oracle::new();
    let a = |n: usize| "a".repeat(n);
    let hex = "0123456789abcdef".repeat(4);
    for (text, accepted) in [
        (a(255), true),
        (a(256), false),
        (format!("{}/b", a(253)), true),
        (format!("{}/b", a(254)), false),
        (format!("x.y/{}", a(255)), true),
        (format!("x.y/{}", a(256)), false),
        (hex.clone(), false),
        (format!("{hex}:1"), true),
        (format!("{}G", &hex[..63]), false),
        (format!("x/{hex}"), true),
        ("[::]/a".into(), true),
        ("[1:2:3:4:5:6:7:8]/a".into(), true),
        ("[1:2:3:4:5:6:7::]/a".into(), true),
        ("[1:2:3:4:5:6:7:8:9]/a".into(), false),
        ("[1::2::3]/a".into(), false),
        ("[12345::]/a".into(), false),
        ("[:]/a".into(), false),
        ("[1]/a".into(), false),
        ("[A]/a".into(), false),
        ("a:65535/b".into(), true),
        ("a:65536/b".into(), false),
        (format!("a:{}80/b", "0".repeat(300)), true),
        (format!("a:{}/b", "9".repeat(300)), false),
        (format!("{}.a/b", a(65_535 - 4)), true),
        (format!("{}.a/b", a(65_535 - 3)), false),
        (format!("a:{}", a(128)), true),
        (format!("a:{}", a(129)), false),
    ] {
        assert_eq!(oracle.check(&text), accepted, "{text}");
    }
    assert!(RawReference::parse(&a(255)).is_ok());
}
