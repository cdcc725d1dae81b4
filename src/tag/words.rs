//! The table of words that tags consist of.
//!
//! To add a word, add a row with its source. The rows are in alphabetical order.

use super::digits::is_dotted;
use super::identifiers::compare_folded;
use super::kind::TagKind as K;

/// What a word in a tag's variant describes.
///
/// ```
/// use imageref::reference::Tag;
/// use imageref::tag::{Category, TagInfo};
///
/// let info = TagInfo::of(Tag::parse("1.27.3-slim-bookworm")?);
/// let categories: Vec<_> = info.variant().map(|word| word.category()).collect();
/// assert_eq!(categories, [Category::Content, Category::Codename]);
/// # Ok::<(), imageref::ParseError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Category {
    /// The distribution that the image is built on: `alpine3.20`, `ubi9`.
    Distribution,
    /// The name of a release, mostly of Debian and Ubuntu: `bookworm`, `noble`.
    Codename,
    /// The Windows base: `windowsservercore`, `ltsc2022`.
    Windows,
    /// A language, runtime or service in the image, often with its version: `jdk21`, `php8.4`, `otp-27`.
    Runtime,
    /// An edition of the product: `enterprise`, `lite`.
    Edition,
    /// A processor architecture or its features: `arm64v8`, `avx2`.
    Architecture,
    /// What else the image contains or lacks: `slim`, `fpm`, `headless`.
    Content,
    /// A channel, environment or branch: `lts`, `staging`, `main`.
    Channel,
    /// None of the known words.
    Other,
}

/// A row of the table of words.
///
/// ```
/// use imageref::tag::{Category, known_words};
///
/// let row = known_words().iter().find(|row| row.word == "bookworm").expect("a row of the table");
/// assert_eq!((row.category, row.leads), (Category::Codename, None));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct KnownWord {
    /// The word in lower case, without a version.
    pub word: &'static str,
    /// The kind of a tag that starts with the word, if the word decides it.
    pub leads: Option<K>,
    /// What the word describes in a variant.
    pub category: Category,
    /// A tag with the word.
    pub example: &'static str,
    /// Where the word was seen: *official*, in that many tags of docker-library/official-images at commit 37079fb3;
    /// *wild*, in that many tags of 1102 other repositories, from public charts and Dockerfiles; otherwise as named.
    pub source: &'static str,
}

/// Returns all known words in alphabetical order.
pub fn known_words() -> &'static [KnownWord] {
    WORDS
}

/// Returns the row of a word in any case.
pub(super) fn lookup(word: &str) -> Option<&'static KnownWord> {
    let at = WORDS.binary_search_by(|row| compare_folded(row.word, word)).ok()?;
    WORDS.get(at)
}

/// A known word as a tag has it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found<'a> {
    pub(super) row: &'static KnownWord,
    pub(super) name: &'a str,
    /// The version that follows the word directly or after `_` or `.`; empty if there is none.
    pub(super) version: &'a str,
}

/// Finds the known word that a piece of a tag consists of, with its version: `x86_64`, `alpine3.20`, `scala_2.12`.
pub(super) fn find(piece: &str) -> Option<Found<'_>> {
    if let Some(row) = lookup(piece) {
        return Some(Found { row, name: piece, version: "" });
    }
    let end = piece.bytes().position(|b| !b.is_ascii_alphabetic())?;
    let (name, after) = piece.split_at(end);
    let version = after.strip_prefix(['_', '.']).unwrap_or(after);
    let row = lookup(name).filter(|_| is_dotted(version))?;
    Some(Found { row, name, version })
}

/// The same for words that tell variants apart. A number after a single letter is not a version but a counter (`r5`).
pub(super) fn of_variant(piece: &str) -> Option<Found<'_>> {
    find(piece).filter(|found| {
        found.row.category != Category::Channel
            && (found.version.is_empty() || found.name.len() > 1)
    })
}

/// Returns `true` for the name of a branch or of a kind of change.
pub(super) fn is_branch(row: &KnownWord) -> bool {
    row.leads == Some(K::Branch)
}

const fn row(
    word: &'static str,
    leads: Option<K>,
    category: Category,
    example: &'static str,
    source: &'static str,
) -> KnownWord {
    KnownWord { word, leads, category, example, source }
}

