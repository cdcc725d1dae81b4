//! [`Familiar`]: the short form of a reference, as people write it.

use core::fmt;

use super::defaults::is_docker_hub;
use super::{Reference, Registry, Repository, Tag, scan};
use crate::digest::DigestRef;

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
    registry: Option<Registry<'a>>,
    path: &'a str,
    tag: Option<Tag<'a>>,
    digest: Option<DigestRef<'a>>,
}

impl<'a> Familiar<'a> {
    pub(super) fn new(
        registry: Registry<'a>,
        path: Repository<'a>,
        tag: Option<Tag<'a>>,
        digest: Option<DigestRef<'a>>,
    ) -> Self {
        let full = Self { registry: Some(registry), path: path.as_str(), tag, digest };
        if !is_docker_hub(registry.as_str()) {
            return full;
        }
        let first = path.as_str().split('/').next().unwrap_or_default();
        match path.as_str().strip_prefix("library/") {
            None if path.namespace().is_none() => full,
            Some(name) if !name.contains('/') => {
                // Alone, 64 hex digits are an image ID.
                let bare = tag.is_none() && digest.is_none();
                if bare && scan::is_image_id(name.as_bytes()) {
                    return Self { path: name, ..full };
                }
                Self { registry: None, path: name, ..full }
            }
            // A first component that would be read as a registry keeps the real one before it.
            _ if first != "localhost" && !first.contains('.') => Self { registry: None, ..full },
            _ => full,
        }
    }
}

impl Reference {
    /// The shortest text that means this reference: `nginx:1.27`.
    pub fn familiar(&self) -> Familiar<'_> {
        Familiar::new(self.registry(), self.repository(), self.tag(), self.digest())
    }
}

impl fmt::Display for Familiar<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(registry) = self.registry {
            write!(f, "{registry}/")?;
        }
        f.write_str(self.path)?;
        if let Some(tag) = self.tag {
            write!(f, ":{tag}")?;
        }
        if let Some(digest) = self.digest {
            write!(f, "@{digest}")?;
        }
        Ok(())
    }
}
