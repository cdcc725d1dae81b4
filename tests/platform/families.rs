//! What a machine of each architecture family runs, best first, and that it runs nothing else.

use imageref::PlatformMatcher;

use super::parse;

/// Every platform of the table, and some that nothing but itself runs.
const UNIVERSE: &str = "
    linux/386 linux/amd64 linux/amd64/v2 linux/amd64/v3 linux/amd64/v4 linux/amd64/v5 linux/amd64/v10
    linux/arm/v4 linux/arm/v5 linux/arm/v6 linux/arm/v7 linux/arm/v8 linux/arm/v9
    linux/arm64 linux/arm64/v8.1 linux/arm64/v8.2 linux/arm64/v8.3 linux/arm64/v8.4 linux/arm64/v8.5 linux/arm64/v8.6
    linux/arm64/v8.7 linux/arm64/v8.8 linux/arm64/v8.9 linux/arm64/v8.10 linux/arm64/v9 linux/arm64/v9.1
    linux/arm64/v9.2 linux/arm64/v9.3 linux/arm64/v9.4 linux/arm64/v9.5 linux/arm64/v9.6 linux/arm64/v9.7
    linux/arm64/v9.8 linux/arm64/v10 linux/ppc64le linux/ppc64le/power9 linux/s390x linux/riscv64 linux/riscv64/rva23u64
    linux/mips64le linux/loong64 linux/wasm wasip1/wasm windows/amd64 windows/386 windows/arm64 darwin/arm64 darwin/amd64
    freebsd/amd64 linux/unknown unknown/unknown
";

/// Machine; what it runs, best first. Source: containerd/platforms 1.0.0-rc.4, `compare.go`.
const FAMILIES: &[(&str, &str)] = &[
    ("linux/386", "linux/386"),
    ("linux/i386/v2", "linux/386"),
    ("linux/amd64", "linux/amd64 linux/386"),
    ("linux/x86_64/v1", "linux/amd64 linux/386"),
    ("linux/amd64/v3", "linux/amd64/v3 linux/amd64/v2 linux/amd64 linux/386"),
    (
        "linux/amd64/v5",
        "linux/amd64/v5 linux/amd64/v4 linux/amd64/v3 linux/amd64/v2 linux/amd64 linux/386",
    ),
    // A number in whatever spelling starts the way down; the spelling itself is tried as it is.
    ("linux/amd64/3", "linux/amd64/v2 linux/amd64 linux/386"),
    ("linux/amd64/baseline", "linux/386"),
    ("linux/arm/v4", "linux/arm/v4"),
    ("linux/arm/v5", "linux/arm/v5"),
    ("linux/armel", "linux/arm/v6 linux/arm/v5"),
    ("linux/arm", "linux/arm/v7 linux/arm/v6 linux/arm/v5"),
    ("linux/armhf/v6", "linux/arm/v7 linux/arm/v6 linux/arm/v5"),
    ("linux/arm/v8", "linux/arm/v8 linux/arm/v7 linux/arm/v6 linux/arm/v5"),
    ("linux/arm64", "linux/arm64 linux/arm/v8 linux/arm/v7 linux/arm/v6 linux/arm/v5"),
    ("linux/aarch64/8", "linux/arm64 linux/arm/v8 linux/arm/v7 linux/arm/v6 linux/arm/v5"),
    (
        "linux/arm64/v8.2",
        "linux/arm64/v8.2 linux/arm64/v8.1 linux/arm64
         linux/arm/v8 linux/arm/v7 linux/arm/v6 linux/arm/v5",
    ),
    (
        "linux/arm64/v9",
        "linux/arm64/v9 linux/arm64/v8.5 linux/arm64/v8.4 linux/arm64/v8.3 linux/arm64/v8.2 linux/arm64/v8.1 linux/arm64
         linux/arm/v8 linux/arm/v7 linux/arm/v6 linux/arm/v5",
    ),
    (
        "linux/arm64/v9.2",
        "linux/arm64/v9.2 linux/arm64/v9.1 linux/arm64/v9
         linux/arm64/v8.7 linux/arm64/v8.6 linux/arm64/v8.5 linux/arm64/v8.4 linux/arm64/v8.3 linux/arm64/v8.2
         linux/arm64/v8.1 linux/arm64 linux/arm/v8 linux/arm/v7 linux/arm/v6 linux/arm/v5",
    ),
    (
        "linux/arm64/v9.7",
        "linux/arm64/v9.7 linux/arm64/v9.6 linux/arm64/v9.5 linux/arm64/v9.4 linux/arm64/v9.3 linux/arm64/v9.2
         linux/arm64/v9.1 linux/arm64/v9
         linux/arm64/v8.9 linux/arm64/v8.8 linux/arm64/v8.7 linux/arm64/v8.6 linux/arm64/v8.5 linux/arm64/v8.4
         linux/arm64/v8.3 linux/arm64/v8.2 linux/arm64/v8.1 linux/arm64
         linux/arm/v8 linux/arm/v7 linux/arm/v6 linux/arm/v5",
    ),
    // A variant that nobody knows runs nothing, not even itself.
    ("linux/arm64/v8.10", ""),
    ("linux/arm64/v9.8", ""),
    ("linux/arm64/v10", ""),
    ("linux/ppc64le", "linux/ppc64le"),
    ("linux/ppc64le/power9", "linux/ppc64le/power9"),
    ("linux/s390x", "linux/s390x"),
    ("linux/riscv64", "linux/riscv64"),
    ("linux/riscv64/rva23u64", "linux/riscv64/rva23u64"),
    ("linux/mips64le", "linux/mips64le"),
    ("linux/loong64", "linux/loong64"),
    ("linux/wasm", "linux/wasm"),
    ("wasip1/wasm", "wasip1/wasm"),
    ("windows/amd64", "windows/amd64 windows/386"),
    ("windows/arm64", "windows/arm64"),
    ("macos/aarch64", "darwin/arm64"),
];

