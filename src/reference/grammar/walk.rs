//! The automaton of components: what a path is made of, and the lower-case hosts too.

/// A walk over components: from where, to where, and what it met.
#[derive(Clone, Copy)]
pub(super) struct Walk {
    pub(super) start: usize,
    pub(super) at: usize,
    state: u64,
    /// The rows of all bytes met, for their marks.
    seen: u64,
}

impl Walk {
    pub(super) const fn from(start: usize) -> Self {
        Self { start, at: start, state: BEGIN, seen: 0 }
    }

    /// Goes on to the end of the component: to a byte that is in no component.
    pub(super) const fn component(self, bytes: &[u8]) -> Self {
        self.until(SLASH | END, bytes)
    }

    /// Goes on to the end of the path: to a byte that is in no path.
    pub(super) const fn path(self, bytes: &[u8]) -> Self {
        self.until(END, bytes)
    }

    const fn until(mut self, marks: u64, bytes: &[u8]) -> Self {
        while self.at < bytes.len() {
            let row = ROWS[bytes[self.at] as usize];
            if row & marks != 0 {
                break;
            }
            self.seen |= row;
            self.state = row >> (self.state & STATE);
            self.at += 1;
        }
        self
    }

    /// Goes on to the first byte that can't stand where it stands.
    pub(super) const fn valid_path(mut self, bytes: &[u8]) -> Self {
        while self.at < bytes.len() {
            let row = ROWS[bytes[self.at] as usize];
            let state = row >> (self.state & STATE);
            if row & (UPPER | END) != 0 || state & STATE == DEAD {
                break;
            }
            self.state = state;
            self.at += 1;
        }
        self
    }

    /// Whether a component may end here.
    pub(super) const fn ends_in_word(self) -> bool {
        self.state & STATE == WORD
    }

    /// Whether what it met is a path.
    pub(super) const fn is_path(self) -> bool {
        self.ends_in_word() && self.seen & UPPER == 0
    }

    /// Whether it met more than one component.
    pub(super) const fn is_nested(self) -> bool {
        self.seen & SLASH != 0
    }

    /// Whether the component that it met is a host: `label *( "." label )`.
    pub(super) const fn is_host(self) -> bool {
        self.ends_in_word() && self.seen & UNDERSCORE == 0
    }

    /// Whether Docker takes what it met for a host, if a `/` follows.
    pub(super) const fn looks_like_host(self) -> bool {
        self.seen & (UPPER | DOT) != 0
    }
}

// Marks, the lowest bits of a row: what tells paths and hosts apart, and what ends them.
const DOT: u64 = 1;
const UNDERSCORE: u64 = 2;
const UPPER: u64 = 4;
const SLASH: u64 = 8;
const END: u64 = 16;

// States: what stands before the next byte. Each is the position of its bits in a row.

/// A letter or digit: the only place where a component may end.
const WORD: u64 = 6;
/// One `.`.
const POINT: u64 = 12;
/// One `_`.
const LOW: u64 = 18;
/// Two `_`.
const LOWS: u64 = 24;
/// Any number of `-`.
const DASHES: u64 = 30;
/// Nothing: a component begins.
const BEGIN: u64 = 36;
/// A byte that can't stand there: no way leads out.
const DEAD: u64 = 42;
/// The bits of a state.
const STATE: u64 = 63;

/// `component = word *( separator word )`, `separator = "." / "__" / "_" / 1*"-"`, with upper case as in hosts.
const fn next(state: u64, byte: u8) -> u64 {
    match (state, byte) {
        (DEAD, _) => DEAD,
        (_, b'a'..=b'z' | b'0'..=b'9' | b'A'..=b'Z') => WORD,
        (WORD, b'.') => POINT,
        (WORD, b'_') => LOW,
        (LOW, b'_') => LOWS,
        (WORD | DASHES, b'-') => DASHES,
        (WORD, b'/') => BEGIN,
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

/// For each byte a row: its mark, and the state that follows each state. One load and one shift a byte, and no branch
/// that depends on what a component is made of.
static ROWS: [u64; 256] = rows();

const fn rows() -> [u64; 256] {
    let mut rows = [0; 256];
    let mut i = 0;
    while i < 256 {
        #[expect(clippy::cast_possible_truncation, reason = "i is under 256")]
        let byte = i as u8;
        rows[i] = mark(byte);
        let mut state = WORD;
        while state <= DEAD {
            rows[i] |= next(state, byte) << state;
            state += 6;
        }
        i += 1;
    }
    rows
}
