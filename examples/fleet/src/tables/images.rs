//! The images of a generated fleet: bases with their releases, and applications built on them.

use super::random::Random;

/// Bases: the name, and the tag before and after the number of the release.
const BASES: &[(&str, &str, &str)] = &[
    ("docker.io/library/debian", "12.", "-slim"),
    ("docker.io/library/ubuntu", "24.04.", ""),
    ("docker.io/library/alpine", "3.20.", ""),
    ("docker.io/library/python", "3.12.", "-slim"),
    ("docker.io/library/node", "22.11.", "-alpine"),
    ("docker.io/library/eclipse-temurin", "21.0.", "-jre"),
    ("registry.access.redhat.com/ubi9/ubi-minimal", "9.4.", ""),
    ("mcr.microsoft.com/dotnet/aspnet", "8.0.", ""),
];

/// Releases of each base.
const RELEASES: usize = 6;

/// Where applications come from, with weights; a few of these names are retired.
const REGISTRIES: &[(&str, usize)] = &[
    ("123456789012.dkr.ecr.eu-west-1.amazonaws.com/platform", 24),
    ("ghcr.io/example", 16),
    ("docker.io/example", 14),
    ("harbor.example.com/team", 12),
    ("quay.io/example", 10),
    ("europe-west1-docker.pkg.dev/example/apps", 8),
    ("registry.gitlab.com/example/services", 6),
    ("registry.k8s.io", 4),
    ("docker.io/bitnami", 3),
    ("k8s.gcr.io", 1),
    ("gcr.io/google-containers", 1),
    ("docker.pkg.github.com/example/tools", 1),
];

const SUBJECTS: [&str; 24] = [
    "billing",
    "cart",
    "catalog",
    "checkout",
    "customer",
    "delivery",
    "events",
    "fraud",
    "gateway",
    "identity",
    "inventory",
    "invoice",
    "ledger",
    "mail",
    "media",
    "orders",
    "payments",
    "pricing",
    "profile",
    "rates",
    "reports",
    "search",
    "session",
    "stock",
];
const ROLES: [&str; 12] = [
    "api",
    "worker",
    "consumer",
    "exporter",
    "frontend",
    "importer",
    "indexer",
    "migrate",
    "proxy",
    "scheduler",
    "sync",
    "webhook",
];

/// How many images of an application exist, and how many of them share their layer of dependencies.
const VERSIONS: usize = 8;
const SHARE_DEPENDENCIES: usize = 4;

/// An image of the table `images`, with its rows of the table `layers`.
pub(super) struct Image {
    /// `docker.io/library/debian`.
    pub(super) name: String,
    pub(super) tag: String,
    pub(super) digest: String,
    /// The index of the image that it is built on.
    pub(super) base: Option<usize>,
    /// Digests and compressed sizes, base first.
    pub(super) layers: Vec<(String, i64)>,
}

impl Image {
    pub(super) fn reference(&self) -> String {
        format!("{}:{}", self.name, self.tag)
    }
}

/// Returns the images of a fleet, bases first.
pub(super) fn generate(count: usize, random: &mut Random) -> Vec<Image> {
    let mut images = Vec::with_capacity(count);
    for (name, before, after) in BASES {
        for release in 0..RELEASES {
            let layers = (0..=release % 2).map(|_| layer(random, 20_000_000, 60_000_000));
            let layers = layers.collect();
            let tag = format!("{before}{release}{after}");
            let digest = random.digest();
            images.push(Image { name: (*name).to_owned(), tag, digest, base: None, layers });
        }
    }
    let bases = images.len();
    let mut dependencies = layer(random, 1_000_000, 100_000_000);
    let mut name = String::new();
    let mut family = 0;
    for number in 0..count.saturating_sub(bases) {
        let (application, version) = (number / VERSIONS, number % VERSIONS);
        if version == 0 {
            name = format!("{}/{}", registry(random), application_name(application));
            family = random.below(BASES.len());
        }
        if version % SHARE_DEPENDENCIES == 0 {
            dependencies = layer(random, 1_000_000, 100_000_000);
        }
        // A newer version is built on a newer base.
        let base = family * RELEASES + version * RELEASES / VERSIONS;
        let mut layers = images[base].layers.clone();
        layers.push(dependencies.clone());
        layers.extend((0..1 + random.below(3)).map(|_| layer(random, 1_000, 20_000_000)));
        let tag = format!("1.{version}.{}", random.below(10));
        let digest = random.digest();
        images.push(Image { name: name.clone(), tag, digest, base: Some(base), layers });
    }
    images.truncate(count);
    images
}

fn application_name(number: usize) -> String {
    let subject = SUBJECTS[number % SUBJECTS.len()];
    let role = ROLES[number / SUBJECTS.len() % ROLES.len()];
    match number / SUBJECTS.len() / ROLES.len() {
        0 => format!("{subject}-{role}"),
        more => format!("{subject}-{role}-{more}"),
    }
}

fn registry(random: &mut Random) -> &'static str {
    let mut at = random.below(REGISTRIES.iter().map(|(_, weight)| weight).sum());
    for (registry, weight) in REGISTRIES {
        if at < *weight {
            return registry;
        }
        at -= weight;
    }
    unreachable!("the number is below the sum of the weights")
}

fn layer(random: &mut Random, from: usize, to: usize) -> (String, i64) {
    (random.digest(), (from + random.below(to - from)) as i64)
}
