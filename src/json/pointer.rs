//! From bytes to JSON pointers: a second reading, for errors and warnings alone.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::Write;

use super::fault::{Fault, Note};
use super::warning::DocumentWarning;
use super::{splice, strings};
use crate::error::{DocumentError, DocumentErrorKind};

/// A pointer longer than this is cut to that of the nearest enclosing value.
const MAX_POINTER: usize = 1024;

/// An open container: the next index, and the current member or element.
struct Open {
    next: usize,
    object: bool,
    step: Option<Step>,
}

/// One step of a pointer.
#[derive(Clone, Copy)]
enum Step {
    /// A name, as the bytes between its quotes.
    Name(usize, usize),
    Index(usize),
}

/// The error with its pointer.
#[cold]
pub(crate) fn explain(text: &str, fault: &Fault) -> DocumentError {
    let mut pointer = locate(text, fault.at());
    if let DocumentErrorKind::Missing { member } = fault.kind() {
        push_name(&mut pointer, member);
    }
    DocumentError::new(fault.kind(), pointer, fault.at())
}

/// The JSON pointer of the innermost value or member that byte `offset` belongs to.
#[cold]
pub(crate) fn locate(text: &str, offset: usize) -> String {
    let mut found = String::new();
    walk(text, &[offset], |_, pointer| found = pointer);
    found
}

/// The JSON pointers of all notes, in the order of their bytes.
#[cold]
pub(crate) fn locate_all(text: &str, mut notes: Vec<Note>) -> Vec<DocumentWarning> {
    notes.sort_by_key(|note| note.at);
    let offsets: Vec<usize> = notes.iter().map(|note| note.at).collect();
    let mut found = Vec::with_capacity(notes.len());
    walk(text, &offsets, |i, pointer| {
        found.push(DocumentWarning { kind: notes[i].kind, pointer, offset: notes[i].at });
    });
    found
}

/// Calls `found` with the number and the pointer of each of the offsets, which ascend.
///
/// The text may stop being JSON: what follows the first fault has the fault's pointer.
fn walk(text: &str, offsets: &[usize], mut found: impl FnMut(usize, String)) {
    let bytes = text.as_bytes();
    let mut open: Vec<Open> = Vec::new();
    let (mut at, mut done) = (0, 0);
    while let Some(&byte) = bytes.get(at) {
        if !matches!(byte, b' ' | b'\n' | b'\r' | b'\t' | b':') {
            while done < offsets.len() && offsets[done] < at {
                found(done, join(text, &open));
                done += 1;
            }
            if done == offsets.len() {
                return;
            }
        }
        let start = at;
        at += 1;
        match byte {
            b',' => {
                if let Some(last) = open.last_mut() {
                    last.step = None;
                }
            }
            b'}' | b']' => {
                open.pop();
            }
            b' ' | b'\n' | b'\r' | b'\t' | b':' => {}
            _ => {
                if byte == b'"' {
                    at = splice::string_end(bytes, at);
                }
                match open.last_mut().filter(|last| last.step.is_none()) {
                    Some(last) if !last.object => {
                        last.step = Some(Step::Index(last.next));
                        last.next += 1;
                    }
                    Some(last) if byte == b'"' => {
                        last.step = Some(Step::Name(start + 1, (at - 1).max(start + 1)));
                    }
                    _ => {}
                }
                if matches!(byte, b'{' | b'[') {
                    open.push(Open { next: 0, object: byte == b'{', step: None });
                }
            }
        }
    }
    for i in done..offsets.len() {
        found(i, join(text, &open));
    }
}

fn join(text: &str, open: &[Open]) -> String {
    let mut pointer = String::new();
    for step in open.iter().map_while(|open| open.step) {
        let whole = pointer.len();
        match step {
            Step::Index(index) => drop(write!(pointer, "/{index}")),
            Step::Name(start, end) => {
                let raw = text.get(start..end).unwrap_or_default();
                if raw.len() > 6 * MAX_POINTER {
                    break;
                }
                push_name(&mut pointer, &strings::unescape(raw));
            }
        }
        if pointer.len() > MAX_POINTER {
            pointer.truncate(whole);
            break;
        }
    }
    pointer
}

/// Adds a name to a pointer: `~` is `~0` and `/` is `~1`.
fn push_name(pointer: &mut String, name: &str) {
    pointer.push('/');
    for c in name.chars() {
        match c {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            c => pointer.push(c),
        }
    }
}
