//! Laws: every error is one sentence of printable ASCII, its span is in the input, and its fix parses.

use imageref::{Platform, RawReference, Reference};
use imageref_interop::containers::{
    Mirror, PullFromMirror, RegistriesConf, RegistryEntry, ShortNames, SignedIdentity,
};
use imageref_interop::crane;
use imageref_interop::docker::ApiImage;
use imageref_interop::file_name;
use imageref_interop::in_toto::Statement;
use imageref_interop::kubernetes::{KubeletAllowPattern, KubeletGlob, RunningImage};
use imageref_interop::pattern::Pattern;
use imageref_interop::purl::PackageUrl;
use imageref_interop::regctl;
use imageref_interop::registry_api::{
    Challenge, Challenges, ErrorBody, RegistryPath, TagList, UploadRange, UploadSession,
    docker_content_digest, mirror_registry, next_page,
};
use imageref_interop::sigstore::{PolicyGlob, SimpleSigning};
use imageref_interop::transport::ImageLocation;
use imageref_interop::{FormatError, FormatPart};
use proptest::prelude::*;

/// Strings that start like real ones and hold anything.
fn hostile() -> impl Strategy<Value = String> {
    let start = prop::sample::select(
        &[
            "",
            "pkg:docker/",
            "pkg:oci/a@",
            "pkg:docker/a?x=",
            "/v2/",
            "/v2/a/blobs/uploads/",
            "/v2/a/manifests/",
            "Bearer realm=",
            "Basic realm=\"",
            "</v2/",
            "<https://",
            "0-",
            "sha256:",
            "docker://",
            "oci:",
            "oci:a:",
            "docker-archive:",
            "ocidir://",
            "containers-storage:",
            "quay.io/",
            "*.",
            "docker.io/",
            "example.com/a:",
            "ns=",
            "https://",
            "linux/arm/v7/",
            "linux/arm,osver=",
            "windows/amd64:",
            "[",
            "http://",
            "{\"errors\":",
            "{\"tags\":[",
        ][..],
    );
    let middle = "[a-z*:@/%.\"<>;=,?# -]{0,6}";
    let bytes = prop::sample::select(
        &[
            "",
            "\0",
            "\x1b[31m",
            "\r\n",
            "\t",
            "\u{7f}",
            "\u{85}",
            "\u{9b}",
            "\u{202e}",
            "\u{2028}",
            "\u{feff}",
            "\u{e9}",
            "\u{1f600}",
            "\u{430}",
            "%00",
            "%1b",
            "%0d%0a",
            "%c2%85",
            "\\",
            "\\\n",
            "A",
        ][..],
    );
    (start, middle, bytes, middle).prop_map(|(a, b, c, d)| format!("{a}{b}{c}{d}"))
}

fn is_printable(text: &str) -> bool {
    text.bytes().all(|b| matches!(b, b' '..=b'~'))
}

