//! Retired registries and namespaces.

use imageref::reference::{Name, Repository};
use imageref::registry::{Retired, retired_names};

use super::registry;

#[test]
fn every_row_is_found_and_its_replacement_parses() {
    for row in retired_names() {
        let path = format!("{}team/app", row.prefix);
        let repository = Repository::parse(&path).expect("a repository");
        let found = Retired::of(registry(row.registry), repository).expect(row.registry);
        assert_eq!((found.since(), found.source()), (row.since, row.source), "{}", row.registry);
        let replacement = found.replacement().map(|name| name.to_string());
        let expected =
            row.replacement.map(|(registry, prefix)| format!("{registry}/{prefix}team/app"));
        assert_eq!(replacement, expected, "{}", row.registry);
        if let Some(text) = replacement {
            let name: Name = text.parse().expect("a name");
            assert_eq!(name.as_str(), text);
        }
        assert!(
            row.prefix.is_empty() || row.prefix.ends_with('/'),
            "whole components: {}",
            row.prefix
        );
    }
}

#[test]
fn replacements_by_source() {
    for (host, path, replacement) in [
        ("k8s.gcr.io", "pause", Some("registry.k8s.io/pause")),
        ("K8S.gcr.io:443", "pause", Some("registry.k8s.io/pause")),
        ("gcr.io", "google_containers/pause", Some("registry.k8s.io/pause")),
        ("gcr.io", "google-containers/pause", Some("registry.k8s.io/pause")),
        ("docker.pkg.github.com", "owner/repo/image", Some("ghcr.io/owner/repo/image")),
        ("mcr.azk8s.cn", "oss/kubernetes/pause", Some("mcr.azure.cn/oss/kubernetes/pause")),
        ("gcr.azk8s.cn", "google-containers/pause", None),
        ("dockerhub.azk8s.cn", "library/nginx", None),
        (
            "projects.registry.vmware.com",
            "tkg/pause",
            Some("projects.packages.broadcom.com/tkg/pause"),
        ),
        ("registry.centos.org", "centos/centos", Some("quay.io/centos/centos")),
        ("registry.centos.org", "dotnet/x", None),
        ("registry.eu-de.bluemix.net", "ns/app", Some("de.icr.io/ns/app")),
        ("index.docker.io", "bitnami/redis", Some("docker.io/bitnamilegacy/redis")),
    ] {
        let repository = Repository::parse(path).expect("a repository");
        let found = Retired::of(registry(host), repository).expect(host);
        assert_eq!(
            found.replacement().map(|name| name.to_string()).as_deref(),
            replacement,
            "{host}/{path}"
        );
    }
    for (host, path) in [
        ("gcr.io", "google-samples/x"),
        ("k8s.gcr.io:5000", "pause"),
        ("docker.io", "bitnamilegacy/redis"),
        ("docker.io", "library/bitnami"),
        ("registry.k8s.io", "pause"),
        ("quay.io", "bitnami/redis"),
    ] {
        let repository = Repository::parse(path).expect("a repository");
        assert!(Retired::of(registry(host), repository).is_none(), "{host}/{path}");
    }
}
