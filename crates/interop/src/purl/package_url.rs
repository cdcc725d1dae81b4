//! [`PackageUrl`]: package URLs of images.

use alloc::borrow::ToOwned;
use alloc::collections::{BTreeMap, btree_map};
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use crate::error::unexpected;
use crate::error::{FormatError, FormatErrorKind as Kind, FormatPart};
use crate::percent;

/// A package URL of an image: `pkg:oci/…` or `pkg:docker/…`.
///
/// `Display` writes the canonical form: qualifiers sorted, `:` bare, `/` in a qualifier escaped. To and from references:
/// [`PackageUrl::oci`], [`PackageUrl::docker`], [`PackageUrl::to_reference`].
///
/// No part holds a control character. No component of the namespace, and neither name nor version, is `.` or `..` or
/// holds a `/`, however that is escaped.
///
/// ```
/// use imageref_interop::purl::PackageUrl;
///
/// let purl = PackageUrl::parse("pkg:oci/Static@sha256%3A244f?tag=latest&repository_url=gcr.io/distroless/static")?;
/// assert_eq!((purl.name(), purl.qualifier("tag")), ("static", Some("latest")));
/// assert_eq!(
///     purl.to_string(),
///     "pkg:oci/static@sha256:244f?repository_url=gcr.io%2Fdistroless%2Fstatic&tag=latest"
/// );
/// # Ok::<(), imageref_interop::FormatError>(())
/// ```
///
/// Source: package-url/purl-spec 16f3d0e3, `PURL-SPECIFICATION.rst` and the definitions of the types oci and docker.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PackageUrl {
    kind: PackageType,
    namespace: Option<String>,
    name: String,
    version: Option<String>,
    pub(super) qualifiers: BTreeMap<String, String>,
    pub(super) subpath: Option<String>,
}

/// The type of an image's package URL.
///
/// ```
/// use imageref_interop::purl::{PackageType, PackageUrl, Qualifiers};
///
/// let purl = PackageUrl::parse("pkg:oci/static?tag=latest&arch=arm64")?;
/// assert_eq!(purl.kind(), PackageType::Oci);
/// let qualifiers: Qualifiers<'_> = purl.qualifiers();
/// assert_eq!(qualifiers.collect::<Vec<_>>(), [("arch", "arm64"), ("tag", "latest")]);
/// # Ok::<(), imageref_interop::FormatError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum PackageType {
    /// `pkg:oci`: the name in lower case, the version a digest, the repository in `repository_url`, no namespace.
    Oci,
    /// `pkg:docker`: namespace and name as in a reference, the version a tag or a digest, the registry in
    /// `repository_url`.
    Docker,
}

impl PackageType {
    /// Returns the word after `pkg:`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Oci => "oci",
            Self::Docker => "docker",
        }
    }
}

impl fmt::Display for PackageType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The bytes that are not escaped, besides letters and digits.
const PLAIN: &[u8] = b".-_~:";

impl PackageUrl {
    /// Makes a package URL of its parts, which are not escaped. An empty namespace or version is as `None`.
    ///
    /// # Errors
    ///
    /// [`FormatError`], with a span in the wrong part, if the name is empty, if a component of the namespace, the name or
    /// the version is `.` or `..`, if the name or the version holds a `/`, if there is a namespace though the type has none,
    /// or if a part holds a control character.
    pub fn new(
        kind: PackageType,
        namespace: Option<&str>,
        name: &str,
        version: Option<&str>,
    ) -> Result<Self, FormatError> {
        let namespace =
            namespace.map(|text| text.trim_matches('/')).filter(|text| !text.is_empty());
        let version = version.filter(|text| !text.is_empty());
        let error = |kind, end| Err(FormatError::new(kind, FormatPart::PackageUrl, 0, end));
        if name.is_empty() {
            return error(Kind::Empty, 0);
        }
        if let (PackageType::Oci, Some(namespace)) = (kind, namespace) {
            return error(Kind::Namespace, namespace.len());
        }
        for component in namespace.into_iter().flat_map(|text| text.split('/')) {
            if component.is_empty() {
                return error(Kind::Empty, 0);
            }
            check_component(component)?;
        }
        check_component(name)?;
        version.map_or(Ok(()), check_component)?;
        Ok(Self::of_parts(kind, namespace, name, version))
    }

