//! Durations as Go's `time.ParseDuration` reads them.

/// The nanoseconds of each unit.
const UNITS: &[(&str, u64)] = &[
    ("ns", 1),
    ("us", 1_000),
    ("µs", 1_000),
    ("μs", 1_000), // the Greek letter
    ("ms", 1_000_000),
    ("s", 1_000_000_000),
    ("m", 60_000_000_000),
    ("h", 3_600_000_000_000),
];

/// One more than the longest duration, in nanoseconds.
const END: u64 = 1 << 63;

/// Returns `true` if a health check accepts the duration: zero, or at least a millisecond.
pub(super) fn is_interval(text: &str) -> bool {
    let negative = text.starts_with('-');
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    match nanoseconds(unsigned) {
        Some(0) => true,
        Some(ns) => !negative && (1_000_000..END).contains(&ns),
        None => false,
    }
}

/// Reads `+(number unit)`, or `0`.
fn nanoseconds(text: &str) -> Option<u64> {
    if text == "0" {
        return Some(0);
    }
    let mut rest = Some(text).filter(|text| !text.is_empty())?;
    let mut sum = 0u64;
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
        let (number, tail) = rest.split_at(end);
        let end = tail.find(|c: char| c.is_ascii_digit() || c == '.').unwrap_or(tail.len());
        let (unit, tail) = tail.split_at(end);
        let unit = UNITS.iter().find(|(name, _)| *name == unit)?.1;
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        if fraction.contains('.') || whole.is_empty() && fraction.is_empty() {
            return None;
        }
        let whole = whole.bytes().try_fold(0u64, digit)?;
        let part = whole.checked_mul(unit)?.checked_add(part_of(fraction, unit))?;
        sum = sum.checked_add(part).filter(|&sum| part <= END && sum <= END)?;
        rest = tail;
    }
    Some(sum)
}

fn digit(number: u64, digit: u8) -> Option<u64> {
    number
        .checked_mul(10)?
        .checked_add(digit.checked_sub(b'0')?.into())
        .filter(|&number| number <= END)
}

/// Returns the fraction of a unit, rounded as in Go; digits that a `u64` can't hold are ignored.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "Go computes in float64; the result is below one unit"
)]
fn part_of(fraction: &str, unit: u64) -> u64 {
    let (mut number, mut scale) = (0u64, 1f64);
    for byte in fraction.bytes() {
        if number > (END - 1) / 10 {
            break;
        }
        let Some(longer) = digit(number, byte) else { break };
        number = longer;
        scale *= 10.0;
    }
    (number as f64 * (unit as f64 / scale)) as u64
}
