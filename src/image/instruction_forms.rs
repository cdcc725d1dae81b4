//! Go's way of printing lists, maps and health checks, which builders wrote down, back into a Dockerfile's.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::instruction::InstructionKind;

/// An instruction's arguments as a Dockerfile has them; as they are where they are in no form of Go's.
pub(super) fn arguments(kind: InstructionKind, text: &str) -> Cow<'_, str> {
    let read = match kind {
        InstructionKind::Cmd | InstructionKind::Entrypoint => {
            quoted_list(text).map(|words| json_list(&words))
        }
        InstructionKind::Shell => match quoted_list(text) {
            Some(words) => Some(json_list(&words)),
            None => plain_list(text).and_then(json_words),
        },
        InstructionKind::Expose => ports(text),
        InstructionKind::Volume | InstructionKind::User => plain_list(text).map(String::from),
        InstructionKind::Healthcheck => health_check(text).or_else(|| named_health_check(text)),
        _ => None,
    };
    match read {
        Some(read) if read != text => Cow::Owned(read),
        _ => Cow::Borrowed(text),
    }
}

/// `["a" "b c"]`, Go's `%q` of a list: the words, quoted.
fn quoted_list(text: &str) -> Option<Vec<&str>> {
    let mut rest = text.strip_prefix('[')?.strip_suffix(']')?;
    let mut words = Vec::new();
    while !rest.is_empty() {
        let (word, after) = quoted(rest)?;
        words.push(word);
        rest = match after.strip_prefix(' ') {
            Some(next) => next,
            None if after.is_empty() => "",
            None => return None,
        };
    }
    Some(words)
}

/// A quoted word at the start, with its quotes, and what follows.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let inside = text.strip_prefix('"')?;
    let mut escaped = false;
    for (at, byte) in inside.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return Some(text.split_at(at + 2)), // with both quotes
            _ => {}
        }
    }
    None
}

fn json_list(words: &[&str]) -> String {
    format!("[{}]", words.join(","))
}

/// `[a b]`, Go's `%v` of a list, without the brackets.
fn plain_list(text: &str) -> Option<&str> {
    let inside = text.strip_prefix('[')?.strip_suffix(']')?;
    (!inside.contains(['"', ','])).then_some(inside)
}

/// Words that Go printed without quotes, as a list in JSON. Where a word had a blank, it is two.
fn json_words(text: &str) -> Option<String> {
    if text.is_empty() || text.contains(char::is_control) {
        return None;
    }
    let quote = |word: &str| format!("\"{}\"", word.replace('\\', "\\\\").replace('"', "\\\""));
    let words: Vec<_> = text.split(' ').map(quote).collect();
    Some(format!("[{}]", words.join(",")))
}

/// `map[80/tcp:{} 443/tcp:{}]`, Go's `%v` of a set; or a list.
fn ports(text: &str) -> Option<String> {
    let Some(inside) = text.strip_prefix("map[").and_then(|rest| rest.strip_suffix(']')) else {
        return plain_list(text).map(String::from);
    };
    let ports: Option<Vec<_>> = inside.split(' ').map(|port| port.strip_suffix(":{}")).collect();
    Some(ports?.join(" "))
}

/// The flags of a health check by the names of Go's members, in their order; newer versions have the start interval.
const TIMES: [(&str, &str); 4] = [
    ("Interval:", "--interval="),
    ("Timeout:", "--timeout="),
    ("StartPeriod:", "--start-period="),
    ("StartInterval:", "--start-interval="),
];

