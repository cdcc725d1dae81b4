//! The arguments of instructions: from the forms that builders wrote back to a Dockerfile's.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::go_syntax::{
    character, json_list, json_words, list_end, plain_list, quoted_list, unquoted,
};
use super::kind::InstructionKind;

/// Returns an instruction's arguments in a Dockerfile's form, or verbatim if they are not in a form of Go's.
pub(super) fn dockerfile_arguments(kind: InstructionKind, text: &str) -> Cow<'_, str> {
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

/// Reads `map[80/tcp:{} 443/tcp:{}]`, Go's `%v` of a set, or a list.
fn ports(text: &str) -> Option<String> {
    let Some(inside) = text.strip_prefix("map[").and_then(|rest| rest.strip_suffix(']')) else {
        return plain_list(text).map(String::from);
    };
    let ports: Option<Vec<_>> = inside.split(' ').map(|port| port.strip_suffix(":{}")).collect();
    Some(ports?.join(" "))
}

/// The members of Go's health check that hold times, in order, and their flags. Newer versions have the start interval.
const TIMES: [(&str, &str); 4] = [
    ("Interval:", "--interval="),
    ("Timeout:", "--timeout="),
    ("StartPeriod:", "--start-period="),
    ("StartInterval:", "--start-interval="),
];

/// Reads `&{["CMD-SHELL" "x"] "30s" "3s" "0s" '\x03'}`, Go's `%q` of a health check: the test, the times, and the retries
/// as a character.
fn health_check(text: &str) -> Option<String> {
    let inside = text.strip_prefix("&{")?.strip_suffix('}')?;
    let (times, retries) = inside.rsplit_once(" '")?;
    let (list, times) = times.split_at_checked(list_end(times)?)?;
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

/// Reads `{Test:[CMD-SHELL x] Interval:30s Timeout:3s StartPeriod:0s StartInterval:0s Retries:3}`, Go's `%+v`, which
/// `BuildKit` writes since 2025. The flags are read from the end, since the command may contain brackets.
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

/// Adds a flag unless its value is the default, 0.
fn push_flag(parts: &mut Vec<String>, flag: &str, value: &str) {
    if value != "0s" && value != "0" {
        parts.push(format!("{flag}{value}"));
    }
}