#[test]
fn each_family() {
    for (machine, runs) in FAMILIES {
        let matcher = PlatformMatcher::only(&parse(machine));
        let mut universe: Vec<&str> = UNIVERSE.split_whitespace().collect();
        universe.reverse();
        universe.retain(|platform| matcher.matches(&parse(platform)));
        universe.sort_by_key(|platform| matcher.rank(&parse(platform)));
        assert_eq!(universe, runs.split_whitespace().collect::<Vec<_>>(), "{machine}");
    }
}

#[test]
fn each_family_strictly() {
    for machine in UNIVERSE.split_whitespace() {
        let matcher = PlatformMatcher::strict(&parse(machine));
        let taken =
            UNIVERSE.split_whitespace().filter(|platform| matcher.matches(&parse(platform)));
        assert_eq!(taken.collect::<Vec<_>>(), [machine]);
    }
}

#[test]
fn a_huge_variant_costs_nothing() {
    let machine = PlatformMatcher::only(&parse("linux/amd64/v9223372036854775807"));
    assert!(machine.matches(&parse("linux/amd64/v9223372036854775806")));
    assert!(machine.matches(&parse("linux/amd64")));
    let machine = PlatformMatcher::only(&parse("linux/arm/v99999999999999999999"));
    assert!(!machine.matches(&parse("linux/arm/v7")));
}

/// Machine, image, whether it runs. Source: containerd/platforms 1.0.0-rc.4, `platform_windows_compat.go`; Microsoft,
/// "Windows container version compatibility".
const WINDOWS: &[(&str, &str, bool)] = &[
    ("10.0.17763", "10.0.17763", true),
    ("10.0.17763", "10.0.17763.1234", true),
    ("10.0.17763", "10.0.18362", false),
    ("10.0.18362", "10.0.17763", false),
    ("10.0.20347", "10.0.17763", false),
    ("10.0.20348", "10.0.17763", false),
    ("10.0.20348", "10.0.20348.169", true),
    ("10.0.20348", "10.0.20349", false),
    ("10.0.22621", "10.0.20348", true),
    ("10.0.22621", "10.0.20347", false),
    ("10.0.22621", "10.0.25398", false),
    ("10.0.26100", "10.0.20348", true),
    ("10.0.26100", "10.0.25398", true),
    ("10.0.26101", "10.0.26100", true),
    ("10.0.26101", "10.0.25398", false),
    ("10.1.26100", "10.0.26100", false),
    ("11.0.26100", "10.0.26100", false),
    // What can't be read: on the machine's side no hindrance, on the image's a version of all zero.
    ("10.0", "10.0.17763", true),
    ("bogus", "6.3.9600", true),
    ("10.0.70000", "10.0.17763", true),
    ("300.0.1", "10.0.17763", true),
    ("10.0.+20348", "10.0.17763", true),
    ("10.0.20348", "10.0", false),
    ("10.0.20348", "bogus", false),
    ("10.0.20348", "", true),
    ("", "10.0.17763", true),
];

#[test]
fn windows_builds() {
    for &(machine, image, runs) in WINDOWS {
        let windows = |version: &str| parse("windows/amd64").with_os_version(version);
        let (machine, image) = (windows(machine), windows(image));
        for matcher in [
            PlatformMatcher::only(&machine),
            PlatformMatcher::strict(&machine),
            PlatformMatcher::only_os(&machine),
            PlatformMatcher::any_of([&machine]),
            PlatformMatcher::ordered([&machine]),
        ] {
            assert_eq!(matcher.matches(&image), runs, "{machine} runs {image}");
        }
    }
}

#[test]
fn versions_count_on_windows_alone() {
    let machine = PlatformMatcher::only(&parse("linux(6.1)/amd64"));
    assert!(machine.matches(&parse("linux(5.15)/amd64")));
}

#[test]
fn features_asked_for_must_be_there() {
    let rows = [
        ("linux/amd64", "linux(+a)/amd64", false),
        ("linux(+a+b)/amd64", "linux/amd64", true),
        ("linux(+a+b)/amd64", "linux(+b)/amd64", true),
        ("linux(+b+a)/amd64", "linux(+a+b+a)/amd64", true),
        ("linux(+a+b)/amd64", "linux(+a+c)/amd64", false),
        ("linux/amd64", "linux(+win32k)/amd64", false),
        ("windows/amd64", "windows(+win32k)/amd64", true),
        ("windows(+a)/amd64", "windows(+win32k+a)/amd64", true),
        ("windows/amd64", "windows(+win32k+a)/amd64", false),
        // containerd strips one `win32k`, not two.
        ("windows/amd64", "windows(+win32k+win32k)/amd64", false),
    ];
    for (machine, image, runs) in rows {
        let matcher = PlatformMatcher::only(&parse(machine));
        assert_eq!(matcher.matches(&parse(image)), runs, "{machine} runs {image}");
    }
    // Matching operating systems alone, containerd counts `win32k` too.
    let os = PlatformMatcher::only_os(&parse("windows/amd64"));
    assert!(!os.matches(&parse("windows(+win32k)/amd64")));
}
