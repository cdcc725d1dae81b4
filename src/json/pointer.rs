//! From bytes to JSON pointers: a second reading, for errors and warnings alone.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::Write;

use super::fault::{Fault, Note};
use super::strings;
use super::tokens::{Token, tokens};
use super::warning::DocumentWarning;
use crate::error::{DocumentError, DocumentErrorKind};
use crate::sorting::sorted;

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

/// The offset in the document of an offset in its text, which has U+FFFD for the bytes that are not UTF-8, at `wrong`.
fn original(offset: usize, wrong: &[usize]) -> usize {
    // U+FFFD has two bytes more than what it replaces.
    offset - 2 * wrong.partition_point(|at| *at < offset)
}

/// The error with its pointer.
#[cold]
pub(super) fn error(text: &str, fault: &Fault, wrong: &[usize]) -> DocumentError {
    let mut pointer = pointers(text, &[fault.at()]).pop().unwrap_or_default();
    if let DocumentErrorKind::Missing { member } = fault.kind() {
        push_name(&mut pointer, member);
    }
    DocumentError::new(fault.kind(), pointer, original(fault.at(), wrong))
}

/// The warnings in the order of their bytes, with their pointers.
#[cold]
pub(super) fn warnings(text: &str, notes: &[Note], wrong: &[usize]) -> Vec<DocumentWarning> {
    let notes = sorted(notes, |note| note.at);
    let offsets: Vec<usize> = notes.iter().map(|note| note.at).collect();
    let notes = notes.iter().zip(pointers(text, &offsets));
    let warning = |(note, pointer): (&&Note, String)| DocumentWarning {
        kind: note.kind,
        pointer,
        offset: original(note.at, wrong),
    };
    notes.map(warning).collect()
}

/// The JSON pointers of the innermost values or members that the bytes at `offsets`, which ascend, belong to.
///
/// The text may stop being JSON: what follows the first fault has the fault's pointer.
fn pointers(text: &str, offsets: &[usize]) -> Vec<String> {
    let bytes = text.as_bytes();
    let mut open: Vec<Open> = Vec::new();
    let mut found = Vec::with_capacity(offsets.len());
    for Token { start, end, .. } in tokens(bytes) {
        while offsets.get(found.len()).is_some_and(|&offset| offset < start) {
            found.push(join(text, &open));
        }
        if found.len() == offsets.len() {
            return found;
        }
        let first = bytes.get(start);
        match first {
            Some(b',') => {
                if let Some(last) = open.last_mut() {
                    last.step = None;
                }
            }
            Some(b'}' | b']') => drop(open.pop()),
            Some(b':') => {}
            _ => {
                match open.last_mut().filter(|last| last.step.is_none()) {
                    Some(last) if !last.object => {
                        last.step = Some(Step::Index(last.next));
                        last.next += 1;
                    }
                    Some(last) if first == Some(&b'"') => {
                        last.step = Some(Step::Name(start + 1, end - 1));
                    }
                    _ => {}
                }
                if matches!(first, Some(b'{' | b'[')) {
                    open.push(Open { next: 0, object: first == Some(&b'{'), step: None });
                }
            }
        }
    }
    found.resize_with(offsets.len(), || join(text, &open));
    found
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
