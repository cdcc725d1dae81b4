//! Platforms: what is parsed prints and parses again, normalizing is idempotent, spans are within the input.
#![no_main]

use imageref::{Platform, PlatformMatcher};
use imageref_interop::{crane, regctl};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let host = Platform::new("linux", "arm").with_variant("v6");
    for parsed in [crane::parse_platform(text), regctl::parse_platform(text, &host)] {
        match parsed {
            Ok(platform) => check_normal_form(&platform),
            Err(error) => assert!(text.get(error.span().range()).is_some()),
        }
    }
    match Platform::parse(text, &host) {
        Ok(platform) => {
            check_normal_form(&platform);
            let printed = platform.to_string();
            assert!(printed.bytes().all(|b| b.is_ascii_graphic()));
            let mut features = platform.os_features().to_vec();
            features.sort();
            features.dedup();
            let again: Platform = printed.parse().expect("what was printed");
            assert_eq!(again, platform.with_os_features(features));
        }
        Err(error) => assert!(text.get(error.span().range()).is_some()),
    }
});

fn check_normal_form(platform: &Platform) {
    let normal = platform.normalize();
    assert_eq!(normal.normalize(), normal);
    let strict = PlatformMatcher::strict(&normal);
    assert!(strict.matches(&normal) && strict.rank(&normal).is_match());
    assert!(PlatformMatcher::only_os(&normal).rank(&normal).is_match());
}
