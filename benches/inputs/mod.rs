//! The inputs of the benchmarks, the guard and the comparison with other crates: the same strings every time.
//!
//! Nothing here comes from a file, a clock or a random device: a seed gives the same strings on every machine.

/// References as people write them, one of each form.
pub(crate) const REALISTIC: [&str; 30] = [
    "nginx",
    "ubuntu:24.04",
    "postgres:16-alpine",
    "python:3.12-slim-bookworm",
    "docker.io/library/redis:7.2.4",
    "bitnami/kafka:3.7.0-debian-12-r2",
    "grafana/grafana-oss:11.1.0",
    "hashicorp/terraform",
    "index.docker.io/library/golang:1.22",
    "quay.io/prometheus/node-exporter:v1.8.1",
    "quay.io/keycloak/keycloak:25.0",
    "ghcr.io/actions/actions-runner:2.317.0",
    "ghcr.io/home-assistant/home-assistant:stable",
    "gcr.io/distroless/static-debian12:nonroot",
    "gcr.io/google-containers/pause:3.2",
    "us-docker.pkg.dev/my-project/my-repo/api-server:main",
    "registry.k8s.io/kube-apiserver:v1.30.2",
    "registry.k8s.io/ingress-nginx/controller:v1.10.1@sha256:\
     e24f39d3eed6bcc239a56f20098878845f62baa34b9f2be2fd2c38ce9fb0f29e",
    "mcr.microsoft.com/dotnet/aspnet:8.0-jammy-chiseled",
    "mcr.microsoft.com/windows/servercore:ltsc2022",
    "public.ecr.aws/docker/library/node:20",
    "123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/service:a1b2c3d",
    "registry.example.com:5000/team/app",
    "registry.example.com:5000/team/tools/scanner:1.25-alpine",
    "localhost:5000/app:dev",
    "localhost/app:dev",
    "registry.gitlab.com/group/subgroup/project/image:feature_x-42",
    "nginx@sha256:0d17b565c37bcbd895e9d92315a05c1c3c9a29f762b011a10c54a66cd53c9b31",
    "ghcr.io/org/chart:1.2.3@sha256:\
     b5b2b2c507a0944348e0303114d8d93aaaa081732b86451d9bce1f432a537bc7",
    "cgr.dev/chainguard/wolfi-base:latest@sha256:\
     3d6dece13cdb5546cd03b20e14f9af354bc1a56ab5a7b47dca3e6c1557211fcf",
];

/// Strings that are not references: one of each mistake that people make.
pub(crate) const WRONG: [&str; 10] = [
    "https://docker.io/library/nginx",
    "Nginx:latest",
    "nginx:",
    "ghcr.io/Org/app:1.2",
    "registry.example.com:99999/app",
    "team/app:${TAG}",
    "nginx@sha256:0d17b565c37bcbd895e9d92315a05c1c3c9a29f762b011a10c54a66cd53c9b3",
    "docker.io/library/nginx:1.27 ",
    "app:1.2:3",
    "0d17b565c37bcbd895e9d92315a05c1c3c9a29f762b011a10c54a66cd53c9b31",
];

/// The seed of every figure in `BENCHMARKS.md`.
pub(crate) const SEED: u64 = 20_000;

/// Distinct references, for counts that a branch predictor can't memorize.
///
/// One in three is a single component on Docker Hub, one in three has a namespace there, one in three a registry (one
/// in six of those with a port); four in five have a tag, one in seven is pinned to a digest.
pub(crate) fn references(count: usize, seed: u64) -> Vec<String> {
    let mut random = Random(seed);
    let mut distinct = std::collections::HashSet::new();
    let drawn = std::iter::repeat_with(|| random.reference());
    drawn.filter(|text| distinct.insert(text.clone())).take(count).collect()
}

/// sha256 digests.
pub(crate) fn digests(count: usize, seed: u64) -> Vec<String> {
    let mut random = Random(seed);
    (0..count).map(|_| random.digest()).collect()
}

/// Bytes that don't compress.
pub(crate) fn bytes(len: usize, seed: u64) -> Vec<u8> {
    let mut random = Random(seed);
    let mut bytes = Vec::with_capacity(len + 8);
    while bytes.len() < len {
        bytes.extend_from_slice(&random.next().to_le_bytes());
    }
    bytes.truncate(len);
    bytes
}

/// `SplitMix64`: a generator of three lines, good enough to draw words.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        let drawn = self.next() % u64::try_from(end).expect("a length");
        usize::try_from(drawn).expect("less than a length")
    }

    fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }

    fn reference(&mut self) -> String {
        let mut text = match self.below(3) {
            0 => self.component(),
            1 => format!("{}/{}", self.component(), self.component()),
            _ => {
                let port = if self.below(6) == 0 { ":5000" } else { "" };
                let registry = self.pick(&REGISTRIES);
                let mut text = format!("{registry}{port}");
                for _ in 0..=self.below(3) {
                    text.push('/');
                    text.push_str(&self.component());
                }
                text
            }
        };
        if self.below(5) > 0 {
            text.push(':');
            text.push_str(&self.tag());
        }
        if self.below(7) == 0 {
            text.push('@');
            text.push_str(&self.digest());
        }
        text
    }

    fn component(&mut self) -> String {
        let mut text = String::from(self.pick(&WORDS));
        for _ in 0..self.below(3) {
            text.push_str(self.pick(&["-", "-", "-", "_"]));
            text.push_str(self.pick(&WORDS));
        }
        text
    }

    fn tag(&mut self) -> String {
        let (major, minor, patch) = (self.below(30), self.below(40), self.below(20));
        match self.below(8) {
            0 => String::from("latest"),
            1 => format!("{major}"),
            2 => format!("{major}.{minor}"),
            3 => format!("{major}.{minor}.{patch}"),
            4 => format!("v{major}.{minor}.{patch}"),
            5 => {
                format!("{major}.{minor}-{}", self.pick(&["alpine", "slim", "bookworm", "nonroot"]))
            }
            6 => format!("{}-{:07x}", self.pick(&["main", "pr", "sha"]), self.next() >> 36),
            _ => format!("v{major}.{minor}.{patch}-rc.{}", self.below(9)),
        }
    }

    fn digest(&mut self) -> String {
        let [a, b, c, d] = core::array::from_fn(|_| self.next());
        format!("sha256:{a:016x}{b:016x}{c:016x}{d:016x}")
    }
}

const REGISTRIES: [&str; 10] = [
    "docker.io",
    "ghcr.io",
    "quay.io",
    "gcr.io",
    "registry.k8s.io",
    "mcr.microsoft.com",
    "public.ecr.aws",
    "registry.gitlab.com",
    "us-docker.pkg.dev",
    "registry.example.com",
];

const WORDS: [&str; 32] = [
    "app", "api", "base", "build", "cache", "cert", "chart", "client", "cloud", "config", "core",
    "data", "db", "exporter", "gateway", "ingress", "job", "kafka", "library", "manager",
    "metrics", "nginx", "operator", "proxy", "redis", "runner", "server", "team", "tools", "web",
    "worker", "x86",
];
