//! [`SignedIdentity`]: which reference a signature must name, by `signedIdentity` of `policy.json`.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::String;

use super::named::{ContainersImageError, Named, is_domain, is_path};
use imageref::reference::Reference;

/// Which reference a signature must name so that it counts for an image: `signedIdentity` of `policy.json`.
///
/// Compares names only. That the signature's digest is the image's is checked elsewhere, which is why
/// [`match_repo_digest_or_exact`](Self::match_repo_digest_or_exact) takes any tag for an image with a digest.
///
/// ```
/// use imageref::Reference;
/// use imageref_interop::containers::SignedIdentity;
///
/// let identity = SignedIdentity::remap_identity("mirror.org/hub", "docker.io")?;
/// let image: Reference = "mirror.org/hub/library/nginx:1.27".parse()?;
/// assert!(identity.matches(&image, "docker.io/library/nginx:1.27")?);
/// assert!(!identity.matches(&image, "docker.io/library/nginx:1.26")?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// **Source** containers/container-libs f0ddf1a7, `image/signature/policy_reference_match.go` and `policy_config.go`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIdentity(Rule);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Rule {
    MatchExact,
    MatchRepoDigestOrExact,
    MatchRepository,
    ExactReference(Named),
    ExactRepository(Named),
    RemapIdentity { prefix: String, signed_prefix: String },
}

/// Why a `signedIdentity` is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SignedIdentityError {
    /// A reference that containers/image doesn't read, or that has neither tag nor digest where it needs one.
    #[error(transparent)]
    Reference(#[from] ContainersImageError),
    /// A prefix that is neither a host nor a host and a path.
    #[error("{0:?} is neither a host nor a host and a path")]
    Prefix(String),
}

impl SignedIdentity {
    /// `matchExact`: the signature names the image's own reference.
    pub const fn match_exact() -> Self {
        Self(Rule::MatchExact)
    }

    /// `matchRepoDigestOrExact`, which is the default: the image's own reference; for an image with a digest any
    /// reference of its repository with a tag or a digest.
    pub const fn match_repo_digest_or_exact() -> Self {
        Self(Rule::MatchRepoDigestOrExact)
    }

    /// `matchRepository`: any reference of the image's repository.
    pub const fn match_repository() -> Self {
        Self(Rule::MatchRepository)
    }

    /// `exactReference`: this reference, whatever the image.
    ///
    /// **Errors** what containers/image doesn't read, and a name without tag and digest.
    pub fn exact_reference(reference: &str) -> Result<Self, SignedIdentityError> {
        let named = Named::parse(reference)?;
        if named.is_name_only() {
            return Err(ContainersImageError::NameOnly.into());
        }
        Ok(Self(Rule::ExactReference(named)))
    }

    /// `exactRepository`: any reference of this repository, whatever the image.
    ///
    /// **Errors** what containers/image doesn't read.
    pub fn exact_repository(repository: &str) -> Result<Self, SignedIdentityError> {
        Ok(Self(Rule::ExactRepository(Named::parse(repository)?)))
    }

    /// `remapIdentity`: as [`match_repo_digest_or_exact`](Self::match_repo_digest_or_exact), with `signed_prefix` in the
    /// place of `prefix`. An image that doesn't begin with the prefix is compared as it is.
    ///
    /// **Errors** a prefix that is neither a host nor a host and a path. A prefix without a host (`library`) is taken,
    /// and so is one longer than any name; both match nothing, as there.
    pub fn remap_identity(prefix: &str, signed_prefix: &str) -> Result<Self, SignedIdentityError> {
        for text in [prefix, signed_prefix] {
            let path = text.split_once('/').map(|(host, path)| (is_domain(host), path));
            let valid = match path {
                None => is_domain(text),
                Some((host, path)) => host && is_path(path),
            };
            if !valid {
                return Err(SignedIdentityError::Prefix(text.to_owned()));
            }
        }
        let (prefix, signed_prefix) = (prefix.to_owned(), signed_prefix.to_owned());
        Ok(Self(Rule::RemapIdentity { prefix, signed_prefix }))
    }

    /// Whether a signature that names `signature` counts for `image`; never, where the text names no reference.
    ///
    /// **Errors** an image that can't be selected: with both a tag and a digest, or what containers/image doesn't read.
    pub fn matches(
        &self,
        image: &Reference,
        signature: &str,
    ) -> Result<bool, ContainersImageError> {
        let image = Named::new(image.as_raw())?.without_both()?;
        let Ok(signature) = Named::parse(signature) else { return Ok(false) };
        Ok(match &self.0 {
            Rule::MatchExact => is_same(&image, &signature),
            Rule::MatchRepoDigestOrExact => is_same_or_digested(&image, &signature),
            Rule::MatchRepository => image.name() == signature.name(),
            Rule::ExactReference(wanted) => is_same(wanted, &signature),
            Rule::ExactRepository(wanted) => wanted.name() == signature.name(),
            Rule::RemapIdentity { prefix, signed_prefix } => {
                let rest = image.name().strip_prefix(prefix.as_str());
                if rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/')) {
                    let text = format!("{signed_prefix}{}", &image.as_str()[prefix.len()..]);
                    let mapped = Named::canonical(&text);
                    mapped.is_ok_and(|mapped| is_same_or_digested(&mapped, &signature))
                } else {
                    is_same_or_digested(&image, &signature)
                }
            }
        })
    }
}

fn is_same(wanted: &Named, signature: &Named) -> bool {
    !wanted.is_name_only() && wanted == signature
}

fn is_same_or_digested(image: &Named, signature: &Named) -> bool {
    if signature.is_name_only() {
        return false;
    }
    if image.is_tagged() { image == signature } else { image.name() == signature.name() }
}
