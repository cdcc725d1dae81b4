//! [`PackageUrl`]: package URLs of images.

use alloc::borrow::ToOwned;
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use core::str::FromStr;

use crate::error::unexpected;
use crate::error::{FormatError, FormatErrorKind as Kind, FormatPart};
use crate::percent;

/// A package URL of an image: `pkg:oci/…` or `pkg:docker/…`.
///
/// `Display` writes the canonical form: qualifiers sorted, `:` bare, `/` in a qualifier escaped. To and from references:
/// [`PackageUrl::oci`], [`PackageUrl::docker`], [`PackageUrl::to_reference`].
///
/// ```
/// use imageref_interop::purl::PackageUrl;
///
/// let purl: PackageUrl = "pkg:oci/Static@sha256%3A244f?tag=latest&repository_url=gcr.io/distroless/static".parse()?;
/// assert_eq!((purl.name(), purl.qualifier("tag")), ("static", Some("latest")));
/// assert_eq!(
///     purl.to_string(),
///     "pkg:oci/static@sha256:244f?repository_url=gcr.io%2Fdistroless%2Fstatic&tag=latest"
/// );
/// # Ok::<(), imageref_interop::FormatError>(())
/// ```
///
/// **Source** package-url/purl-spec 16f3d0e3, `PURL-SPECIFICATION.rst` and the definitions of the types oci and docker.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PackageUrl {
    kind: PackageType,
    namespace: Option<String>,
    name: String,
    version: Option<String>,
    qualifiers: BTreeMap<String, String>,
    subpath: Option<String>,
}

/// The type of an image's package URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum PackageType {
    /// `pkg:oci`: no namespace, the name in lower case, the version a digest, the repository in `repository_url`.
    Oci,
    /// `pkg:docker`: namespace and name as in a reference, the version a tag or a digest, the registry in
    /// `repository_url`.
    Docker,
}

impl PackageType {
    /// The word behind `pkg:`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Oci => "oci",
            Self::Docker => "docker",
        }
    }
}

/// Bytes that are never escaped, beside letters and digits.
const PLAIN: &[u8] = b".-_~:";

impl PackageUrl {
    /// A package URL of its parts, not escaped; an empty part is as none.
    ///
    /// **Errors** no name; a namespace where the type has none.
    pub fn new(
        kind: PackageType,
        namespace: Option<&str>,
        name: &str,
        version: Option<&str>,
    ) -> Result<Self, FormatError> {
        let namespace =
            namespace.map(|text| text.trim_matches('/')).filter(|text| !text.is_empty());
        let fault = |kind, end| Err(FormatError::new(kind, FormatPart::PackageUrl, 0, end));
        if name.is_empty() {
            return fault(Kind::Empty, 0);
        }
        if let (PackageType::Oci, Some(namespace)) = (kind, namespace) {
            return fault(Kind::UnexpectedNamespace, namespace.len());
        }
        Ok(Self {
            kind,
            namespace: namespace.map(ToOwned::to_owned),
            name: if kind == PackageType::Oci { name.to_lowercase() } else { name.to_owned() },
            version: version.filter(|text| !text.is_empty()).map(ToOwned::to_owned),
            qualifiers: BTreeMap::new(),
            subpath: None,
        })
    }

    /// The same with a qualifier; an empty value takes it away.
    ///
    /// **Errors** a key that is none: letters, digits, `.`, `-` and `_`, not beginning with a digit.
    pub fn with_qualifier(mut self, key: &str, value: &str) -> Result<Self, FormatError> {
        check_key(key, 0)?;
        let key = key.to_ascii_lowercase();
        if value.is_empty() {
            self.qualifiers.remove(&key);
        } else {
            self.qualifiers.insert(key, value.to_owned());
        }
        Ok(self)
    }

    /// The type.
    pub const fn kind(&self) -> PackageType {
        self.kind
    }

    /// What stands before the name, with slashes.
    pub fn namespace(&self) -> Option<&str> {
        self.namespace.as_deref()
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The version: a digest or a tag.
    pub fn version(&self) -> Option<&str> {
        self.version.as_deref()
    }

    /// A qualifier: `repository_url`, `tag`, `arch`.
    pub fn qualifier(&self, key: &str) -> Option<&str> {
        self.qualifiers.get(key).map(String::as_str)
    }

    /// The qualifiers, sorted by their keys.
    pub fn qualifiers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.qualifiers.iter().map(|(key, value)| (key.as_str(), value.as_str()))
    }

    /// What stands behind `#`.
    pub fn subpath(&self) -> Option<&str> {
        self.subpath.as_deref()
    }
}

