//! [`Familiar`]: the short form of a reference.

use core::fmt;

use super::defaults::is_docker_hub;
use super::grammar;
use super::parts::{Registry, Repository};

/// The shortest string that means the same: `nginx:1.27` for `docker.io/library/nginx:1.27`.
///
/// Leaves out `docker.io/` and `library/` only where the parser fills them in again. Docker's own familiar form does not
/// check that: it writes `docker.io/localhost/a` as `localhost/a`, which is another image.
///
/// ```
/// use imageref::Reference;
///
/// let familiar = |text: &str| Ok::<_, imageref::ParseError>(text.parse::<Reference>()?.familiar().to_string());
/// assert_eq!(familiar("docker.io/library/nginx:1.27")?, "nginx:1.27");
/// assert_eq!(familiar("docker.io/bitnami/redis:7")?, "bitnami/redis:7");
/// assert_eq!(familiar("quay.io/team/app:1")?, "quay.io/team/app:1");
/// assert_eq!(familiar("docker.io/localhost/a:1")?, "docker.io/localhost/a:1");
/// # Ok::<(), imageref::ParseError>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Familiar<'a> {
    /// The registry and its `/`, if they are needed.
    head: &'a str,
    rest: &'a str,
}

impl<'a> Familiar<'a> {
    /// The short form of a canonical string that starts with this registry and this path.
    pub(super) fn new(text: &'a str, registry: Registry<'_>, path: Repository<'_>) -> Self {
        let full = Self { head: "", rest: text };
        if !is_docker_hub(registry.as_str()) {
            return full;
        }
        let (head, short) = text.split_at(registry.as_str().len().saturating_add(1));
        let first = path.as_str().split('/').next().unwrap_or_default();
        match (path.namespace(), short.strip_prefix("library/")) {
            (None, _) => full,
            (Some("library"), Some(rest)) => {
                // 64 hex digits alone are an image ID.
                let head = if grammar::is_image_id(rest.as_bytes()) { head } else { "" };
                Self { head, rest }
            }
            // Before a first component that looks like a registry, the registry is needed.
            _ if first != "localhost" && !first.contains('.') => Self { head: "", rest: short },
            _ => full,
        }
    }
}

impl fmt::Display for Familiar<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.head)?;
        f.write_str(self.rest)
    }
}
