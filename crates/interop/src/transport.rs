//! Places of images by their transport: `docker://`, `oci:`, `dir:`.

use alloc::string::{String, ToString};
use core::fmt;

use crate::containers::{ContainersImageError, Named as ContainersName};
use imageref::ParseError;
use imageref::digest::{Algorithm, Digest, DigestRef, ImageId};
use imageref::reference::{Name, Reference, Tag};

/// The place of an image, as Skopeo, Podman and Buildah write it, and regclient with `ocidir://` and `ocifile://`.
///
/// `Display` writes it in the same form, with references in full.
///
/// ```
/// use imageref_interop::transport::{ImageInFile, ImageLocation};
///
/// let location = ImageLocation::parse("docker://nginx:1.27")?;
/// assert_eq!(location.reference().unwrap(), &"docker.io/library/nginx:1.27");
/// let location = ImageLocation::parse("oci:/srv/layout:v1")?;
/// assert_eq!(location, ImageLocation::Oci { path: "/srv/layout", image: ImageInFile::Name("v1") });
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// What depends on a file or a store is not checked: whether a path exists, which image a store means.
///
/// Source: containers/container-libs f0ddf1a7, `image/transports/alltransports` and the transports' `ParseReference`;
/// regclient, `types/ref/ref.go`.
#[doc(alias = "alltransports")]
#[doc(alias = "ParseImageName")]
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ImageLocation<'a> {
    /// `docker://REFERENCE`: in a registry, by a tag or a digest.
    Docker(Reference),
    /// `docker://NAME@@unknown-digest@@`: in a registry, with a digest that is not known yet.
    DockerUnknownDigest(Name),
    /// `docker-daemon:REFERENCE`: in a Docker daemon.
    DockerDaemon(Reference),
    /// `docker-daemon:sha256:…`: in a Docker daemon, by the digest of its config.
    DockerDaemonId(ImageId),
    /// `docker-archive:PATH`, `PATH:REFERENCE`, `PATH:@N`: in an archive that `docker save` wrote.
    DockerArchive {
        /// The file, up to the first `:`.
        path: &'a str,
        /// The image in it; a reference has a tag.
        image: ImageInFile<Reference>,
    },
    /// `oci:PATH`, `PATH:NAME`, `PATH:@N`: in an OCI layout.
    Oci {
        /// The folder, up to the first `:`.
        path: &'a str,
        /// The image in it.
        image: ImageInFile<&'a str>,
    },
    /// `oci-archive:PATH`, `PATH:NAME`: in a tar file of an OCI layout.
    OciArchive {
        /// The file, up to the first `:`.
        path: &'a str,
        /// The image in it; never an index, which only `oci:` has.
        image: ImageInFile<&'a str>,
    },
    /// `ocidir://PATH[:TAG][@DIGEST]`: in an OCI layout, in regclient's form.
    OciDir {
        /// The folder.
        path: &'a str,
        /// The tag, if any.
        tag: Option<Tag<'a>>,
        /// The digest, if any.
        digest: Option<Digest>,
    },
    /// `ocifile://PATH[:TAG][@DIGEST]`: in a tar file of an OCI layout. regclient parses the name, but reads no such file.
    OciFile {
        /// The file.
        path: &'a str,
        /// The tag, if any.
        tag: Option<Tag<'a>>,
        /// The digest, if any.
        digest: Option<Digest>,
    },
    /// `dir:PATH`: the only image in a folder, with its blobs as files.
    Dir(&'a str),
    /// `sif:PATH`: in a Singularity file.
    Sif(&'a str),
    /// `tarball:PATH[:PATH…]`: made of tar files, a layer each.
    Tarball(&'a str),
    /// `atomic:REFERENCE`: in the registry of `OpenShift`.
    Atomic(Reference),
    /// `containers-storage:[STORE]IMAGE`: in the store of Podman, Buildah or CRI-O, on which the meaning of `IMAGE` depends.
    ContainersStorage {
        /// The text in brackets, if any: driver, paths, options.
        store: Option<&'a str>,
        /// A reference, an image ID after `@`, or both.
        image: &'a str,
    },
}

/// An image in a file or folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ImageInFile<N> {
    /// The only one.
    Only,
    /// The one with a name.
    Name(N),
    /// The one at a position, counted from 0.
    Index(u64),
}

/// Why a string is not the place of an image.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LocationError {
    /// No transport: a bare reference, or a path.
    #[error("missing transport, such as `docker://` or `oci:`")]
    NoTransport,
    /// An unknown or a removed transport (`ostree`). Case matters.
    #[error("unknown transport `{}`", .0.escape_default())]
    UnknownTransport(String),
    /// An invalid reference or digest.
    #[error(transparent)]
    Reference(#[from] ContainersImageError),
    /// `docker:`, `ocidir:` or `ocifile:` without `//`.
    #[error("missing `//` after the transport")]
    NoSlashes,
    /// A reference in a form that the transport does not support: a digest in an archive, too many components for
    /// `atomic:`.
    #[error("unsupported form of reference for this transport")]
    Form,
    /// An invalid name or index of an image.
    #[error("invalid name or index of an image: `{}`", .0.escape_default())]
    Image(String),
    /// No path, or one with a byte that the transport does not support.
    #[error("missing or unsupported path")]
    Path,
}

impl<'a> ImageLocation<'a> {
    /// Parses a transport and what follows it.
    ///
    /// # Errors
    ///
    /// [`LocationError`] if the transport is unknown, or rejects the rest.
    pub fn parse(text: &'a str) -> Result<Self, LocationError> {
        let (transport, rest) = text.split_once(':').ok_or(LocationError::NoTransport)?;
        match transport {
            "docker" => docker(rest),
            "docker-daemon" => docker_daemon(rest),
            "docker-archive" => docker_archive(rest),
            "oci" => oci(rest).map(|(path, image)| Self::Oci { path, image }),
            "oci-archive" => oci_archive(rest),
            "ocidir" => {
                regclient(rest).map(|(path, tag, digest)| Self::OciDir { path, tag, digest })
            }
            "ocifile" => {
                regclient(rest).map(|(path, tag, digest)| Self::OciFile { path, tag, digest })
            }
            "dir" => Ok(Self::Dir(rest)),
            "sif" => Ok(Self::Sif(rest)),
            "tarball" => Ok(Self::Tarball(rest)),
            "atomic" => atomic(rest),
            "containers-storage" => {
                Ok(match rest.strip_prefix('[').and_then(|r| r.split_once(']')) {
                    Some((store, image)) => Self::ContainersStorage { store: Some(store), image },
                    None => Self::ContainersStorage { store: None, image: rest },
                })
            }
            _ => Err(LocationError::UnknownTransport(transport.into())),
        }
    }

    /// Returns the transport, without `:`.
    pub const fn transport(&self) -> &'static str {
        match self {
            Self::Docker(_) | Self::DockerUnknownDigest(_) => "docker",
            Self::DockerDaemon(_) | Self::DockerDaemonId(_) => "docker-daemon",
            Self::DockerArchive { .. } => "docker-archive",
            Self::Oci { .. } => "oci",
            Self::OciArchive { .. } => "oci-archive",
            Self::OciDir { .. } => "ocidir",
            Self::OciFile { .. } => "ocifile",
            Self::Dir(_) => "dir",
            Self::Sif(_) => "sif",
            Self::Tarball(_) => "tarball",
            Self::Atomic(_) => "atomic",
            Self::ContainersStorage { .. } => "containers-storage",
        }
    }

    /// Returns the image's reference, if the place has a complete one.
    pub const fn reference(&self) -> Option<&Reference> {
        match self {
            Self::Docker(reference)
            | Self::DockerDaemon(reference)
            | Self::Atomic(reference)
            | Self::DockerArchive { image: ImageInFile::Name(reference), .. } => Some(reference),
            _ => None,
        }
    }
}

