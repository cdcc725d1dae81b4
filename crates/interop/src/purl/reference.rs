//! From references to package URLs, and back.

use alloc::format;
use alloc::string::String;

use super::package_url::{PackageType, PackageUrl};
use imageref::ParseError;
use imageref::digest::{Digest, DigestRef};
use imageref::reference::{Name, Reference, Registry, Repository, Tag};

/// Why a package URL does not name an image in a registry.
///
/// ```
/// use imageref_interop::purl::{PackageUrl, PackageUrlError};
///
/// let purl = PackageUrl::parse("pkg:oci/static?tag=latest")?;
/// assert_eq!(purl.to_reference(), Err(PackageUrlError::NoRepository));
/// # Ok::<(), imageref_interop::FormatError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PackageUrlError {
    /// An invalid registry, repository, tag or digest.
    #[error(transparent)]
    Parse(#[from] ParseError),
    /// `pkg:oci` without `repository_url`: its name is the last component alone.
    #[error(
        "missing qualifier `repository_url`: the name of a `pkg:oci` is the last component alone"
    )]
    NoRepository,
    /// A `repository_url` of `pkg:oci` that ends in another name than the package's.
    #[error("`repository_url` ends in `{found}`, but the name is `{}`", name.escape_default())]
    #[non_exhaustive]
    OtherName {
        /// The last component of `repository_url`.
        found: String,
        /// The package's name.
        name: String,
    },
}

impl PackageUrl {
    /// Returns the `pkg:oci` of a reference: the name, the digest, and as qualifiers the whole repository
    /// (`repository_url`) and the tag. Nothing is lost.
    ///
    /// ```
    /// use imageref::Reference;
    /// use imageref_interop::purl::PackageUrl;
    ///
    /// let reference: Reference = "gcr.io/distroless/static:latest".parse()?;
    /// let purl = PackageUrl::oci(&reference);
    /// assert_eq!(purl.to_string(), "pkg:oci/static?repository_url=gcr.io%2Fdistroless%2Fstatic&tag=latest");
    /// assert_eq!(purl.to_reference()?, reference);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn oci(reference: &Reference) -> Self {
        let digest = reference.digest();
        let version = digest.as_ref().map(|digest| digest.as_str());
        let mut purl = Self::of_parts(PackageType::Oci, None, reference.image_name(), version);
        purl.qualifiers.insert("repository_url".into(), reference.name_str().into());
        if let Some(tag) = reference.tag() {
            purl.qualifiers.insert("tag".into(), tag.as_str().into());
        }
        purl
    }

    /// Returns the `pkg:docker` of a reference: namespace and name, and the digest or else the tag as version. Docker
    /// Hub's `library` is left out, another registry is the qualifier `repository_url`.
    ///
    /// A tag next to a digest is lost: the type has no place for it.
    ///
    /// ```
    /// use imageref::Reference;
    /// use imageref_interop::purl::PackageUrl;
    ///
    /// let purl = |text: &str| Ok::<_, imageref::ParseError>(PackageUrl::docker(&text.parse::<Reference>()?).to_string());
    /// assert_eq!(purl("cassandra")?, "pkg:docker/cassandra@latest");
    /// assert_eq!(purl("gcr.io/customer/app:1")?, "pkg:docker/customer/app@1?repository_url=gcr.io");
    /// # Ok::<(), imageref::ParseError>(())
    /// ```
    pub fn docker(reference: &Reference) -> Self {
        let hub = reference.registry() == Registry::DOCKER_HUB;
        let namespace = reference.namespace().filter(|namespace| !hub || *namespace != "library");
        let (digest, tag) = (reference.digest(), reference.tag());
        let version = digest.as_ref().map(|d| d.as_str()).or(tag.as_ref().map(|t| t.as_str()));
        let registry = reference.registry();
        let mut purl =
            Self::of_parts(PackageType::Docker, namespace, reference.image_name(), version);
        if !hub {
            purl.qualifiers.insert("repository_url".into(), registry.as_str().into());
        }
        purl
    }

    /// Returns the reference that the package URL names, with the tag `latest` if it has neither version nor tag.
    ///
    /// Other qualifiers (`arch`) and the subpath are lost.
    ///
    /// # Errors
    ///
    /// [`PackageUrlError`] if the package URL does not name an image in a registry; also if a digest is shorter than
    /// its algorithm's, as in the specification's examples.
    pub fn to_reference(&self) -> Result<Reference, PackageUrlError> {
        let (name, tag) = match self.kind() {
            PackageType::Oci => (self.oci_name()?, self.qualifier("tag")),
            PackageType::Docker => (self.docker_name()?, None),
        };
        let version = self.version();
        let is_digest = self.kind() == PackageType::Oci || version.is_some_and(|v| v.contains(':'));
        let (digest, tag) = match version {
            Some(version) if is_digest => (Some(DigestRef::parse(version)?), tag),
            _ => (None, version.or(tag)),
        };
        let tag = tag.map(Tag::parse).transpose()?;
        Ok(match (digest, tag) {
            (None, tag) => name.with_tag(tag.unwrap_or(Tag::LATEST))?,
            (Some(digest), None) => name.with_digest(&Digest::from(digest))?,
            (Some(digest), Some(tag)) => name.with_tag(tag)?.with_digest(&Digest::from(digest))?,
        })
    }

    fn oci_name(&self) -> Result<Name, PackageUrlError> {
        let url = self.qualifier("repository_url").ok_or(PackageUrlError::NoRepository)?;
        let name: Name = without_scheme(url).parse()?;
        if name.image_name() != self.name() {
            let (found, name) = (name.image_name().into(), self.name().into());
            return Err(PackageUrlError::OtherName { found, name });
        }
        Ok(name)
    }

    fn docker_name(&self) -> Result<Name, PackageUrlError> {
        let registry = match self.qualifier("repository_url").map(without_scheme) {
            None | Some("hub.docker.com" | "index.docker.io") => Registry::DOCKER_HUB,
            Some(registry) => Registry::parse(registry)?,
        };
        let path = match self.namespace() {
            Some(namespace) => format!("{namespace}/{}", self.name()),
            None => self.name().into(),
        };
        Ok(Name::new(registry, Repository::parse(&path)?)?)
    }
}

/// The registry or repository in a `repository_url`, which is a URL by its name, but mostly written without a scheme.
fn without_scheme(url: &str) -> &str {
    let url = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")).unwrap_or(url);
    url.trim_end_matches('/')
}
