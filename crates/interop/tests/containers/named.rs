//! References that containers/image rejects.

use imageref::RawReference;
use imageref_interop::containers::{
    ContainersImageError, PolicyScopes, RegistriesConf, SignedIdentity,
};

#[test]
fn rejected() {
    let conf = RegistriesConf::default();
    let refusal =
        |text: &str| conf.entry(RawReference::parse(text).expect("a reference")).unwrap_err();
    assert_eq!(refusal("[::1]/a"), ContainersImageError::Ipv6);
    assert_eq!(refusal("UPPER/a"), ContainersImageError::Host);
    let long = format!("example.com/{}", "a".repeat(250));
    assert_eq!(refusal(&long), ContainersImageError::TooLong);
    let blake3 = format!("example.com/a@blake3:{}", "a".repeat(64));
    assert_eq!(refusal(&blake3), ContainersImageError::Algorithm);
    let both = format!("example.com/a:1@sha256:{}", "a".repeat(64)).parse().expect("a reference");
    assert_eq!(
        PolicyScopes::<()>::from([("", ())]).select(&both),
        Err(ContainersImageError::TagAndDigest)
    );
    assert_eq!(
        SignedIdentity::match_exact().matches(&both, "example.com/a:1"),
        Err(ContainersImageError::TagAndDigest)
    );
}

#[test]
fn messages() {
    for (error, message) in [
        (
            ContainersImageError::Ipv6,
            "unexpected IPv6 address: containers/image does not support them",
        ),
        (
            ContainersImageError::Host,
            "unexpected upper case: containers/image reads this host as part of the path",
        ),
        (
            ContainersImageError::TooLong,
            "registry and repository are longer than 255 bytes together",
        ),
        (ContainersImageError::Algorithm, "digest algorithm unknown to containers/image"),
        (ContainersImageError::TagAndDigest, "unexpected tag next to a digest"),
        (ContainersImageError::NameOnly, "missing tag or digest"),
        (ContainersImageError::NotCanonical, "the reference is not in canonical form"),
    ] {
        assert_eq!(error.to_string(), message);
    }
}
