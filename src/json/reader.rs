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
            at: 0,
            depth_left: limits.max_depth(),
            members_left: limits.max_members(),
            limits,
            notes: Vec::new(),
            scratch: String::new(),
            source: None,
            shared: None,
            names: Vec::new(),
            sound: "",
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

    /// Checks the string that was read last, unless it is the one that `check` reported nothing about last.
    pub(crate) fn check_once(&mut self, text: &str, check: impl FnOnce(&mut Self)) {
        if self.sound == text {
            return;
        }
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
        while self.next(order.is_empty(), b'}')? {
            let start = self.position();
            let known = match self.expected_name(members, order.hint()) {
                None => self.unescaped_name(members)?,
                known => known,
            };
            let Some(slot) = known else {
                self.unknown_member(start, &mut order)?;
                continue;
            };
            self.colon()?;
            let on_null = members.list[slot].null;
            let null = on_null != NullPolicy::Reject && self.peek() == Some(b'n');
            if !order.push(slot, null) {
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

    /// How many values of `bytes` bytes each may still come, up to 4,096: the capacity of a new list, so that it seldom
    /// grows.
    pub(crate) fn capacity_hint(&self, bytes: usize) -> usize {
        (self.text.len().saturating_sub(self.at) / bytes).min(4096)
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

    /// The index of the known member whose name comes next, without escapes; `hint` is tried first.
    #[inline]
    fn expected_name(&mut self, members: &Members, hint: usize) -> Option<usize> {
        let rest = self.text.as_bytes().get(self.at..)?.strip_prefix(b"\"")?;
        let is_next = |member: &Member| {
            let name = member.name.as_bytes();
            rest.get(name.len()) == Some(&b'"') && rest.starts_with(name)
        };
        let index = match members.list.get(hint) {
            Some(member) if is_next(member) => hint,
            _ => members.list.iter().position(is_next)?,
        };
        self.at += members.list.get(index)?.name.len() + 2;
        Some(index)
    }

    /// Reads a name that may be spelled with escapes. `None` if it is unknown: then it is pushed onto the stack of names.
    #[cold]
    fn unescaped_name(&mut self, members: &Members) -> Result<Option<usize>> {
        let start = self.at;
        let name = self.name()?;
        if let Some(index) = members.list.iter().position(|member| member.name == name) {
            return Ok(Some(index));
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
        Ok(None)
    }

    #[cold]
    fn unknown_member(&mut self, start: usize, order: &mut MemberOrder) -> Result<()> {
        let name = &self.text[start..self.at];
        self.colon()?;
        let value = self.skip()?;
        order.push_unknown(name, value);
        Ok(())
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
