//! Words that parse as references but are something else. To add one, add a row with an example, which a test checks.

/// A row of the table: words that parse as references but are something else.
///
/// ```
/// use imageref_scan::{LookAlikePattern, look_alikes};
///
/// let row: &LookAlikePattern = &look_alikes()[0];
/// assert!(!row.examples.is_empty());
/// ```
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct LookAlikePattern {
    /// What the words are.
    pub name: &'static str,
    /// A regular expression that the whole word matches.
    pub pattern: &'static str,
    /// Words that match.
    pub examples: &'static [&'static str],
    /// Where such words are found.
    pub source: &'static str,
}

/// Returns the table of words that parse as references but are something else.
pub fn look_alikes() -> &'static [LookAlikePattern] {
    TABLE
}

const fn row(
    name: &'static str,
    pattern: &'static str,
    examples: &'static [&'static str],
    source: &'static str,
) -> LookAlikePattern {
    LookAlikePattern { name, pattern, examples, source }
}

#[rustfmt::skip] // one row a line
const TABLE: &[LookAlikePattern] = &[
    row("time", r"\d{1,2}:\d{2}(\.\d+)?[a-zA-Z]*", &["12:30", "9:05pm", "23:59.123"], "logs"),
    row("date and time", r"\d{4}-?\d{2}-?\d{2}([tT_]?\d{2}(:?\d{2}.*)?)?", &["2024-01-31", "20240131t12:30"], "ISO 8601; logs"),
    row("address and port", r"\d{1,3}(\.\d{1,3}){3}(:\d+)?(/\d+)?", &["10.0.0.1:8080", "192.168.0.0/16"], "logs"),
    row("host and port", r"(?i)([a-z0-9-]+\.)*[a-z0-9-]+:\d{2,5}", &["localhost:8080", "db.example.com:5432"], "configurations"),
    row("two numbers", r"[\d.]+[:/][\d.]+[a-z%]*", &["3:1", "1.5/2.0", "8080:80"], "ports, ratios"),
    row("key and value", r"(?i)[^/]*:(true|false|null|none|yes|no|on|off|ok|nil|error|info|debug|warn(ing)?)", &["debug:true", "status:ok"], "YAML, logs"),
    row("file and line", r"(?i).*\.(rs|go|py|js|jsx|ts|tsx|mjs|c|cc|cpp|h|hpp|java|kt|scala|rb|php|cs|swift|sh|bash|ps1|sql|lua|pl|vue|svelte)(:\d+)?", &["src/main.rs:12", "pkg/server.go:120", "a.py"], "logs of compilers and tests"),
    row("file", r"(?i).*\.(ya?ml|json|toml|ini|cfg|conf|md|rst|txt|html?|xml|css|lock|log|proto|csv|tsv|pdf|png|jpe?g|gif|svg|zip|gz|tgz|xz|tar|deb|rpm|exe|dll|so|mod|sum|tpl|tmpl|env|key|pem|crt)(:\d+)?", &["docs/index.html", "values.yaml:7", "example.com/a/b.tar.gz"], "texts"),
    row("digest alone", r"(sha256|sha384|sha512|blake3|sha1|md5):[0-9a-f]+", &["sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"], "logs"),
    row("source host", r"(?i)(www\.|api\.|docs?\.)?(github\.com|gitlab\.com|bitbucket\.org|golang\.org|go\.dev|gopkg\.in|google\.golang\.org|go\.uber\.org|crates\.io|docs\.rs|pypi\.org|npmjs\.com|wikipedia\.org|kubernetes\.io|[a-z.]*googleapis\.com)(/.*)?", &["github.com/moby/buildkit", "golang.org/x/net", "gopkg.in/yaml.v3"], "imports; addresses without a scheme"),
    row("resource", r"(?i)(pods?|services?|svc|deployments?|deploy|replicasets?|statefulsets?|daemonsets?|jobs?|cronjobs?|nodes?|namespaces?|configmaps?|secrets?|ingress(es)?)(\.[a-z0-9.]+)?/.*", &["deployment.apps/web", "pod/web-0"], "kubectl"),
    row("API group and version", r"([a-z0-9.-]+/)?v\d+((alpha|beta)\d+)?", &["apps/v1", "networking.k8s.io/v1beta1"], "Kubernetes' manifests"),
    row("source coordinates", r"(org|com|io|net|dev)\.[a-z0-9_.-]+:[a-z0-9_.-]+", &["org.slf4j:slf4j-api", "io.netty:netty-all"], "Maven, Gradle"),
    row("URL scheme", r"(?i)(urn|mailto|tel|data|file|https?|git|ssh|jdbc|oci|npm|workspace|arn|spiffe|tag|doi|isbn|issn|rfc|cve|utf|iso):.*", &["mailto:someone", "npm:latest", "workspace:1.0.0"], "texts, package files"),
    row("label of a node", r"(node-role\.|[a-z]+\.)?kubernetes\.io/.*", &["app.kubernetes.io/name", "node-role.kubernetes.io/master"], "Kubernetes' manifests"),
];
