//! Standard traits of every type of digest.

use std::io::Write;

use imageref::{Algorithm, ChainId, DiffId, Digest, DigestRef, DigestText, Digester, ImageId};

use crate::text_type::{equals, lends, orders, shows};

const A: &str = "sha256:0000000000000000000000000000000000000000000000000000000000000001";
const B: &str = "sha256:1000000000000000000000000000000000000000000000000000000000000000";
const OTHER: &str = "md5:d41d8cd98f00b204e9800998ecf8427e";

#[test]
fn owned() {
    let (a, b): (Digest, Digest) = (A.parse().unwrap(), B.parse().unwrap());
    shows(&a, "Digest", A);
    equals(&a, A);
    orders(&a, &b);
    orders(&OTHER.parse::<Digest>().unwrap(), &a);
    let (view, other) = (DigestRef::parse(A).unwrap(), DigestRef::parse(B).unwrap());
    assert!(a == view && view == a);
    assert!(a != other && other != a);
    for text in [A, OTHER] {
        let digest = Digest::parse(text).unwrap();
        assert_eq!(Digest::try_from(text), Ok(digest.clone()));
        assert_eq!(Digest::try_from(text.to_owned()), Ok(digest.clone()));
        assert_eq!(String::from(digest), text);
    }
}

#[test]
fn borrowed() {
    let (a, b) = (DigestRef::parse(A).unwrap(), DigestRef::parse(B).unwrap());
    shows(&a, "DigestRef", A);
    equals(&a, A);
    orders(&a, &b);
    lends(&a, A);
}

#[test]
fn text_on_the_stack() {
    let (a, b): (Digest, Digest) = (A.parse().unwrap(), B.parse().unwrap());
    let (a, b) = (a.to_text(), b.to_text());
    equals(&a, A);
    assert!(a == a.clone() && a != b);
    assert_eq!(AsRef::<str>::as_ref(&a), A);
    assert_eq!(format!("{a} {a:?}"), format!("{A} {A:?}"));
    assert!(size_of::<DigestText<'_>>() <= 144);
}

#[test]
fn ids() {
    let (diff_id, chain_id): (DiffId, ChainId) = (A.parse().unwrap(), A.parse().unwrap());
    let image_id: ImageId = A.parse().unwrap();
    shows(&diff_id, "DiffId", A);
    shows(&chain_id, "ChainId", A);
    shows(&image_id, "ImageId", A);
    equals(&diff_id, A);
    equals(&chain_id, A);
    equals(&image_id, A);
    orders(&diff_id, &B.parse::<DiffId>().unwrap());
    assert_eq!(*diff_id.as_digest(), A.parse::<Digest>().unwrap());
    assert_eq!(DiffId::try_from(A), Ok(diff_id.clone()));
    assert_eq!(ChainId::try_from(A), Ok(chain_id.clone()));
    assert_eq!(ImageId::try_from(A.to_owned()), Ok(image_id.clone()));
    assert_eq!(ImageId::parse(&A[7..]), Ok(image_id.clone()));
    assert_eq!((String::from(image_id), String::from(chain_id)), (A.to_owned(), A.to_owned()));
    assert_eq!(Digest::from(diff_id.clone()), A);
    assert_eq!(diff_id.into_digest(), A.parse::<Digest>().unwrap());
    for (text, sentence) in [
        ("", "the digest is empty"),
        ("beef", "expected 64 hex digits in the digest, but found 4"),
        ("sha256:beef", "expected 64 hex digits in the digest, but found 4"),
        (
            &A[7..].replace('1', "A"),
            "unexpected upper-case letter `A` in the encoded part of the digest",
        ),
    ] {
        assert_eq!(ImageId::parse(text).unwrap_err().to_string(), sentence, "{text}");
    }
}

#[test]
fn known_and_computed() {
    for text in [A, OTHER] {
        let (view, digest) = (DigestRef::parse(text).unwrap(), text.parse::<Digest>().unwrap());
        assert_eq!((view.is_known(), digest.is_known()), (text == A, text == A));
        assert_eq!((view.is_computable(), digest.is_computable()), (text == A, text == A));
    }
    for algorithm in Algorithm::ALL {
        assert_eq!(algorithm.is_computable(), algorithm.digest(b"").is_ok());
    }
}

#[test]
fn digesters() {
    let mut digester = Digester::sha256();
    assert_eq!(format!("{digester:?}"), "Digester(Sha256)");
    assert_eq!(digester.write(b"layer").unwrap(), 5);
    digester.flush().unwrap();
    assert_eq!(digester.finish_reset(), Digest::sha256(b"layer"));
    assert_eq!(digester.finish(), Digest::sha256(b""));
    for algorithm in Algorithm::ALL {
        let Ok(expected) = algorithm.digest(b"layer") else { continue };
        let mut digester = expected.digester().unwrap();
        for _ in 0..2 {
            digester.update(b"layer");
            assert_eq!(digester.finish_reset(), expected);
        }
    }
    let text = B.replace("sha256", "blake3");
    let blake3 = DigestRef::parse(&text).unwrap().digester();
    assert_eq!(blake3.is_ok(), cfg!(feature = "blake3"));
    if let Err(e) = blake3 {
        assert_eq!(e.to_string(), "cannot compute blake3 without the feature `blake3`");
        assert_eq!(e.algorithm(), Some(Algorithm::Blake3));
    }
    let e = OTHER.parse::<Digest>().unwrap().digester().unwrap_err();
    assert_eq!(e.to_string(), "cannot compute digests of the unknown algorithm `md5`");
    assert_eq!((e.algorithm(), e.algorithm_name()), (None, "md5"));
}

/// The span of each error, and its fix.
#[test]
fn spans_and_fixes() {
    let hex = "0".repeat(63) + "a";
    let (fixed, dash) = (format!("sha256:{hex}"), format!("sha256-{hex}"));
    let (upper, at) = (fixed.to_uppercase(), format!("@{fixed}"));
    let (line, quoted) = (format!("{fixed}\n"), format!("\"{fixed}\""));
    let rows: [(&str, std::ops::Range<usize>, Option<&str>); 18] = [
        (&hex, 0..0, Some(&fixed)),
        (&dash, 6..7, Some(&fixed)),
        (&upper, 0..3, Some(&fixed)),
        (&at, 0..1, Some(&fixed)),
        (&line, 7..72, Some(&fixed)),
        (&quoted, 0..1, Some(&fixed)),
        ("", 0..0, None),
        ("sha256", 6..6, None),
        (":abc", 0..0, None),
        ("sha256:", 7..7, None),
        ("sha256:abc", 7..10, None),
        ("Sha256:abc", 0..1, None),
        ("sha256+:abc", 7..7, None),
        ("md5:", 4..4, None),
        ("md5:a.b", 5..6, None),
        ("md5", 3..3, None),
        ("sha256:000000000000000000000000000000000000000000000000000000000000000G", 70..71, None),
        (
            "sha256:00000000000000000000000000000000000000000000000000000000000000AB",
            69..71,
            Some("sha256:00000000000000000000000000000000000000000000000000000000000000ab"),
        ),
    ];
    for (text, span, fix) in rows {
        let error = DigestRef::parse(text).unwrap_err();
        assert_eq!(error.span().range(), span, "{text:?}: {error}");
        assert_eq!(error.fix(text).as_deref(), fix, "{text:?}");
    }
}
