//! Standard traits of every type of digest.

use std::io::Write;

use imageref::{Algorithm, ChainId, DiffId, Digest, DigestRef, DigestText, Digester, ImageId};

use crate::text_type::{equals, orders, shows};

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
}

#[test]
fn borrowed() {
    let (a, b) = (DigestRef::parse(A).unwrap(), DigestRef::parse(B).unwrap());
    shows(&a, "DigestRef", A);
    equals(&a, A);
    orders(&a, &b);
    assert_eq!(AsRef::<str>::as_ref(&a), A);
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
    assert_eq!(diff_id.into_digest(), A.parse::<Digest>().unwrap());
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
    assert_eq!(digester.finish(), Digest::sha256(b"layer"));
}

/// The span of each error, and its fix.
#[test]
fn spans_and_fixes() {
    let rows: [(&str, std::ops::Range<usize>, Option<&str>); 12] = [
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
