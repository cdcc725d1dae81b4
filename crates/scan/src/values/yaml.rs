//! The exact reader: YAML, and JSON as part of it, by its grammar.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "sums of offsets and lengths in one string, which has at most isize::MAX bytes"
)]

use alloc::borrow::Cow;
use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use imageref::error::Span;
use saphyr_parser::{Event, Parser, ScalarStyle, Span as Place, StrInput};

use super::parts::{Fields, ImageParts};
use super::{is_name, quoted};
use crate::edit::Quoting;
use crate::found::Found;

/// What a string has of interest.
#[derive(Default)]
pub(super) struct Contents<'a> {
    /// The values of the key `image`.
    pub(super) values: Vec<Found<'a>>,
    /// The images in separate fields.
    pub(super) parts: Vec<ImageParts<'a>>,
}

/// Reads a string. `None` if it is not YAML.
pub(super) fn read(text: &str) -> Option<Contents<'_>> {
    let mut reader = Reader {
        cursor: Cursor { text, chars: 0, bytes: 0 },
        stack: Vec::new(),
        anchors: BTreeMap::new(),
        out: Contents::default(),
    };
    let mut parser: Parser<'_, StrInput<'_>> = Parser::new_from_str(text);
    while let Some(event) = parser.next_event() {
        let (event, place) = event.ok()?;
        reader.event(event, place)?;
    }
    let mut out = reader.out;
    // An anchored scalar comes before the alias that makes it an image.
    out.values.sort_by_key(|found| (found.span().start, found.span().end));
    Some(out)
}

/// The key under which a node is.
#[derive(Clone, PartialEq)]
enum Role<'a> {
    /// The node is a key itself.
    Key,
    Value(Cow<'a, str>),
    /// An item of the list under this key.
    Item(Cow<'a, str>),
    Root,
}

/// An open collection, and the key under which it is.
enum Frame<'a> {
    List(Cow<'a, str>),
    Mapping {
        role: Role<'a>,
        /// The key whose value comes next.
        key: Option<Cow<'a, str>>,
        fields: Fields<'a>,
    },
}

struct Reader<'a> {
    cursor: Cursor<'a>,
    stack: Vec<Frame<'a>>,
    /// Anchored scalars until an image refers to them.
    anchors: BTreeMap<usize, Found<'a>>,
    out: Contents<'a>,
}

/// The longest key that is kept.
const LONGEST_KEY: usize = 64;

impl<'a> Reader<'a> {
    /// Reads one event. `None` if the text is a template that only looks like YAML.
    fn event(&mut self, event: Event<'a>, place: Place) -> Option<()> {
        match event {
            Event::DocumentStart(_) => self.anchors.clear(),
            Event::Scalar(value, style, anchor, _) => {
                let role = self.role();
                if role == Role::Key {
                    self.key(value);
                } else if anchor > 0 || is_wanted(&role) {
                    let found = self.scalar(value, style, place)?;
                    self.value(&role, found, anchor);
                }
            }
            Event::Alias(anchor) => {
                let role = self.role();
                if let Role::Value(key) = &role {
                    // Images once each: a long value that is repeated often would take quadratic memory.
                    let found = if key == "image" {
                        self.anchors.remove(&anchor)
                    } else {
                        self.anchors.get(&anchor).filter(|found| Fields::fits(found)).cloned()
                    };
                    if let Some(found) = found {
                        self.value(&role, found, 0);
                    }
                }
            }
            Event::SequenceStart(..) => {
                let key = match self.role() {
                    Role::Value(key) => key,
                    _ => Cow::Borrowed(""),
                };
                self.stack.push(Frame::List(key));
            }
            Event::MappingStart(..) => {
                let (start, _) = self.cursor.range(place)?;
                if self.cursor.text.get(start..)?.starts_with("{{") {
                    return None;
                }
                let role = self.role();
                self.stack.push(Frame::Mapping { role, key: None, fields: Fields::default() });
            }
            Event::SequenceEnd => {
                self.stack.pop();
            }
            Event::MappingEnd => {
                if let Some(Frame::Mapping { role, fields, .. }) = self.stack.pop() {
                    self.out.parts.extend(match &role {
                        Role::Value(key) => fields.helm(key),
                        Role::Item(key) if key == "images" => fields.kustomize(),
                        Role::Item(_) | Role::Root => fields.helm(""),
                        Role::Key => None,
                    });
                }
            }
            _ => {}
        }
        Some(())
    }

