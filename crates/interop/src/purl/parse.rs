//! Parsing of package URLs, from the right to the left.

use alloc::string::String;
use alloc::vec::Vec;

use super::package_url::{PackageType, PackageUrl, check_component, check_key, check_value};
use crate::error::{FormatError, FormatErrorKind as Kind, FormatPart};
use crate::parse_traits::parse_traits;
use crate::percent;

impl PackageUrl {
    /// Parses a package URL of type `oci` or `docker`.
    ///
    /// # Errors
    ///
    /// [`FormatError`] if the scheme or the type is another one, a `pkg:oci` has a namespace, the name is empty, a
    /// component is `.` or `..` or holds an escaped `/`, a qualifier occurs twice, an escape is invalid, or a part holds
    /// a control character.
    pub fn parse(text: &str) -> Result<Self, FormatError> {
        let scheme = text.get(..4).is_some_and(|scheme| scheme.eq_ignore_ascii_case("pkg:"));
        if !scheme {
            return Err(error(Kind::UnexpectedEnd { expected: "`pkg:`" }, 0, 0));
        }
        let (front, subpath) = cut(text, '#');
        let (front, qualifiers) = cut(front, '?');
        let rest = front.get(4..).unwrap_or_default().trim_start_matches('/');
        let start = front.len() - rest.len();
        let (word, path) = rest.split_once('/').unwrap_or((rest, ""));
        let types = [PackageType::Oci, PackageType::Docker];
        let kind = types.into_iter().find(|kind| word.eq_ignore_ascii_case(kind.as_str()));
        let unknown = Kind::UnknownWord { expected: "the type `oci` or `docker`" };
        let kind = kind.ok_or_else(|| error(unknown, start, start + word.len()))?;

        let path = path.trim_start_matches('/');
        let path_start = front.len() - path.len();
        let (path, version) = match path.rsplit_once('@') {
            Some((path, version)) => (path, Some((version, path_start + path.len() + 1))),
            None => (path, None),
        };
        let version = version.map(|(version, at)| component(version, at)).transpose()?;
        let path = path.trim_end_matches('/');
        let (namespace, name) = path.rsplit_once('/').unwrap_or(("", path));
        let name = component(name, path_start + path.len() - name.len())?;
        let namespace = components(namespace, path_start, |_| false)?;
        let path_end = path_start + path.len();
        let mut purl = Self::new(kind, namespace.as_deref(), &name, version.as_deref())
            .map_err(|e| error(e.kind(), path_start, path_end))?;

        if let Some((qualifiers, at)) = qualifiers {
            purl = purl.with_qualifiers(qualifiers, at)?;
        }
        if let Some((subpath, at)) = subpath {
            // The specification drops what climbs.
            purl.subpath = components(subpath, at, |part| matches!(part, "." | ".."))?;
        }
        Ok(purl)
    }

    fn with_qualifiers(mut self, text: &str, mut at: usize) -> Result<Self, FormatError> {
        for pair in text.split('&') {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            if !pair.is_empty() {
                check_key(key).map_err(|e| e.shifted(at))?;
                if self.qualifier(&key.to_ascii_lowercase()).is_some() {
                    return Err(error(Kind::Duplicate, at, at + key.len()));
                }
                let value = decode(value, at + pair.len() - value.len())?;
                self = self.with_qualifier(key, &value).map_err(|e| e.shifted(at))?;
            }
            at += pair.len() + 1;
        }
        Ok(self)
    }
}

parse_traits!(PackageUrl);

const fn error(kind: Kind, start: usize, end: usize) -> FormatError {
    FormatError::new(kind, FormatPart::PackageUrl, start, end)
}

/// What precedes the last `separator`; and what follows it, with its position.
fn cut(text: &str, separator: char) -> (&str, Option<(&str, usize)>) {
    match text.rsplit_once(separator) {
        Some((front, back)) => (front, Some((back, front.len() + 1))),
        None => (text, None),
    }
}

/// Decodes a part that starts at byte `start`, and checks it for control characters.
fn decode(text: &str, start: usize) -> Result<String, FormatError> {
    let decoded = percent::decode(text, FormatPart::PackageUrl, start)?;
    check_value(&decoded).map_err(|e| error(e.kind(), start, start + text.len()))?;
    Ok(decoded)
}

/// Decodes and checks a part that must be one component.
fn component(text: &str, start: usize) -> Result<String, FormatError> {
    let decoded = decode(text, start)?;
    check_component(&decoded).map_err(|e| error(e.kind(), start, start + text.len()))?;
    Ok(decoded)
}

/// The components of a path, without empty ones and those for which `is_dropped` is true.
fn components(
    text: &str,
    start: usize,
    is_dropped: impl Fn(&str) -> bool,
) -> Result<Option<String>, FormatError> {
    let mut at = start;
    let mut kept: Vec<String> = Vec::new();
    for part in text.split('/') {
        let decoded = decode(part, at)?;
        if !decoded.is_empty() && !is_dropped(&decoded) {
            kept.push(component(part, at)?);
        }
        at += part.len() + 1;
    }
    Ok((!kept.is_empty()).then(|| kept.join("/")))
}
