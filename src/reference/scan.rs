//! The parser: bytes in, offsets out. One function a rule of `src/docs/grammar.abnf`.
//!
//! Every function takes the whole text and a position, and gives the position behind what it read. Nothing here
//! allocates, and all of it runs in a `const`.

use crate::digest::{Algorithm, DigestRef};
use crate::error::{Expected, ParseError, ParseErrorKind as Kind, Part};
use crate::text::{self, ALPHANUMERIC, DASH, DIGIT, DOT, HEX, LOWER, TAG, UNDERSCORE, UPPER, WORD};

/// The longest text that is read, in bytes.
pub(super) const MAX_TEXT: usize = 65_535;
/// The longest path, in bytes, `library/` included.
pub(super) const MAX_PATH: usize = 255;
/// The longest tag, in bytes.
const MAX_TAG: usize = 128;

/// Where the parts of a text end: `registry "/" path ":" tag "@" digest`.
///
/// INVARIANT: `registry <= name <= tag <= text.len() <= MAX_TEXT`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Offsets {
    /// The end of the registry; 0 where there is none.
    pub(super) registry: u16,
    /// The end of the path.
    pub(super) name: u16,
    /// The end of the tag; that of the path where there is none.
    pub(super) tag: u16,
}

impl Offsets {
    pub(super) const fn new(registry: usize, name: usize, tag: usize) -> Self {
        debug_assert!(registry <= name && name <= tag && tag <= MAX_TEXT);
        #[expect(clippy::cast_possible_truncation, reason = "every caller has checked MAX_TEXT")]
        Self { registry: registry as u16, name: name as u16, tag: tag as u16 }
    }

    /// The first byte of the path.
    pub(super) const fn path(self) -> usize {
        if self.registry == 0 { 0 } else { self.registry as usize + 1 }
    }

    /// The bytes of the tag.
    pub(super) const fn tag_range(self) -> Option<(usize, usize)> {
        if self.tag > self.name { Some((self.name as usize + 1, self.tag as usize)) } else { None }
    }

    /// The digest of the text that these are the offsets of.
    pub(super) const fn digest(self, text: &str) -> Option<DigestRef<'_>> {
        let start = self.tag as usize + 1;
        if start > text.len() {
            return None;
        }
        match algorithm_at(text.as_bytes(), start) {
            Some(algorithm) => Some(DigestRef::checked(text.split_at(start).1, algorithm)),
            None => None,
        }
    }
}

/// `text[start..end]`, in a `const`.
pub(super) const fn slice(text: &str, start: usize, end: usize) -> &str {
    text.split_at(end).0.split_at(start).1
}

/// `reference = name [ ":" tag ] [ "@" digest ]`.
pub(super) const fn reference(bytes: &[u8]) -> Result<Offsets, ParseError> {
    let (registry, name) = match name(bytes) {
        Ok(ends) => ends,
        Err(e) => return Err(e),
    };
    let mut at = name;
    if at < bytes.len() && bytes[at] == b':' {
        match tag(bytes, at + 1) {
            Ok(end) => at = end,
            Err(e) => return Err(e),
        }
    }
    let tag = at;
    if at < bytes.len() && bytes[at] == b'@' {
        match digest(bytes, at + 1) {
            Ok(end) => at = end,
            Err(e) => return Err(e),
        }
    }
    if at < bytes.len() {
        let part = if tag > name { Part::Tag } else { Part::Repository };
        return Err(behind(bytes, at, part));
    }
    if name == bytes.len() && is_image_id(bytes) {
        return Err(ParseError::new(Kind::ImageId, Part::Reference, 0, 64));
    }
    Ok(Offsets::new(registry, name, tag))
}

