//! What is asked of a token server: [`TokenScope`].

use core::fmt;

use imageref::reference::Repository;

/// The scope of a bearer token, shown as it stands in a request: `repository:library/nginx:pull`.
///
/// The repository is the canonical one, so with `library/` on Docker Hub, and without the registry.
///
/// **Source** distribution, docs/spec/auth/token.md and scope.md.
///
/// ```
/// use imageref_interop::registry_api::TokenScope;
/// use imageref::reference::Repository;
///
/// let scope = TokenScope::Push(Repository::parse("team/app")?);
/// assert_eq!(scope.to_string(), "repository:team/app:pull,push");
/// # Ok::<(), imageref::ParseError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TokenScope<'a> {
    /// To pull from a repository.
    Pull(Repository<'a>),
    /// To pull from and push to it, in containerd's order of the two; go-containerregistry writes `push,pull`.
    Push(Repository<'a>),
    /// To list the registry's repositories.
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
