//! Wildcards as Go's `filepath.Match` reads them, in names without `/`.

/// A malformed pattern: a class without its end, a backslash at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct BadPattern;

/// Returns `true` if `pattern` matches all of `name`: `*` matches any bytes, `?` one character, `[a-z]` and `[^a-z]` one
/// of a class, and a character after `\` itself.
///
/// # Errors
///
/// If the pattern is malformed. As in Go, that is found only when the comparison comes to it, or fails.
///
/// Source: Go 1.25, `path/filepath/match.go`.
pub(crate) fn matches(mut pattern: &[u8], mut name: &[u8]) -> Result<bool, BadPattern> {
    while !pattern.is_empty() {
        let (star, chunk, rest) = next_chunk(pattern);
        if star && chunk.is_empty() {
            return Ok(!name.contains(&b'/'));
        }
        pattern = rest;
        let found = if is_literal(chunk) {
            after_literal(chunk, name, star, rest.is_empty())
        } else {
            after_chunk(chunk, name, star, rest.is_empty())?
        };
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

/// Returns `true` for a chunk whose bytes all match themselves.
fn is_literal(chunk: &[u8]) -> bool {
    !chunk.iter().any(|b| b"?[\\".contains(b))
}

/// Returns what follows the first place of a literal chunk in `name`, or at its end for the last chunk.
///
/// The place of a chunk that is the last one is known, and the place of any other is found in linear time, so that no
/// pattern is slow.
fn after_literal<'a>(chunk: &[u8], name: &'a [u8], star: bool, is_last: bool) -> Option<&'a [u8]> {
    if !star {
        return name.strip_prefix(chunk).filter(|left| left.is_empty() || !is_last);
    }
    let at = if is_last { name.strip_suffix(chunk)?.len() } else { find(name, chunk)? };
    let (skipped, rest) = name.split_at_checked(at)?;
    if skipped.contains(&b'/') { None } else { rest.get(chunk.len()..) }
}

/// Returns the first place of `needle` in `text`, in linear time: Knuth, Morris and Pratt's search.
fn find(text: &[u8], needle: &[u8]) -> Option<usize> {
    // For each start of the needle, the length of its longest proper suffix that is a start too.
    let mut borders = alloc::vec::Vec::with_capacity(needle.len());
    let mut len = 0;
    for byte in needle {
        // The whole start is not a proper suffix of itself.
        len = if borders.is_empty() { 0 } else { longer(needle, &borders, len, *byte) };
        borders.push(len);
    }
    len = 0;
    for (at, byte) in text.iter().enumerate() {
        len = longer(needle, &borders, len, *byte);
        if len == needle.len() {
            return Some(at + 1 - len);
        }
    }
    None
}

/// Returns the length of the longest start of the needle that ends with `byte` and continues its first `len` bytes, or a
/// border of them.
fn longer(needle: &[u8], borders: &[usize], mut len: usize, byte: u8) -> usize {
    while len > 0 && needle.get(len) != Some(&byte) {
        len = borders.get(len - 1).copied().unwrap_or_default();
    }
    len + usize::from(needle.get(len) == Some(&byte))
}

/// Returns what follows the first place of a chunk in `name`; the last chunk must end it.
fn after_chunk<'a>(
    chunk: &[u8],
    name: &'a [u8],
    star: bool,
    is_last: bool,
) -> Result<Option<&'a [u8]>, BadPattern> {
    let fits = |left: &&[u8]| left.is_empty() || !is_last;
    if let Some(left) = take_chunk(chunk, name)?.filter(fits) {
        return Ok(Some(left));
    }
    let slash = name.iter().position(|b| *b == b'/').unwrap_or(name.len());
    let skipped = 1..=if star { slash } else { 0 };
    for rest in skipped.filter_map(|skipped| name.get(skipped..)) {
        if let Some(left) = take_chunk(chunk, rest)?.filter(fits) {
            return Ok(Some(left));
        }
    }
    Ok(None)
}

/// Splits off whether stars come first, and what precedes the next star.
fn next_chunk(pattern: &[u8]) -> (bool, &[u8], &[u8]) {
    let stars = pattern.iter().take_while(|b| **b == b'*').count();
    let pattern = pattern.get(stars..).unwrap_or_default();
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
    let (chunk, rest) = pattern.split_at_checked(at).unwrap_or((pattern, &[]));
    (stars > 0, chunk, rest)
}

/// Returns what follows a chunk without stars at the start of `name`. The whole chunk is read, to find what is malformed.
fn take_chunk<'a>(mut chunk: &[u8], name: &'a [u8]) -> Result<Option<&'a [u8]>, BadPattern> {
    let mut left = Some(name);
    while let Some((&first, rest)) = chunk.split_first() {
        // At the end of the name it fails, but the rest of the chunk is read.
        let text = left.filter(|text| !text.is_empty());
        match first {
            b'[' => {
                let (char, after) = match text.map(first_char) {
                    Some((char, after)) => (Some(char), after),
                    None => (None, &[][..]),
                };
                let (in_class, rest) = class(rest, char.unwrap_or_default())?;
                chunk = rest;
                left = (char.is_some() && in_class).then_some(after);
            }
            b'?' => {
                chunk = rest;
                left =
                    text.filter(|text| text.first() != Some(&b'/')).map(|text| first_char(text).1);
            }
            _ => {
                let (literal, rest) = match (first, rest.split_first()) {
                    (b'\\', None) => return Err(BadPattern),
                    (b'\\', Some((&literal, rest))) => (literal, rest),
                    _ => (first, rest),
                };
                chunk = rest;
                left = text.and_then(|text| text.strip_prefix(&[literal]));
            }
        }
    }
    Ok(left)
}

/// Returns `true` if a character is in the class that starts here, and what follows the class.
fn class(mut pattern: &[u8], char: u32) -> Result<(bool, &[u8]), BadPattern> {
    let after = pattern.strip_prefix(b"^");
    let negated = after.is_some();
    pattern = after.unwrap_or(pattern);
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

/// Reads one character of a class, which must not be the last byte of it.
fn class_char(pattern: &[u8]) -> Result<(u32, &[u8]), BadPattern> {
    let pattern = match pattern {
        [] | [b'-' | b']', ..] | [b'\\'] => return Err(BadPattern),
        [b'\\', rest @ ..] => rest,
        _ => pattern,
    };
    let (char, rest) = first_char(pattern);
    if char == INVALID || rest.is_empty() { Err(BadPattern) } else { Ok((char, rest)) }
}

/// A byte that is not UTF-8.
const INVALID: u32 = u32::MAX;

/// Splits off the first character of bytes that are not empty; a byte that is not UTF-8 is one of its own.
fn first_char(bytes: &[u8]) -> (u32, &[u8]) {
    let longest = bytes.len().min(4);
    let valid = (1..=longest).find_map(|len| core::str::from_utf8(bytes.get(..len)?).ok());
    match valid.and_then(|text| text.chars().next()) {
        Some(char) => (u32::from(char), bytes.get(char.len_utf8()..).unwrap_or_default()),
        None => (INVALID, bytes.get(1..).unwrap_or_default()),
    }
}
