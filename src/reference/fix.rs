//! What was probably meant by rejected input.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::String;

use super::diagnosis::Fix;
use super::name::Name;
use super::parts::{Registry, Repository, Tag};
use super::raw::RawReference;
use crate::digest::DigestRef;
use crate::error::{Explained, ParseError, ParseErrorKind as Kind, Part, Span};

impl ParseError {
    /// What was probably meant: the input with this mistake, and any after it, corrected; `None` if unknown.
    ///
    /// A fix always parses.
    ///
    /// # Examples
    ///
    /// ```
    /// use imageref::RawReference;
    ///
    /// let text = "https://docker.io/Team/App:";
    /// let err = RawReference::parse(text).unwrap_err();
    /// assert_eq!(err.fix(text).as_deref(), Some("docker.io/team/app"));
    /// ```
    pub fn fix(&self, text: &str) -> Option<String> {
        /// The most mistakes corrected in one input.
        const ROUNDS: usize = 8;
        let mut error = *self;
        let mut fixed = Cow::Borrowed(text);
        for _ in 0..ROUNDS {
            fixed = Cow::Owned(edit(error, &fixed)?);
            match parse(self.subject(), &fixed)? {
                Ok(()) => return Some(fixed.into_owned()),
                Err(next) => error = next,
            }
        }
        None
    }

    /// The error together with the input: one sentence as `{}`, a drawing as `{:#}`.
    pub fn in_text<'a>(&self, text: &'a str) -> Explained<'a> {
        Explained::new(*self, text, self.fix(text))
    }
}

/// Parses a string with the parser that reports this subject; `None` if its errors have no fix.
fn parse(subject: Part, text: &str) -> Option<Result<(), ParseError>> {
    Some(match subject {
        Part::Reference => RawReference::parse(text).map(drop),
        Part::Name => Name::parse(text).map(drop),
        Part::Registry => Registry::parse(text).map(drop),
        Part::Repository => Repository::parse(text).map(drop),
        Part::Tag => Tag::parse(text).map(drop),
        Part::Digest => DigestRef::parse(text).map(drop),
        _ => return None,
    })
}

/// The input with one mistake corrected.
fn edit(error: ParseError, text: &str) -> Option<String> {
    let Span { start, end } = error.span();
    // The span may belong to another input than this one.
    let (before, found, after) = (text.get(..start)?, text.get(start..end)?, text.get(end..)?);
    let replace = |with: &str| Some(format!("{before}{with}{after}"));
    match error.fix_kind() {
        Fix::Unknown => None,
        Fix::Remove => replace(""),
        Fix::Replace(with) => replace(with),
        Fix::Delimiter(with) => {
            Some(format!("{}{with}{found}{after}", before.strip_suffix([':', '@'])?))
        }
        Fix::RemoveDelimiter => Some(format!("{}{after}", before.strip_suffix([':', '@'])?)),
        Fix::RemoveSlash => remove_slash(before, found, after),
        Fix::RemoveSeparators => {
            let kept = before.trim_end_matches(['.', '_', '-']);
            Some(format!("{kept}{after}"))
        }
        Fix::Lowercase => {
            let part = after.find([':', '@']).unwrap_or(after.len());
            let (part, rest) = after.split_at(part);
            let (found, part) = (found.to_ascii_lowercase(), part.to_ascii_lowercase());
            Some(format!("{before}{found}{part}{rest}"))
        }
        Fix::Trim => trimmed(text).or_else(|| {
            let delimiter = [':', '@', '/'];
            let beside = before.ends_with(delimiter) || after.starts_with(delimiter);
            (beside && !found.is_empty() && found.trim().is_empty())
                .then(|| format!("{before}{after}"))
        }),
        Fix::LookAlike => match error.kind() {
            Kind::NonAscii { found } => ascii(found).map_or_else(|| trimmed(text), replace),
            _ => None,
        },
        Fix::Unescape => {
            let byte = u8::from_str_radix(found.get(1..)?, 16).ok()?;
            let mut utf8 = [0; 4];
            byte.is_ascii_graphic().then(|| replace(char::from(byte).encode_utf8(&mut utf8)))?
        }
        // `oci://` is Helm's prefix of a registry; containers/image's other transports are followed by paths.
        Fix::RemoveTransport => {
            matches!(found, "docker://" | "docker-daemon:" | "oci://").then(|| replace(""))?
        }
        Fix::RemoveScheme => remove_scheme(after),
        Fix::MoveTag => {
            let (name, digest) = before.split_at(before.rfind('@')?);
            let tagged = name.rfind(':') > name.rfind('/');
            (!tagged).then(|| format!("{name}{found}{digest}"))
        }
        Fix::MoveDigest => Some(format!("{}@{found}", after.strip_prefix('@')?)),
    }
}

