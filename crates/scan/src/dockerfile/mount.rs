//! The value of `RUN --mount=`: a record of comma-separated values.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "sums of offsets and lengths in one string, which has at most isize::MAX bytes"
)]

use alloc::string::String;
use alloc::vec::Vec;

use super::chars;
use super::error::DockerfileErrorKind as Kind;
use super::options::is_bool;

/// A field, with the place in the record of each of its bytes.
struct Field {
    text: String,
    at: Vec<usize>,
}

/// Returns the image or stage that a mount is `from`, and its place in the record.
pub(super) fn from(record: &str) -> Result<Option<(String, usize, usize)>, Kind> {
    let mut from = None;
    for field in fields(record).ok_or(Kind::BadMount)? {
        let Some((key, value)) = field.text.split_once('=') else { continue };
        if chars::lower(key) != "from" {
            continue;
        }
        // A `$` at the end is literal.
        if value.find('$').is_some_and(|at| at + 1 != value.len()) {
            return Err(Kind::VariableInFrom);
        }
        let start = key.len() + 1;
        let first = field.at.get(start).copied().unwrap_or(record.len());
        let end = field.at.last().map_or(first, |&last| last + 1).max(first);
        from = Some((String::from(value), first, end));
    }
    Ok(from.filter(|(value, ..)| !value.is_empty()))
}

/// Returns `true` if `RUN --device=` accepts the record: a name, with or without its key, and `required`.
pub(super) fn is_device(record: &str) -> bool {
    let Some(fields) = fields(record) else { return false };
    let mut named = false;
    fields.iter().all(|field| {
        let (key, value) = match field.text.split_once('=') {
            Some((key, value)) => (key, Some(value)),
            None => (field.text.as_str(), None),
        };
        match (chars::lower(key).as_str(), value) {
            ("required", None) => true,
            ("required", Some(value)) => is_bool(value),
            ("name", Some(value)) if !named => {
                named = !value.is_empty();
                true
            }
            _ if named => false,
            _ => {
                named = !field.text.is_empty();
                true
            }
        }
    })
}

/// Returns the fields of a record (RFC 4180), or `None` if its quotes are malformed or it is empty.
fn fields(record: &str) -> Option<Vec<Field>> {
    if record.is_empty() {
        return None;
    }
    let mut fields = Vec::new();
    let mut at = 0;
    loop {
        let rest = record.get(at..)?;
        if !rest.starts_with('"') {
            let text = rest.split(',').next().unwrap_or_default();
            if text.contains('"') {
                return None;
            }
            let end = at + text.len();
            fields.push(Field { text: text.into(), at: (at..end).collect() });
            if end == record.len() {
                return Some(fields);
            }
            at = end + 1;
            continue;
        }
        let mut field = Field { text: String::new(), at: Vec::new() };
        at += 1;
        loop {
            let close = at + record.get(at..)?.find('"')?;
            field.text.push_str(record.get(at..close)?);
            field.at.extend(at..close);
            at = close + 1;
            match record.as_bytes().get(at) {
                Some(b'"') => {
                    field.text.push('"');
                    field.at.push(at);
                    at += 1;
                }
                Some(b',') => {
                    at += 1;
                    break;
                }
                None => {
                    fields.push(field);
                    return Some(fields);
                }
                Some(_) => return None,
            }
        }
        fields.push(field);
    }
}
