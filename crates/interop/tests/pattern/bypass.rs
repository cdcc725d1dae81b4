//! Attempts to get an image past a pattern: each is either not a reference, or does not match.

use imageref::Reference;
use imageref_interop::pattern::PatternSet;

use crate::support::pattern;

/// Rules, and what somebody would write so that they match an image from elsewhere.
const ATTEMPTS: &[(&str, &[&str])] = &[
    // Half components.
    (
        "registry.io/lib/**",
        &[
            "registry.io/library/x",
            "registry.io/lib-evil/x",
            "registry.io/lib.evil/x",
            "registry.io/lib_evil/x",
            "registry.io/lib__evil/x",
            "registry.io/libevil:1",
            "registry.io/li/b/x",
            "registry.io/x/lib/y",
        ],
    ),
    (
        "registry.io/lib/app",
        &[
            "registry.io/lib/app2",
            "registry.io/lib/app-x",
            "registry.io/lib/app/x",
            "registry.io/lib/ap",
            "registry.io/lib",
        ],
    ),
    (
        "registry.io/lib/*",
        &["registry.io/lib/a/b", "registry.io/lib", "registry.io/library", "registry.io/x/lib/a"],
    ),
    (
        "registry.io/lib/app-*",
        &[
            "registry.io/lib/app",
            "registry.io/lib/app-a/b",
            "registry.io/lib/xapp-a",
            "registry.io/app-a",
        ],
    ),
    ("docker.io/lib/**", &["library/x", "docker.io/library/x", "lib", "docker.io/lib"]),
    // Other hosts.
    (
        "registry.io/**",
        &[
            "registry.io.evil.com/x",
            "evil-registry.io/x",
            "evilregistry.io/x",
            "evil.registry.io/x",
            "evil.com/registry.io/x",
            "registry.ioo/x",
            "registry.i/x",
            "registryxio/x",
            "registry-io.com/x",
        ],
    ),
    (
        "*.registry.io/**",
        &[
            "registry.io/x",
            "evilregistry.io/x",
            "a.registry.io.evil.com/x",
            "a.registry.iox/x",
            "evil.com/a.registry.io/x",
            "xregistry.io/x",
            "a-registry.io/x",
        ],
    ),
    // Ports.
    (
        "registry.io/**",
        &["registry.io:5000/x", "registry.io:443/x", "registry.io:80/x", "registry.io:0/x"],
    ),
    (
        "registry.io:5000/**",
        &[
            "registry.io/x",
            "registry.io:5001/x",
            "registry.io:50000/x",
            "registry.io:500/x",
            "registry.io:05000/x",
            "registry.io:5000.evil.com/x",
            "registry.io:5000:5000/x",
            "registry.io:5000@evil.com/x",
        ],
    ),
    ("*.registry.io/**", &["a.registry.io:5000/x", "a.registry.io:443/x"]),
    ("*.registry.io:5000/**", &["a.registry.io/x", "a.registry.io:15000/x", "registry.io:5000/x"]),
    (
        "localhost/**",
        &[
            "localhost:5000/x",
            "localhost.evil.com/x",
            "localhost.localdomain/x",
            "Localhost/x",
            "127.0.0.1/x",
        ],
    ),
    // Case.
    (
        "registry.io/lib/**",
        &["Registry.io/lib/x", "REGISTRY.IO/lib/x", "registry.io/Lib/x", "registry.io/LIB/x"],
    ),
    ("*.registry.io/**", &["a.REGISTRY.io/x", "a.Registry.Io/x"]),
    (
        "registry.io/lib/app:latest",
        &[
            "registry.io/lib/app:Latest",
            "registry.io/lib/app:LATEST",
            "registry.io/lib/app:latest1",
            "registry.io/lib/app:xlatest",
        ],
    ),
    // Dots, slashes, climbing.
    (
        "registry.io/lib/**",
        &[
            "registry.io./lib/x",
            "registry.io../lib/x",
            ".registry.io/lib/x",
            "registry.io/lib/../evil/x",
            "registry.io/./lib/x",
            "registry.io//lib/x",
            "/registry.io/lib/x",
            "//registry.io/lib/x",
            "registry.io/lib//x",
            "registry.io/lib/.",
        ],
    ),
    ("*.registry.io/**", &["a.registry.io./x", ".registry.io/x", "..registry.io/x"]),
    // URLs.
    (
        "registry.io/lib/**",
        &[
            "https://registry.io/lib/x",
            "docker://registry.io/lib/x",
            "evil.com@registry.io/lib/x",
            "user:pass@registry.io/lib/x",
            "registry.io@evil.com/lib/x",
            "evil.com#registry.io/lib/x",
            "evil.com?registry.io/lib/x",
            "evil.com\\registry.io/lib/x",
            "registry.io/%6cib/x",
            "registry.io%2flib/x",
            "registry.io%00.evil.com/lib/x",
        ],
    ),
    (
        "*.registry.io/**",
        &[
            "evil.com#.registry.io/x",
            "evil.com?.registry.io/x",
            "evil.com@a.registry.io/x",
            "*.registry.io/x",
        ],
    ),
    // Addresses.
    (
        "127.0.0.1/**",
        &[
            "127.0.0.1.evil.com/x",
            "127.0.0.10/x",
            "127.0.0.1:5000/x",
            "127.1/x",
            "[::ffff:127.0.0.1]/x",
            "0x7f.0.0.1/x",
            "2130706433/x",
        ],
    ),
    (
        "[::1]:5000/**",
        &[
            "[::1]/x",
            "[::1]:5001/x",
            "[::11]:5000/x",
            "[0:0:0:0:0:0:0:1]:5000/x",
            "[::1%25eth0]:5000/x",
            "[::2]:5000/x",
            "[registry.io]:5000/x",
            "[::ffff:0.0.0.1]:5000/x",
        ],
    ),
    ("registry.io/**", &["[registry.io]/x", "[::1%25registry.io]/x"]),
    // Unicode.
    (
        "registry.io/lib/**",
        &[
            "r\u{435}gistry.io/lib/x",
            "registry\u{3002}io/lib/x",
            "registry\u{ff0e}io/lib/x",
            "registry.io\u{2044}lib/x",
            "registry.io\u{ff0f}lib/x",
            "\u{feff}registry.io/lib/x",
            "registry\u{200b}.io/lib/x",
            "registry.io/lib/x\u{0}",
            "registry.io/l\u{131}b/x",
        ],
    ),
    (
        "registry.io/lib/**",
        &[
            " registry.io/lib/x",
            "registry.io/lib/x ",
            "registry.io /lib/x",
            "registry.io/lib/x\n",
            "registry.io/lib\t/x",
        ],
    ),
    (
        "example.xn--p1ai/**",
        &["example.\u{440}\u{444}/x", "example.xn--p1aix/x", "xexample.xn--p1ai/x"],
    ),
    // Tags and digests.
    (
        "registry.io/lib/app:1",
        &[
            "registry.io/lib/app:1@sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "registry.io/lib/app@sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "registry.io/lib/app:1.0",
            "registry.io/lib/app:11",
            "registry.io/lib/app",
        ],
    ),
    (
        "registry.io/lib/app@sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        &[
            "registry.io/lib/app:sha256-e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "registry.io/lib/app:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "registry.io/lib/app@sha256:E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855",
            "registry.io/lib/app@sha512:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        ],
    ),
];

#[test]
fn none_gets_past() {
    let (mut refused, mut parsed) = (0, 0);
    for (rule, attempts) in ATTEMPTS {
        let rule = pattern(rule);
        let set: PatternSet<()> = [(rule.clone(), ())].into_iter().collect();
        for attempt in *attempts {
            match attempt.parse::<Reference>() {
                Err(_) => refused += 1,
                Ok(reference) => {
                    parsed += 1;
                    assert!(!rule.matches(&reference), "{rule} {attempt}");
                    assert!(!set.matches(&reference), "{rule} {attempt}");
                }
            }
        }
    }
    println!("{refused} are no references, {parsed} are and don't match");
    assert!(parsed >= 60 && refused + parsed >= 120, "{parsed} of {}", refused + parsed);
}