/// `name`: the ends of registry (0 where there is none) and path.
const fn name(bytes: &[u8]) -> Result<(usize, usize), ParseError> {
    if bytes.is_empty() {
        return Err(ParseError::new(Kind::Empty, Part::Reference, 0, 0));
    }
    if bytes.len() > MAX_TEXT {
        return Err(too_long(Part::Reference, 0, bytes.len(), MAX_TEXT));
    }
    let registry = match registry(bytes) {
        Ok(end) => end,
        Err(e) => return Err(e),
    };
    let start = if registry == 0 { 0 } else { registry + 1 };
    match path(bytes, start) {
        Ok(end) => Ok((registry, end)),
        Err(e) => Err(e),
    }
}

/// `registry`, if the text begins with one and a `/` follows; 0 if not.
///
/// Docker's rule: the first component is a registry if it has a `.`, a `:` or an upper-case letter, or is `localhost`.
const fn registry(bytes: &[u8]) -> Result<usize, ParseError> {
    if bytes[0] == b'[' {
        return match bracketed(bytes) {
            Ok(end) => port(bytes, end),
            Err(e) => Err(e),
        };
    }
    let (end, seen) = first_word(bytes);
    if end == bytes.len() {
        return Ok(0);
    }
    match bytes[end] {
        b'/' if seen & (DOT | UPPER) != 0 || is_localhost(bytes, end) => {}
        // A `:` before the first `/` is a port's; without a `/` it is a tag's.
        b':' if {
            let digits = text::run(bytes, end + 1, DIGIT);
            digits < bytes.len() && bytes[digits] == b'/'
        } => {}
        _ => return Ok(0),
    }
    match host(bytes, end, seen) {
        Ok(()) => port(bytes, end),
        Err(e) => Err(e),
    }
}

/// The end of the first run of letters, digits, `.`, `_` and `-`, and the classes met in it.
const fn first_word(bytes: &[u8]) -> (usize, u8) {
    let mut seen = 0;
    let mut end = 0;
    while end < bytes.len() && text::is(bytes[end], TAG) {
        seen |= text::class(bytes[end]);
        end += 1;
    }
    (end, seen)
}

/// `label *( "." label )`, over `bytes[..end]`, all of `TAG`'s classes; `seen` are the classes met there.
const fn host(bytes: &[u8], end: usize, seen: u8) -> Result<(), ParseError> {
    if seen & UNDERSCORE != 0 {
        return Err(underscore(bytes, end));
    }
    if end == 0 {
        return Err(ParseError::new(Kind::Empty, Part::Registry, 0, 0));
    }
    let mut at = 0;
    while at < end {
        // A label begins and ends with a letter or digit: so do both sides of every `.`.
        let edge = at == 0
            || at + 1 == end
            || text::is(bytes[at - 1], DOT)
            || text::is(bytes[at + 1], DOT);
        if edge && !text::is(bytes[at], ALPHANUMERIC) {
            return Err(text::unexpected(bytes, at, Part::Registry, Expected::Alphanumeric));
        }
        at += 1;
    }
    Ok(())
}

/// `[ ":" port ]` and the `/` that follows; gives the position of the `/`.
const fn port(bytes: &[u8], at: usize) -> Result<usize, ParseError> {
    let mut end = at;
    if at < bytes.len() && bytes[at] == b':' {
        match digits(bytes, at) {
            Ok(digits) => end = digits,
            Err(e) => return Err(e),
        }
    }
    if end < bytes.len() && bytes[end] == b'/' {
        return Ok(end);
    }
    let part = if end > at { Part::Port } else { Part::Registry };
    Err(text::unexpected(bytes, end, part, Expected::Slash))
}

/// `":" port`, the `:` at `at`; gives the position behind it.
const fn digits(bytes: &[u8], at: usize) -> Result<usize, ParseError> {
    let end = text::run(bytes, at + 1, DIGIT);
    if end == at + 1 {
        return Err(no_port(bytes, end));
    }
    let mut value = 0u32;
    let mut i = at + 1;
    while i < end {
        value = value.saturating_mul(10).saturating_add((bytes[i] - b'0') as u32);
        i += 1;
    }
    if value > 65_535 {
        return Err(ParseError::new(Kind::PortRange, Part::Port, at + 1, end));
    }
    Ok(end)
}