    /// The role of the next node, which is then read.
    fn role(&mut self) -> Role<'a> {
        match self.stack.last_mut() {
            None => Role::Root,
            Some(Frame::List(key)) => Role::Item(key.clone()),
            Some(Frame::Mapping { key, .. }) => {
                // A key that is not a scalar has no name.
                let next = if key.is_some() { None } else { Some(Cow::Borrowed("")) };
                core::mem::replace(key, next).map_or(Role::Key, Role::Value)
            }
        }
    }

    fn key(&mut self, name: Cow<'a, str>) {
        if let Some(Frame::Mapping { key, .. }) = self.stack.last_mut()
            && name.len() <= LONGEST_KEY
        {
            *key = Some(name);
        }
    }

    fn value(&mut self, role: &Role<'a>, found: Found<'a>, anchor: usize) {
        let Role::Value(key) = role else {
            self.anchors.insert(anchor, found);
            return;
        };
        if key == "image" {
            if is_name(found.value()) {
                self.out.values.push(found);
            }
            return;
        }
        if let Some(Frame::Mapping { fields, .. }) = self.stack.last_mut() {
            fields.set(key, &found);
        }
        if anchor > 0 {
            self.anchors.insert(anchor, found);
        }
    }

    /// A scalar with its place between the quotes.
    fn scalar(
        &mut self,
        value: Cow<'a, str>,
        style: ScalarStyle,
        place: Place,
    ) -> Option<Found<'a>> {
        let (start, end) = self.cursor.range(place)?;
        let whole = self.cursor.text.get(start..end)?;
        let node = without_properties(whole);
        let (written, quoting) = match style {
            ScalarStyle::Plain => (node.trim_end(), Quoting::Plain),
            ScalarStyle::SingleQuoted => (inside(node, '\'')?, Quoting::Verbatim),
            ScalarStyle::DoubleQuoted => {
                let inside = inside(node, '"')?;
                (inside, quoted::style(inside))
            }
            ScalarStyle::Literal | ScalarStyle::Folded => {
                // With properties, the place includes the block's header.
                let has_header = node.len() < whole.len();
                let block = if has_header { node.split_once('\n')?.1 } else { node };
                (block.trim_matches(BLANK), Quoting::Verbatim)
            }
        };
        let start = start + offset_in(whole, written)?;
        let span = Span { start, end: start + written.len() };
        Some(Found::new(value, span, quoting))
    }
}

const BLANK: [char; 4] = [' ', '\t', '\n', '\r'];

/// Returns `true` for scalars of interest.
fn is_wanted(role: &Role<'_>) -> bool {
    matches!(role, Role::Value(key) if key == "image" || Fields::is_field(key))
}

/// Where a part of a string begins in it.
fn offset_in(whole: &str, part: &str) -> Option<usize> {
    (part.as_ptr() as usize).checked_sub(whole.as_ptr() as usize)
}

/// The inside of a quoted node, whose place may include a comment after it.
fn inside(node: &str, quote: char) -> Option<&str> {
    let inside = node.strip_prefix(quote)?;
    inside.get(..quoted::closing(inside, quote)?)
}

/// The node without its anchor and tag, and the blanks and comments after these.
fn without_properties(mut node: &str) -> &str {
    while node.starts_with(['&', '!']) {
        node = node.split_once(BLANK).map_or("", |(_, rest)| rest).trim_start_matches(BLANK);
        while node.starts_with('#') {
            node = node.split_once('\n').map_or("", |(_, rest)| rest).trim_start_matches(BLANK);
        }
    }
    node
}

/// Turns places in characters into places in bytes. They mostly ascend, so this takes linear time.
struct Cursor<'a> {
    text: &'a str,
    chars: usize,
    bytes: usize,
}

impl Cursor<'_> {
    fn range(&mut self, place: Place) -> Option<(usize, usize)> {
        let start = self.seek(place.start.index())?;
        Some((start, self.seek(place.end.index())?.max(start)))
    }

    fn seek(&mut self, chars: usize) -> Option<usize> {
        while self.chars < chars {
            self.bytes += self.text.get(self.bytes..)?.chars().next()?.len_utf8();
            self.chars += 1;
        }
        while self.chars > chars {
            let last = self.text.get(..self.bytes)?.chars().next_back()?;
            self.bytes = self.bytes.checked_sub(last.len_utf8())?;
            self.chars = self.chars.saturating_sub(1);
        }
        Some(self.bytes)
    }
}
