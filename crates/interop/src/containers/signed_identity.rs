//! [`SignedIdentity`]: the `signedIdentity` of `policy.json`.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::String;

use super::named::{ContainersImageError, Named, is_domain, is_path};
use imageref::reference::Reference;

/// The reference that a signature must name to be accepted for an image: the `signedIdentity` of `policy.json`.
///
/// Only names are compared. The digest is checked elsewhere, which is why
/// [`match_repo_digest_or_exact`](Self::match_repo_digest_or_exact) accepts any tag for an image with a digest.
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
/// Source: containers/container-libs f0ddf1a7, `image/signature/policy_reference_match.go` and `policy_config.go`.
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

/// Why a `signedIdentity` was rejected.
///
/// ```
/// use imageref_interop::containers::{SignedIdentity, SignedIdentityError};
///
/// let error = SignedIdentity::remap_identity("https://quay.io", "docker.io").unwrap_err();
/// assert_eq!(error, SignedIdentityError::Prefix("https://quay.io".into()));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SignedIdentityError {
    /// A reference that containers/image rejects, or that has neither tag nor digest though one is required.
    #[error(transparent)]
    Reference(#[from] ContainersImageError),
    /// A prefix other than a host, with or without a path.
    #[error("expected a host, or a host and a path, but found `{}`", .0.escape_default())]
    Prefix(String),
}

impl SignedIdentity {
    /// Returns `matchExact`: the signature names the image's own reference.
    pub const fn match_exact() -> Self {
        Self(Rule::MatchExact)
    }

    /// Returns `matchRepoDigestOrExact`, the default: the signature names the image's own reference, or, for an image with
    /// a digest, any reference of its repository with a tag or a digest.
    pub const fn match_repo_digest_or_exact() -> Self {
        Self(Rule::MatchRepoDigestOrExact)
    }

    /// Returns `matchRepository`: the signature names any reference of the image's repository.
    pub const fn match_repository() -> Self {
        Self(Rule::MatchRepository)
    }

    /// Returns `exactReference`: the signature names this reference, whatever the image.
    ///
    /// # Errors
    ///
    /// [`SignedIdentityError`] if containers/image rejects the reference, or it has neither tag nor digest.
    pub fn exact_reference(reference: &str) -> Result<Self, SignedIdentityError> {
        let named = Named::parse(reference)?;
        if named.is_name_only() {
            return Err(ContainersImageError::NameOnly.into());
        }
        Ok(Self(Rule::ExactReference(named)))
    }

    /// Returns `exactRepository`: the signature names any reference of this repository, whatever the image.
    ///
    /// # Errors
    ///
    /// [`SignedIdentityError`] if containers/image rejects the repository.
    pub fn exact_repository(repository: &str) -> Result<Self, SignedIdentityError> {
        Ok(Self(Rule::ExactRepository(Named::parse(repository)?)))
    }

    /// Returns `remapIdentity`: like [`match_repo_digest_or_exact`](Self::match_repo_digest_or_exact), with
    /// `signed_prefix` instead of `prefix`. An image that does not start with the prefix is compared unchanged.
    ///
    /// # Errors
    ///
    /// [`SignedIdentityError::Prefix`] for anything but a host, with or without a path. A prefix without a host
    /// (`library`) or longer than any name is accepted and matches nothing, as in containers/image.
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

    /// Returns `true` if a signature that names `signature` is accepted for `image`; `false` if that is not a reference.
    ///
    /// # Errors
    ///
    /// [`ContainersImageError`] if containers/image rejects the image, which it does if there are both a tag and a digest.
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
                let applies = rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
                match image.as_str().strip_prefix(prefix.as_str()).filter(|_| applies) {
                    Some(rest) => Named::canonical(&format!("{signed_prefix}{rest}"))
                        .is_ok_and(|mapped| is_same_or_digested(&mapped, &signature)),
                    None => is_same_or_digested(&image, &signature),
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
