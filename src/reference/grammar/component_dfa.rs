//! The automaton that recognizes path components, and hosts too.

/// A deterministic finite automaton over path components, and what it has met so far.
///
/// `component = word *( separator word )`, `separator = "." / "_" / "__" / 1*"-"`. Upper case counts as a letter, since
/// hosts have it; marks tell afterwards what the bytes were.
///
/// | state \ byte | letter, digit | `.` | `_` | `-` | `/` |
/// | --- | --- | --- | --- | --- | --- |
/// | `START` (of a component) | `AFTER_WORD` | `DEAD` | `DEAD` | `DEAD` | `DEAD` |
/// | `AFTER_WORD` (may end here) | `AFTER_WORD` | `AFTER_DOT` | `AFTER_UNDERSCORE` | `AFTER_DASHES` | `START` |
/// | `AFTER_DOT` | `AFTER_WORD` | `DEAD` | `DEAD` | `DEAD` | `DEAD` |
/// | `AFTER_UNDERSCORE` | `AFTER_WORD` | `DEAD` | `AFTER_TWO_UNDERSCORES` | `DEAD` | `DEAD` |
/// | `AFTER_TWO_UNDERSCORES` | `AFTER_WORD` | `DEAD` | `DEAD` | `DEAD` | `DEAD` |
/// | `AFTER_DASHES` | `AFTER_WORD` | `DEAD` | `DEAD` | `AFTER_DASHES` | `DEAD` |
/// | `DEAD` | `DEAD` | `DEAD` | `DEAD` | `DEAD` | `DEAD` |
#[derive(Clone, Copy)]
pub(super) struct ComponentDfa<'a> {
    pub(super) rest: &'a [u8],
    /// A state in the lowest bits; the rest is left over from a row.
    state: u64,
    /// The rows of all bytes met, for their marks.
    seen: u64,
}

impl<'a> ComponentDfa<'a> {
    #[inline]
    pub(super) const fn new(rest: &'a [u8]) -> Self {
        Self { rest, state: START, seen: 0 }
    }

    /// Runs to the first byte that no component contains.
    #[inline]
    pub(super) const fn component(self) -> Self {
        self.until(SLASH | END)
    }

    /// Runs to the first byte that no path contains.
    #[inline]
    pub(super) const fn path(self) -> Self {
        self.until(END)
    }

    /// Runs to the first byte with one of `marks`. Two bytes a turn, and the last one without a branch that depends on
    /// it, since a mispredicted branch costs more than the rest.
    #[inline]
    const fn until(mut self, marks: u64) -> Self {
        while let [a, b, more @ ..] = self.rest {
            let (a, b) = (row(*a), row(*b));
            if (a | b) & marks != 0 {
                break;
            }
            self.seen |= a | b;
            self.state = b >> (a >> (self.state & STATE) & STATE);
            self.rest = more;
        }
        if let [byte, ..] = self.rest {
            let row = row(*byte);
            let go = row & marks == 0;
            let keep = (go as u64).wrapping_neg();
            self.seen |= row & keep;
            self.state ^= (self.state ^ row >> (self.state & STATE)) & keep;
            self.rest = self.rest.split_at(go as usize).1;
        }
        self
    }

    /// Runs to the first byte that is not allowed at its place.
    pub(super) const fn valid_path(mut self) -> Self {
        while let [byte, more @ ..] = self.rest {
            let row = row(*byte);
            let state = row >> (self.state & STATE);
            if row & (UPPER | END) != 0 || state & STATE == DEAD {
                break;
            }
            self.state = state;
            self.rest = more;
        }
        self
    }

    /// Returns `true` if a component may end here.
    pub(super) const fn ends_in_word(self) -> bool {
        self.state & STATE == AFTER_WORD
    }

    /// Returns `true` if the bytes met are a path.
    pub(super) const fn is_path(self) -> bool {
        self.ends_in_word() && self.seen & UPPER == 0
    }

    /// Returns `true` if the bytes met are more than one component.
    pub(super) const fn is_nested(self) -> bool {
        self.seen & SLASH != 0
    }

    /// Returns `true` if the component met is a host: `label *( "." label )`.
    pub(super) const fn is_host(self) -> bool {
        self.ends_in_word() && self.seen & UNDERSCORE == 0
    }

    /// Returns `true` if Docker reads the component met as a host when a `/` follows.
    pub(super) const fn looks_like_host(self) -> bool {
        self.seen & (UPPER | DOT) != 0
    }
}

// Marks, the lowest bits of a row: what distinguishes paths from hosts, and what ends them.
const DOT: u64 = 1;
const UNDERSCORE: u64 = 2;
const UPPER: u64 = 4;
const SLASH: u64 = 8;
const END: u64 = 16;

// States: what precedes the next byte. Each value is the position of the state's bits in a row.
const AFTER_WORD: u64 = 6;
const AFTER_DOT: u64 = 12;
const AFTER_UNDERSCORE: u64 = 18;
const AFTER_TWO_UNDERSCORES: u64 = 24;
const AFTER_DASHES: u64 = 30;
/// A component starts.
const START: u64 = 36;
/// A byte is not allowed at its place.
const DEAD: u64 = 42;
/// The bits of a state.
const STATE: u64 = 63;

const fn next(state: u64, byte: u8) -> u64 {
    match (state, byte) {
        (DEAD, _) => DEAD,
        (_, b'a'..=b'z' | b'0'..=b'9' | b'A'..=b'Z') => AFTER_WORD,
        (AFTER_WORD, b'.') => AFTER_DOT,
        (AFTER_WORD, b'_') => AFTER_UNDERSCORE,
        (AFTER_UNDERSCORE, b'_') => AFTER_TWO_UNDERSCORES,
        (AFTER_WORD | AFTER_DASHES, b'-') => AFTER_DASHES,
        (AFTER_WORD, b'/') => START,
        _ => DEAD,
    }
}

const fn mark(byte: u8) -> u64 {
    match byte {
        b'a'..=b'z' | b'0'..=b'9' | b'-' => 0,
        b'A'..=b'Z' => UPPER,
        b'.' => DOT,
        b'_' => UNDERSCORE,
        b'/' => SLASH,
        _ => END,
    }
}

/// A row per byte: its mark, and the state that follows each state. A step is one load and one shift, without a branch
/// that depends on the bytes.
static ROWS: [u64; 256] = rows();

#[expect(clippy::indexing_slicing, reason = "a row for every byte")]
#[inline]
const fn row(byte: u8) -> u64 {
    ROWS[byte as usize]
}

#[expect(clippy::indexing_slicing, clippy::arithmetic_side_effects, reason = "at compile time")]
const fn rows() -> [u64; 256] {
    let mut rows = [0; 256];
    let mut i = 0;
    while i < 256 {
        #[expect(clippy::cast_possible_truncation, reason = "i is under 256")]
        let byte = i as u8;
        rows[i] = mark(byte);
        let mut state = AFTER_WORD;
        while state <= DEAD {
            rows[i] |= next(state, byte) << state;
            state += AFTER_DOT - AFTER_WORD;
        }
        i += 1;
    }
    rows
}