    /// Makes a package URL of parts that are valid.
    pub(super) fn of_parts(
        kind: PackageType,
        namespace: Option<&str>,
        name: &str,
        version: Option<&str>,
    ) -> Self {
        Self {
            kind,
            namespace: namespace.map(ToOwned::to_owned),
            name: if kind == PackageType::Oci { name.to_lowercase() } else { name.to_owned() },
            version: version.map(ToOwned::to_owned),
            qualifiers: BTreeMap::new(),
            subpath: None,
        }
    }

    /// Returns the package URL with a qualifier, instead of one with the same key. An empty value removes it: the
    /// specification has no empty values.
    ///
    /// # Errors
    ///
    /// [`FormatError`] if the key holds a byte other than letters, digits, `.`, `-` and `_`, or starts with a digit, or
    /// if the value holds a control character.
    pub fn with_qualifier(mut self, key: &str, value: &str) -> Result<Self, FormatError> {
        check_key(key)?;
        check_value(value)?;
        let key = key.to_ascii_lowercase();
        if value.is_empty() {
            self.qualifiers.remove(&key);
        } else {
            self.qualifiers.insert(key, value.to_owned());
        }
        Ok(self)
    }

    /// Returns the package URL without a qualifier.
    #[must_use]
    pub fn without_qualifier(mut self, key: &str) -> Self {
        self.qualifiers.remove(&key.to_ascii_lowercase());
        self
    }

    /// Returns the type.
    pub const fn kind(&self) -> PackageType {
        self.kind
    }

    /// Returns the components before the name, with slashes between them.
    pub fn namespace(&self) -> Option<&str> {
        self.namespace.as_deref()
    }

    /// Returns the name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the version: a digest or a tag.
    pub fn version(&self) -> Option<&str> {
        self.version.as_deref()
    }

    /// Returns a qualifier: `repository_url`, `tag`, `arch`.
    pub fn qualifier(&self, key: &str) -> Option<&str> {
        self.qualifiers.get(key).map(String::as_str)
    }

    /// Returns the qualifiers, sorted by their keys.
    pub fn qualifiers(&self) -> Qualifiers<'_> {
        Qualifiers(self.qualifiers.iter())
    }

    /// Returns the subpath, after the `#`.
    pub fn subpath(&self) -> Option<&str> {
        self.subpath.as_deref()
    }
}

/// An iterator over the qualifiers of a [`PackageUrl`]: keys and values, sorted by key.
#[derive(Clone, Debug)]
pub struct Qualifiers<'a>(btree_map::Iter<'a, String, String>);

impl<'a> Iterator for Qualifiers<'a> {
    type Item = (&'a str, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|(key, value)| (key.as_str(), value.as_str()))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl ExactSizeIterator for Qualifiers<'_> {}

impl fmt::Display for PackageUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "pkg:{}/", self.kind)?;
        if let Some(namespace) = &self.namespace {
            write!(f, "{}/", encoded_path(namespace))?;
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
            write!(f, "#{}", encoded_path(subpath))?;
        }
        Ok(())
    }
}

/// Checks one component of a path, not escaped.
pub(super) fn check_component(text: &str) -> Result<(), FormatError> {
    check_value(text)?;
    let kind = match text {
        "." | ".." => Kind::DotSegment,
        _ if text.contains('/') => Kind::EscapedSlash,
        _ => return Ok(()),
    };
    Err(FormatError::new(kind, FormatPart::PackageUrl, 0, text.len()))
}

/// Checks that a value holds no control character.
pub(super) fn check_value(text: &str) -> Result<(), FormatError> {
    match text.char_indices().find(|(_, char)| char.is_control()) {
        Some((at, _)) => Err(unexpected(text, at, FormatPart::PackageUrl, "a printable character")),
        None => Ok(()),
    }
}

pub(super) fn check_key(key: &str) -> Result<(), FormatError> {
    let allowed = |b: u8| b.is_ascii_alphanumeric() || b".-_".contains(&b);
    let at = match key.bytes().next() {
        None => return Err(FormatError::new(Kind::Empty, FormatPart::PackageUrl, 0, 0)),
        Some(b'0'..=b'9') => Some(0),
        Some(_) => key.bytes().position(|b| !allowed(b)),
    };
    let expected =
        "a letter at the start of a key, or one of its letters, digits, `.`, `-` and `_`";
    at.map_or(Ok(()), |at| Err(unexpected(key, at, FormatPart::PackageUrl, expected)))
}

fn encoded_path(text: &str) -> String {
    let components: Vec<_> = text.split('/').map(|part| percent::encode(part, PLAIN)).collect();
    components.join("/")
}
