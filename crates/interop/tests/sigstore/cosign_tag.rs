//! cosign's tags.

use imageref::Digest;
use imageref_interop::registry_api::{referrers_tag, referrers_tag_subject};
use imageref_interop::sigstore::CosignTag;
use proptest::prelude::*;

proptest! {
    #[test]
    fn tags_of_digests(bytes in any::<[u8; 8]>()) {
        let digest = Digest::sha256(&bytes);
        prop_assert_eq!(referrers_tag_subject(referrers_tag(&digest).as_tag()), Some(digest.clone()));
        for kind in [CosignTag::Signature, CosignTag::Attestation, CosignTag::Sbom] {
            let tag = kind.for_digest(&digest).expect("short enough");
            prop_assert_eq!(CosignTag::of(tag.as_tag()), Some((kind, digest.clone())));
            prop_assert_eq!(referrers_tag_subject(tag.as_tag()), None);
        }
    }
}

#[test]
fn cosign_does_not_shorten() {
    let sha512: Digest = format!("sha512:{}", "a".repeat(128)).parse().expect("a digest");
    assert_eq!(CosignTag::Signature.for_digest(&sha512), None);
}
