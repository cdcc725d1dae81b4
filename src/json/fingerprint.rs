//! What a JSON value means, whatever its spacing, escapes and member order: for comparing values that nothing types.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use sha2::{Digest, Sha256};

use super::strings;
use super::tokens::{Token, tokens};
use crate::sorting::sorted;

/// Equal for values that mean the same.
pub(super) type Fingerprint = [u8; 32];

/// An open container: its values so far, each with its name in an object.
struct Open {
    object: bool,
    name: Option<String>,
    values: Vec<(String, Fingerprint)>,
}

/// The fingerprint of a string that is known to be JSON. Iterative, linear in the text.
pub(super) fn fingerprint(text: &str) -> Fingerprint {
    let mut open: Vec<Open> = Vec::new();
    let mut last = Fingerprint::default();
    for Token { start, end, .. } in tokens(text.as_bytes()) {
        let token = text.get(start..end).unwrap_or_default();
        let value = match token {
            "{" | "[" => {
                open.push(Open { object: token == "{", name: None, values: Vec::new() });
                continue;
            }
            "}" | "]" => match open.pop() {
                Some(container) => close(&container),
                None => continue,
            },
            "," | ":" => continue,
            "-0" => hash(b"=", b"0"),
            _ => match token.strip_prefix('"') {
                Some(inner) => {
                    let string = strings::unescape(inner.strip_suffix('"').unwrap_or_default());
                    match open.last_mut() {
                        Some(object) if object.object && object.name.is_none() => {
                            object.name = Some(string);
                            continue;
                        }
                        _ => hash(b"\"", string.as_bytes()),
                    }
                }
                None => hash(b"=", token.as_bytes()),
            },
        };
        match open.last_mut() {
            Some(container) => {
                let name = container.name.take().unwrap_or_default();
                container.values.push((name, value));
            }
            None => last = value,
        }
    }
    last
}

fn close(container: &Open) -> Fingerprint {
    let mut whole = Sha256::new_with_prefix(if container.object { b"{" } else { b"[" });
    // Two members of one name are rare: their order does not count either.
    for (name, value) in sorted(&container.values, |value| container.object.then_some(value)) {
        if container.object {
            whole.update(hash(b"\"", name.as_bytes()));
        }
        whole.update(value);
    }
    whole.finalize().into()
}

fn hash(kind: &[u8], content: &[u8]) -> Fingerprint {
    Sha256::new_with_prefix(kind).chain_update(content).finalize().into()
}

/// A JSON value that nothing types, verbatim; equal to one that means the same.
#[derive(Clone, Debug)]
pub(crate) struct RawJson(Box<str>);

impl RawJson {
    /// `text` is known to be JSON.
    pub(crate) fn new(text: &str) -> Self {
        Self(text.into())
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl PartialEq for RawJson {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0 || fingerprint(&self.0) == fingerprint(&other.0)
    }
}

impl Eq for RawJson {}