impl<'a> TryFrom<&'a str> for ImageLocation<'a> {
    type Error = LocationError;
    fn try_from(text: &'a str) -> Result<Self, LocationError> {
        Self::parse(text)
    }
}

impl fmt::Display for ImageLocation<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.transport())?;
        match self {
            Self::Docker(reference) => write!(f, "//{reference}"),
            Self::DockerUnknownDigest(name) => write!(f, "//{name}{UNKNOWN_DIGEST}"),
            Self::DockerDaemon(reference) | Self::Atomic(reference) => write!(f, "{reference}"),
            Self::DockerDaemonId(id) => write!(f, "{id}"),
            Self::DockerArchive { path, image } => write!(f, "{path}{image}"),
            Self::Oci { path, image } | Self::OciArchive { path, image } => {
                write!(f, "{path}{image}")
            }
            Self::OciDir { path, tag, digest } | Self::OciFile { path, tag, digest } => {
                write!(f, "//{path}")?;
                tag.iter().try_for_each(|tag| write!(f, ":{tag}"))?;
                digest.iter().try_for_each(|digest| write!(f, "@{digest}"))
            }
            Self::Dir(path) | Self::Sif(path) | Self::Tarball(path) => f.write_str(path),
            Self::ContainersStorage { store: Some(store), image } => write!(f, "[{store}]{image}"),
            Self::ContainersStorage { store: None, image } => f.write_str(image),
        }
    }
}

