//! References and digests made from small choices: valid by construction.

use alloc::format;
use alloc::string::String;
use core::fmt::Write;

/// Where choices come from: a number below `end`, which is never 0.
pub(super) trait Choices {
    fn below(&mut self, end: usize) -> usize;
}

const HOSTS: &[&str] = &[
    "docker.io",
    "quay.io",
    "ghcr.io",
    "localhost",
    "registry.example.com",
    "UPPER",
    "10.0.0.1",
    "[2001:db8::1]",
];
const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyz0123456789";
const TAG_LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-";
const HEX: &[u8] = b"0123456789abcdef";

fn pick<T: Copy + Default>(choices: &mut impl Choices, list: &[T]) -> T {
    list.get(choices.below(list.len())).copied().unwrap_or_default()
}

fn letters(choices: &mut impl Choices, alphabet: &[u8], len: usize) -> String {
    (0..len).map(|_| char::from(pick(choices, alphabet))).collect()
}

/// A path component: runs of letters and digits with separators between them.
fn component(choices: &mut impl Choices) -> String {
    let len = 1 + choices.below(8);
    let mut text = letters(choices, LETTERS, len);
    for _ in 0..choices.below(3) {
        text.push_str(pick(choices, &[".", "_", "__", "-", "---"]));
        let len = 1 + choices.below(6);
        text.push_str(&letters(choices, LETTERS, len));
    }
    text
}

/// A registry with or without a port, a path with or without a namespace.
pub(super) fn name(choices: &mut impl Choices) -> String {
    let mut text = String::new();
    if choices.below(2) == 1 {
        text.push_str(pick(choices, HOSTS));
        if choices.below(3) == 0 {
            let _ = write!(text, ":{}", 1 + choices.below(65_535)); // to a `String`: never fails
        }
        text.push('/');
        text.push_str(&component(choices));
    } else {
        // Plain: a first component with a `.` would be read as a registry.
        let len = 1 + choices.below(8);
        text.push_str(&letters(choices, LETTERS, len));
    }
    for _ in 0..choices.below(4) {
        text.push('/');
        text.push_str(&component(choices));
    }
    text
}

pub(super) fn tag(choices: &mut impl Choices) -> String {
    let len = choices.below(16);
    let first = TAG_LETTERS.strip_suffix(b".-").unwrap_or(TAG_LETTERS);
    letters(choices, first, 1) + &letters(choices, TAG_LETTERS, len)
}

pub(super) fn digest(choices: &mut impl Choices) -> String {
    let kinds = [("sha256", 64), ("sha384", 96), ("sha512", 128), ("blake3", 64)];
    let (name, digits) = pick(choices, &kinds);
    format!("{name}:{}", letters(choices, HEX, digits))
}

pub(super) fn reference(choices: &mut impl Choices) -> String {
    let mut text = name(choices);
    if choices.below(2) == 1 {
        text = format!("{text}:{}", tag(choices));
    }
    if choices.below(3) == 0 {
        text = format!("{text}@{}", digest(choices));
    }
    text
}

/// A reference with one mistake.
#[cfg(feature = "proptest")]
pub(super) fn not_a_reference(choices: &mut impl Choices) -> String {
    let name = name(choices);
    match choices.below(8) {
        0 => format!("https://{name}"),
        1 => format!("{name}:"),
        2 => format!("{name}@sha256:{}", letters(choices, HEX, 63)),
        3 => format!("{name} "),
        4 => format!("{name}/Upper"),
        5 => format!("{name}:{}", "x".repeat(129)),
        6 => format!("{name}//x"),
        _ => format!("{name}:${{TAG}}"),
    }
}
