//! Laws that hold for every platform.

use imageref::{Platform, PlatformMatcher};
use proptest::prelude::*;

/// Names that the tables know beside ones that they don't, in any case.
fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => prop::sample::select(vec![
            "linux", "Linux", "windows", "macos", "unknown", "amd64", "x86_64", "386", "i386", "arm", "armhf", "armel",
            "arm64", "AArch64", "riscv64", "ppc64le", "", "v1", "v2", "v3", "v5", "v6", "v7", "v8", "v8.0", "v8.5", "v9",
            "9.0", "8", "7",
        ]).prop_map(String::from),
        1 => "[ -~]{0,6}",
        1 => "\\PC{0,3}",
    ]
}

fn version() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => Just(String::new()),
        4 => prop::sample::select(vec!["10.0.17763", "10.0.20348", "10.0.20348.1", "10.0.26100", "6.1", "x"])
            .prop_map(String::from),
        1 => "\\PC{0,4}",
    ]
}

prop_compose! {
    fn platform()(
        os in name(), arch in name(), variant in name(), version in version(),
        features in prop::collection::vec(prop::sample::select(vec!["a", "b", "win32k", "", "é"]), 0..4),
    ) -> Platform {
        Platform::new(&os, &arch).with_variant(&variant).with_os_version(version).with_os_features(features)
    }
}

/// Platforms that often have something to do with each other.
fn close() -> impl Strategy<Value = Platform> {
    let os = prop::sample::select(vec!["linux", "linux", "linux", "windows", "Windows", ""]);
    let arch = prop::sample::select(vec![
        "amd64", "amd64", "x86_64", "386", "arm", "armel", "arm64", "arm64", "s390x",
    ]);
    let variant = prop::sample::select(vec![
        "", "", "v1", "v2", "v3", "v5", "v6", "v7", "v8", "v8.5", "v9", "v9.2",
    ]);
    let features = prop::collection::vec(prop::sample::select(vec!["a", "b", "win32k"]), 0..3);
    (os, arch, variant, version(), features).prop_map(|(os, arch, variant, version, features)| {
        Platform::new(os, arch)
            .with_variant(variant)
            .with_os_version(version)
            .with_os_features(features)
    })
}

fn matcher() -> impl Strategy<Value = PlatformMatcher> {
    (0..5, prop::collection::vec(close(), 1..4)).prop_map(|(op, wishes)| match op {
        0 => PlatformMatcher::strict(&wishes[0]),
        1 => PlatformMatcher::only(&wishes[0]),
        2 => PlatformMatcher::only_os(&wishes[0]),
        3 => PlatformMatcher::any_of(&wishes),
        _ => PlatformMatcher::ordered(&wishes),
    })
}

proptest! {
    #[test]
    fn normalize_is_idempotent(platform in platform()) {
        let once = platform.normalize();
        prop_assert_eq!(once.normalize(), once);
    }

    #[test]
    fn matching_is_that_of_the_normal_form(matcher in matcher(), platform in platform(), close in close()) {
        // A second `win32k` is the one thing that normalizing takes away and matching minds.
        for platform in [platform, close] {
            let twice = platform.os_features().iter().filter(|f| *f == "win32k").count() > 1;
            prop_assert!(twice || matcher.matches(&platform) == matcher.matches(&platform.normalize()));
        }
    }

    #[test]
    fn what_is_printed_is_read_back(
        text in "(linux|windows|Foo_-1|arm64)(\\((10\\.0|%41%20%2B%C3%A9)?(\\+[a-c%]|\\+%25|\\+%2f){0,3}\\))?(/[a-zA-Z0-9._-]{1,5}){0,2}"
    ) {
        let host = Platform::new("linux", "arm").with_variant("v6");
        if let Ok(platform) = Platform::parse(&text, &host) {
            let mut features = platform.os_features().to_vec();
            features.sort();
            features.dedup();
            let printed = platform.to_string();
            prop_assert!(printed.bytes().all(|b| b.is_ascii_graphic()), "{}", printed);
            let again: Platform = printed.parse().expect("what was printed");
            prop_assert_eq!(&again, &platform.with_os_features(features));
            prop_assert_eq!(again.to_string(), printed);
        }
    }

    #[test]
    fn spans_lie_in_the_text(text in "\\PC{0,12}|[a-z0-9/()+%*.,=:\"\\\\é]{0,16}") {
        let host = Platform::new("linux", "amd64");
        let results = [
            Platform::parse(&text, &host),
            text.parse(),
        ];
        for error in results.into_iter().filter_map(Result::err) {
            prop_assert!(text.get(error.span().range()).is_some(), "{:?} {:?}", text, error);
            prop_assert!(error.to_string().bytes().all(|b| matches!(b, b' '..=b'~')));
        }
    }

    #[test]
    fn matching_never_depends_on_the_order(
        matcher in matcher(),
        (list, shuffled) in prop::collection::vec(close(), 0..10)
            .prop_flat_map(|list| (Just(list.clone()), Just(list).prop_shuffle())),
    ) {
        let sorted = |mut list: Vec<Platform>| {
            list.sort_by_key(|platform| matcher.rank(platform));
            list
        };
        let ranks = |list: &[Platform]| list.iter().map(|p| matcher.rank(p)).collect::<Vec<_>>();
        let (a, b) = (sorted(list), sorted(shuffled));
        prop_assert_eq!(ranks(&a), ranks(&b));
        for platform in &a {
            prop_assert_eq!(matcher.rank(platform).is_match(), matcher.matches(platform));
        }
        // All that matches comes before all that doesn't.
        let matched = a.iter().filter(|platform| matcher.matches(platform)).count();
        prop_assert!(a[..matched].iter().all(|platform| matcher.matches(platform)));
    }

    #[test]
    fn strict_is_only_and_only_is_only_os(wish in close(), platform in close()) {
        // But for arm64's unknown variants, and `win32k`, which the OS alone minds.
        let strict = PlatformMatcher::strict(&wish).matches(&platform);
        let only = PlatformMatcher::only(&wish).matches(&platform);
        let os = PlatformMatcher::only_os(&wish).matches(&platform);
        let arm64 = wish.architecture() == "arm64";
        prop_assert!(!strict || only || arm64);
        let win32k = platform.os_features().iter().any(|f| f == "win32k");
        prop_assert!(!only || os || win32k);
    }
}