use Category as C;
#[rustfmt::skip] // one row a line
const WORDS: &[KnownWord] = &[
    row("aarch64", None, C::Architecture, "1.2.3-aarch64", "platform names of Linux, uname -m"),
    row("acceptance", Some(K::Environment), C::Channel, "acceptance", "gitlab-org/gitlab 694078cb, names of environments"),
    row("al", None, C::Distribution, "11-al2", "official 174"),
    row("almalinux", None, C::Distribution, "11-almalinux10", "official 78"),
    row("alpha", Some(K::Channel), C::Channel, "alpha", "official 2, wild 2"),
    row("alpine", None, C::Distribution, "2-alpine", "official 2063, wild 73"),
    row("amazoncorretto", None, C::Runtime, "3-amazoncorretto-21", "official 147"),
    row("amazonlinux", None, C::Distribution, "6.0-amazonlinux2", "official 24"),
    row("amd64", None, C::Architecture, "9.0-alpine-amd64", "wild 12"),
    row("amzn", None, C::Distribution, "1.2.3-amzn2", "Amazon Linux, os-release ID"),
    row("aot", None, C::Content, "10.0-azurelinux3.0-aot", "wild 5"),
    row("apache", None, C::Content, "10-apache", "official 225, wild 4"),
    row("app", None, C::Content, "2025-lta-datacenter-app", "official 12"),
    row("archlinux", None, C::Distribution, "1.2.3-archlinux", "docker-library/official-images, file library/archlinux"),
    row("argon", None, C::Codename, "lts-argon", "nodejs/Release, CODENAMES.md"),
    row("arm", None, C::Architecture, "1.2.3-arm", "platform names of Go, GOARCH"),
    row("arm32v5", None, C::Architecture, "arm32v5-1.2.3", "docker-library/official-images, architectures"),
    row("arm32v6", None, C::Architecture, "arm32v6-1.2.3", "docker-library/official-images, architectures"),
    row("arm32v7", None, C::Architecture, "1.2.3-arm32v7", "docker-library/official-images: account arm32v7"),
    row("arm64", None, C::Architecture, "1.2.3-arm64", "platform names of Go, GOARCH"),
    row("arm64v8", None, C::Architecture, "10.0-noble-aot-arm64v8", "wild 2 (arm)"),
    row("armel", None, C::Architecture, "1.2.3-armel", "Debian, names of ports"),
    row("armhf", None, C::Architecture, "1.2.3-armhf", "Debian, names of ports"),
    row("armv", None, C::Architecture, "1.2.3-armv7", "platform names of Linux, uname -m"),
    row("artful", None, C::Codename, "8-artful", "Ubuntu release list"),
    row("aspnet", None, C::Runtime, "1.2.3-aspnet8.0", "Microsoft, .NET container images"),
    row("avx", None, C::Architecture, "1.2.3-avx512", "GCC manual, x86 options"),
    row("azurelinux", None, C::Distribution, "9.0-azurelinux3.0-distroless", "wild 11"),
    row("backports", Some(K::Channel), C::Channel, "bookworm-backports", "official 6"),
    row("base", None, C::Content, "base", "official 108, wild 1"),
    row("bci", None, C::Distribution, "1.2.3-bci15.6", "SUSE, base container images"),
    row("beta", Some(K::Channel), C::Channel, "beta-java17", "official 23, wild 2"),
    row("bionic", None, C::Codename, "8-bionic", "Ubuntu release list"),
    row("bookworm", None, C::Codename, "22-bookworm", "official 532, wild 11"),
    row("boost", None, C::Runtime, "1.2.3-boost178", "Boost, releases"),
    row("boron", None, C::Codename, "lts-boron", "nodejs/Release, CODENAMES.md"),
    row("browsers", None, C::Content, "20.14.0-browsers", "CircleCI, convenience images: variants"),
    row("bugfix", Some(K::Branch), C::Channel, "bugfix-header", "Conventional Branch 1.0.0"),
    row("builder", None, C::Content, "2-builder", "official 16"),
    row("bullseye", None, C::Codename, "22-bullseye", "official 184, wild 2"),
    row("buster", None, C::Codename, "lts-buster", "wild 6"),
    row("busybox", None, C::Distribution, "1.2.3-busybox", "docker-library/official-images, file library/busybox"),
    row("canary", Some(K::Channel), C::Channel, "canary-6090275", "wild 2"),
    row("carbon", None, C::Codename, "lts-carbon", "nodejs/Release, CODENAMES.md"),
    row("cauldron", Some(K::Channel), C::Channel, "cauldron", "official 1"),
    row("ce", None, C::Edition, "ce-8.1.2.4", "official 2, wild 2"),
    row("centos", None, C::Distribution, "8-centos", "official 3"),
    row("chiseled", None, C::Content, "10.0-noble-chiseled-composite", "wild 9"),
    row("chore", Some(K::Branch), C::Channel, "chore-deps", "Conventional Branch 1.0.0"),
    row("clang", None, C::Runtime, "1.2.3-clang17", "LLVM, releases"),
    row("cli", None, C::Content, "29-cli", "official 121"),
    row("community", None, C::Edition, "2026-community", "official 35, wild 1"),
    row("composite", None, C::Content, "10.0-alpine-composite", "wild 2"),
    row("core", None, C::Content, "3-core", "official 18"),
    row("corretto", None, C::Runtime, "6-jdk11-corretto", "official 108"),
    row("cosmic", None, C::Codename, "8-cosmic", "Ubuntu release list"),
    row("cpu", None, C::Content, "2.44.1-py311-cpu", "wild 2"),
    row("cpuv", None, C::Architecture, "RELEASE.2024-06-29T01-20-47Z-cpuv1", "minio/minio"),
    row("cu", None, C::Runtime, "1.2.3-cu118", "PyTorch, builds by CUDA version"),
    row("cuda", None, C::Runtime, "2.10.0-cuda12.8-cudnn9-runtime", "wild 2"),
    row("cudnn", None, C::Runtime, "2.10.0-cuda12.8-cudnn9-runtime", "wild 2"),
    row("curl", None, C::Content, "22.04-curl", "official 19, wild 13"),
    row("current", Some(K::Channel), C::Channel, "current", "official 39"),
    row("cxx", None, C::Content, "1.2.3-cxx11", "GCC manual, C++ dialects"),
    row("data", None, C::Content, "1.11-data", "official 14"),
    row("datacenter", None, C::Edition, "2025-lta-datacenter-app", "official 24"),
    row("debian", None, C::Distribution, "v1.19-debian-1", "official 110, wild 310"),
    row("debug", None, C::Content, "1.2.3-debug", "wild 1"),
    row("deps", None, C::Content, "temurin-11-tools-deps", "official 128"),
    row("dev", Some(K::Environment), C::Channel, "10.0-dev-jdk21", "official 34, wild 7; gitlab-org/gitlab 694078cb, names of environments"),
    row("devel", Some(K::Channel), C::Channel, "devel", "official 25, wild 1"),
    row("develop", Some(K::Branch), C::Channel, "develop", "official 1"),
    row("developer", None, C::Edition, "2025-lta-developer", "official 12"),
    row("development", Some(K::Environment), C::Channel, "development", "gitlab-org/gitlab 694078cb, names of environments"),
    row("dind", None, C::Content, "29-dind", "official 9, wild 2"),
    row("disco", None, C::Codename, "8-disco", "Ubuntu release list"),
    row("distroless", None, C::Distribution, "9.0-azurelinux3.0-distroless", "wild 12"),
    row("dotnet", None, C::Runtime, "1.2.3-dotnet8", "Microsoft, .NET container images"),
    row("dubnium", None, C::Codename, "lts-dubnium", "nodejs/Release, CODENAMES.md"),
    row("eclipse", None, C::Runtime, "12-eclipse-temurin", "official 114, wild 1"),
    row("edge", Some(K::Channel), C::Channel, "edge", "official 1"),
    row("ee", None, C::Edition, "ee-8.1.2.4", "official 2, wild 1"),
    row("el", None, C::Distribution, "1.2.3-el9", "Fedora packaging guidelines, dist tag"),
    row("elixir", None, C::Runtime, "1.2.3-elixir1.16", "hexpm/elixir"),
    row("enterprise", None, C::Edition, "3-enterprise", "official 69"),
    row("eoan", None, C::Codename, "8-eoan", "Ubuntu release list"),
    row("erbium", None, C::Codename, "lts-erbium", "nodejs/Release, CODENAMES.md"),
    row("erlang", None, C::Runtime, "1.2.3-erlang26", "hexpm/elixir"),
    row("etch", None, C::Codename, "8-etch", "Debian release list"),
    row("experimental", Some(K::Channel), C::Channel, "experimental", "official 2"),
    row("fastcgi", None, C::Content, "5-fastcgi", "official 5"),
    row("fc", None, C::Distribution, "1.2.3-fc40", "Fedora packaging guidelines, dist tag"),
    row("feat", Some(K::Branch), C::Channel, "feat-login", "Conventional Branch 1.0.0"),
    row("feature", Some(K::Branch), C::Channel, "feature-auth", "Conventional Branch 1.0.0"),
    row("fedora", None, C::Distribution, "1.2.3-fedora", "docker-library/official-images, file library/fedora"),
    row("fermium", None, C::Codename, "lts-fermium", "nodejs/Release, CODENAMES.md"),
    row("fips", None, C::Content, "7-slim-fips", "official 3"),
    row("fix", Some(K::Branch), C::Channel, "fix-header", "Conventional Branch 1.0.0"),
    row("focal", None, C::Codename, "3.1-focal", "wild 4"),
    row("forky", None, C::Codename, "forky", "official 10"),
    row("foxy", None, C::Codename, "foxy-perception", "ROS release lists, REP 3 and REP 2000"),
    row("fpm", None, C::Content, "10-fpm", "official 448, wild 2"),
    row("fresh", Some(K::Channel), C::Channel, "fresh", "official 1"),
    row("full", None, C::Content, "25.0.0.12-full-java11-openj9", "official 66"),
    row("galactic", None, C::Codename, "galactic-perception", "ROS release lists, REP 3 and REP 2000"),
    row("gallium", None, C::Codename, "lts-gallium", "nodejs/Release, CODENAMES.md"),
    row("gcc", None, C::Runtime, "1.2.3-gcc13", "docker-library/official-images, file library/gcc"),
    row("generic", None, C::Content, "11-al2-generic", "official 12"),
    row("glibc", None, C::Content, "1-glibc", "official 7"),
    row("go", None, C::Runtime, "latest-go1.26-trixie", "wild 2"),
    row("golang", None, C::Runtime, "v1-golang", "wild 1"),
    row("gpu", None, C::Content, "v0.16.0-gpu", "wild 1"),
    row("graal", None, C::Runtime, "7-graal", "official 155"),
    row("graalvm", None, C::Runtime, "1.2.3-graalvm21", "GraalVM, container images"),
    row("groovy", None, C::Codename, "8-groovy", "Ubuntu release list"),
    row("hadoop", None, C::Runtime, "1.2.3-hadoop3", "apache/spark, download page"),
    row("headful", None, C::Content, "11-al2023-headful", "official 17"),
    row("headless", None, C::Content, "11-al2-native-headless", "official 257"),
    row("hirsute", None, C::Codename, "8-hirsute", "Ubuntu release list"),
    row("hive", None, C::Runtime, "1.2.3-hive3", "apache/hive, releases"),
    row("hotfix", Some(K::Branch), C::Channel, "hotfix-security", "Conventional Branch 1.0.0"),
    row("humble", None, C::Codename, "humble", "official 7"),
    row("hydrogen", None, C::Codename, "lts-hydrogen", "nodejs/Release, CODENAMES.md"),
    row("i386", None, C::Architecture, "1.2.3-i386", "docker-library/official-images, architectures"),
    row("i686", None, C::Architecture, "1.2.3-i686", "platform names of Linux, uname -m"),
    row("ibm", None, C::Runtime, "3-ibm-semeru-11-noble", "official 15"),
    row("ibmjava", None, C::Runtime, "3-ibmjava", "official 17"),
    row("impish", None, C::Codename, "8-impish", "Ubuntu release list"),
    row("innovation", Some(K::Channel), C::Channel, "innovation", "official 3"),
    row("integration", Some(K::Environment), C::Channel, "integration", "gitlab-org/gitlab 694078cb, names of environments"),
    row("iron", None, C::Codename, "lts-iron", "nodejs/Release, CODENAMES.md"),
    row("jammy", None, C::Codename, "3-jammy", "official 390, wild 6"),
    row("java", None, C::Runtime, "25.0.0.12-full-java11-openj9", "official 158, wild 1"),
    row("jazzy", None, C::Codename, "jazzy", "official 7"),
    row("jdk", None, C::Runtime, "10-jdk", "official 1789, wild 3"),
    row("jessie", None, C::Codename, "8-jessie", "Debian release list"),
    row("jod", None, C::Codename, "jod", "official 11"),
    row("jre", None, C::Runtime, "3.8-jre-17", "official 1623, wild 3"),
    row("jruby", None, C::Runtime, "1.2.3-jruby9", "docker-library/official-images, file library/jruby"),
    row("kafka", None, C::Runtime, "0.45.0-kafka-4.0.0", "wild 2"),
    row("kernel", None, C::Content, "25.0.0.12-kernel-slim-java11-openj9", "official 32, wild 1"),
    row("kilted", None, C::Codename, "kilted", "official 7"),
    row("kinetic", None, C::Codename, "8-kinetic", "Ubuntu release list"),
    row("kitten", None, C::Codename, "10-kitten", "official 4"),
    row("krypton", None, C::Codename, "krypton", "official 12"),
    row("langres", None, C::Codename, "langres", "official 5"),
    row("latest", Some(K::Latest), C::Channel, "latest", "official 126, wild 121"),
    row("leap", None, C::Distribution, "leap-15.6", "openSUSE, distributions"),
    row("lein", None, C::Runtime, "lein", "official 110"),
    row("lenny", None, C::Codename, "8-lenny", "Debian release list"),
    row("liberica", None, C::Runtime, "1.2.3-liberica21", "bellsoft/liberica-openjdk-alpine"),
    row("linux", None, C::Content, "2.14-linux", "official 7"),
    row("lite", None, C::Edition, "3.0-lite", "official 4, wild 1"),
    row("live", Some(K::Environment), C::Channel, "live", "gitlab-org/gitlab 694078cb, names of environments"),
    row("llvm", None, C::Runtime, "1.2.3-llvm17", "LLVM, releases"),
    row("loong64", None, C::Architecture, "1.2.3-loong64", "platform names of Go, GOARCH"),
    row("lta", Some(K::Channel), C::Channel, "2025-lta-datacenter-app", "official 12"),
    row("lts", Some(K::Channel), C::Channel, "lts", "official 101, wild 3"),
    row("ltsc", None, C::Windows, "2-builder-windowsservercore-ltsc2022", "official 446, wild 14"),
    row("lua", None, C::Runtime, "1.2.3-lua5.4", "Lua, releases"),
    row("lunar", None, C::Codename, "8-lunar", "Ubuntu release list"),
    row("lyrical", None, C::Codename, "lyrical", "official 7"),
    row("main", Some(K::Branch), C::Channel, "main", "Conventional Branch 1.0.0"),
    row("mainline", Some(K::Channel), C::Channel, "mainline", "official 14, wild 1"),
    row("management", None, C::Content, "4-management", "official 20"),
    row("mantic", None, C::Codename, "8-mantic", "Ubuntu release list"),
    row("mariadb", None, C::Runtime, "16-mariadb-tomcat", "official 16"),
    row("mariner", None, C::Distribution, "1.2.3-mariner2.0", "Microsoft, CBL-Mariner container images"),
    row("master", Some(K::Branch), C::Channel, "latest-master", "wild 9"),
    row("melodic", None, C::Codename, "melodic-perception", "ROS release lists, REP 3 and REP 2000"),
    row("meta", None, C::Content, "1.11-meta", "official 14"),
    row("microprofile", None, C::Content, "10-Semeru-microprofile", "official 224"),
    row("mimolette", None, C::Codename, "mimolette", "official 5"),
    row("minimal", None, C::Content, "11-jdk-ubi10-minimal", "official 68, wild 1"),
    row("mips64le", None, C::Architecture, "1.2.3-mips64le", "platform names of Go, GOARCH"),
    row("mongo", None, C::Runtime, "1.2.3-mongo7", "docker-library/official-images, file library/mongo"),
    row("mr", Some(K::Branch), C::Channel, "mr-17", "GitLab, merge requests"),
    row("multilib", None, C::Content, "multilib-devel", "official 2"),
    row("musl", None, C::Content, "1-musl", "official 7"),
    row("mysql", None, C::Runtime, "16-mysql-tomcat", "official 16"),
    row("nanoserver", None, C::Windows, "2-nanoserver", "official 197, wild 5"),
    row("native", None, C::Content, "11-al2-native-headless", "official 14"),
    row("net", None, C::Runtime, "1.2.3-net8.0", "Microsoft, target frameworks"),
    row("next", Some(K::Channel), C::Channel, "next", "npm documentation, dist-tag"),
    row("nginx", None, C::Runtime, "1.2.3-nginx1.27", "docker-library/official-images, file library/nginx"),
    row("nightly", Some(K::Channel), C::Channel, "nightly", "wild 2"),
    row("noble", None, C::Codename, "3-jdk-noble", "official 422, wild 27"),
    row("node", None, C::Runtime, "3.12.4-node", "CircleCI, convenience images: variants"),
    row("nodejs", None, C::Runtime, "python3.12-nodejs20", "nikolaik/python-nodejs"),
    row("noetic", None, C::Codename, "noetic-perception", "ROS release lists, REP 3 and REP 2000"),
    row("nonroot", None, C::Content, "debug-nonroot", "GoogleContainerTools/distroless, README"),
    row("nouveau", None, C::Content, "3-nouveau", "official 6"),
    row("ol", None, C::Distribution, "1.2.3-ol9", "Oracle Linux, release packages"),
    row("old", Some(K::Channel), C::Channel, "old", "official 2"),
    row("oldoldstable", Some(K::Channel), C::Channel, "oldoldstable", "official 7"),
    row("oldstable", Some(K::Channel), C::Channel, "oldstable", "official 8"),
    row("openj9", None, C::Runtime, "25.0.0.12-full-java11-openj9", "official 50, wild 1"),
    row("openjdk", None, C::Runtime, "jdk16-openjdk", "wild 4"),
    row("openssl", None, C::Content, "1.6-openssl", "official 6"),
    row("opensuse", None, C::Distribution, "1.2.3-opensuse15", "openSUSE, distributions"),
    row("oracle", None, C::Distribution, "26-oracle", "official 18"),
    row("oraclelinux", None, C::Distribution, "26-oraclelinux9", "official 24"),
    row("oracular", None, C::Codename, "8-oracular", "Ubuntu release list"),
    row("otel", None, C::Content, "1-alpine-otel", "official 32"),
    row("otp", None, C::Runtime, "1.16-otp-24", "official 105"),
    row("perception", None, C::Content, "humble-perception", "official 10"),
    row("perl", None, C::Runtime, "1-alpine-perl", "official 32"),
    row("pg", None, C::Runtime, "v0.16.0-pg10", "wild 1"),
    row("pgvector", None, C::Runtime, "1.2.3-pgvector0.7", "pgvector/pgvector"),
    row("photon", None, C::Distribution, "1.2.3-photon", "docker-library/official-images, file library/photon"),
    row("php", None, C::Runtime, "7-php8.2", "official 309"),
    row("plucky", None, C::Codename, "8-plucky", "Ubuntu release list"),
    row("plume", None, C::Content, "10-Semeru-plume", "official 224"),
    row("plus", None, C::Content, "10-Semeru-plus", "official 224"),
    row("postgres", None, C::Runtime, "3-postgres", "official 19"),
    row("postgresql", None, C::Runtime, "1.2.3-postgresql16", "bitnami, branches of container images"),
    row("ppc64", None, C::Architecture, "1.2.3-ppc64", "platform names of Go, GOARCH"),
    row("ppc64le", None, C::Architecture, "1.2.3-ppc64le", "platform names of Go, GOARCH"),
    row("pr", Some(K::Branch), C::Channel, "pr-123", "docker/metadata-action, README"),
    row("prd", Some(K::Environment), C::Channel, "prd", "gitlab-org/gitlab 694078cb, names of environments"),
    row("precise", None, C::Codename, "8-precise", "Ubuntu release list"),
    row("preprod", Some(K::Environment), C::Channel, "preprod", "gitlab-org/gitlab 694078cb, names of environments"),
    row("preview", Some(K::Channel), C::Channel, "preview", "official 12"),
    row("prod", Some(K::Environment), C::Channel, "prod", "gitlab-org/gitlab 694078cb, names of environments"),
    row("production", Some(K::Environment), C::Channel, "production", "official 4"),
    row("py", None, C::Runtime, "23.05-py3", "wild 4"),
    row("pypy", None, C::Runtime, "1-pypy", "official 44"),
    row("python", None, C::Runtime, "1-python3.10", "official 200, wild 2"),
    row("qa", Some(K::Environment), C::Channel, "qa", "gitlab-org/gitlab 694078cb, names of environments"),
    row("qt", None, C::Runtime, "1.2.3-qt6", "Qt, releases"),
    row("questing", None, C::Codename, "8-questing", "Ubuntu release list"),
    row("r", None, C::Runtime, "3.5.8-java17-r", "official 21"),
    row("rawhide", Some(K::Channel), C::Channel, "rawhide", "official 1"),
    row("rc", Some(K::Channel), C::Channel, "rc-buggy", "official 230, wild 1"),
    row("redis", None, C::Runtime, "1.2.3-redis7", "docker-library/official-images, file library/redis"),
    row("release", Some(K::Channel), C::Channel, "release", "wild 4"),
    row("resolute", None, C::Codename, "11-jdk-resolute", "official 127, wild 4"),
    row("review", Some(K::Environment), C::Channel, "review-app", "gitlab-org/gitlab 694078cb, names of environments"),
    row("rhel", None, C::Distribution, "6.0-rhel-ubi9", "official 18"),
    row("riscv64", None, C::Architecture, "1.2.3-riscv64", "platform names of Go, GOARCH"),
    row("rocky", None, C::Distribution, "1.2.3-rocky9", "Rocky Linux, os-release ID"),
    row("rockylinux", None, C::Distribution, "1.2.3-rockylinux", "docker-library/official-images, file library/rockylinux"),
    row("rocm", None, C::Runtime, "0.3.0-rocm", "ollama/ollama"),
    row("rolling", Some(K::Channel), C::Channel, "rolling", "official 8"),
    row("rootless", None, C::Content, "29-dind-rootless", "official 4, wild 2"),
    row("ruby", None, C::Runtime, "1.2.3-ruby3.3", "docker-library/official-images, file library/ruby"),
    row("runtime", None, C::Content, "2.10.0-cuda12.8-cudnn9-runtime", "wild 2"),
    row("rust", None, C::Runtime, "1.2.3-rust1.80", "docker-library/official-images, file library/rust"),
    row("s390x", None, C::Architecture, "1.2.3-s390x", "platform names of Go, GOARCH"),
    row("sapmachine", None, C::Runtime, "3-sapmachine", "official 21"),
    row("sarge", None, C::Codename, "8-sarge", "Debian release list"),
    row("scala", None, C::Runtime, "3.5.8-java17-scala", "official 69"),
    row("scm", None, C::Content, "22.04-scm", "official 19"),
    row("scratch", None, C::Distribution, "2-scratch", "official 6"),
    row("sdk", None, C::Content, "3-sdk", "official 9"),
    row("search", None, C::Content, "2025-lta-datacenter-search", "official 12"),
    row("semeru", None, C::Runtime, "10-Semeru", "official 295"),
    row("servercore", None, C::Windows, "1.2.3-servercore-ltsc2022", "Microsoft, Windows container base images"),
    row("sfj", None, C::Content, "8-sfj", "official 2"),
    row("sid", None, C::Codename, "sid", "official 9"),
    row("sisyphus", None, C::Distribution, "sisyphus", "official 1"),
    row("sle", None, C::Distribution, "1.2.3-sle15", "SUSE, base container images"),
    row("sles", None, C::Distribution, "1.2.3-sles15", "SUSE, base container images"),
    row("slim", None, C::Content, "22-bookworm-slim", "official 629, wild 25"),
    row("sm", None, C::Architecture, "1.2.3-sm86", "NVIDIA, compute capabilities"),
    row("snapshot", Some(K::Channel), C::Channel, "snapshot", "Maven's POM reference, version order"),
    row("spark", None, C::Runtime, "1.2.3-spark3.5", "docker-library/official-images, file library/spark"),
    row("squeeze", None, C::Codename, "8-squeeze", "Debian release list"),
    row("sse", None, C::Architecture, "1.2.3-sse4.2", "GCC manual, x86 options"),
    row("stable", Some(K::Channel), C::Channel, "stable", "official 61, wild 9"),
    row("stage", Some(K::Environment), C::Channel, "stage", "gitlab-org/gitlab 694078cb, names of environments"),
    row("staging", Some(K::Environment), C::Channel, "staging", "gitlab-org/gitlab 694078cb, names of environments"),
    row("standalone", None, C::Content, "5-standalone", "official 5"),
    row("stg", Some(K::Environment), C::Channel, "stg-eu", "gitlab-org/gitlab 694078cb, names of environments"),
    row("stonking", None, C::Codename, "stonking", "official 5"),
    row("stream", None, C::Distribution, "stream9", "quay.io/centos/centos"),
    row("stretch", None, C::Codename, "13.13.0-stretch-slim", "wild 2"),
    row("suse", None, C::Distribution, "1.2.3-suse15", "SUSE, base container images"),
    row("temurin", None, C::Runtime, "10-Temurin", "official 1105, wild 1"),
    row("test", Some(K::Environment), C::Channel, "test", "gitlab-org/gitlab 694078cb, names of environments"),
    row("testing", Some(K::Channel), C::Channel, "testing", "official 8"),
    row("tf", None, C::Runtime, "1.2.3-tf2.15", "tensorflow/serving"),
    row("threaded", None, C::Content, "5-slim-threaded", "official 96"),
    row("tip", Some(K::Channel), C::Channel, "tip", "official 12"),
    row("tomcat", None, C::Runtime, "16-mariadb-tomcat", "official 42"),
    row("tools", None, C::Content, "temurin-11-tools-deps", "official 128"),
    row("torch", None, C::Runtime, "1.2.3-torch2.1", "PyTorch, releases"),
    row("trixie", None, C::Codename, "22-trixie", "official 592, wild 3"),
    row("trunk", Some(K::Branch), C::Channel, "trunk", "svnbook, repository layout"),
    row("trusty", None, C::Codename, "trusty", "wild 1"),
    row("tumbleweed", None, C::Distribution, "tumbleweed", "openSUSE, distributions"),
    row("uat", Some(K::Environment), C::Channel, "uat", "ISTQB glossary, user acceptance testing"),
    row("ubi", None, C::Distribution, "11-jdk-ubi10-minimal", "official 222"),
    row("ubuntu", None, C::Distribution, "10-Semeru-ubuntu", "official 701"),
    row("uclibc", None, C::Content, "1-uclibc", "official 7"),
    row("unstable", Some(K::Channel), C::Channel, "unstable", "official 11"),
    row("utopic", None, C::Codename, "8-utopic", "Ubuntu release list"),
    row("vivid", None, C::Codename, "8-vivid", "Ubuntu release list"),
    row("webprofile", None, C::Content, "10-Semeru-ubuntu-webprofile", "official 224"),
    row("wheezy", None, C::Codename, "8-wheezy", "Debian release list"),
    row("wily", None, C::Codename, "8-wily", "Ubuntu release list"),
    row("win", None, C::Windows, "1.2.3-win10", "Microsoft, Windows container base images"),
    row("windows", None, C::Windows, "1.2.3-windows-amd64", "platform names of Go, GOOS"),
    row("windowsservercore", None, C::Windows, "2-builder-windowsservercore-ltsc2022", "official 439, wild 3"),
    row("wolfi", None, C::Distribution, "1.2.3-wolfi", "Chainguard, Wolfi"),
    row("woody", None, C::Codename, "8-woody", "Debian release list"),
    row("x64", None, C::Architecture, "1.2.3-x64", "Microsoft, names of processor architectures"),
    row("x86", None, C::Architecture, "1.2.3-x86-64-v3", "x86-64 psABI, levels of the microarchitecture"),
    row("x86_64", None, C::Architecture, "0.3.5-x86_64", "wild 1"),
    row("xenial", None, C::Codename, "8-xenial", "Ubuntu release list"),
    row("yakkety", None, C::Codename, "8-yakkety", "Ubuntu release list"),
    row("zesty", None, C::Codename, "8-zesty", "Ubuntu release list"),
    row("zts", None, C::Content, "8-zts", "official 96"),
    row("zulu", None, C::Runtime, "1.2.3-zulu21", "azul/zulu-openjdk"),
];
