//! [`ImageLocation`]: where an image is, by a transport's name: `docker://`, `oci:`, `dir:`.

use alloc::string::{String, ToString};

use crate::containers::{ContainersImageError, Named as ContainersName};
use imageref::ParseError;
use imageref::digest::{Algorithm, Digest, DigestRef, ImageId};
use imageref::reference::{Name, Reference, Tag};

/// Where an image is, as Skopeo, Podman and Buildah write it, and regclient with `ocidir://` and `ocifile://`.
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
/// What only a file or a store can tell is not checked: whether a path exists, which image a store means.
///
/// **Source** containers/container-libs f0ddf1a7, `image/transports/alltransports` and the transports' `ParseReference`;
/// regclient, `types/ref/ref.go`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ImageLocation<'a> {
    /// `docker://REFERENCE`: in a registry, by a tag or by a digest.
    Docker(Reference),
    /// `docker://NAME@@unknown-digest@@`: in a registry, where a digest is to come.
    DockerUnknownDigest(Name),
    /// `docker-daemon:REFERENCE`: in a Docker daemon.
    DockerDaemon(Reference),
    /// `docker-daemon:sha256:…`: in a Docker daemon, by the digest of its config.
    DockerDaemonId(ImageId),
    /// `docker-archive:PATH`, `PATH:REFERENCE`, `PATH:@N`: in what `docker save` writes.
    DockerArchive {
        /// The file; up to the first `:`.
        path: &'a str,
        /// Which of its images; the name is that of a tag.
        image: ImageInFile<Reference>,
    },
    /// `oci:PATH`, `PATH:NAME`, `PATH:@N`: in an OCI layout.
    Oci {
        /// The folder; up to the first `:`.
        path: &'a str,
        /// Which of its images.
        image: ImageInFile<&'a str>,
    },
    /// `oci-archive:PATH`, `PATH:NAME`: in a tar file of an OCI layout.
    OciArchive {
        /// The file; up to the first `:`.
        path: &'a str,
        /// Which of its images; never an index, which only `oci:` takes.
        image: ImageInFile<&'a str>,
    },
    /// `ocidir://PATH[:TAG][@DIGEST]`: in an OCI layout, as regclient writes it.
    OciDir {
        /// The folder.
        path: &'a str,
        /// The tag.
        tag: Option<Tag<'a>>,
        /// The digest.
        digest: Option<Digest>,
    },
    /// `ocifile://` as `ocidir://`: in a tar file of an OCI layout. regclient reads the name, and no file behind it.
    OciFile {
        /// The file.
        path: &'a str,
        /// The tag.
        tag: Option<Tag<'a>>,
        /// The digest.
        digest: Option<Digest>,
    },
    /// `dir:PATH`: one image in a folder, its blobs as files.
    Dir(&'a str),
    /// `sif:PATH`: in a Singularity file.
    Sif(&'a str),
    /// `tarball:PATH[:PATH…]`: layers as tar files.
    Tarball(&'a str),
    /// `atomic:REFERENCE`: in the registry of `OpenShift`.
    Atomic(Reference),
    /// `containers-storage:[STORE]IMAGE`: in the store of Podman and its like, which alone can say what `IMAGE` means.
    ContainersStorage {
        /// What stands in brackets: driver, paths, options.
        store: Option<&'a str>,
        /// A reference, an image ID behind `@`, or both.
        image: &'a str,
    },
}

/// Which image of a file or folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ImageInFile<N> {
    /// The only one.
    Only,
    /// The one of a name.
    Name(N),
    /// The one at a place, counted from 0.
    Index(u64),
}

/// Why a text says no place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LocationError {
    /// No transport stands before it: a bare reference, or a path.
    #[error("no transport stands before a `:`")]
    NoTransport,
    /// A transport that nobody knows, or that was removed (`ostree`). They are told in lower case.
    #[error("unknown transport {0:?}")]
    UnknownTransport(String),
    /// A reference or a digest that is none.
    #[error(transparent)]
    Reference(#[from] ContainersImageError),
    /// `docker:`, `ocidir:` or `ocifile:` without `//`.
    #[error("this transport is followed by `//`")]
    NoSlashes,
    /// A reference to what can't be there: a digest in an archive, two components too many for `atomic:`.
    #[error("a reference of this form can't be there")]
    Form,
    /// An image's name that no layout holds, or an index that is no number.
    #[error("no name and no index of an image: {0:?}")]
    Image(String),
    /// No path.
    #[error("no path")]
    NoPath,
}

impl<'a> ImageLocation<'a> {
    /// Reads a transport's name and what stands behind it.
    ///
    /// **Errors** see [`LocationError`].
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

    /// The transport's name, without `:`.
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

    /// The reference that the image has there, where it has one that is whole.
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

fn docker(rest: &str) -> Result<ImageLocation<'_>, LocationError> {
    let rest = rest.strip_prefix("//").ok_or(LocationError::NoSlashes)?;
    if let Some(name) = rest.strip_suffix("@@unknown-digest@@") {
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
        return Err(LocationError::NoPath);
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

/// Path, tag and digest, as regclient writes them.
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
        return Err(LocationError::NoPath);
    }
    Ok((path, tag, digest))
}

fn atomic(rest: &str) -> Result<ImageLocation<'_>, LocationError> {
    let named = ContainersName::parse(rest)?.without_both()?;
    // Registry, namespace, stream.
    if !named.is_tagged() || named.name().matches('/').count() != 2 {
        return Err(LocationError::Form);
    }
    Ok(ImageLocation::Atomic(parsed(named.as_str())?))
}

/// The place that `@N` says.
fn index(image: &str) -> Result<Option<u64>, LocationError> {
    let Some(digits) = image.strip_prefix('@') else { return Ok(None) };
    // Go's `Atoi` takes a sign; what is below zero is refused, and what a signed number doesn't hold.
    let unsigned = digits.strip_prefix(['+', '-']).unwrap_or(digits);
    let number = unsigned.bytes().all(|b| b.is_ascii_digit()).then(|| unsigned.parse().ok());
    let number: Option<u64> = number.flatten().filter(|n| i64::try_from(*n).is_ok());
    match number {
        Some(n) if n == 0 || !digits.starts_with('-') => Ok(Some(n)),
        _ => Err(LocationError::Image(image.to_string())),
    }
}

/// Letters and digits, with one of `-._:@+` or two `-` between them.
fn is_component(text: &str) -> bool {
    let mut joined = text.split(|c: char| c.is_ascii_alphanumeric());
    // What stands between letters and digits; nothing before the first and behind the last.
    let (first, last) = (joined.next(), joined.next_back());
    first == Some("")
        && last == Some("")
        && joined.all(|join| {
            join.is_empty() || join == "--" || join.len() == 1 && "-._:@+".contains(join)
        })
}

/// A text that another parser has read.
fn parsed<T: core::str::FromStr<Err = ParseError>>(text: &str) -> Result<T, LocationError> {
    Ok(text.parse().map_err(ContainersImageError::from)?)
}
