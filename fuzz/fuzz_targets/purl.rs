//! Package URLs: what is written is read back as the same, no component misleads, and references survive the way.
#![no_main]

use imageref::Reference;
use imageref_interop::file_name;
use imageref_interop::kubernetes::RunningImage;
use imageref_interop::purl::PackageUrl;
use imageref_interop::transport::ImageLocation;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    match text.parse::<PackageUrl>() {
        Ok(purl) => {
            let written = purl.to_string();
            assert!(written.bytes().all(|b| b.is_ascii_graphic()));
            assert_eq!(written.parse().as_ref(), Ok(&purl));
            let components =
                purl.namespace().into_iter().flat_map(|namespace| namespace.split('/'));
            assert!(!components.chain([purl.name()]).any(|part| matches!(part, "" | "." | "..")));
            assert!(!purl.name().contains('/'));
            if let Ok(reference) = purl.to_reference() {
                check(&reference);
            }
        }
        Err(error) => assert!(text.get(error.span().range()).is_some()),
    }
    if let Ok(reference) = text.parse::<Reference>() {
        check(&reference);
    }
    if let Ok(reference) = file_name::parse(text) {
        assert_eq!(file_name::encode(&reference), text);
    }
    let _ = ImageLocation::parse(text);
    let _ = RunningImage::parse(text);
});

fn check(reference: &Reference) {
    assert_eq!(PackageUrl::oci(reference).to_reference().as_ref(), Ok(reference));
    if reference.tag().is_none() || reference.digest().is_none() {
        assert_eq!(PackageUrl::docker(reference).to_reference().as_ref(), Ok(reference));
    }
    assert_eq!(file_name::parse(&file_name::encode(reference)).as_ref(), Ok(reference));
}
