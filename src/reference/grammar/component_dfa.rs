//! The automaton that recognizes path components, and hosts too.

/// A deterministic finite automaton over path components, and what it has met so far.
///
/// `component = word *( separator word )`, `separator = "." / "_" / "__" / 1*"-"`. Upper case counts as a letter, since
/// hosts have it; marks tell afterwards what the bytes were.
///
/// | state \ byte | letter, digit | `.` | `_` | `-` | `/` |
/// | --- | --- | --- | --- | --- | --- |
/// | `Start` (of a component) | `Word` | `Dead` | `Dead` | `Dead` | `Dead` |
/// | `Word` (may end here) | `Word` | `Dot` | `Underscore` | `Dashes` | `Start` |
/// | `Dot` | `Word` | `Dead` | `Dead` | `Dead` | `Dead` |
/// | `Underscore` | `Word` | `Dead` | `DoubleUnderscore` | `Dead` | `Dead` |
/// | `DoubleUnderscore` | `Word` | `Dead` | `Dead` | `Dead` | `Dead` |
/// | `Dashes` | `Word` | `Dead` | `Dead` | `Dashes` | `Dead` |
/// | `Dead` | `Dead` | `Dead` | `Dead` | `Dead` | `Dead` |
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
        Self { rest, state: State::Start as u64, seen: 0 }
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

    #[inline]
    const fn until(mut self, marks: u64) -> Self {
        while let [byte, more @ ..] = self.rest {
            let row = row(*byte);
            if row & marks != 0 {
                break;
            }
            self.seen |= row;
            self.state = row >> (self.state & STATE);
            self.rest = more;
        }
        self
    }

    /// Runs to the first byte that is not allowed at its place.
    pub(super) const fn valid_path(mut self) -> Self {
        while let [byte, more @ ..] = self.rest {
            let row = row(*byte);
            let state = row >> (self.state & STATE);
            if row & (UPPER | END) != 0 || state & STATE == State::Dead as u64 {
                break;
            }
            self.state = state;
            self.rest = more;
        }
        self
    }

    /// Returns `true` if a component may end here.
    pub(super) const fn ends_in_word(self) -> bool {
        self.state & STATE == State::Word as u64
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

    /// Returns `true` if Docker takes the component met for a host when a `/` follows.
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

/// What precedes the next byte. Each value is the position of the state's bits in a row.
#[derive(Clone, Copy)]
#[repr(u64)]
enum State {
    /// A letter or digit.
    Word = 6,
    /// `.`
    Dot = 12,
    /// `_`
    Underscore = 18,
    /// `__`
    DoubleUnderscore = 24,
    /// One or more `-`.
    Dashes = 30,
    /// Nothing: a component starts.
    Start = 36,
    /// A byte that is not allowed there.
    Dead = 42,
}

const STATES: [State; 7] = [
    State::Word,
    State::Dot,
    State::Underscore,
    State::DoubleUnderscore,
    State::Dashes,
    State::Start,
    State::Dead,
];

/// The bits of a state.
const STATE: u64 = 63;

const fn next(state: State, byte: u8) -> State {
    match (state, byte) {
        (State::Dead, _) => State::Dead,
        (_, b'a'..=b'z' | b'0'..=b'9' | b'A'..=b'Z') => State::Word,
        (State::Word, b'.') => State::Dot,
        (State::Word, b'_') => State::Underscore,
        (State::Underscore, b'_') => State::DoubleUnderscore,
        (State::Word | State::Dashes, b'-') => State::Dashes,
        (State::Word, b'/') => State::Start,
        _ => State::Dead,
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

const fn rows() -> [u64; 256] {
    let mut rows = [0; 256];
    let mut i = 0;
    while i < 256 {
        #[expect(clippy::cast_possible_truncation, reason = "i is under 256")]
        let byte = i as u8;
        rows[i] = mark(byte);
        let mut s = 0;
        while s < STATES.len() {
            rows[i] |= (next(STATES[s], byte) as u64) << STATES[s] as u64;
            s += 1;
        }
        i += 1;
    }
    rows
}
