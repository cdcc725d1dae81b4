//! Keys of `config.json` and `auth.json`, compared with docker/cli and containers/image.

use imageref::reference::{Reference, Registry};
use imageref::registry::credential_key;
use imageref_interop::{containers, docker};

use crate::data::{Counts, read, rows};

#[test]
fn entries_of_docker_and_containers() {
    let (mut docker, mut containers) = (Counts::default(), Counts::default());
    let text = read("registry/credentials.tsv");
    for row in rows(&text) {
        let [keys, image, lookup, docker_entry, containers_entry] = row[..] else {
            panic!("{row:?}")
        };
        let keys: Vec<_> = keys.split(' ').map(|key| if key == "-" { "" } else { key }).collect();
        let reference: Reference = match image.parse() {
            Ok(reference) => reference,
            Err(e) => panic!("{image}: {e}"),
        };
        let (registry, repository) = (reference.registry(), reference.repository());
        assert_eq!(credential_key(registry), lookup, "{image}");

        let found = docker::credentials(registry, keys.iter().copied());
        let class = match (&*found, docker_entry) {
            ([], "") => "agree, none",
            ([key], entry) if *key == entry => "agree",
            ([_, _], "?") => "agree, ambiguous",
            _ => panic!("{keys:?} {image}: {found:?} here, {docker_entry:?} there"),
        };
        docker.add(class);

        let found = containers::credentials(registry, repository, keys.iter().copied());
        let class = match (found.first().copied(), containers_entry) {
            (None, "") => "agree, none",
            (Some(key), entry) if key == entry => "agree",
            (_, "!") if registry.as_str().starts_with('[') => {
                "IPv6: looked up here, rejected there"
            }
            _ => panic!("{keys:?} {image}: {found:?} here, {containers_entry:?} there"),
        };
        containers.add(class);
    }
    docker.assert(&[("agree", 37), ("agree, ambiguous", 3), ("agree, none", 161)]);
    containers.assert(&[
        ("IPv6: looked up here, rejected there", 23),
        ("agree", 34),
        ("agree, none", 144),
    ]);
}

/// Keys that are URLs name the host that docker/cli reads from them.
#[test]
fn hosts_of_keys() {
    let mut counts = Counts::default();
    let text = read("registry/convert_to_hostname.tsv");
    for row in rows(&text) {
        let [key, host, moby] = row[..] else { panic!("{row:?}") };
        let Ok(read) = Registry::parse(host) else {
            counts.add("no registry");
            continue;
        };
        assert_eq!(docker::credentials(read, [key]), [key], "{key}");
        let class = if host == moby { "agree" } else { "as docker/cli, not as moby" };
        counts.add(class);
    }
    counts.assert(&[("agree", 1), ("as docker/cli, not as moby", 2), ("no registry", 1)]);
}

#[test]
fn urls_as_keys() {
    let found = |host, key| !docker::credentials(registry(host), [key]).is_empty();
    for (host, key, expected) in [
        ("example.com", "https://example.com", true),
        ("example.com", "HTTPS://user:pass@example.com/v1/?x#y", true),
        ("example.com", "example.com/v1/", true),
        ("example.com", "//example.com", false),
        ("example.com", "https://example.com:443", false),
        ("example.com:443", "https://example.com:443", true),
        ("example.com", "https://example.com:x", false),
        ("example.com", "https://exa%6dple.com", false),
        ("example.com", "https://evil.com/@example.com", false),
        ("example.com", "1https://example.com", false),
        ("[::1]:5000", "http://[::1]:5000", true),
        ("docker.io", "https://docker.io", false),
        // As `net/url` reads them: these are no URLs, so that what precedes the first `/` counts.
        ("victim.com", "https://evil.com\\@victim.com/", false),
        ("victim.com", "https://evil.com\\@victim.com", false),
        ("victim.com", "https://us er@victim.com/", false),
        ("victim.com", "https://us<er@victim.com/", false),
        ("victim.com", "https://%zz@victim.com/", false),
        ("victim.com", "https://victim.com\\@evil.com/", false),
        ("victim.com", "https://victim.com\\.evil.com/", false),
        ("victim.com", "https://victim.com/%zz", false),
        ("victim.com", "https://victim.com/#%zz", false),
        ("victim.com", "https://victim.com/\n", false),
        ("victim.com", "https://[victim.com]/", false),
        ("victim.com", "victim.com\\@evil.com", false),
        ("victim.com", "https://a@b@victim.com/", true),
        ("victim.com", "https://evil.com@victim.com/", true),
        ("victim.com", "https://us%20er:p%40ss@victim.com/", true),
        ("victim.com", "https://victim.com?@evil.com", true),
        ("victim.com", "https://victim.com#@evil.com", true),
        ("victim.com", "a+b-c.1://victim.com", true),
        ("victim.com", "a_b://victim.com", false),
        ("victim.com", "https:victim.com", false),
    ] {
        assert_eq!(found(host, key), expected, "{host} {key}");
    }
}

#[track_caller]
fn registry(host: &str) -> Registry<'_> {
    Registry::parse(host).unwrap_or_else(|e| panic!("{host:?}: {e}"))
}
