//! Platforms in the forms of go-containerregistry and regclient.

use imageref::Platform;
use imageref_interop::{crane, regctl};

#[test]
fn crane() {
    let platform = |os, arch, variant, version: &str| {
        Platform::new(os, arch).with_variant(variant).with_os_version(version)
    };
    let rows = [
        ("linux/amd64", platform("linux", "amd64", "", "")),
        (" linux/arm/v7\n", platform("linux", "arm", "v7", "")),
        ("windows/amd64:10.0.20348", platform("windows", "amd64", "", "10.0.20348")),
        ("windows:10.0.20348", platform("windows", "", "", "10.0.20348")),
        ("Linux/aarch64/v8", platform("Linux", "aarch64", "v8", "")),
        ("//v7", platform("", "", "v7", "")),
        ("", platform("", "", "", "")),
        (":", platform("", "", "", "")),
        ("linux/", platform("linux", "", "", "")),
    ];
    for (text, want) in rows {
        assert_eq!(crane::parse_platform(text), Ok(want), "{text:?}");
    }
}

#[test]
fn crane_rejects() {
    let rows = [
        (" linux/arm/v7/x ", "/x", "unexpected fourth part in the platform"),
        ("a/b/c/", "/", "unexpected fourth part in the platform"),
        ("windows/amd64:10:0", ":0", "unexpected second OS version in the platform"),
    ];
    for (text, wrong, sentence) in rows {
        let error = crane::parse_platform(text).expect_err(text);
        assert_eq!(
            (&text[error.span().range()], &*error.to_string()),
            (wrong, sentence),
            "{text:?}"
        );
    }
}

#[test]
fn regctl() {
    let rows = [
        // local machine, text, platform; read off regclient's code
        ("linux/amd64/v3", "local", "linux/amd64/v3"),
        ("linux/amd64/v3", "linux", "linux/amd64/v3"),
        ("linux/amd64/v3", "amd64", "linux/amd64/v3"),
        ("linux/amd64/v3", "x86_64", "linux/amd64/v3"),
        ("linux/amd64/v3", "arm64", "linux/arm64"),
        ("linux/amd64/v3", "linux/amd64", "linux/amd64"),
        ("linux/amd64/v3", "LOCAL/AArch64", "linux/arm64"),
        ("linux/amd64/v3", "Local", "linux/amd64/v3"),
        ("linux/amd64/v3", "local,osver=1", "linux(1)/amd64/v3"),
        ("linux/amd64/v3", "windows", "windows"),
        ("linux/amd64/v3", "freebsd", "freebsd"),
        ("linux/amd64/v3", "mipsle", "mipsle"),
        ("linux/arm/v6", "linux", "linux/arm/v6"),
        ("linux/arm/v6", "arm", "linux/arm/v7"),
        ("darwin/arm64", "linux", "linux/arm64"),
        ("darwin/arm64", "macos", "darwin/arm64"),
        ("freebsd/amd64", "linux", "linux"),
        ("windows(10.0.20348)/amd64", "windows", "windows(10.0.20348)/amd64"),
        ("windows(10.0.20348)/amd64", "windows/amd64", "windows(10.0.20348)/amd64"),
        ("windows(10.0.20348)/amd64", "windows/amd64/v1", "windows(10.0.20348)/amd64"),
        ("windows(10.0.20348)/amd64", "windows/amd64/v2", "windows/amd64/v2"),
        ("windows(10.0.20348)/amd64", "windows/arm64", "windows/arm64"),
        ("windows(10.0.20348)/amd64", "linux", "linux/amd64"),
        ("windows(10.0.20348)/amd64", "windows/amd64,osver=1.2", "windows(1.2)/amd64"),
        ("linux/amd64", r#"windows/amd64, "Os"Version = "1,\"2" "#, "windows(1%2C%222)/amd64"),
        ("linux/amd64", r"windows/amd64,,osver=\,,=x", "windows(%2C)/amd64"),
        ("linux/amd64", "windows/amd64,osver", "windows/amd64"),
        ("linux/amd64", "windows/amd64,", "windows/amd64"),
    ];
    for (local, text, want) in rows {
        let local: Platform = local.parse().expect(local);
        let got = regctl::parse_platform(text, &local).map(|platform| platform.to_string());
        assert_eq!(got.as_deref(), Ok(want), "{text:?} on {local}");
    }
}

#[test]
fn regctl_rejects() {
    let rows = [
        ("", "", "the operating system is empty"),
        ("linux/", "", "the architecture is empty"),
        (
            "linux/a.b",
            ".",
            "expected a letter, digit, `_` or `-` in the architecture, but found `.`",
        ),
        ("linux/arm/v7/x,osver=1", "/x", "unexpected fourth part in the platform"),
        ("linux/arm,foo=1,osver=2", "foo=1", "expected the option `osver=` in the platform"),
        ("linux/arm, ", " ", "expected the option `osver=` in the platform"),
        (
            "linux/arm,osver=1,OSVersion=2",
            "OSVersion=2",
            "unexpected second OS version in the platform",
        ),
        ("linux/arm,osver=\"1", "", "expected `\"`, but the OS version ends"),
    ];
    let local = Platform::new("linux", "amd64");
    for (text, wrong, sentence) in rows {
        let error = regctl::parse_platform(text, &local).expect_err(text);
        assert_eq!(
            (&text[error.span().range()], &*error.to_string()),
            (wrong, sentence),
            "{text:?}"
        );
    }
}
