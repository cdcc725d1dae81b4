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
                Some(bracket @ (b'{' | b'[')) => {
                    self.open(bracket, "")?;
                    open.push(Open { object: bracket == b'{', count: 0 });
                }
                Some(b'"') => drop(self.string()?),
                Some(b'-' | b'0'..=b'9') => drop(self.number()?),
                Some(b't' | b'f') => drop(self.boolean()?),
                Some(b'n') => self.literal("null")?,
                _ => return Err(self.syntax("a JSON value")),
            }
            // Close what ends here, up to the next value.
            loop {
                let Some(last) = open.last_mut() else { return Ok(&self.text[start..self.at]) };
                let (object, count) = (last.object, last.count);
                last.count += 1;
                if !self.next(count == 0, if object { b'}' } else { b']' })? {
                    if object {
                        self.unknown_names_twice(count);
                    }
                    open.pop();
                    continue;
                }
                if object {
                    let at = self.position();
                    let name = self.name()?;
                    self.names.push((name, at));
                    self.colon()?;
                }
                break;
            }
        }
    }
}
