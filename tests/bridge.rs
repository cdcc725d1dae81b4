//! Bridges, both ways.

#[cfg(feature = "arbitrary")]
#[test]
fn arbitrary_values_parse() {
    use arbitrary::{Arbitrary, Unstructured};
    use imageref::{Digest, Name, Reference, TagBuf};

    let mut seed = 1u64;
    for round in 0..2000 {
        let bytes: Vec<u8> = (0..round % 97)
            .map(|_| {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                seed.to_le_bytes()[7]
            })
            .collect();
        let mut bytes = Unstructured::new(&bytes);
        let reference = Reference::arbitrary(&mut bytes).expect("a reference of any bytes");
        assert_eq!(reference.as_str().parse().as_ref(), Ok(&reference));
        Name::arbitrary(&mut bytes).expect("a name");
        TagBuf::arbitrary(&mut bytes).expect("a tag");
        Digest::arbitrary(&mut bytes).expect("a digest");
    }
}

#[cfg(feature = "proptest")]
mod strategies {
    use imageref::bridge::proptest::{
        digests, names, not_reference_strings, reference_strings, references, tags,
    };
    use imageref::{Identifier, Reference};
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn reference_strings_always_parse(text in reference_strings()) {
            prop_assert!(text.parse::<Reference>().is_ok(), "{text}");
        }

        #[test]
        fn not_reference_strings_never_parse(text in not_reference_strings()) {
            prop_assert!(text.parse::<Reference>().is_err(), "{text}");
        }

        #[test]
        fn values_print_what_parses(
            reference in references(), name in names(), tag in tags(), digest in digests()
        ) {
            prop_assert!(matches!(Identifier::parse(reference.as_str()), Ok(Identifier::Reference(_))));
            prop_assert_eq!(name.as_str().parse(), Ok(name.clone()));
            prop_assert_eq!(tag.as_str().parse(), Ok(tag.clone()));
            prop_assert_eq!(digest.to_string().parse(), Ok(digest.clone()));
        }
    }
}

#[cfg(feature = "schemars")]
#[test]
fn schemas_agree_with_the_parsers() {
    use imageref::{Digest, MediaType, Name, Reference, TagBuf};

    fn check<T: schemars::JsonSchema>(accepts: impl Fn(&str) -> bool, inputs: &[(&str, bool)]) {
        let schema = schemars::schema_for!(T);
        let pattern = schema.get("pattern").and_then(|p| p.as_str()).expect("a pattern");
        let pattern = regex::Regex::new(pattern).expect("a regular expression");
        let examples = schema.get("examples").and_then(|e| e.as_array()).expect("examples");
        for example in examples {
            let example = example.as_str().expect("a string");
            assert!(accepts(example) && pattern.is_match(example), "{example}");
        }
        for (input, expected) in inputs {
            assert_eq!(pattern.is_match(input), *expected, "{input}");
            assert_eq!(accepts(input), *expected, "{input}");
        }
    }
    let parses = |text: &str| text.parse::<Reference>().is_ok();
    check::<Reference>(
        parses,
        &[("nginx", true), ("a//b", false), ("A/b", true), ("a:", false), ("[::1]:5000/a", true)],
    );
    let parses = |text: &str| text.parse::<Name>().is_ok();
    check::<Name>(parses, &[("quay.io/a", true), ("quay.io/a:1", false), ("a_b", true)]);
    let parses = |text: &str| text.parse::<TagBuf>().is_ok();
    check::<TagBuf>(parses, &[("1.2", true), (".1", false), ("", false)]);
    let parses = |text: &str| text.parse::<Digest>().is_ok();
    check::<Digest>(parses, &[("x", false), ("md5:abc", true)]);
    check::<MediaType>(
        |text| MediaType::new(text).is_well_formed(),
        &[("text/plain", true), ("text", false)],
    );
}

#[cfg(feature = "oci-spec")]
mod oci_spec_types {
    use imageref::bridge::OciSpecBridgeError;
    use imageref::{
        Descriptor, Digest, ImageConfig, ImageIndex, ImageManifest, MediaType, Platform, Reference,
    };
    use oci_spec::distribution;
    use oci_spec::image as theirs;

