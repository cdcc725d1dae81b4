//! [`Familiar`]: the short form of a reference, as people write it.

use core::fmt;

use super::defaults::is_docker_hub;
use super::{Reference, Registry, Repository, grammar};

/// The shortest text that means the same: `nginx:1.27` for `docker.io/library/nginx:1.27`.
///
/// Drops `docker.io/` and `library/` only where the parser puts them back. Docker's own familiar form is lossy where
/// the rest looks like a registry: it prints `docker.io/localhost/a` as `localhost/a`, which is another image. This one
/// stays longer there.
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
    /// The registry and its `/`, where they can't be told from `rest` alone.
    head: &'a str,
    rest: &'a str,
}

impl<'a> Familiar<'a> {
    /// Of a canonical text that begins with this registry and this path.
    pub(super) fn new(text: &'a str, registry: Registry<'_>, path: Repository<'_>) -> Self {
        let full = Self { head: "", rest: text };
        if !is_docker_hub(registry.as_str()) {
            return full;
        }
        let (head, short) = text.split_at(registry.as_str().len() + 1);
        let first = path.as_str().split('/').next().unwrap_or_default();
        match path.as_str().strip_prefix("library/") {
            None if path.namespace().is_none() => full,
            Some(name) if !name.contains('/') => {
                let rest = &short["library/".len()..];
                // Alone, 64 hex digits are an image ID.
                let head = if grammar::is_image_id(rest.as_bytes()) { head } else { "" };
                Self { head, rest }
            }
            // A first component that would be read as a registry keeps the real one before it.
            _ if first != "localhost" && !first.contains('.') => Self { head: "", rest: short },
            _ => full,
        }
    }
}

impl Reference {
    /// The shortest text that means this reference: `nginx:1.27`.
    pub fn familiar(&self) -> Familiar<'_> {
        Familiar::new(self.as_str(), self.registry(), self.repository())
    }
}

impl fmt::Display for Familiar<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.head)?;
        f.write_str(self.rest)
    }
}