/// `&{["CMD-SHELL" "x"] "30s" "3s" "0s" '\x03'}`, Go's `%q` of a health check: times, then the retries as a character.
fn health_check(text: &str) -> Option<String> {
    let inside = text.strip_prefix("&{")?.strip_suffix('}')?;
    let (times, retries) = inside.rsplit_once(" '")?;
    let (list, times) = times.split_at(list_end(times)?);
    let words = quoted_list(list)?;
    let mut parts = Vec::new();
    let times = times.split(' ').filter(|time| !time.is_empty());
    for ((_, flag), time) in TIMES.iter().zip(times) {
        push_flag(&mut parts, flag, time.strip_prefix('"')?.strip_suffix('"')?);
    }
    let retries = character(retries.strip_suffix('\'')?)?;
    push_flag(&mut parts, "--retries=", &retries.to_string());
    parts.push(match *words {
        ["\"NONE\""] => "NONE".into(),
        ["\"CMD-SHELL\"", command] => format!("CMD {}", unquoted(command)?),
        ["\"CMD\"", ref words @ ..] => format!("CMD {}", json_list(words)),
        _ => return None,
    });
    Some(parts.join(" "))
}

/// `{Test:[CMD-SHELL x] Interval:30s Timeout:3s StartPeriod:0s StartInterval:0s Retries:3}`, Go's `%+v`, as `BuildKit`
/// writes it since 2025. The command may hold brackets, so that the end is read first.
fn named_health_check(text: &str) -> Option<String> {
    let inside = text.strip_prefix("{Test:[")?.strip_suffix('}')?;
    let (run, flags) = inside.rsplit_once("] Interval:")?;
    let mut values = flags.split(' ');
    let mut parts = Vec::new();
    for (number, (name, flag)) in TIMES.iter().enumerate() {
        let value = values.next()?;
        push_flag(&mut parts, flag, if number == 0 { value } else { value.strip_prefix(name)? });
    }
    push_flag(&mut parts, "--retries=", values.next()?.strip_prefix("Retries:")?);
    if values.next().is_some() {
        return None;
    }
    parts.push(match run.split_once(' ') {
        None if run == "NONE" => "NONE".into(),
        Some(("CMD-SHELL", command)) => format!("CMD {command}"),
        Some(("CMD", words)) => format!("CMD {}", json_words(words)?),
        _ => return None,
    });
    Some(parts.join(" "))
}

/// Adds a flag, unless its value is what nobody said.
fn push_flag(parts: &mut Vec<String>, flag: &str, value: &str) {
    if value != "0s" && value != "0" {
        parts.push(format!("{flag}{value}"));
    }
}

/// Where a list of quoted words ends.
fn list_end(text: &str) -> Option<usize> {
    let mut rest = text.strip_prefix('[')?;
    loop {
        let (_, after) = quoted(rest)?;
        match after.as_bytes().first()? {
            b']' => return Some(text.len() - after.len() + 1),
            b' ' => rest = &after[1..],
            _ => return None,
        }
    }
}

/// The number that Go printed as a character: `\x03`, `\n`, `#`.
fn character(text: &str) -> Option<u32> {
    const ESCAPES: [(&str, u32); 9] = [
        ("\\a", 7),
        ("\\b", 8),
        ("\\t", 9),
        ("\\n", 10),
        ("\\v", 11),
        ("\\f", 12),
        ("\\r", 13),
        ("\\'", 39),
        ("\\\\", 92),
    ];
    if let Some((_, number)) = ESCAPES.iter().find(|(escape, _)| *escape == text) {
        return Some(*number);
    }
    for prefix in ["\\x", "\\u", "\\U"] {
        if let Some(digits) = text.strip_prefix(prefix) {
            return u32::from_str_radix(digits, 16).ok();
        }
    }
    let mut characters = text.chars();
    let one = characters.next()?;
    characters.next().is_none().then_some(one.into())
}

/// A quoted word without quotes and the escapes that commands have; `None` with others.
fn unquoted(word: &str) -> Option<String> {
    let inside = word.strip_prefix('"')?.strip_suffix('"')?;
    let mut text = String::with_capacity(inside.len());
    let mut characters = inside.chars();
    while let Some(character) = characters.next() {
        text.push(match character {
            '\\' => match characters.next()? {
                kept @ ('"' | '\\') => kept,
                't' => '\t',
                'n' => '\n',
                _ => return None,
            },
            plain => plain,
        });
    }
    Some(text)
}