impl<N: fmt::Display> fmt::Display for ImageInFile<N> {
    /// Writes what follows the path: nothing, `:NAME` or `:@N`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Only => Ok(()),
            Self::Name(name) => write!(f, ":{name}"),
            Self::Index(index) => write!(f, ":@{index}"),
        }
    }
}

/// What containers/image writes in the place of a digest that is not known yet.
const UNKNOWN_DIGEST: &str = "@@unknown-digest@@";

fn docker(rest: &str) -> Result<ImageLocation<'_>, LocationError> {
    let rest = rest.strip_prefix("//").ok_or(LocationError::NoSlashes)?;
    if let Some(name) = rest.strip_suffix(UNKNOWN_DIGEST) {
        let named = ContainersName::parse(name)?;
        if !named.is_name_only() {
            return Err(LocationError::Form);
        }
        return Ok(ImageLocation::DockerUnknownDigest(parsed(named.name())?));
    }
    let named = ContainersName::parse(rest)?.without_both()?;
    Ok(ImageLocation::Docker(parsed(named.as_str())?))
}

fn docker_daemon(rest: &str) -> Result<ImageLocation<'_>, LocationError> {
    let digest = DigestRef::parse(rest).ok();
    match digest.as_ref().and_then(|digest| digest.algorithm()) {
        Some(Algorithm::Sha256) => {
            return Ok(ImageLocation::DockerDaemonId(ImageId::new(parsed(rest)?)));
        }
        Some(Algorithm::Sha384 | Algorithm::Sha512) => return Err(LocationError::Form),
        _ => {}
    }
    let named = ContainersName::parse(rest)?;
    if named.name() == "docker.io/library/sha256" {
        return Err(LocationError::Form);
    }
    if named.is_name_only() {
        return Err(ContainersImageError::NameOnly.into());
    }
    Ok(ImageLocation::DockerDaemon(parsed(named.without_both()?.as_str())?))
}

fn docker_archive(rest: &str) -> Result<ImageLocation<'_>, LocationError> {
    if rest.is_empty() {
        return Err(LocationError::Path);
    }
    let Some((path, image)) = rest.split_once(':') else {
        return Ok(ImageLocation::DockerArchive { path: rest, image: ImageInFile::Only });
    };
    if let Some(index) = index(image)? {
        return Ok(ImageLocation::DockerArchive { path, image: ImageInFile::Index(index) });
    }
    let named = ContainersName::parse(image)?;
    if named.is_digested() {
        return Err(LocationError::Form);
    }
    let image = ImageInFile::Name(parsed(named.as_str())?);
    Ok(ImageLocation::DockerArchive { path, image })
}

