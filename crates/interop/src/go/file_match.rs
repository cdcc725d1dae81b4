//! Wildcards as Go's `filepath.Match` reads them, in names without `/`.

/// A pattern that is none: a class that doesn't end, a backslash at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct BadPattern;

/// Whether `pattern` matches all of `name`: `*` any bytes, `?` one character, `[a-z]` and `[^a-z]` one of a class, `\`
/// before a character that means itself.
///
/// As there, a wrong pattern is noticed only when the comparison comes to it, or when it fails.
///
/// **Source** Go 1.25, `path/filepath/match.go`.
pub(crate) fn matches(mut pattern: &[u8], mut name: &[u8]) -> Result<bool, BadPattern> {
    while !pattern.is_empty() {
        let (star, chunk, rest) = next_chunk(pattern);
        if star && chunk.is_empty() {
            return Ok(!name.contains(&b'/'));
        }
        pattern = rest;
        // The first place that fits will do, unless the name goes on behind the last chunk.
        let fits = |left: &[u8]| left.is_empty() || !rest.is_empty();
        if let Some(left) = take_chunk(chunk, name)?.filter(|left| fits(left)) {
            name = left;
            continue;
        }
        let mut found = None;
        if star {
            for skipped in 1..=name.iter().position(|b| *b == b'/').unwrap_or(name.len()) {
                if let Some(left) = take_chunk(chunk, &name[skipped..])?.filter(|left| fits(left)) {
                    found = Some(left);
                    break;
                }
            }
        }
        let Some(left) = found else {
            while !pattern.is_empty() {
                let (_, chunk, rest) = next_chunk(pattern);
                take_chunk(chunk, &[])?;
                pattern = rest;
            }
            return Ok(false);
        };
        name = left;
    }
    Ok(name.is_empty())
}

/// Whether stars come first, what stands up to the next star, and the rest.
fn next_chunk(pattern: &[u8]) -> (bool, &[u8], &[u8]) {
    let stars = pattern.iter().take_while(|b| **b == b'*').count();
    let pattern = &pattern[stars..];
    let (mut at, mut in_class) = (0, false);
    while let Some(byte) = pattern.get(at) {
        match byte {
            b'\\' if at + 1 < pattern.len() => at += 1,
            b'[' => in_class = true,
            b']' => in_class = false,
            b'*' if !in_class => break,
            _ => {}
        }
        at += 1;
    }
    (stars > 0, &pattern[..at], &pattern[at..])
}

/// What is left of `name` behind a chunk without stars. The whole chunk is read, to find it wrong where it is.
fn take_chunk<'a>(mut chunk: &[u8], name: &'a [u8]) -> Result<Option<&'a [u8]>, BadPattern> {
    let mut left = Some(name);
    while let Some((&first, rest)) = chunk.split_first() {
        // A name that has ended fails, but the chunk is read on.
        let text = left.filter(|text| !text.is_empty());
        match first {
            b'[' => {
                let (char, behind) = match text.map(first_char) {
                    Some((char, behind)) => (Some(char), behind),
                    None => (None, &[][..]),
                };
                let (in_class, rest) = class(rest, char.unwrap_or_default())?;
                chunk = rest;
                left = (char.is_some() && in_class).then_some(behind);
            }
            b'?' => {
                chunk = rest;
                left = text.filter(|text| text[0] != b'/').map(|text| first_char(text).1);
            }
            _ => {
                let (literal, rest) = match (first, rest.split_first()) {
                    (b'\\', None) => return Err(BadPattern),
                    (b'\\', Some((&literal, rest))) => (literal, rest),
                    _ => (first, rest),
                };
                chunk = rest;
                left = text.filter(|text| text[0] == literal).map(|text| &text[1..]);
            }
        }
    }
    Ok(left)
}

/// Whether a character is in the class that begins here, and what stands behind the class.
fn class(mut pattern: &[u8], char: u32) -> Result<(bool, &[u8]), BadPattern> {
    let negated = pattern.first() == Some(&b'^');
    if negated {
        pattern = &pattern[1..];
    }
    let (mut found, mut ranges) = (false, 0);
    loop {
        if let Some((b']', rest)) = pattern.split_first()
            && ranges > 0
        {
            return Ok((found != negated, rest));
        }
        let (low, rest) = class_char(pattern)?;
        let (high, rest) = match rest.split_first() {
            Some((b'-', rest)) => class_char(rest)?,
            _ => (low, rest),
        };
        found |= (low..=high).contains(&char);
        ranges += 1;
        pattern = rest;
    }
}

/// One character of a class, which may not be its last byte.
fn class_char(pattern: &[u8]) -> Result<(u32, &[u8]), BadPattern> {
    let pattern = match pattern {
        [] | [b'-' | b']', ..] | [b'\\'] => return Err(BadPattern),
        [b'\\', rest @ ..] => rest,
        _ => pattern,
    };
    let (char, rest) = first_char(pattern);
    if char == INVALID || rest.is_empty() { Err(BadPattern) } else { Ok((char, rest)) }
}

/// What stands for a byte that is no UTF-8.
const INVALID: u32 = u32::MAX;

/// The first character of bytes that are not empty, and the rest; a byte that is no UTF-8 stands alone.
fn first_char(bytes: &[u8]) -> (u32, &[u8]) {
    let longest = bytes.len().min(4);
    let valid = (1..=longest).find_map(|len| core::str::from_utf8(&bytes[..len]).ok());
    match valid.and_then(|text| text.chars().next()) {
        Some(char) => (u32::from(char), &bytes[char.len_utf8()..]),
        None => (INVALID, &bytes[1..]),
    }
}
