//! Tags of referrers.

use imageref::reference::Tag;
use imageref::{Algorithm, Digest};
use imageref_interop::registry_api::{referrers_tag, referrers_tag_subject};
use proptest::prelude::*;

fn digest(text: &str) -> Digest {
    text.parse().unwrap_or_else(|e| panic!("{text:?}: {e}"))
}

/// Digest, tag, whether the tag leads back. The first three are the table of the distribution specification 1.1,
/// "Referrers Tag Schema"; blake3 has the form that its rule gives.
#[test]
fn worked_examples() {
    let a = |n| "a".repeat(n);
    let rows = [
        (format!("sha256:{}", a(64)), format!("sha256-{}", a(64)), true),
        (format!("sha512:{}", a(128)), format!("sha512-{}", a(64)), false),
        (
            String::from(
                "test+algorithm+using+algorithm+separators+and+lots+of+characters+to+excercise+overall+truncation:\
                 alsoSome=InTheEncodedSectionToShowHyphenReplacementAndLotsAndLotsOfCharactersToExcerciseEncodedTruncation",
            ),
            String::from(
                "test-algorithm-using-algorithm-s-\
                 alsoSome-InTheEncodedSectionToShowHyphenReplacementAndLotsAndLot",
            ),
            false,
        ),
        (format!("blake3:{}", "ab".repeat(32)), format!("blake3-{}", "ab".repeat(32)), true),
        (format!("sha384:{}", a(96)), format!("sha384-{}", a(64)), false),
        (String::from("a.b_c-d:E=_f"), String::from("a.b_c-d-E-_f"), false),
    ];
    for (subject, tag, back) in rows {
        let subject = digest(&subject);
        let made = referrers_tag(&subject);
        assert_eq!(made, *tag);
        assert_eq!(referrers_tag_subject(made.as_tag()), back.then_some(subject), "{tag}");
    }
}

#[test]
fn other_tags_are_not_of_this_form() {
    let hex = "0123456789abcdef".repeat(4);
    for tag in [
        format!("sha256-{hex}.sig"),
        format!("sha256-{}", &hex[1..]),
        format!("sha256-{hex}0"),
        format!("sha256-{}", hex.to_uppercase()),
        format!("sha256_{hex}"),
        format!("SHA256-{hex}"),
        format!("md5-{hex}"),
        hex.clone(),
        String::from("latest"),
        String::from("sha256-"),
    ] {
        let tag = Tag::parse(&tag).expect("a tag");
        assert_eq!(referrers_tag_subject(tag), None, "{tag}");
    }
}

proptest! {
    #[test]
    fn every_digest_has_a_tag(
        text in "[a-z0-9]{1,20}([+._-][a-z0-9]{1,20}){0,3}:[a-zA-Z0-9=_-]{1,90}"
    ) {
        if let Ok(subject) = text.parse::<Digest>() {
            let tag = referrers_tag(&subject);
            prop_assert!(tag.as_str().len() <= 97);
            if let Some(back) = referrers_tag_subject(tag.as_tag()) {
                prop_assert_eq!(back, subject);
            }
        }
    }

    #[test]
    fn sha256_and_blake3_come_back(hash in any::<[u8; 32]>(), blake3 in any::<bool>()) {
        let algorithm = if blake3 { Algorithm::Blake3 } else { Algorithm::Sha256 };
        let subject = Digest::from_hash(algorithm, &hash).expect("32 bytes");
        prop_assert_eq!(referrers_tag_subject(referrers_tag(&subject).as_tag()), Some(subject));
    }
}
