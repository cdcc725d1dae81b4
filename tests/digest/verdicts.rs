//! go-digest's verdicts (`data/digest/verdicts.tsv`).

use imageref::{Digest, DigestRef, ParseErrorKind as Kind};

use crate::data::{Counts, read, rows, unescape};

#[test]
fn of_go_digest() {
    let text = read("digest/verdicts.tsv");
    let mut counts = Counts::default();
    for row in rows(&text) {
        let input = unescape(row[0]);
        let ours = match DigestRef::parse(&input) {
            Ok(digest) if digest.is_known() => digest.algorithm_name().to_owned(),
            Ok(_) => "!unsupported".into(),
            Err(e) if matches!(e.kind(), Kind::DigestLength { .. }) => "!length".into(),
            Err(_) => "!format".into(),
        };
        // go-digest 1.0.0 does not know blake3; the newest version does, and dropped sha384.
        let want = match row.get(2) {
            Some(newest) if input.starts_with("blake3:") => match *newest {
                "ok" => "blake3",
                verdict => verdict,
            },
            _ => row[1],
        };
        counts.add(match (ours == want, want.starts_with('!')) {
            (true, true) => "rejected or unknown in both",
            (true, false) => "accepted by both",
            (false, _) if input.starts_with("blake3:") && ours.starts_with('!') => {
                "blake3, rejected for its value"
            }
            (false, _) => panic!("{input:?}: {ours}, but go-digest {want}"),
        });
        if let Ok(view) = DigestRef::parse(&input) {
            let owned: Digest = input.parse().expect("accepted by the view");
            assert_eq!(owned.to_string(), input);
            assert_eq!(owned, view);
            assert_eq!(owned.encoded().as_str(), view.encoded());
            assert_eq!(owned.algorithm_name(), view.algorithm_name());
        }
    }
    counts.assert(&[
        ("blake3, rejected for its value", 11),
        ("accepted by both", 67),
        ("rejected or unknown in both", 1_697),
    ]);
}

#[test]
fn views_in_a_const() {
    const EMPTY: DigestRef<'static> = match DigestRef::parse(
        "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    ) {
        Ok(digest) => digest,
        Err(_) => panic!(),
    };
    assert_eq!(EMPTY, Digest::sha256(b""));
}
