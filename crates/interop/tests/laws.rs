//! Laws: there and back.

use imageref::{Digest, Reference};
use imageref_interop::file_name::{from_file_name, to_file_name};
use imageref_interop::purl::PackageUrl;
use imageref_interop::registry_api::{
    RegistryPath, UploadRange, referrers_tag, referrers_tag_subject,
};
use imageref_interop::sigstore::CosignTag;
use proptest::prelude::*;

/// References of all forms.
pub fn references() -> impl Strategy<Value = Reference> {
    let host = prop_oneof![
        Just(String::new()),
        "[a-zA-Z0-9]{1,4}\\.[a-zA-Z]{1,3}(:[0-9]{1,4})?/",
        Just("localhost:5000/".to_owned()),
        Just("[2001:db8::1]:5000/".to_owned()),
        Just("UPPER/".to_owned()),
    ];
    let path = "[a-z0-9]{1,4}((\\.|_|__|-{1,3})[a-z0-9]{1,3})?(/[a-z0-9]{1,5}){0,3}";
    let tag = "(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,12})?";
    let digest = prop_oneof![
        Just(String::new()),
        any::<[u8; 4]>().prop_map(|b| format!("@{}", Digest::sha256(&b)))
    ];
    (host, path, tag, digest)
        .prop_filter_map("a reference", |(h, p, t, d)| format!("{h}{p}{t}{d}").parse().ok())
}

proptest! {
    #[test]
    fn package_urls(reference in references()) {
        let oci = PackageUrl::oci(&reference);
        prop_assert_eq!(oci.to_reference(), Ok(reference.clone()));
        prop_assert_eq!(oci.to_string().parse::<PackageUrl>(), Ok(oci));
        let docker = PackageUrl::docker(&reference);
        prop_assert_eq!(docker.to_string().parse::<PackageUrl>(), Ok(docker.clone()));
        let kept = if reference.digest().is_some() { reference.without_tag().unwrap_or(reference) } else { reference };
        prop_assert_eq!(docker.to_reference(), Ok(kept));
    }

    #[test]
    fn any_package_url(text in "pkg:(oci|docker)/[ -~é]{0,40}") {
        match text.parse::<PackageUrl>() {
            Ok(purl) => prop_assert_eq!(purl.to_string().parse(), Ok(purl)),
            Err(error) => prop_assert!(text.get(error.span().range()).is_some()),
        }
    }

    #[test]
    fn file_names(reference in references()) {
        let name = to_file_name(&reference);
        prop_assert!(name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-_.%".contains(&b)), "{}", name);
        prop_assert!(!name.ends_with('.') && !name.starts_with('.') && !name.starts_with('-'));
        prop_assert_eq!(from_file_name(&name), Ok(reference));
        prop_assert!(from_file_name(&name.to_uppercase()).is_err());
    }

    #[test]
    fn any_file_name(text in "[a-zA-Z%0-9./:]{0,30}") {
        if let Ok(reference) = from_file_name(&text) {
            prop_assert_eq!(to_file_name(&reference), text);
        }
    }

    #[test]
    fn registry_paths(reference in references()) {
        let path = RegistryPath::manifest(&reference);
        let text = path.to_string();
        prop_assert_eq!(RegistryPath::parse(&text), Ok(path));
    }

    #[test]
    fn any_registry_path(text in "/v2(/(a|b0|blobs|uploads|manifests|tags|list|referrers|_catalog|1\\.2|sha256:[0-9a-f]{64})){0,6}/?") {
        if let Ok(path) = RegistryPath::parse(&text) {
            let text = path.to_string();
        prop_assert_eq!(RegistryPath::parse(&text), Ok(path));
        }
    }

    #[test]
    fn tags_of_digests(bytes in any::<[u8; 8]>()) {
        let digest = Digest::sha256(&bytes);
        prop_assert_eq!(referrers_tag_subject(referrers_tag(&digest).as_tag()), Some(digest.clone()));
        for kind in [CosignTag::Signature, CosignTag::Attestation, CosignTag::Sbom] {
            let tag = kind.for_digest(&digest).expect("short enough");
            prop_assert_eq!(CosignTag::parse(tag.as_tag()), Some((kind, digest.clone())));
            prop_assert_eq!(referrers_tag_subject(tag.as_tag()), None);
        }
    }

    #[test]
    fn ranges(offset: u64, len: u64) {
        if let Some(range) = UploadRange::of_chunk(offset, len) {
            prop_assert_eq!(range.to_string().parse(), Ok(range));
            prop_assert_eq!(range.last() - range.first() + 1, len);
        }
    }
}

#[test]
fn cosign_does_not_shorten() {
    let sha512: Digest = format!("sha512:{}", "a".repeat(128)).parse().expect("a digest");
    assert_eq!(CosignTag::Signature.for_digest(&sha512), None);
}

#[test]
fn a_file_has_no_dot_at_its_end() {
    let reference: Reference = "a.b/c:1.".parse().expect("a reference");
    assert_eq!(to_file_name(&reference), "a.b%2fc%3a1%2e");
    assert_eq!(from_file_name("a.b%2fc%3a1%2e"), Ok(reference));
    for other in ["a.b%2Fc%3a1", "a.b/c:1", "%61.b%2fc%3a1", "a.b%2fc", "nginx%3a1", "%", ""] {
        assert!(from_file_name(other).is_err(), "{other}");
    }
}
