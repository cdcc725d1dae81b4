//! [`image_values`]: the values of `image:` in YAML and JSON, line by line.

use crate::found::Found;

/// The values of the key `image` in YAML or JSON: Kubernetes' manifests, Compose files, CI configurations.
///
/// Read line by line, without a YAML parser, so that a broken or templated document is read, too: `image: nginx`,
/// `- image: 'nginx:1.27' # comment`, `"image": "nginx",`, `{ name: web, image: nginx }`. Left out are values that
/// are no names: paths and addresses of pictures, aliases, empty values, block scalars and objects. Comments are not
/// searched.
///
/// ```
/// use imageref_scan::{FoundKind, image_values};
///
/// let text = "containers:\n- name: web\n  image: nginx:1.27 # pinned later\n- image: \"{{ .image }}\"\n";
/// let found: Vec<_> = image_values(text).collect();
/// assert_eq!(found[0].text(), "nginx:1.27");
/// assert_eq!(&text[found[0].span().range()], "nginx:1.27");
/// assert_eq!(found[1].kind(), FoundKind::Template);
/// ```
pub fn image_values(text: &str) -> impl Iterator<Item = Found<'_>> {
    let mut line = Line::default();
    text.match_indices(KEY).filter_map(move |(hit, _)| {
        if hit >= line.end {
            line = Line::around(text, line.end, hit)?;
        }
        line.value_of(hit - line.start)
    })
}

const KEY: &str = "image";

/// The longest value that is looked for: so hostile lines take linear time.
const LONGEST: usize = 1024;

/// The line that is being read.
#[derive(Default)]
struct Line<'a> {
    /// Without its comment.
    text: &'a str,
    /// Where it begins, and where the next one does.
    start: usize,
    end: usize,
    /// How much of it is indentation and marks of lists.
    indent: usize,
    /// Where the last value that was found ends.
    done: usize,
}

impl<'a> Line<'a> {
    /// The line that has the byte `at`; `before` is where an earlier one ends.
    fn around(text: &'a str, before: usize, at: usize) -> Option<Self> {
        let start =
            text.get(before..at)?.rfind('\n').map_or(before, |newline| before + newline + 1);
        let end = text.get(at..)?.find('\n').map_or(text.len(), |newline| at + newline + 1);
        let text = without_comment(text.get(start..end)?.trim_end_matches(['\r', '\n']));
        let indent = text.len() - text.trim_start_matches([' ', '\t', '-']).len();
        Some(Self { text, start, end, indent, done: 0 })
    }

    /// The value of the key at `key`, if a key it is.
    fn value_of(&mut self, key: usize) -> Option<Found<'a>> {
        if key < self.done {
            return None;
        }
        let before = self.text.get(..key)?;
        let behind = self.text.get(key + KEY.len()..)?;
        let quote = before.chars().next_back().filter(|c| matches!(c, '"' | '\''));
        let (before, behind) = match quote {
            Some(quote) => (before.trim_end_matches(quote), behind.strip_prefix(quote)?),
            None => (before, behind),
        };
        let value = behind.trim_start().strip_prefix(':')?;
        let flow = before.trim_end().ends_with(['{', ',']);
        let block = before.len() <= self.indent;
        // In block style a key is followed by `:` and a blank; in JSON a string may follow at once.
        let parted = value.starts_with([' ', '\t']) || quote.is_some();
        if (flow || block) && parted { self.value(value, flow) } else { None }
    }

    /// The value at the start of `rest`, which is the end of the line.
    fn value(&mut self, rest: &'a str, flow: bool) -> Option<Found<'a>> {
        let mut rest = rest.trim_start();
        let mut offset = self.text.len() - rest.len();
        // An anchor or a tag stands before the value.
        if rest.starts_with(['&', '!']) {
            let anchor = rest.bytes().take(LONGEST).position(|b| matches!(b, b' ' | b'\t'))?;
            let behind = rest.get(anchor..)?.trim_start();
            offset += rest.len() - behind.len();
            rest = behind;
        }
        let rest = cut(rest);
        let (value, offset) = match rest.chars().next()? {
            quote @ ('"' | '\'') => {
                let inner = rest.get(1..)?;
                (inner.get(..closing(inner, quote)?)?, offset + 1)
            }
            // An alias, a block scalar, a list.
            '*' | '|' | '>' | '[' | '#' => return None,
            '{' if !rest.starts_with("{{") => return None,
            _ => (plain(rest, flow), offset),
        };
        self.done = offset + value.len();
        is_name(value).then(|| Found::new(value, self.start + offset))
    }
}

fn without_comment(line: &str) -> &str {
    let line = line.split_once(" #").map_or(line, |(line, _)| line);
    if line.trim_start().starts_with('#') { "" } else { line }
}

/// No more than the longest value's bytes.
fn cut(rest: &str) -> &str {
    let end = (0..=LONGEST.min(rest.len())).rev().find(|&end| rest.is_char_boundary(end));
    rest.get(..end.unwrap_or_default()).unwrap_or_default()
}

/// Where the quote is closed; within `{{ }}`, quotes are the template's.
fn closing(inner: &str, quote: char) -> Option<usize> {
    let mut at = 0;
    loop {
        let rest = inner.get(at..)?;
        let close = rest.find(quote)?;
        match rest
            .get(..close)?
            .find("{{")
            .and_then(|open| Some(open + rest.get(open..)?.find("}}")?))
        {
            Some(end) => at += end + 2,
            None => return Some(at + close),
        }
    }
}

/// A plain scalar: to the end of the line or, within brackets, of the member.
fn plain(rest: &str, flow: bool) -> &str {
    let mut end = rest.len();
    let mut open = 0;
    for (at, byte) in rest.bytes().enumerate().filter(|_| flow) {
        match byte {
            b'{' => open += 1,
            b'}' if open > 0 => open -= 1,
            b'}' | b',' if open == 0 => {
                end = at;
                break;
            }
            _ => {}
        }
    }
    rest.get(..end).unwrap_or_default().trim_end()
}

/// Endings of pictures, which documents also call `image`.
const PICTURES: [&str; 9] =
    [".png", ".jpg", ".jpeg", ".svg", ".gif", ".webp", ".ico", ".bmp", ".avif"];

/// Whether a value may name a container image.
fn is_name(value: &str) -> bool {
    let picture = PICTURES.iter().any(|ending| {
        let start = value.len().saturating_sub(ending.len());
        value.get(start..).is_some_and(|end| end.eq_ignore_ascii_case(ending))
    });
    !(value.is_empty()
        || picture
        || value.starts_with(['/', '.', '~', '#'])
        || value.starts_with("http://")
        || value.starts_with("https://")
        || value.starts_with("data:")
        || matches!(value, "null" | "true" | "false"))
}