/// The sentences of an error and its sources.
fn check(error: &(dyn std::error::Error + 'static)) {
    let mut next = Some(error);
    while let Some(error) = next {
        assert!(is_printable(&error.to_string()), "{error:?}: {error}");
        next = error.source();
    }
}

fn check_format(error: FormatError, text: &str) {
    check(&error);
    assert!(text.get(error.span().range()).is_some(), "{text:?}: {error:?}");
    let explained = error.in_text(text);
    assert!(is_printable(&explained.to_string()), "{explained}");
    assert!(format!("{explained:#}").lines().all(is_printable), "{explained:#}");
    if let Some(fix) = explained.fix() {
        let parses = match error.part() {
            FormatPart::Pattern => Pattern::parse(fix).is_ok(),
            FormatPart::RegistryPath => RegistryPath::parse(fix).is_ok(),
            FormatPart::PackageUrl => PackageUrl::parse(fix).is_ok(),
            FormatPart::UploadRange => UploadRange::parse(fix).is_ok(),
            _ => false,
        };
        assert!(parses, "{text:?}: {fix:?}");
    }
}

fn entry(text: &str) -> RegistryEntry {
    RegistryEntry {
        prefix: text.to_owned(),
        location: text.to_owned(),
        mirrors: vec![Mirror { location: text.to_owned(), ..Mirror::default() }],
        ..RegistryEntry::default()
    }
}

proptest! {
    #![proptest_config(crate::data::cases(2_000))]

    #[test]
    fn strings(text in hostile()) {
        let text = text.as_str();
        let errors = [
            Pattern::parse(text).err(),
            PackageUrl::parse(text).err(),
            RegistryPath::parse(text).err(),
            UploadSession::parse(text).err(),
            UploadRange::parse(text).err(),
            Challenge::parse(text).err(),
            Challenges::new(text).find_map(Result::err),
            next_page(text).err(),
            docker_content_digest(text).err(),
            mirror_registry(text).err(),
            file_name::parse(text).err(),
            PullFromMirror::parse(text).err(),
            KubeletGlob::parse(text).err(),
            KubeletGlob::parse("a").unwrap().matches(text).err(),
            KubeletAllowPattern::parse(text).err(),
            PolicyGlob::parse(text).err(),
            PolicyGlob::parse("a").unwrap().matches(text).err(),
            crane::parse_platform(text).err(),
            regctl::parse_platform(text, &Platform::new("linux", "amd64")).err(),
        ];
        errors.into_iter().flatten().for_each(|error| check_format(error, text));
        if let Err(error) = ImageLocation::parse(text) { check(&error) }
        if let Err(error) = RunningImage::parse(text) { check(&error) }
        if let Err(error) = ApiImage::parse_pull(text, text) { check(&error) }
        if let Err(error) = ApiImage::parse_push(text, text) { check(&error) }
        if let Err(error) = ApiImage::parse_tag(text, text) { check(&error) }
        if let Err(error) = ShortNames::new([(text, "quay.io/a")], []) { check(&error) }
        if let Err(error) = ShortNames::new([("a", text)], []) { check(&error) }
        if let Err(error) = ShortNames::new([], [text]) { check(&error) }
        if let Err(error) = SignedIdentity::exact_reference(text) { check(&error) }
        if let Err(error) = SignedIdentity::remap_identity(text, text) { check(&error) }
        if let Err(error) = RegistriesConf::new([entry(text)]) { check(&error) }
        if let Err(error) = RegistriesConf::new([entry(&format!("*.{text}"))]) { check(&error) }
        if let Ok(purl) = PackageUrl::parse(text) {
            prop_assert!(is_printable(&purl.to_string()));
            if let Err(error) = purl.to_reference() { check(&error) }
        }
        if let (Ok(conf), Ok(raw)) = (RegistriesConf::new([entry(text)]), RawReference::parse(text))
            && let Err(error) = conf.sources(raw)
        {
            check(&error);
        }
    }

    #[test]
    fn documents(text in hostile(), body in prop::sample::select(BODIES)) {
        let string = serde_json::to_string(&text).expect("a string");
        for value in [&string, &text] {
            let body = body.replace("STRING", value);
            if let Err(error) = TagList::from_slice(body.as_bytes()) { check(&error) }
            if let Err(error) = Statement::from_slice(body.as_bytes()) { check(&error) }
            if let Err(error) = SimpleSigning::from_slice(body.as_bytes()) { check(&error) }
            match ErrorBody::from_slice(body.as_bytes()) {
                Ok(body) => check(&body),
                Err(error) => check(&error),
            }
            let (image, digest) = ("a:1".parse::<Reference>().unwrap(), crate::support::digest());
            if let Ok(read) = Statement::from_slice(body.as_bytes())
                && let Err(error) = read.verify(&image, &digest)
            {
                check(&error);
            }
            if let Ok(read) = SimpleSigning::from_slice(body.as_bytes())
                && let Err(error) = read.verify(&image, &digest)
            {
                check(&error);
            }
        }
    }
}

/// Documents with a hole.
const BODIES: &[&str] = &[
    "STRING",
    "{STRING:1}",
    r#"{"tags":[STRING]}"#,
    r#"{"errors":[{"code":STRING,"message":STRING}]}"#,
    r#"{"errors":[{STRING:STRING}]}"#,
    r#"{"_type":STRING,"subject":[{}],"predicateType":"a"}"#,
    r#"{"_type":"https://in-toto.io/Statement/v1","subject":[{"name":STRING,"digest":{STRING:STRING}}],"predicateType":"a"}"#,
    r#"{"_type":"https://in-toto.io/Statement/v1","subject":[{"name":STRING,"digest":{"sha256":STRING}}],"predicateType":"a"}"#,
    r#"{"critical":{"identity":{"docker-reference":STRING},"image":{"docker-manifest-digest":"sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},"type":"a"}}"#,
    r#"{"critical":{"identity":{"docker-reference":"a"},"image":{"docker-manifest-digest":STRING},"type":STRING}}"#,
    r#"{"critical":{STRING:1}}"#,
];