/// `"[" ipv6 "]"`; gives the position behind the bracket.
const fn bracketed(bytes: &[u8]) -> Result<usize, ParseError> {
    let mut end = 1;
    while end < bytes.len() && matches!(bytes[end], b'0'..=b'9' | b'a'..=b'f' | b'A'..=b'F' | b':')
    {
        end += 1;
    }
    if end == bytes.len() || bytes[end] != b']' {
        return Err(text::unexpected(bytes, end, Part::Registry, Expected::Bracket));
    }
    if !is_ipv6(bytes, 1, end) {
        return Err(ParseError::new(Kind::Ipv6, Part::Registry, 0, end + 1));
    }
    Ok(end + 1)
}

/// Whether `bytes[at..end]`, hex digits and colons, is an IPv6 address: eight groups of one to four digits, or fewer
/// with one `::` that stands for at least one of them.
const fn is_ipv6(bytes: &[u8], mut at: usize, end: usize) -> bool {
    let mut groups = 0;
    let mut compressed = false;
    if at + 1 < end && bytes[at] == b':' && bytes[at + 1] == b':' {
        compressed = true;
        at += 2;
    }
    while at < end {
        let start = at;
        while at < end && bytes[at] != b':' {
            at += 1;
        }
        if at == start || at - start > 4 {
            return false;
        }
        groups += 1;
        if at == end {
            break;
        }
        at += 1;
        if at == end {
            return false;
        }
        if bytes[at] == b':' {
            if compressed {
                return false;
            }
            compressed = true;
            at += 1;
        }
    }
    if compressed { groups < 8 } else { groups == 8 }
}

/// `component *( "/" component )`, and its length; gives the position behind it.
pub(super) const fn path(bytes: &[u8], start: usize) -> Result<usize, ParseError> {
    let mut at = start;
    loop {
        let run = text::run(bytes, at, LOWER);
        if run == at {
            return Err(no_component(bytes, start, at));
        }
        at = run;
        if at == bytes.len() {
            break;
        }
        match bytes[at] {
            b'/' | b'.' => at += 1,
            b'_' => at += if at + 1 < bytes.len() && bytes[at + 1] == b'_' { 2 } else { 1 },
            b'-' => at = text::run(bytes, at, DASH),
            _ => break,
        }
    }
    if at - start > MAX_PATH {
        return Err(too_long(Part::Repository, start, at, MAX_PATH));
    }
    Ok(at)
}

/// `tag = word *127( word / "." / "-" )`; gives the position behind it.
pub(super) const fn tag(bytes: &[u8], start: usize) -> Result<usize, ParseError> {
    if start >= bytes.len() || bytes[start] == b'@' {
        return Err(ParseError::new(Kind::Empty, Part::Tag, start, start));
    }
    if !text::is(bytes[start], WORD) {
        return Err(text::unexpected(bytes, start, Part::Tag, Expected::Word));
    }
    let end = text::run(bytes, start, TAG);
    if end - start > MAX_TAG {
        return Err(too_long(Part::Tag, start, end, MAX_TAG));
    }
    Ok(end)
}

/// `digest`, to the end of the text.
const fn digest(bytes: &[u8], start: usize) -> Result<usize, ParseError> {
    if let Some(algorithm) = algorithm_at(bytes, start) {
        let value = bytes.split_at(start + ALGORITHM + 1).1;
        if value.len() == algorithm.hex_len() && text::all_hex(value) {
            return Ok(bytes.len());
        }
    }
    Err(bad_digest(bytes, start))
}

/// Whether the text is 64 lower-case hex digits: an image ID, which Docker never reads as a reference.
pub(super) const fn is_image_id(bytes: &[u8]) -> bool {
    bytes.len() == 64 && text::run(bytes, 0, HEX) == 64
}

/// A name and nothing else: the ends of registry (0 where there is none) and path.
#[cfg(feature = "alloc")]
pub(super) const fn name_alone(bytes: &[u8]) -> Result<(usize, usize), ParseError> {
    match name(bytes) {
        Ok((_, end)) if end < bytes.len() => Err(behind(bytes, end, Part::Repository)),
        Ok(_) if is_image_id(bytes) => Err(ParseError::new(Kind::ImageId, Part::Name, 0, 64)),
        result => result,
    }
}

