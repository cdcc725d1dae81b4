//! Operators, addresses and schemes of registries.

use imageref::reference::{Registry, Repository};
use imageref::registry::{
    Operator as O, RegistryInfo, Scheme, is_official_image, registry_patterns, same_registry,
};
use proptest::prelude::*;

use super::registry;
use crate::data::{Counts, read, rows};

#[test]
fn every_row_matches_its_example_and_no_longer_host() {
    for row in registry_patterns() {
        let info = RegistryInfo::of(registry(row.example));
        let named = |name| row.pattern.contains(name);
        assert_eq!(info.operator(), row.operator, "{}", row.pattern);
        assert_eq!(info.cloud(), row.cloud, "{}", row.pattern);
        assert_eq!(info.instance().is_some(), named("{instance}"), "{}", row.pattern);
        if named("{location}") {
            assert!(info.location().is_some_and(|l| row.example.contains(l)), "{}", row.pattern);
        } else {
            assert_eq!(info.location(), row.location, "{}", row.pattern);
        }
        assert!(!row.source.is_empty());

        let upper = row.example.to_ascii_uppercase();
        assert_eq!(RegistryInfo::of(registry(&upper)).operator(), row.operator, "{upper}");
        for other in [
            format!("{}.example.com", row.example),
            format!("x{}.evil", row.example),
            format!("{}:5000", row.example),
        ] {
            assert_eq!(RegistryInfo::of(registry(&other)).operator(), O::Unknown, "{other}");
        }
        let with_port = format!("{}:443", row.example);
        assert_eq!(RegistryInfo::of(registry(&with_port)).operator(), row.operator, "{with_port}");
    }
}

#[test]
fn parts_of_hosts() {
    for (host, operator, instance, location) in [
        ("team.azurecr.io", O::AzureContainerRegistry, Some("team"), None),
        ("team-a1b2.azurecr.io", O::AzureContainerRegistry, Some("team-a1b2"), None),
        (
            "team.westeurope.geo.azurecr.io",
            O::AzureContainerRegistry,
            Some("team"),
            Some("westeurope"),
        ),
        ("team.westeurope.data.azurecr.io", O::Unknown, None, None),
        ("us-docker.pkg.dev", O::GoogleArtifactRegistry, None, Some("us")),
        ("docker.pkg.dev", O::Unknown, None, None),
        ("eu.gcr.io", O::GoogleContainerRegistry, None, Some("europe")),
        ("de.icr.io", O::Ibm, None, Some("eu-de")),
        ("fra.ocir.io", O::Oracle, None, Some("fra")),
        (
            "crpi-x1-vpc.cn-hangzhou.personal.cr.aliyuncs.com",
            O::Alibaba,
            Some("x1"),
            Some("cn-hangzhou"),
        ),
        (
            "team-registry.cn-hangzhou.cr.aliyuncs.com",
            O::Alibaba,
            Some("team"),
            Some("cn-hangzhou"),
        ),
        ("sgccr.ccs.tencentyun.com", O::Tencent, None, Some("sg")),
        ("team-docker.jfrog.io", O::JFrog, Some("team-docker"), None),
        ("harbor.example.com", O::Unknown, None, None),
        ("kind-registry:5000", O::Unknown, None, None),
    ] {
        let info = RegistryInfo::of(registry(host));
        assert_eq!(
            (info.operator(), info.instance(), info.location()),
            (operator, instance, location),
            "{host}"
        );
    }
}

