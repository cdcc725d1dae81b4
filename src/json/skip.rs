//! Checking the values that nothing types, without recursion.

use alloc::vec::Vec;

use super::fault::Result;
use super::reader::Reader;

/// An open container: whether it is an object, and how many members or elements it has so far.
struct Open {
    object: bool,
    count: usize,
}

impl<'a> Reader<'a> {
    /// Passes over a value of any type and returns its text.
    ///
    /// All of it is checked: depth, members, numbers, strings, duplicate names.
    pub(crate) fn skip(&mut self) -> Result<&'a str> {
        let start = self.position();
        let mut open: Vec<Open> = Vec::new();
        loop {
            // A value begins here.
            match self.peek() {
                Some(b'{') => {
                    self.open(b'{', "")?;
                    open.push(Open { object: true, count: 0 });
                }
                Some(b'[') => {
                    self.open(b'[', "")?;
                    open.push(Open { object: false, count: 0 });
                }
                Some(b'"') => drop(self.string()?),
                Some(b'-' | b'0'..=b'9') => {
                    self.number()?;
                }
                Some(b't') => self.literal("true")?,
                Some(b'f') => self.literal("false")?,
                Some(b'n') => self.literal("null")?,
                found => return Err(self.syntax(found, "a JSON value")),
            }
            // Close what ends here, up to the next value.
            loop {
                let Some(last) = open.last_mut() else {
                    let end = self.end();
                    return Ok(&self.text()[start..end]);
                };
                let (first, object, count) = (last.count == 0, last.object, last.count);
                last.count += 1;
                if object {
                    if self.next(first, b'}', "`,` or `}`")? {
                        let at = self.position();
                        let name = self.name()?;
                        self.push_name(name, at);
                        self.colon()?;
                        break;
                    }
                    self.unknown_names_twice(count);
                } else if self.next(first, b']', "`,` or `]`")? {
                    break;
                }
                open.pop();
            }
        }
    }
}