/// A registry and nothing else.
pub(super) const fn registry_alone(bytes: &[u8]) -> Result<(), ParseError> {
    if bytes.is_empty() {
        return Err(ParseError::new(Kind::Empty, Part::Registry, 0, 0));
    }
    if bytes.len() > MAX_TEXT {
        return Err(too_long(Part::Registry, 0, bytes.len(), MAX_TEXT));
    }
    let (host_end, seen) = if bytes[0] == b'[' {
        match bracketed(bytes) {
            Ok(end) => (end, UPPER),
            Err(e) => return Err(e),
        }
    } else {
        let (end, seen) = first_word(bytes);
        match host(bytes, end, seen) {
            Ok(()) => (end, seen),
            Err(e) => return Err(e),
        }
    };
    if host_end == bytes.len() {
        if seen & (DOT | UPPER) != 0 || is_localhost(bytes, host_end) {
            return Ok(());
        }
        return Err(ParseError::new(Kind::NotARegistry, Part::Registry, 0, host_end));
    }
    if bytes[host_end] != b':' {
        return Err(text::unexpected(bytes, host_end, Part::Registry, Expected::HostByte));
    }
    let end = match digits(bytes, host_end) {
        Ok(end) => end,
        Err(e) => return Err(e),
    };
    if end == bytes.len() {
        Ok(())
    } else {
        Err(text::unexpected(bytes, end, Part::Port, Expected::Digit))
    }
}

/// A path and nothing else.
pub(super) const fn path_alone(bytes: &[u8]) -> Result<(), ParseError> {
    match path(bytes, 0) {
        Ok(end) if end == bytes.len() => Ok(()),
        Ok(end) => Err(behind(bytes, end, Part::Repository)),
        Err(e) => Err(e),
    }
}

/// A tag and nothing else.
pub(super) const fn tag_alone(bytes: &[u8]) -> Result<(), ParseError> {
    match tag(bytes, 0) {
        Ok(end) if end == bytes.len() => Ok(()),
        Ok(end) => Err(text::unexpected(bytes, end, Part::Tag, Expected::TagByte)),
        Err(e) => Err(e),
    }
}

/// The bytes of every known algorithm's name.
pub(super) const ALGORITHM: usize = 6;

/// The algorithm whose name and `:` stand at `start`.
pub(super) const fn algorithm_at(bytes: &[u8], start: usize) -> Option<Algorithm> {
    if bytes.len() < start + ALGORITHM + 1 || bytes[start + ALGORITHM] != b':' {
        return None;
    }
    Algorithm::from_bytes(bytes.split_at(start).1.split_at(ALGORITHM).0)
}

const fn is_localhost(bytes: &[u8], end: usize) -> bool {
    matches!(bytes.split_at(end).0, b"localhost")
}

#[cold]
pub(super) const fn too_long(part: Part, start: usize, end: usize, max: usize) -> ParseError {
    #[expect(clippy::cast_possible_truncation, reason = "a limit of this file")]
    ParseError::new(Kind::TooLong { max: max as u32 }, part, start, end)
}

/// A host with a `_`.
#[cold]
const fn underscore(bytes: &[u8], end: usize) -> ParseError {
    let mut at = 0;
    while at < end && !text::is(bytes[at], UNDERSCORE) {
        at += 1;
    }
    ParseError::new(Kind::HostUnderscore, Part::Registry, at, at + 1)
}

/// A `:` of a port without digits.
#[cold]
const fn no_port(bytes: &[u8], at: usize) -> ParseError {
    if at == bytes.len() || bytes[at] == b'/' {
        return ParseError::new(Kind::Empty, Part::Port, at, at);
    }
    text::unexpected(bytes, at, Part::Port, Expected::Digit)
}