/// Each of Amazon's domains, in each form.
#[test]
fn amazon() {
    for (domain, region, partition) in [
        ("amazonaws.com", "eu-west-1", "aws"),
        ("amazonaws.com", "us-gov-west-1", "aws-us-gov"),
        ("on.aws", "eu-west-1", "aws"),
        ("on.aws", "us-gov-east-1", "aws-us-gov"),
        ("amazonaws.com.cn", "cn-north-1", "aws-cn"),
        ("on.amazonwebservices.com.cn", "cn-northwest-1", "aws-cn"),
        ("amazonaws.eu", "eusc-de-east-1", "aws-eusc"),
        ("c2s.ic.gov", "us-iso-east-1", "aws-iso"),
        ("sc2s.sgov.gov", "us-isob-east-1", "aws-iso-b"),
        ("cloud.adc-e.uk", "eu-isoe-west-1", "aws-iso-e"),
        ("csp.hci.ic.gov", "us-isof-south-1", "aws-iso-f"),
    ] {
        for (service, fips) in
            [("dkr.ecr", false), ("dkr-ecr", false), ("dkr.ecr-fips", true), ("dkr-ecr-fips", true)]
        {
            let host = format!("123456789012.{service}.{region}.{domain}");
            let info = RegistryInfo::of(registry(&host));
            assert_eq!(info.operator(), O::AmazonEcr, "{host}");
            assert_eq!(
                (info.account(), info.location()),
                (Some("123456789012"), Some(region)),
                "{host}"
            );
            assert_eq!((info.cloud(), info.is_fips()), (Some(partition), fips), "{host}");
        }
    }
    for host in [
        "123456789012.dkr.ecr.eu-west-1.amazonaws.com.evil.com",
        "123456789012.dkr.ecr.eu-west-1.amazonaws.org",
        "12345678901.dkr.ecr.eu-west-1.amazonaws.com",
        "1234567890123.dkr.ecr.eu-west-1.amazonaws.com",
        "12345678901a.dkr.ecr.eu-west-1.amazonaws.com",
        "123456789012.dkr.ecr.amazonaws.com",
        "123456789012.dkr.ecs.eu-west-1.amazonaws.com",
        "x.123456789012.dkr.ecr.eu-west-1.amazonaws.com",
        "dkr.ecr.eu-west-1.amazonaws.com",
    ] {
        assert_eq!(RegistryInfo::of(registry(host)).operator(), O::Unknown, "{host}");
    }
}

#[test]
fn api_hosts() {
    for (text, api) in [
        ("docker.io", "registry-1.docker.io"),
        ("index.docker.io", "registry-1.docker.io"),
        ("docker.io:443", "registry-1.docker.io"),
        ("DOCKER.io", "registry-1.docker.io"),
        ("ghcr.io", "ghcr.io"),
        ("registry.example.com:5000", "registry.example.com:5000"),
        ("docker.io:5000", "docker.io:5000"),
    ] {
        assert_eq!(RegistryInfo::of(registry(text)).api_host(), api, "{text}");
    }
}

/// Compared with go-containerregistry's scheme and docker/cli's *insecure*.
#[test]
fn schemes() {
    let mut counts = Counts::default();
    let text = read("registry/hosts.tsv");
    for row in rows(&text) {
        let [host, ggcr, insecure] = row[..] else { panic!("{row:?}") };
        let Ok(read) = Registry::parse(host) else {
            counts.add("not a registry");
            continue;
        };
        let ours = RegistryInfo::of(read).scheme();
        let class = match (ours, ggcr, insecure) {
            (Scheme::Http, "http", "y") | (Scheme::Https, "https", "") => "agree",
            (Scheme::Https, "http", "") => {
                assert!(host.starts_with("10."), "{host}");
                "a private IPv4 address: https here and to docker/cli, http to go-containerregistry"
            }
            _ => panic!("{host}: {ours} here, {ggcr} and {insecure:?} there"),
        };
        counts.add(class);
    }
    counts.assert(&[
        ("a private IPv4 address: https here and to docker/cli, http to go-containerregistry", 1),
        ("agree", 16),
        ("not a registry", 7),
    ]);
}

/// The whole URL of a request: base URL and path.
#[test]
fn base_urls() {
    for (text, url) in [
        ("docker.io", "https://registry-1.docker.io"),
        ("ghcr.io", "https://ghcr.io"),
        ("registry.example.com:5000", "https://registry.example.com:5000"),
        ("localhost:5000", "http://localhost:5000"),
        ("[::1]:5000", "http://[::1]:5000"),
    ] {
        let info = RegistryInfo::of(registry(text));
        assert_eq!(info.base_url().to_string(), url);
    }
}

