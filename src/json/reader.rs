//! Pulling typed values out of a JSON text, once, within limits.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

use super::fault::{Fault, Note, Result};
use super::limits::DocumentLimits;
use super::member_order::MemberOrder;
use super::members::{CasePolicy, Member, Members, NullPolicy};
use super::warning::DocumentWarningKind;
use super::writer::Layout;
use crate::error::DocumentErrorKind as Kind;
use crate::sorting::sorted;

/// At most so many warnings are kept, the last being [`DocumentWarningKind::More`].
const MAX_NOTES: usize = 100;

/// A JSON text, read value by value from its start.
#[derive(Default)]
pub struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    /// How many more containers may be nested, and how many more members may come.
    depth_left: u16,
    members_left: u32,
    limits: DocumentLimits,
    pub(super) notes: Vec<Note>,
    /// The last string with escapes, unescaped.
    pub(super) scratch: String,
    /// The document's bytes, where the caller keeps them.
    source: Option<Arc<[u8]>>,
    /// A copy of the text, if strings share it.
    pub(super) shared: Option<Arc<str>>,
    /// Names of unknown members of the open objects, to find duplicates.
    pub(super) names: Vec<(Cow<'a, str>, usize)>,
    /// The last string that `check_once` reported nothing about.
    sound: &'a str,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str, limits: DocumentLimits) -> Self {
        Self {
            text,
            depth_left: limits.max_depth(),
            members_left: limits.max_members(),
            limits,
            ..Self::default()
        }
    }

    /// Keeps the document's bytes, which the caller shares, for its layout.
    pub(crate) fn retain_source(&mut self, bytes: &Arc<[u8]>) {
        self.source = Some(Arc::clone(bytes));
    }

    /// The document's layout.
    pub(crate) fn layout(&self) -> Layout {
        Layout::of(self.text, self.source.clone())
    }

    /// Where the next value begins, after white space.
    pub(crate) fn position(&mut self) -> usize {
        self.skip_whitespace();
        self.at
    }

    /// The whole text.
    pub(crate) fn text(&self) -> &'a str {
        self.text
    }

    /// Reports something odd at a byte.
    #[cold]
    pub(crate) fn note(&mut self, kind: DocumentWarningKind, at: usize) {
        match MAX_NOTES - self.notes.len() {
            0 => {}
            1 => self.notes.push(Note { kind: DocumentWarningKind::More, at }),
            _ => self.notes.push(Note { kind, at }),
        }
    }

    /// Passes over the next string, and returns it, if it is the one that `check_once` reported nothing about last.
    pub(crate) fn sound_string(&mut self) -> Option<&'a str> {
        let rest = self.text.as_bytes().get(self.at..)?.strip_prefix(b"\"")?;
        let after = rest.strip_prefix(self.sound.as_bytes())?;
        if self.sound.is_empty() || after.first() != Some(&b'"') {
            return None;
        }
        self.at += self.sound.len() + 2;
        Some(self.sound)
    }

    /// Checks the string that was read last; if `check` reports nothing, [`sound_string`](Self::sound_string) passes
    /// over it from then on.
    pub(crate) fn check_once(&mut self, text: &str, check: impl FnOnce(&mut Self)) {
        let notes = self.notes.len();
        check(self);
        if self.notes.len() == notes {
            let end = self.at.saturating_sub(1);
            let read = self.text.get(end.saturating_sub(text.len())..end);
            self.sound = read.filter(|read| *read == text).unwrap_or_default();
        }
    }

    /// Reads an object: `each` reads the value of each member that `members` knows and that is not null, by its slot.
    ///
    /// Returns the order of all members, with the null and the unknown ones.
    pub(crate) fn object(
        &mut self,
        members: &Members,
        each: &mut dyn FnMut(&mut Self, usize) -> Result<()>,
    ) -> Result<MemberOrder> {
        let mut order = MemberOrder::default();
        self.open(b'{', "an object")?;
        loop {
            let before = self.at;
            let slot = match self.usual_name(members, order.hint(), order.is_empty()) {
                Some(slot) => slot,
                None if !self.next(order.is_empty(), b'}')? => break,
                None => match self.unusual_name(members, &mut order)? {
                    Some(slot) => slot,
                    None => continue,
                },
            };
            let on_null = members.list[slot].null;
            let null = on_null != NullPolicy::Reject && self.peek() == Some(b'n');
            if !order.push(slot, null) {
                let start = self.text[before..].find('"').map_or(before, |at| before + at);
                return Err(Fault::new(Kind::Duplicate, start));
            }
            if !null {
                each(self, slot)?;
                continue;
            }
            if on_null == NullPolicy::Warn {
                self.note(DocumentWarningKind::Null, self.at);
            }
            self.literal("null")?;
        }
        self.unknown_names_twice(order.unknown_len());
        Ok(order)
    }

    /// How many descriptors or steps may still come, up to 4,096: the capacity of a new list, so that it seldom grows.
    pub(crate) fn capacity_hint(&self) -> usize {
        (self.text.len().saturating_sub(self.at) / 140).min(4096)
    }

    /// Reads an array's elements with `each`.
    pub(crate) fn elements(&mut self, each: &mut dyn FnMut(&mut Self) -> Result<()>) -> Result<()> {
        self.open(b'[', "an array")?;
        let mut first = true;
        while self.next(first, b']')? {
            first = false;
            each(self)?;
        }
        Ok(())
    }

    /// Reads an object's members with `each`, which receives the name and reads the value.
    ///
    /// Duplicate names are reported.
    pub(crate) fn entries(
        &mut self,
        each: &mut dyn FnMut(&mut Self, Cow<'a, str>) -> Result<()>,
    ) -> Result<()> {
        self.open(b'{', "an object")?;
        let mut count = 0;
        while self.next(count == 0, b'}')? {
            count += 1;
            let start = self.position();
            let name = self.name()?;
            self.colon()?;
            self.names.push((name.clone(), start));
            each(self, name)?;
        }
        self.unknown_names_twice(count);
        Ok(())
    }

    /// The first byte of the next value, after white space.
    #[inline]
    pub(crate) fn peek(&mut self) -> Option<u8> {
        self.skip_whitespace();
        self.text.as_bytes().get(self.at).copied()
    }

    /// The error for what was found instead of `expected`.
    #[cold]
    pub(crate) fn wrong_type(&mut self, expected: &'static str) -> Fault {
        let found = match self.peek() {
            Some(b'{') => "an object",
            Some(b'[') => "an array",
            Some(b'"') => "a string",
            Some(b'-' | b'0'..=b'9') => "a number",
            Some(b't' | b'f') => "true or false",
            Some(b'n') => "null",
            _ => return self.syntax(expected),
        };
        Fault::new(Kind::Type { expected, found }, self.at)
    }

    /// Reads ahead without moving; what is odd is reported when it is read again.
    pub(crate) fn lookahead<T>(&self, read: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        let mut ahead = Reader::new(self.text, self.limits);
        ahead.at = self.at;
        read(&mut ahead)
    }

    /// Reads JSON that is embedded in a string of this document, within the same limits and without warnings.
    pub(crate) fn nested<T>(
        &self,
        text: &str,
        read: impl FnOnce(&mut Reader<'_>) -> Result<T>,
    ) -> Result<T> {
        Reader::new(text, self.limits).document(read)
    }

    pub(super) fn document<T>(
        &mut self,
        read: impl FnOnce(&mut Reader<'a>) -> Result<T>,
    ) -> Result<T> {
        if self.text.starts_with('\u{FEFF}') {
            return Err(Fault::new(Kind::ByteOrderMark, 0));
        }
        let value = read(self)?;
        match self.peek() {
            None => Ok(value),
            Some(_) => Err(Fault::new(Kind::TrailingBytes, self.at)),
        }
    }

    #[inline]
    pub(super) fn skip_whitespace(&mut self) {
        while let Some(&byte) = self.text.as_bytes().get(self.at)
            && byte <= b' '
            && matches!(byte, b' ' | b'\n' | b'\r' | b'\t')
        {
            self.at += 1;
        }
    }

    pub(super) fn open(&mut self, bracket: u8, expected: &'static str) -> Result<()> {
        if self.peek() != Some(bracket) {
            return Err(self.wrong_type(expected));
        }
        let Some(left) = self.depth_left.checked_sub(1) else {
            return Err(Fault::new(Kind::TooDeep { max: self.limits.max_depth() }, self.at));
        };
        self.depth_left = left;
        self.at += 1;
        Ok(())
    }

    /// Returns `true` if another member or element comes; if not, closes the container.
    #[inline]
    pub(super) fn next(&mut self, first: bool, close: u8) -> Result<bool> {
        match self.peek() {
            Some(byte) if byte == close => {
                self.at += 1;
                self.depth_left += 1;
                return Ok(false);
            }
            Some(b',') if !first => self.at += 1,
            Some(_) if first => {}
            _ if close == b'}' => return Err(self.syntax("`,` or `}`")),
            _ => return Err(self.syntax("`,` or `]`")),
        }
        let Some(left) = self.members_left.checked_sub(1) else {
            let kind = Kind::TooManyMembers { max: self.limits.max_members() };
            return Err(Fault::new(kind, self.at));
        };
        self.members_left = left;
        Ok(true)
    }

    /// The error for the next byte, or for the end.
    #[cold]
    pub(super) fn syntax(&self, expected: &'static str) -> Fault {
        let end = self.at >= self.text.len();
        let kind = if end { Kind::UnexpectedEnd { expected } } else { Kind::Syntax { expected } };
        Fault::new(kind, self.at)
    }

    #[inline]
    pub(super) fn colon(&mut self) -> Result<()> {
        match self.peek() {
            Some(b':') => {
                self.at += 1;
                self.skip_whitespace();
                Ok(())
            }
            _ => Err(self.syntax("`:`")),
        }
    }

    /// A member's name.
    pub(super) fn name(&mut self) -> Result<Cow<'a, str>> {
        match self.peek() {
            Some(b'"') => self.string(),
            _ => Err(self.syntax("a member's name in quotes")),
        }
    }

    /// Passes over what separates members, a known name without escapes, and the colon; returns the name's slot. `None`,
    /// without moving, if anything else comes. `hint` is the slot that is the likeliest.
    #[inline(never)]
    fn usual_name(&mut self, members: &Members, hint: usize, first: bool) -> Option<usize> {
        let mut rest = trim_start(self.text.as_bytes().get(self.at..)?);
        if !first {
            rest = trim_start(rest.strip_prefix(b",")?);
        }
        let name = rest.strip_prefix(b"\"")?;
        let word = u128::from_le_bytes(*name.first_chunk()?);
        let is_next = |member: &Member| member.is_next(word, name);
        let slot = match members.list.get(hint) {
            Some(member) if is_next(member) => hint,
            _ => members.list.iter().position(is_next)?,
        };
        let end = members.list.get(slot)?.name.len() + 1;
        let value = trim_start(name.get(end..)?).strip_prefix(b":")?;
        self.members_left = self.members_left.checked_sub(1)?;
        self.at = self.text.len() - value.len();
        Some(slot)
    }

    /// Reads any name and the colon: returns the slot of a known member; reads the value of an unknown one.
    #[cold]
    fn unusual_name(
        &mut self,
        members: &Members,
        order: &mut MemberOrder,
    ) -> Result<Option<usize>> {
        let start = self.position();
        let name = self.name()?;
        if let Some(slot) = members.list.iter().position(|member| member.name == name) {
            self.colon()?;
            return Ok(Some(slot));
        }
        if members.foreign.contains(&&*name) {
            self.colon()?;
            return Err(Fault::new(Kind::Ambiguous { kind: members.object }, self.at));
        }
        if let Some(expected) = members.folded(&name) {
            match members.case {
                CasePolicy::Reject => return Err(Fault::new(Kind::WrongCase { expected }, start)),
                CasePolicy::Warn => self.note(DocumentWarningKind::WrongCase, start),
            }
        }
        self.names.push((name, start));
        let name = &self.text[start..self.at];
        self.colon()?;
        order.push_unknown(name, self.skip()?);
        Ok(None)
    }

    /// Pops the last `count` names off the stack and reports duplicates.
    #[inline]
    pub(super) fn unknown_names_twice(&mut self, count: usize) {
        if count == 0 {
            return;
        }
        let mark = self.names.len() - count;
        if self.names[mark..].is_sorted_by(|a, b| a.0 < b.0) {
            self.names.truncate(mark);
        } else {
            self.report_twice(mark);
        }
    }

    #[cold]
    fn report_twice(&mut self, mark: usize) {
        let names = self.names.split_off(mark);
        for pair in sorted(&names, |(name, _)| name).windows(2) {
            if pair[0].0 == pair[1].0 {
                self.note(DocumentWarningKind::DuplicateMember, pair[1].1);
            }
        }
    }
}

/// The bytes without the white space before them.
#[inline]
const fn trim_start(mut bytes: &[u8]) -> &[u8] {
    while let [b' ' | b'\n' | b'\r' | b'\t', rest @ ..] = bytes {
        bytes = rest;
    }
    bytes
}