    const DIGEST: &str = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    #[test]
    fn references() {
        for text in [
            "nginx",
            "nginx:1.27",
            "quay.io/team/app@sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "a:1@sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "Foo/bar", // read from its string, oci-spec would look for it on Docker Hub
            "[::1]:5000/a",
        ] {
            let ours: Reference = text.parse().unwrap();
            let there = distribution::Reference::from(&ours);
            assert_eq!(ours.registry(), there.registry());
            assert_eq!(Reference::try_from(&there).as_ref(), Ok(&ours), "{text}");
        }
        let invalid = distribution::Reference::with_tag(String::new(), "A B".into(), String::new());
        assert!(Reference::try_from(&invalid).is_err());
    }

    #[test]
    fn digests_and_media_types() {
        let ours: Digest = DIGEST.parse().unwrap();
        let there = theirs::Digest::try_from(&ours).unwrap();
        assert_eq!(Digest::try_from(&there), Ok(ours));
        for text in ["application/vnd.oci.image.manifest.v1+json", "text/x-own"] {
            let ours = MediaType::new(text);
            let there = theirs::MediaType::from(&ours);
            assert_eq!(there.as_ref(), text);
            assert_eq!(MediaType::from(&there), ours);
        }
    }

    #[test]
    fn platforms_keep_every_part() {
        let ours = Platform::new("windows", "amd64")
            .with_variant("v2")
            .with_os_version("10.0.20348.1")
            .with_os_features(["win32k"]);
        let there = theirs::Platform::from(&ours);
        assert_eq!(Platform::from(&there), ours);
        let descriptor = Descriptor::of(MediaType::OCI_MANIFEST, b"x")
            .with_platform(ours)
            .with_annotation("a", "b");
        let there = theirs::Descriptor::try_from(&descriptor).unwrap();
        assert_eq!(Descriptor::try_from(&there), Ok(descriptor.clone()));
        let text = format!(
            r#"{{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[{}]}}"#,
            String::from_utf8(descriptor.to_bytes()).unwrap()
        );
        let index = ImageIndex::from_slice(text.as_bytes()).unwrap();
        let there = theirs::ImageIndex::try_from(&index).unwrap();
        let back = ImageIndex::try_from(&there).unwrap();
        assert_eq!(back.manifests(), [descriptor]);
    }

    #[test]
    fn manifests_and_configs() {
        let bytes = include_bytes!("../src/docs/deb-web/manifest.json");
        let ours = ImageManifest::from_slice(bytes).unwrap();
        let there = theirs::ImageManifest::try_from(&ours).unwrap();
        assert_eq!(there.layers().len(), 7);
        assert_eq!(ImageManifest::try_from(&there), Ok(ours));

        let bytes = include_bytes!("../src/docs/deb-web/config.json");
        let ours = ImageConfig::from_slice(bytes).unwrap();
        let there = theirs::ImageConfiguration::try_from(&ours).unwrap();
        let back = ImageConfig::try_from(&there).unwrap();
        assert_eq!(back.diff_ids(), ours.diff_ids());
        assert_eq!(back.history().len(), ours.history().len());
    }

    /// What the documentation of the bridge lists as lost.
    #[test]
    fn members_that_oci_spec_has_no_field_for() {
        let text = r#"{"architecture":"amd64","os":"windows","os.version":"10.0.20348.1","os.features":["win32k"],"variant":"v2","config":{"Healthcheck":{"Test":["NONE"]},"Shell":["/bin/sh"],"OnBuild":["RUN x"],"ArgsEscaped":true,"Env":["A=b"]},"rootfs":{"type":"layers","diff_ids":[]},"x-own":1}"#;
        let ours = ImageConfig::from_slice(text.as_bytes()).unwrap();
        let there = theirs::ImageConfiguration::try_from(&ours).unwrap();
        let back = String::from_utf8(ImageConfig::try_from(&there).unwrap().to_bytes()).unwrap();
        for kept in ["architecture", "windows", "A=b"] {
            assert!(back.contains(kept), "{kept} in {back}");
        }
        for lost in ["Healthcheck", "Shell", "OnBuild", "ArgsEscaped", "x-own"] {
            assert!(!back.contains(lost), "{lost} in {back}");
        }
        println!("{back}");
    }

    #[test]
    fn rejected_values_print_safely() {
        let text = r#"{"schemaVersion":2,"config":{"mediaType":"a/b","digest":"x\u001b:z","size":1},"layers":[]}"#;
        assert!(ImageManifest::from_slice(text.as_bytes()).is_err());
        let unknown: Digest = "sha256+b64:QUJD".parse().unwrap();
        assert!(theirs::Digest::try_from(&unknown).is_ok());
        let error = OciSpecBridgeError::Theirs("x".into());
        assert_eq!(error.to_string(), "oci-spec rejects the value: x");
    }
}