fn remove_slash(before: &str, found: &str, after: &str) -> Option<String> {
    if before.is_empty() {
        return after.strip_prefix('/').map(String::from);
    }
    if found == "/" {
        return after.is_empty().then(|| before.into());
    }
    let before = before.strip_suffix('/')?;
    // `docker.io/` without its slash would be an image named `docker.io`.
    let repository =
        before.contains('/') || after.contains('/') || Registry::parse(before).is_err();
    repository.then(|| format!("{before}{after}"))
}

/// An address without its scheme; of Docker Hub's pages, the image that the page is about.
fn remove_scheme(address: &str) -> Option<String> {
    let Some(page) = address.strip_prefix("hub.docker.com/") else { return Some(address.into()) };
    let image = page.strip_prefix("_/").or(page.strip_prefix("r/"))?;
    Some(image.trim_end_matches('/').into())
}

/// The input without whitespace, control characters, quotes, commas and invisible characters at its ends, if it has any.
fn trimmed(text: &str) -> Option<String> {
    let inner = text.trim_matches(|c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '"' | '\'' | '`' | ',' | ';')
            || ascii(c) == Some("")
    });
    (inner.len() < text.len()).then(|| inner.into())
}

/// The ASCII that a character looks like; `""` for an invisible one.
fn ascii(c: char) -> Option<&'static str> {
    LOOK_ALIKES.iter().find(|(look_alikes, _)| look_alikes.contains(&c)).map(|&(_, ascii)| ascii)
}

/// Look-alikes that editors, chat programs and word processors insert, and letters of other scripts.
///
/// Source: Unicode Technical Standard 39, `confusables.txt`.
const LOOK_ALIKES: &[(&[char], &str)] = &[
    (&['\u{feff}', '\u{200b}', '\u{200c}', '\u{200d}', '\u{2060}', '\u{ad}'], ""), // BOM, zero width, soft hyphen
    (&['\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}', '\u{2212}', '\u{ff0d}'], "-"), // dashes, minus
    (&['\u{ff1a}', '\u{a789}', '\u{2236}'], ":"), // full width, modifier letter, ratio
    (&['\u{2044}', '\u{2215}', '\u{ff0f}'], "/"), // fraction, division, full width
    (&['\u{ff0e}', '\u{2024}', '\u{3002}'], "."), // full width, one dot leader, ideographic
    (&['\u{ff20}'], "@"),                         // full width
    (&['\u{ff3f}'], "_"),                         // full width
    (&['а'], "a"),                                // Cyrillic
    (&['е'], "e"),                                // Cyrillic
    (&['о', 'ο'], "o"),                           // Cyrillic, Greek
    (&['р'], "p"),                                // Cyrillic
    (&['с'], "c"),                                // Cyrillic
    (&['х'], "x"),                                // Cyrillic
    (&['у'], "y"),                                // Cyrillic
    (&['і'], "i"),                                // Cyrillic
    (&['ѕ'], "s"),                                // Cyrillic
];