/// No letter or digit at `at`, where a component, or a run of one, should begin.
#[cold]
const fn no_component(bytes: &[u8], start: usize, at: usize) -> ParseError {
    let first = at == start || bytes[at - 1] == b'/';
    let ends = at == bytes.len() || matches!(bytes[at], b'/' | b':' | b'@');
    if at == 0 && !bytes.is_empty() && bytes[0] == b'/' {
        return ParseError::new(Kind::Empty, Part::Registry, 0, 0);
    }
    if first && ends {
        return ParseError::new(Kind::Empty, Part::Repository, at, at);
    }
    if at < bytes.len() && text::is(bytes[at], UPPER) {
        let end = text::run(bytes, at, UPPER);
        return ParseError::new(Kind::Uppercase { found: bytes[at] }, Part::Repository, at, end);
    }
    let mut from = at;
    while from > start && text::is(bytes[from - 1], UNDERSCORE | DOT | DASH) {
        from -= 1;
    }
    let to = text::run(bytes, at, UNDERSCORE | DOT | DASH);
    if from < at && to < bytes.len() && text::is(bytes[to], LOWER) {
        return ParseError::new(Kind::Separator, Part::Repository, from, to);
    }
    if from < at && (to == bytes.len() || matches!(bytes[to], b'/' | b':' | b'@')) {
        let kind = Kind::UnexpectedEnd { expected: Expected::LowerAlphanumeric };
        return ParseError::new(kind, Part::Repository, to, to);
    }
    text::unexpected(bytes, at, Part::Repository, Expected::LowerAlphanumeric)
}

/// A byte behind a path or a tag that begins no other part.
#[cold]
const fn behind(bytes: &[u8], at: usize, part: Part) -> ParseError {
    match part {
        Part::Tag if bytes[at] == b':' => {
            let end = text::run(bytes, at + 1, TAG);
            ParseError::new(Kind::SecondTag, Part::Tag, at, end)
        }
        Part::Tag => text::unexpected(bytes, at, part, Expected::TagByte),
        _ if text::is(bytes[at], UPPER) => {
            let end = text::run(bytes, at, UPPER);
            ParseError::new(Kind::Uppercase { found: bytes[at] }, part, at, end)
        }
        _ => text::unexpected(bytes, at, part, Expected::PathByte),
    }
}

/// What is wrong with the digest that begins at `start`.
#[cold]
const fn bad_digest(bytes: &[u8], start: usize) -> ParseError {
    if start >= bytes.len() {
        return ParseError::new(Kind::Empty, Part::Digest, start, start);
    }
    let name = text::run(bytes, start, TAG);
    let name = if name < bytes.len() && bytes[name] == b'+' {
        text::run(bytes, name + 1, TAG)
    } else {
        name
    };
    if name == bytes.len() {
        let kind = Kind::UnexpectedEnd { expected: Expected::Colon };
        return ParseError::new(kind, Part::Digest, name, name);
    }
    if bytes[name] != b':' {
        return text::unexpected(bytes, name, Part::Algorithm, Expected::Colon);
    }
    let Some(algorithm) = algorithm_at(bytes, start) else {
        let kind = if name == start { Kind::Empty } else { Kind::UnknownAlgorithm };
        return ParseError::new(kind, Part::Algorithm, start, name);
    };
    let value = name + 1;
    let end = text::run(bytes, value, ALPHANUMERIC);
    if end < bytes.len() {
        match bytes[end] {
            b':' => return ParseError::new(Kind::TagAfterDigest, Part::Tag, end, bytes.len()),
            b'@' => return ParseError::new(Kind::SecondDigest, Part::Digest, end, bytes.len()),
            _ => return text::unexpected(bytes, end, Part::Encoded, Expected::Hex),
        }
    }
    match crate::digest::known_value(bytes.split_at(value).1, algorithm) {
        Err(e) => e.within(Part::Reference, value),
        // Not reached: `digest` takes these.
        Ok(()) => ParseError::new(Kind::Empty, Part::Digest, start, start),
    }
}
