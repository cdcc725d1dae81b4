//! [`TokenScope`]: what is requested from a token server.

use core::fmt;

use imageref::reference::Repository;

/// The scope of a bearer token, shown as in a request: `repository:library/nginx:pull`.
///
/// The repository is the canonical one, with `library/` on Docker Hub and without the registry.
///
/// ```
/// use imageref::reference::Repository;
/// use imageref_interop::registry_api::TokenScope;
///
/// let scope = TokenScope::Push(Repository::parse("team/app")?);
/// assert_eq!(scope.to_string(), "repository:team/app:pull,push");
/// # Ok::<(), imageref::ParseError>(())
/// ```
///
/// Source: distribution, docs/spec/auth/token.md and scope.md.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TokenScope<'a> {
    /// Pull from a repository.
    Pull(Repository<'a>),
    /// Pull from a repository and push to it. Written in containerd's order; go-containerregistry's is `push,pull`.
    Push(Repository<'a>),
    /// List the registry's repositories.
    Catalog,
}

impl fmt::Display for TokenScope<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Pull(repository) => write!(f, "repository:{}:pull", repository.as_str()),
            Self::Push(repository) => write!(f, "repository:{}:pull,push", repository.as_str()),
            Self::Catalog => f.write_str("registry:catalog:*"),
        }
    }
}