#[test]
fn loopback() {
    for host in [
        "localhost",
        "LOCALHOST:5000",
        "app.localhost",
        "127.0.0.1:5000",
        "127.1.2.3",
        "[::1]",
        "[::1]:5000",
        "[0:0:0:0:0:0:0:1]",
    ] {
        let info = RegistryInfo::of(registry(host));
        assert_eq!((info.operator(), info.scheme()), (O::Loopback, Scheme::Http), "{host}");
    }
    for host in [
        "127.example.com",
        "localhost.evil.com:5000",
        "128.0.0.1",
        "10.0.0.1",
        "[::2]",
        "notlocalhost.com",
        "0.0.0.0:5000",
    ] {
        let info = RegistryInfo::of(registry(host));
        assert_eq!((info.operator(), info.scheme()), (O::Unknown, Scheme::Https), "{host}");
    }
}

#[test]
fn same_registries() {
    let ecr = "123456789012.dkr.ecr.eu-west-1.amazonaws.com";
    for (a, b, expected) in [
        ("docker.io", "index.docker.io", true),
        ("docker.io", "registry-1.docker.io", true),
        ("docker.io", "docker.io:443", true),
        ("DOCKER.io", "docker.io", true),
        ("docker.io", "docker.io:80", false),
        ("docker.io", "registry.docker.io", false),
        (ecr, "123456789012.dkr-ecr.eu-west-1.on.aws", true),
        (ecr, "123456789012.dkr.ecr-fips.eu-west-1.amazonaws.com", true),
        (ecr, "123456789012.dkr.ecr.eu-west-2.amazonaws.com", false),
        (ecr, "210987654321.dkr.ecr.eu-west-1.amazonaws.com", false),
        ("public.ecr.aws", "ecr-public.aws.com", true),
        ("team.azurecr.io", "team.azurecr.us", false),
        ("ghcr.io", "GHCR.IO:443", true),
        ("example.com", "example.com:80", false),
        ("example.com:0443", "example.com", true),
        ("localhost", "localhost:80", true),
        ("localhost", "localhost:5000", false),
        ("[::1]:5000", "[0:0::1]:5000", true),
        ("[::1]", "127.0.0.1", false),
        ("gcr.io", "us.gcr.io", false),
    ] {
        assert_eq!(same_registry(registry(a), registry(b)), expected, "{a} {b}");
        assert_eq!(same_registry(registry(b), registry(a)), expected, "{b} {a}");
    }
}

proptest! {
    #[test]
    fn same_is_an_equivalence(hosts in prop::collection::vec(
        prop::sample::select(vec![
            "docker.io", "index.docker.io:443", "docker.io:80", "Docker.IO", "[::1]", "[::1]:80", "[0::1]", "[::ffff:0:1]", "localhost:80",
            "LOCALHOST", "public.ecr.aws", "ecr-public.aws.com:443", "123456789012.dkr.ecr.eu-west-1.amazonaws.com",
            "123456789012.dkr-ecr.EU-WEST-1.on.aws", "example.com", "example.com:443",
        ]), 3))
    {
        let [a, b, c] = [0, 1, 2].map(|at| registry(hosts[at]));
        prop_assert!(same_registry(a, a));
        prop_assert_eq!(same_registry(a, b), same_registry(b, a));
        if same_registry(a, b) && same_registry(b, c) { prop_assert!(same_registry(a, c)); }
    }

    #[test]
    fn parts_are_from_the_host(text in "[A-Za-z0-9.:\\[\\]{}-]{1,60}") {
        if let Ok(registry) = Registry::parse(&text) {
            let info = RegistryInfo::of(registry);
            for part in [info.account(), info.instance()].into_iter().flatten() { prop_assert!(text.contains(part)); }
            prop_assert!(info.api_host() == text || info.operator() == O::DockerHub);
        }
    }
}

#[test]
fn official_images() {
    let official = |registry, repository| {
        is_official_image(
            super::registry(registry),
            Repository::parse(repository).expect("a repository"),
        )
    };
    assert!(official("docker.io", "library/nginx"));
    assert!(official("registry-1.docker.io", "library/nginx"));
    assert!(!official("docker.io", "library"));
    assert!(!official("docker.io", "library/nginx/x"));
    assert!(!official("docker.io", "bitnami/nginx"));
    assert!(!official("quay.io", "library/nginx"));
}

#[test]
fn debug_forms_name_the_registry() {
    let info = RegistryInfo::of(Registry::parse("quay.io").unwrap());
    assert_eq!(format!("{info:?}"), r#"RegistryInfo { registry: "quay.io", operator: Quay, .. }"#);
}