fn oci(rest: &str) -> Result<(&str, ImageInFile<&str>), LocationError> {
    let (path, image) = rest.split_once(':').unwrap_or((rest, ""));
    let image = match index(image)? {
        Some(index) => ImageInFile::Index(index),
        None if image.is_empty() => ImageInFile::Only,
        None if image.split('/').all(is_component) => ImageInFile::Name(image),
        None => return Err(LocationError::Image(image.into())),
    };
    Ok((path, image))
}

fn oci_archive(rest: &str) -> Result<ImageLocation<'_>, LocationError> {
    match oci(rest)? {
        (_, ImageInFile::Index(index)) => Err(LocationError::Image(alloc::format!("@{index}"))),
        (path, image) => Ok(ImageLocation::OciArchive { path, image }),
    }
}

/// A path, a tag and a digest in regclient's form.
type InLayout<'a> = (&'a str, Option<Tag<'a>>, Option<Digest>);

fn regclient(rest: &str) -> Result<InLayout<'_>, LocationError> {
    let rest = rest.strip_prefix("//").ok_or(LocationError::NoSlashes)?;
    let (front, digest) = match rest.split_once('@') {
        Some((front, digest)) => (front, Some(parsed(digest)?)),
        None => (rest, None),
    };
    let (path, tag) = match front.split_once(':') {
        Some((path, tag)) => (path, Some(Tag::parse(tag).map_err(ContainersImageError::from)?)),
        None => (front, None),
    };
    let taken = |b: u8| b.is_ascii_alphanumeric() || b"/_-. ~+".contains(&b);
    if path.is_empty() || !path.bytes().all(taken) {
        return Err(LocationError::Path);
    }
    Ok((path, tag, digest))
}

fn atomic(rest: &str) -> Result<ImageLocation<'_>, LocationError> {
    let named = ContainersName::parse(rest)?.without_both()?;
    // Registry, namespace and stream.
    if !named.is_tagged() || named.name().matches('/').count() != 2 {
        return Err(LocationError::Form);
    }
    Ok(ImageLocation::Atomic(parsed(named.as_str())?))
}

/// Parses `@N`.
fn index(image: &str) -> Result<Option<u64>, LocationError> {
    let Some(digits) = image.strip_prefix('@') else { return Ok(None) };
    // Go's `Atoi` accepts a sign; a negative index is an error.
    let unsigned = digits.strip_prefix(['+', '-']).unwrap_or(digits);
    let number = unsigned.bytes().all(|b| b.is_ascii_digit()).then(|| unsigned.parse().ok());
    let number: Option<u64> = number.flatten().filter(|n| i64::try_from(*n).is_ok());
    match number {
        Some(n) if n == 0 || !digits.starts_with('-') => Ok(Some(n)),
        _ => Err(LocationError::Image(image.to_string())),
    }
}

/// Returns `true` for letters and digits with one of `-._:@+`, or two `-`, between them.
fn is_component(text: &str) -> bool {
    let mut joined = text.split(|c: char| c.is_ascii_alphanumeric());
    // The separators: nothing before the first letter or digit, and nothing after the last one.
    let (first, last) = (joined.next(), joined.next_back());
    first == Some("")
        && last == Some("")
        && joined.all(|join| {
            join.is_empty() || join == "--" || join.len() == 1 && "-._:@+".contains(join)
        })
}

/// Parses a string that another parser accepted.
fn parsed<T: core::str::FromStr<Err = ParseError>>(text: &str) -> Result<T, LocationError> {
    Ok(text.parse().map_err(ContainersImageError::from)?)
}
