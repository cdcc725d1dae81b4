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

    /// Goes on to the end of the component.
    pub(super) const fn component(mut self, bytes: &[u8]) -> Self {
        while self.at < bytes.len() {
            let row = NEXT[bytes[self.at] as usize];
            let next = row >> (self.state & STATE);
            if next & STATE >= BEGIN {
                break;
            }
            self.seen |= row;
            self.state = next;
            self.at += 1;
        }
        self
    }

    /// Goes on to the end of the path.
    pub(super) const fn path(mut self, bytes: &[u8]) -> Self {
        while self.at < bytes.len() {
            let row = NEXT[bytes[self.at] as usize];
            let next = row >> (self.state & STATE);
            if next & STATE == STOP {
                break;
            }
            self.seen |= row;
            self.state = next;
            self.at += 1;
        }
        self
    }

    /// One byte on; false where it can't follow.
    pub(super) const fn step(&mut self, byte: u8) -> bool {
        let next = NEXT[byte as usize] >> (self.state & STATE);
        if next & STATE == STOP {
            return false;
        }
        self.state = next;
        self.at += 1;
        true
    }

    /// Whether a component may end here.
    pub(super) const fn ends_in_word(self) -> bool {
        self.state & STATE == WORD
    }

    /// Whether what it met is a path.
    pub(super) const fn is_path(self) -> bool {
        self.ends_in_word() && self.seen & UPPER == 0
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

// What stands before the next byte: the position of that state's bits in a row.

/// A letter or digit: the only place where a component may end.
const WORD: u64 = 0;
/// One `.`.
const POINT: u64 = 6;
/// One `_`.
const LOW: u64 = 12;
/// Two `_`.
const LOWS: u64 = 18;
/// Any number of `-`.
const DASHES: u64 = 24;
/// Nothing: a component begins.
const BEGIN: u64 = 30;
/// No state: a byte that can't follow.
const STOP: u64 = 36;
/// The bits of a state.
const STATE: u64 = 63;

// Marks in the rows of bytes that tell paths and hosts apart.
const DOT: u64 = 1 << 61;
const UNDERSCORE: u64 = 1 << 62;
const UPPER: u64 = 1 << 63;

/// `component = word *( separator word )`, `separator = "." / "__" / "_" / 1*"-"`, with upper case as in hosts.
const fn next(state: u64, byte: u8) -> u64 {
    match (state, byte) {
        (_, b'a'..=b'z' | b'0'..=b'9' | b'A'..=b'Z') => WORD,
        (WORD, b'.') => POINT,
        (WORD, b'_') => LOW,
        (LOW, b'_') => LOWS,
        (WORD | DASHES, b'-') => DASHES,
        (WORD, b'/') => BEGIN,
        _ => STOP,
    }
}

/// For each byte a row: its mark, and the state that follows each state. One load and one shift a byte, and no branch
/// that depends on what a component is made of.
static NEXT: [u64; 256] = rows();

const fn rows() -> [u64; 256] {
    let mut rows = [0; 256];
    let mut i = 0;
    while i < 256 {
        #[expect(clippy::cast_possible_truncation, reason = "i is under 256")]
        let byte = i as u8;
        rows[i] = match byte {
            b'.' => DOT,
            b'_' => UNDERSCORE,
            b'A'..=b'Z' => UPPER,
            _ => 0,
        };
        let mut state = WORD;
        while state < STOP {
            rows[i] |= next(state, byte) << state;
            state += STATE.count_ones() as u64;
        }
        i += 1;
    }
    rows
}