impl FromStr for PackageUrl {
    type Err = FormatError;
    /// Reads a package URL of type `oci` or `docker`.
    ///
    /// **Errors** another scheme or type, a namespace in `pkg:oci`, no name, a qualifier that comes twice, wrong escapes.
    fn from_str(text: &str) -> Result<Self, FormatError> {
        let fault = |kind, start, end| FormatError::new(kind, FormatPart::PackageUrl, start, end);
        let scheme = text.get(..4).is_some_and(|scheme| scheme.eq_ignore_ascii_case("pkg:"));
        if !scheme {
            return Err(fault(Kind::UnexpectedEnd { expected: "`pkg:`" }, 0, 0));
        }
        let (front, subpath) = match text.rsplit_once('#') {
            Some((front, subpath)) => (front, Some((subpath, front.len() + 1))),
            None => (text, None),
        };
        let (front, qualifiers) = match front.rsplit_once('?') {
            Some((front, qualifiers)) => (front, Some((qualifiers, front.len() + 1))),
            None => (front, None),
        };
        let start = 4 + (front[4..].len() - front[4..].trim_start_matches('/').len());
        let slash = front[start..].find('/').map_or(front.len(), |at| start + at);
        let kind = [PackageType::Oci, PackageType::Docker];
        let kind =
            kind.into_iter().find(|kind| front[start..slash].eq_ignore_ascii_case(kind.as_str()));
        let kind = kind.ok_or_else(|| fault(Kind::UnknownOption, start, slash))?;
        let path = front[slash..].trim_start_matches('/');
        let path_start = front.len() - path.len();
        let (path, version) = match path.rsplit_once('@') {
            Some((path, version)) => (path, Some(decode(version, path_start + path.len() + 1)?)),
            None => (path, None),
        };
        let path = path.trim_end_matches('/');
        let (namespace, name) = path.rsplit_once('/').unwrap_or(("", path));
        let name = decode(name, path_start + path.len() - name.len())?;
        let namespace = segments(namespace, path_start)?;
        let mut purl =
            Self::new(kind, namespace.as_deref(), &name, version.as_deref()).map_err(|e| {
                FormatError::new(
                    e.kind(),
                    FormatPart::PackageUrl,
                    path_start,
                    path_start + path.len(),
                )
            })?;
        if let Some((qualifiers, mut at)) = qualifiers {
            for pair in qualifiers.split('&') {
                let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
                if !pair.is_empty() {
                    check_key(key, at)?;
                    let key = key.to_ascii_lowercase();
                    if purl.qualifiers.contains_key(&key) {
                        return Err(fault(Kind::Duplicate, at, at + key.len()));
                    }
                    let value = decode(value, at + pair.len() - value.len())?;
                    if !value.is_empty() {
                        purl.qualifiers.insert(key, value);
                    }
                }
                at += pair.len() + 1;
            }
        }
        if let Some((subpath, at)) = subpath {
            purl.subpath = segments(subpath, at)?;
        }
        Ok(purl)
    }
}

impl fmt::Display for PackageUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "pkg:{}/", self.kind.as_str())?;
        if let Some(namespace) = &self.namespace {
            write!(f, "{}/", encoded_segments(namespace))?;
        }
        f.write_str(&percent::encode(&self.name, PLAIN))?;
        if let Some(version) = &self.version {
            write!(f, "@{}", percent::encode(version, PLAIN))?;
        }
        for (n, (key, value)) in self.qualifiers.iter().enumerate() {
            let separator = if n == 0 { '?' } else { '&' };
            write!(f, "{separator}{key}={}", percent::encode(value, PLAIN))?;
        }
        if let Some(subpath) = &self.subpath {
            write!(f, "#{}", encoded_segments(subpath))?;
        }
        Ok(())
    }
}

fn check_key(key: &str, start: usize) -> Result<(), FormatError> {
    let taken = |b: u8| b.is_ascii_alphanumeric() || b".-_".contains(&b);
    let wrong = key.bytes().position(|b| !taken(b));
    let wrong = wrong.or_else(|| key.bytes().next().filter(u8::is_ascii_digit).map(|_| 0));
    let Some(at) = wrong else {
        let empty = FormatError::new(Kind::Empty, FormatPart::PackageUrl, start, start);
        return if key.is_empty() { Err(empty) } else { Ok(()) };
    };
    let error = unexpected(key, at, FormatPart::PackageUrl, "a token character");
    Err(error.shifted(start))
}

fn decode(text: &str, start: usize) -> Result<String, FormatError> {
    percent::decode(text, FormatPart::PackageUrl, start)
}

/// The segments of a path, without empty ones and those that climb.
fn segments(text: &str, start: usize) -> Result<Option<String>, FormatError> {
    let mut at = start;
    let mut kept: Vec<String> = Vec::new();
    for segment in text.split('/') {
        let decoded = decode(segment, at)?;
        if !matches!(decoded.as_str(), "" | "." | "..") {
            if decoded.contains('/') {
                let kind = Kind::PercentEncoding;
                return Err(FormatError::new(kind, FormatPart::PackageUrl, at, at + segment.len()));
            }
            kept.push(decoded);
        }
        at += segment.len() + 1;
    }
    Ok((!kept.is_empty()).then(|| kept.join("/")))
}

fn encoded_segments(text: &str) -> String {
    let segments: Vec<_> = text.split('/').map(|segment| percent::encode(segment, PLAIN)).collect();
    segments.join("/")
}
