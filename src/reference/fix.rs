//! What was probably meant by a refused text.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::String;

use super::{Name, RawReference, Registry, Repository, Tag};
use crate::digest::DigestRef;
use crate::error::{Explained, ParseError, ParseErrorKind as Kind, Part, Span};

impl ParseError {
    /// What was probably meant: the text with this mistake, and what it hid, mended; `None` where that isn't known.
    ///
    /// **Law** a fix parses.
    ///
    /// ```
    /// use imageref::RawReference;
    ///
    /// let text = "https://docker.io/Team/App:";
    /// let err = RawReference::parse(text).unwrap_err();
    /// assert_eq!(err.fix(text).as_deref(), Some("docker.io/team/app"));
    /// ```
    pub fn fix(&self, text: &str) -> Option<String> {
        /// More mistakes than this in one text, and it is another text.
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

    /// The refusal together with its text: one sentence as `{}`, a drawing as `{:#}`.
    pub fn in_text<'a>(&self, text: &'a str) -> Explained<'a> {
        Explained::new(*self, text, self.fix(text))
    }
}

/// Reads a text with the parser whose refusals have this subject.
fn parse(subject: Part, text: &str) -> Option<Result<(), ParseError>> {
    Some(match subject {
        Part::Reference => RawReference::parse(text).map(drop),
        Part::Name => text.parse::<Name>().map(drop),
        Part::Registry => Registry::parse(text).map(drop),
        Part::Repository => Repository::parse(text).map(drop),
        Part::Tag => Tag::parse(text).map(drop),
        Part::Digest => DigestRef::parse(text).map(drop),
        _ => return None,
    })
}

/// The text with one mistake mended.
fn edit(error: ParseError, text: &str) -> Option<String> {
    let Span { start, end } = error.span();
    // A span of another text than this one fixes nothing.
    let (before, found, after) = (text.get(..start)?, text.get(start..end)?, text.get(end..)?);
    let replace = |with: &str| Some(format!("{before}{with}{after}"));
    match (error.kind(), error.part()) {
        (Kind::Empty, Part::Tag | Part::Digest | Part::Port) => {
            Some(format!("{}{after}", before.strip_suffix([':', '@'])?))
        }
        (Kind::Empty, Part::Registry) => after.strip_prefix('/').map(String::from),
        (Kind::Empty, Part::Repository) => {
            let before = before.strip_suffix('/')?;
            // What is left of `docker.io/` would be read as an image of that name.
            let repository =
                before.contains('/') || after.contains('/') || Registry::parse(before).is_err();
            repository.then(|| format!("{before}{after}"))
        }
        (Kind::Uppercase { .. }, Part::Repository) => {
            let path = after.find([':', '@']).unwrap_or(after.len());
            let (path, rest) = after.split_at(path);
            Some(format!(
                "{before}{}{}{rest}",
                found.to_ascii_lowercase(),
                path.to_ascii_lowercase()
            ))
        }
        (Kind::Uppercase { .. }, Part::Encoded) => {
            Some(format!("{before}{}{}", found.to_ascii_lowercase(), after.to_ascii_lowercase()))
        }
        (
            Kind::Whitespace { .. }
            | Kind::Control { .. }
            | Kind::Unexpected { found: b'"' | b'\'' | b'`', .. },
            _,
        ) => trimmed(text),
        (Kind::NonAscii { found }, _) => match ascii(found) {
            Some(with) => replace(with),
            None => trimmed(text),
        },
        (Kind::Scheme | Kind::Userinfo, _) => replace(""),
        (Kind::Transport, _) if matches!(found, "docker://" | "docker-daemon:") => replace(""),
        (Kind::PercentEncoding, _) => {
            let byte = u8::from_str_radix(found.get(1..)?, 16).ok()?;
            byte.is_ascii_graphic().then(|| replace(&String::from(char::from(byte))))?
        }
        (Kind::TagAfterDigest, _) => {
            let at = before.rfind('@')?;
            let (name, digest) = before.split_at(at);
            (!name.contains(':') || name.rfind('/') > name.rfind(':'))
                .then(|| format!("{name}{found}{digest}"))
        }
        (Kind::UnexpectedEnd { .. }, Part::Digest) => {
            let hex = before.rfind('@').map_or(0, |at| at + 1);
            (text.len() - hex == 64).then(|| format!("{}sha256:{}", &text[..hex], &text[hex..]))
        }
        // Build metadata of a semantic version; Helm writes it so.
        (Kind::Unexpected { found: b'+', .. }, Part::Tag) => replace("_"),
        (Kind::Unexpected { found: b'\\', .. }, _) => replace("/"),
        _ => None,
    }
}

/// The text without white space, control characters, quotes and invisible characters at its ends, where it has any.
fn trimmed(text: &str) -> Option<String> {
    let inner = text.trim_matches(|c: char| {
        c.is_whitespace() || c.is_control() || matches!(c, '"' | '\'' | '`') || ascii(c) == Some("")
    });
    (inner.len() < text.len()).then(|| inner.into())
}

/// What an author meant by a character that is no ASCII, from Unicode's confusables: `""` for one that is not seen.
fn ascii(c: char) -> Option<&'static str> {
    LOOK_ALIKES.iter().find(|(look_alikes, _)| look_alikes.contains(&c)).map(|&(_, ascii)| ascii)
}

/// Look-alikes that editors, chat programs and word processors put in, and letters of other scripts.
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
