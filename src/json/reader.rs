//! Pulling typed values out of a JSON text, once, within limits.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

use super::finding::{Fault, FindingKind, Note, Result};
use super::form::{Case, Form, Members, Null};
use super::limits::Limits;
use super::writer::Layout;
use super::{pointer, strings};
use crate::error::{DocumentError, DocumentErrorKind as Kind};

/// At most so many findings are kept, the last being [`FindingKind::More`].
const MAX_NOTES: usize = 100;

/// Reads values from the front of a text.
pub struct Reader<'a> {
    text: &'a str,
    at: usize,
    /// How many more containers may be opened inside each other, and how many more members may come.
    depth_left: u16,
    members_left: u32,
    limits: Limits,
    notes: Vec<Note>,
    /// What the last string with escapes means.
    scratch: String,
    /// The document's bytes, where the caller keeps them.
    source: Option<Arc<[u8]>>,
    /// Names of unknown members of the objects that are open, to find those that come twice.
    names: Vec<(Cow<'a, str>, usize)>,
}

/// Reads a whole document with `read`: size, encoding, byte order mark, the value, nothing behind it.
pub(crate) fn read_document<T>(
    bytes: &[u8],
    limits: Limits,
    read: impl FnOnce(&mut Reader<'_>) -> Result<T>,
) -> core::result::Result<(T, Vec<(FindingKind, String, usize)>), DocumentError> {
    if bytes.len() > limits.max_bytes() {
        let kind = Kind::TooLarge { max: limits.max_bytes() };
        return Err(DocumentError::new(kind, String::new(), limits.max_bytes()));
    }
    match core::str::from_utf8(bytes) {
        Ok(text) => read_text(text, limits, read),
        Err(_) => read_lossy(bytes, limits, read),
    }
}

fn read_text<T>(
    text: &str,
    limits: Limits,
    read: impl FnOnce(&mut Reader<'_>) -> Result<T>,
) -> core::result::Result<(T, Vec<(FindingKind, String, usize)>), DocumentError> {
    let mut reader = Reader::new(text, limits);
    match reader.whole(read) {
        Ok(value) => {
            let notes = reader.notes;
            Ok((
                value,
                if notes.is_empty() { Vec::new() } else { pointer::locate_all(text, notes) },
            ))
        }
        Err(fault) => Err(pointer::explain(text, &fault)),
    }
}

/// Reads bytes that are not UTF-8 as Go does, each wrong byte as U+FFFD; which is JSON inside strings only.
#[cold]
fn read_lossy<T>(
    bytes: &[u8],
    limits: Limits,
    read: impl FnOnce(&mut Reader<'_>) -> Result<T>,
) -> core::result::Result<(T, Vec<(FindingKind, String, usize)>), DocumentError> {
    let (text, wrong) = strings::from_utf8_like_go(bytes);
    // U+FFFD has two bytes more than what it stands for.
    let original = |offset: usize| offset - 2 * wrong.partition_point(|&at| at < offset);
    let note = |reader: &mut Reader<'_>| {
        for &at in &wrong {
            reader.note(FindingKind::InvalidUtf8, at);
        }
        read(reader)
    };
    match read_text(&text, limits, note) {
        Ok((value, mut findings)) => {
            for (.., offset) in &mut findings {
                *offset = original(*offset);
            }
            Ok((value, findings))
        }
        Err(error) => {
            Err(DocumentError::new(error.kind(), error.pointer().into(), original(error.offset())))
        }
    }
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str, limits: Limits) -> Self {
        Self {
            text,
            at: 0,
            depth_left: limits.max_depth(),
            members_left: limits.max_members(),
            limits,
            notes: Vec::new(),
            scratch: String::new(),
            source: None,
            names: Vec::new(),
        }
    }

    /// Says that the caller keeps the document's bytes: its layout may hold them too.
    pub(crate) fn keep(&mut self, bytes: &Arc<[u8]>) {
        self.source = Some(Arc::clone(bytes));
    }

    /// How the document is laid out.
    pub(crate) fn layout(&self) -> Layout {
        Layout::of(self.text, self.source.clone())
    }

    /// Where the next value begins, white space passed over.
    pub(crate) fn position(&mut self) -> usize {
        self.space();
        self.at
    }

    /// Behind what was read last.
    pub(super) fn end(&self) -> usize {
        self.at
    }

    /// The whole text.
    pub(crate) fn text(&self) -> &'a str {
        self.text
    }

    /// Reports something odd at a byte.
    #[cold]
    pub(crate) fn note(&mut self, kind: FindingKind, at: usize) {
        match MAX_NOTES - self.notes.len() {
            0 => {}
            1 => self.notes.push(Note { kind: FindingKind::More, at }),
            _ => self.notes.push(Note { kind, at }),
        }
    }

    /// Opens an object, whose members [`member`](Self::member) reads until there is none.
    pub(crate) fn open_object(&mut self) -> Result<()> {
        self.open(b'{', "an object")
    }

    /// The next member that `members` knows and that is not null; `None` behind the last, the object being closed.
    ///
    /// Null and unknown members, and the order of all, go into `form`.
    #[inline]
    pub(crate) fn member<S: Copy + PartialEq>(
        &mut self,
        members: &Members<S>,
        form: &mut Form,
    ) -> Result<Option<S>> {
        while self.next(form.is_empty(), b'}', "`,` or `}`")? {
            let start = self.position();
            let index = match self.expected_name(members, form.hint()) {
                Some(index) => index,
                None => match self.other_name(members)? {
                    Some(index) => index,
                    None => {
                        self.unknown_member(start, form)?;
                        continue;
                    }
                },
            };
            self.colon()?;
            let member = &members.list[index];
            let null = member.null != Null::Refused && self.peek() == Some(b'n');
            if !form.push(index, null) {
                return Err(Fault::new(Kind::Duplicate, start));
            }
            if !null {
                return Ok(Some(member.slot));
            }
            if member.null == Null::Odd {
                self.note(FindingKind::Null, self.at);
            }
            self.literal("null")?;
        }
        self.unknown_names_twice(form.unknown_len());
        Ok(None)
    }

    /// How many values of `bytes` bytes each may still come: what a list is begun with, so that it seldom grows.
    pub(crate) fn room_for(&self, bytes: usize) -> usize {
        ((self.text.len() - self.at) / bytes).min(64)
    }

    /// Reads an array's elements with `each`.
    pub(crate) fn elements(&mut self, mut each: impl FnMut(&mut Self) -> Result<()>) -> Result<()> {
        self.open(b'[', "an array")?;
        let mut first = true;
        while self.next(first, b']', "`,` or `]`")? {
            first = false;
            each(self)?;
        }
        Ok(())
    }

    /// Reads an object's members with `each`, which is given the name and reads the value.
    ///
    /// Names that come twice are reported.
    pub(crate) fn entries(
        &mut self,
        mut each: impl FnMut(&mut Self, Cow<'a, str>) -> Result<()>,
    ) -> Result<()> {
        self.open_object()?;
        let mut count = 0;
        while self.next(count == 0, b'}', "`,` or `}`")? {
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

    /// A string.
    #[inline]
    pub(crate) fn string(&mut self) -> Result<Cow<'a, str>> {
        Ok(match self.plain_or_scratch()? {
            Some(plain) => Cow::Borrowed(plain),
            None => Cow::Owned(self.scratch.clone()),
        })
    }

    /// A string to keep.
    #[inline]
    pub(crate) fn text_to_keep(&mut self) -> Result<Box<str>> {
        Ok(match self.plain_or_scratch()? {
            Some(plain) => plain.into(),
            None => self.scratch.as_str().into(),
        })
    }

    /// A whole number of 64 bits, as Go's `int64`.
    pub(crate) fn integer(&mut self) -> Result<i64> {
        let start = match self.peek() {
            Some(b'-' | b'0'..=b'9') => self.at,
            _ => return Err(self.wrong_type("a whole number")),
        };
        let whole = self.number()?;
        let digits = &self.text[start..self.at];
        if !whole {
            return Err(Fault::new(Kind::NotWhole, start));
        }
        if digits == "-0" {
            self.note(FindingKind::NumberForm, start);
        }
        digits.parse().map_err(|_| Fault::new(Kind::Range, start))
    }

    /// A whole number from 0 to 2^63 - 1: a size in bytes.
    #[inline]
    pub(crate) fn size(&mut self) -> Result<u64> {
        let start = self.position();
        let number = self.integer()?;
        u64::try_from(number).map_err(|_| Fault::new(Kind::Negative, start))
    }

    /// `true` or `false`.
    pub(crate) fn boolean(&mut self) -> Result<bool> {
        match self.peek() {
            Some(b't') => self.literal("true").map(|()| true),
            Some(b'f') => self.literal("false").map(|()| false),
            _ => Err(self.wrong_type("true or false")),
        }
    }

    /// `null`, if that is what comes next.
    pub(crate) fn null(&mut self) -> Result<bool> {
        if self.peek() != Some(b'n') {
            return Ok(false);
        }
        self.literal("null").map(|()| true)
    }

    /// The byte that the next value begins with, white space passed over.
    #[inline]
    pub(crate) fn peek(&mut self) -> Option<u8> {
        self.space();
        self.text.as_bytes().get(self.at).copied()
    }

    /// Fails with what was found instead of `expected`.
    #[cold]
    pub(crate) fn wrong_type(&mut self, expected: &'static str) -> Fault {
        let found = match self.peek() {
            None => return Fault::new(Kind::UnexpectedEnd { expected }, self.at),
            Some(b'{') => "an object",
            Some(b'[') => "an array",
            Some(b'"') => "a string",
            Some(b'-' | b'0'..=b'9') => "a number",
            Some(b't' | b'f') => "true or false",
            Some(b'n') => "null",
            Some(_) => return Fault::new(Kind::Syntax { expected }, self.at),
        };
        Fault::new(Kind::Type { expected, found }, self.at)
    }

    /// Reads ahead and comes back; what is odd is reported when it is read again.
    pub(crate) fn ahead<T>(&self, read: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        let mut ahead = Reader::new(self.text, self.limits);
        ahead.at = self.at;
        read(&mut ahead)
    }

    /// Reads JSON that a string of this document holds, within the same limits; its oddities are not reported.
    pub(crate) fn inside<T>(
        &self,
        text: &str,
        read: impl FnOnce(&mut Reader<'_>) -> Result<T>,
    ) -> Result<T> {
        Reader::new(text, self.limits).whole(read)
    }

    fn whole<T>(&mut self, read: impl FnOnce(&mut Reader<'a>) -> Result<T>) -> Result<T> {
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
    fn space(&mut self) {
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
        match self.depth_left.checked_sub(1) {
            Some(left) => self.depth_left = left,
            None => {
                return Err(Fault::new(Kind::TooDeep { max: self.limits.max_depth() }, self.at));
            }
        }
        self.at += 1;
        Ok(())
    }

    /// Whether another member or element comes; if not, the container is closed.
    #[inline]
    pub(super) fn next(&mut self, first: bool, close: u8, expected: &'static str) -> Result<bool> {
        match self.peek() {
            Some(byte) if byte == close => {
                self.at += 1;
                self.depth_left += 1;
                return Ok(false);
            }
            Some(b',') if !first => self.at += 1,
            Some(_) if first => {}
            found => return Err(self.syntax(found, expected)),
        }
        match self.members_left.checked_sub(1) {
            Some(left) => self.members_left = left,
            None => {
                let kind = Kind::TooManyMembers { max: self.limits.max_members() };
                return Err(Fault::new(kind, self.at));
            }
        }
        Ok(true)
    }

    #[cold]
    pub(super) fn syntax(&self, found: Option<u8>, expected: &'static str) -> Fault {
        let kind = match found {
            Some(_) => Kind::Syntax { expected },
            None => Kind::UnexpectedEnd { expected },
        };
        Fault::new(kind, self.at)
    }

    #[inline]
    pub(super) fn colon(&mut self) -> Result<()> {
        match self.peek() {
            Some(b':') => {
                self.at += 1;
                self.space();
                Ok(())
            }
            found => Err(self.syntax(found, "`:`")),
        }
    }

    /// A member's name.
    pub(super) fn name(&mut self) -> Result<Cow<'a, str>> {
        match self.peek() {
            Some(b'"') => self.string(),
            found => Err(self.syntax(found, "a member's name in quotes")),
        }
    }

    /// The index of the known member whose name comes next, without escapes; `hint` is tried first.
    #[inline]
    fn expected_name<S>(&mut self, members: &Members<S>, hint: usize) -> Option<usize> {
        let rest = self.text.as_bytes().get(self.at..)?.strip_prefix(b"\"")?;
        let (early, late) = members.list.split_at_checked(hint)?;
        let is_next =
            |name: &str| rest.get(name.len()) == Some(&b'"') && rest.starts_with(name.as_bytes());
        let index = match late.iter().position(|member| is_next(member.name)) {
            Some(index) => hint + index,
            None => early.iter().position(|member| is_next(member.name))?,
        };
        self.at += members.list[index].name.len() + 2;
        Some(index)
    }

    /// Reads a name that may be spelled with escapes; none if it is unknown, which is put on the stack of names.
    #[cold]
    fn other_name<S: Copy + PartialEq>(&mut self, members: &Members<S>) -> Result<Option<usize>> {
        let start = self.at;
        let name = self.name()?;
        if let Some(index) = members.list.iter().position(|member| member.name == name) {
            return Ok(Some(index));
        }
        if let Some(expected) = members.folded(&name) {
            match members.case {
                Case::Refused => return Err(Fault::new(Kind::WrongCase { expected }, start)),
                Case::Odd => self.note(FindingKind::WrongCase, start),
            }
        }
        self.names.push((name, start));
        Ok(None)
    }

    #[cold]
    fn unknown_member(&mut self, start: usize, form: &mut Form) -> Result<()> {
        let name = &self.text[start..self.at];
        self.colon()?;
        let value = self.skip()?;
        form.push_unknown(name, value);
        Ok(())
    }

    /// Takes the last `count` names off the stack and reports those that come twice.
    #[inline]
    pub(super) fn unknown_names_twice(&mut self, count: usize) {
        let mark = self.names.len() - count;
        if self.names[mark..].is_sorted_by(|a, b| a.0 < b.0) {
            self.names.truncate(mark);
        } else {
            self.report_twice(mark);
        }
    }

    #[cold]
    fn report_twice(&mut self, mark: usize) {
        let mut names = self.names.split_off(mark);
        names.sort();
        for pair in names.windows(2) {
            if pair[0].0 == pair[1].0 {
                self.note(FindingKind::DuplicateMember, pair[1].1);
            }
        }
    }

    pub(super) fn push_name(&mut self, name: Cow<'a, str>, at: usize) {
        self.names.push((name, at));
    }

    /// Reads a string: what stands between the quotes if it has no escapes, else its meaning goes to `self.scratch`.
    #[inline]
    fn plain_or_scratch(&mut self) -> Result<Option<&'a str>> {
        if self.peek() != Some(b'"') {
            return Err(self.wrong_type("a string"));
        }
        let start = self.at + 1;
        self.at = strings::plain_end(self.text.as_bytes(), start);
        if self.text.as_bytes().get(self.at) == Some(&b'"') {
            let text = &self.text[start..self.at];
            self.at += 1;
            return Ok(Some(text));
        }
        self.unescape(start).map(|()| None)
    }

    /// Unescapes a string from `start` on, whose first byte that is no plain text is at `self.at`.
    fn unescape(&mut self, start: usize) -> Result<()> {
        let text = self.text;
        let bytes = text.as_bytes();
        self.scratch.clear();
        let mut from = start;
        loop {
            match bytes.get(self.at) {
                Some(b'"') => break,
                Some(b'\\') => {}
                found => {
                    return Err(self.syntax(found.copied(), "a character of a string or its end"));
                }
            }
            self.scratch.push_str(&text[from..self.at]);
            match strings::escape(bytes, self.at + 1) {
                Ok((c, length)) => {
                    if c.is_none() {
                        self.note(FindingKind::LoneSurrogate, self.at);
                    }
                    self.scratch.push(c.unwrap_or(char::REPLACEMENT_CHARACTER));
                    from = self.at + 1 + length;
                    self.at = strings::plain_end(bytes, from);
                }
                Err(at) => {
                    self.at = at.min(bytes.len());
                    return Err(self.syntax(bytes.get(self.at).copied(), "an escape"));
                }
            }
        }
        self.scratch.push_str(&text[from..self.at]);
        self.at += 1;
        Ok(())
    }

    #[inline]
    pub(super) fn literal(&mut self, literal: &'static str) -> Result<()> {
        if self.text.as_bytes()[self.at..].starts_with(literal.as_bytes()) {
            self.at += literal.len();
            return Ok(());
        }
        Err(self.syntax(Some(b' '), "a JSON value"))
    }

    /// Passes over a number; whether it is written without fraction and exponent.
    pub(super) fn number(&mut self) -> Result<bool> {
        if self.text.as_bytes().get(self.at) == Some(&b'-') {
            self.at += 1;
        }
        if let (b'0', 2..) = self.digits()? {
            let kind = Kind::Syntax { expected: "no digit behind a leading 0" };
            return Err(Fault::new(kind, self.at - 1));
        }
        let mut whole = true;
        if self.text.as_bytes().get(self.at) == Some(&b'.') {
            self.at += 1;
            self.digits()?;
            whole = false;
        }
        if let Some(b'e' | b'E') = self.text.as_bytes().get(self.at) {
            self.at += 1;
            if let Some(b'+' | b'-') = self.text.as_bytes().get(self.at) {
                self.at += 1;
            }
            self.digits()?;
            whole = false;
        }
        Ok(whole)
    }

    /// Passes over one digit or more; the first of them and how many.
    fn digits(&mut self) -> Result<(u8, usize)> {
        let bytes = &self.text.as_bytes()[self.at..];
        let count = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
        match bytes.first() {
            Some(&first) if count > 0 => {
                self.at += count;
                Ok((first, count))
            }
            found => Err(self.syntax(found.copied(), "a digit")),
        }
    }
}
