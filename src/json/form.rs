//! What an object may hold, and what one did hold: enough to write it again as it was.

use alloc::boxed::Box;
use alloc::vec::Vec;

/// The members that an object may have, in the order in which image-spec's Go structs write them.
pub(crate) struct Members<S: 'static> {
    pub(crate) list: &'static [Member<S>],
    /// Names that count as known when their case is judged, though they belong to other kinds of objects.
    pub(crate) others: &'static [&'static str],
    /// What to do with a known name in the wrong case.
    pub(crate) case: Case,
}

/// One member. At most 63 of them make a table.
pub(crate) struct Member<S> {
    pub(crate) slot: S,
    pub(crate) name: &'static str,
    pub(crate) null: Null,
    pub(crate) omit: Omit,
}

/// What `null` means for a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Null {
    /// It is a value of the wrong type.
    Refused,
    /// It is no value, which is odd.
    Odd,
    /// It is no value, as the specification allows.
    Fine,
}

/// When Go leaves a member out of a new object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Omit {
    /// Never.
    Never,
    /// When it is empty, 0 or false.
    Empty,
}

/// What to do with a known name in the wrong case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    /// Refuse it: readers would differ in what they see.
    Refused,
    /// Report it.
    Odd,
}

/// One member as it stands in an object.
pub(crate) enum Entry<'a, S> {
    /// A known member with a value.
    Known(S, &'static str),
    /// A known member that is null.
    Null(&'static str),
    /// A member that nothing here reads: its name as spelled, with quotes, and its value, as read.
    Unknown(&'a str, &'a str),
}

const INLINE: usize = 14;
const NULL: u8 = 0x80;
const UNKNOWN: u8 = 0x7F;

/// Which members an object has, in which order, which of them are null, and the unknown ones.
///
/// It says how a value is written. Two forms are equal when their unknown members are.
#[derive(Clone, Default)]
pub(crate) struct Form {
    /// A bit for each known member that the object has.
    seen: u64,
    /// The members in order: index in the table, `| NULL` where null, or `UNKNOWN`.
    order: [u8; INLINE],
    len: u8,
    /// Where in the table the next member is likely to be found: behind the last known one.
    hint: u8,
    more: Option<Box<More>>,
}

#[derive(Clone, Default)]
struct More {
    /// The order behind the first `INLINE` members.
    order: Vec<u8>,
    /// Names and values of the unknown members, in order.
    unknown: Vec<(Box<str>, Box<str>)>,
}

impl Form {
    /// Whether the object has no member.
    pub(crate) fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Where in the table the next member is likely to be found.
    pub(super) fn hint(&self) -> usize {
        usize::from(self.hint)
    }

    /// Adds a known member; false if the object has it already.
    #[inline]
    pub(super) fn push(&mut self, index: usize, null: bool) -> bool {
        let bit = 1u64 << index;
        let new = self.seen & bit == 0;
        self.seen |= bit;
        let step = step(index);
        self.hint = step + 1;
        self.append(if null { step | NULL } else { step });
        new
    }

    /// Adds an unknown member.
    pub(super) fn push_unknown(&mut self, name: &str, value: &str) {
        self.append(UNKNOWN);
        self.more.get_or_insert_default().unknown.push((name.into(), value.into()));
    }

    /// How many unknown members the object has.
    pub(crate) fn unknown_len(&self) -> usize {
        self.more.as_ref().map_or(0, |more| more.unknown.len())
    }

    /// The unknown members: name as spelled, with quotes, and value as read.
    pub(crate) fn unknown(&self) -> impl Iterator<Item = (&str, &str)> {
        self.more.iter().flat_map(|more| &more.unknown).map(|(name, value)| (&**name, &**value))
    }

    /// Whether the object has the member, be it null.
    pub(crate) fn has<S: Copy + PartialEq>(&self, members: &Members<S>, slot: S) -> bool {
        self.seen & (1 << members.index(slot)) != 0
    }

    /// The members in order.
    pub(crate) fn entries<'a, S: Copy>(
        &'a self,
        members: &'a Members<S>,
    ) -> impl Iterator<Item = Entry<'a, S>> {
        let mut unknown = self.unknown();
        self.steps().filter_map(move |step| {
            if step == UNKNOWN {
                return unknown.next().map(|(name, value)| Entry::Unknown(name, value));
            }
            let member = members.list.get(usize::from(step & !NULL))?;
            Some(if step & NULL == 0 {
                Entry::Known(member.slot, member.name)
            } else {
                Entry::Null(member.name)
            })
        })
    }

    /// Gives the object a member with a value: in its place if it is there, else behind its nearest predecessor.
    pub(crate) fn set<S: Copy + PartialEq>(&mut self, members: &Members<S>, slot: S) {
        let index = members.index(slot);
        let mut order: Vec<u8> = self.steps().collect();
        if let Some(old) = order.iter_mut().find(|old| **old & !NULL == step(index)) {
            *old &= !NULL;
        } else {
            let known = |at: &usize| order[*at] != UNKNOWN && order[*at] & !NULL < step(index);
            let before = (0..order.len()).filter(known).max_by_key(|&at| order[at] & !NULL);
            order.insert(before.map_or(0, |at| at + 1), step(index));
        }
        self.seen |= 1 << index;
        self.rearrange(&order);
    }

    /// Gives the object a member behind all others, which it must not have yet.
    pub(crate) fn append_known<S: Copy + PartialEq>(&mut self, members: &Members<S>, slot: S) {
        self.push(members.index(slot), false);
    }

    /// Takes a known member away.
    pub(crate) fn remove<S: Copy + PartialEq>(&mut self, members: &Members<S>, slot: S) {
        let index = members.index(slot);
        let order: Vec<u8> = self.steps().filter(|&old| old & !NULL != step(index)).collect();
        self.seen &= !(1 << index);
        self.rearrange(&order);
    }

    /// Sets or removes the member, as Go would write or leave it out.
    pub(crate) fn put<S: Copy + PartialEq>(&mut self, members: &Members<S>, slot: S, empty: bool) {
        if empty && members.list[members.index(slot)].omit == Omit::Empty {
            self.remove(members, slot);
        } else {
            self.set(members, slot);
        }
    }

    fn steps(&self) -> impl Iterator<Item = u8> {
        let inline = self.order.iter().take(usize::from(self.len));
        inline.chain(self.more.iter().flat_map(|more| &more.order)).copied()
    }

    #[inline]
    fn append(&mut self, step: u8) {
        match self.order.get_mut(usize::from(self.len)) {
            Some(place) => {
                *place = step;
                self.len += 1;
            }
            None => self.more.get_or_insert_default().order.push(step),
        }
    }

    fn rearrange(&mut self, order: &[u8]) {
        self.len = 0;
        if let Some(more) = &mut self.more {
            more.order.clear();
        }
        for &step in order {
            self.append(step);
        }
    }
}

impl PartialEq for Form {
    fn eq(&self, other: &Self) -> bool {
        self.unknown().eq(other.unknown())
    }
}

impl Eq for Form {}

impl core::fmt::Debug for Form {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_map().entries(self.unknown()).finish()
    }
}

impl<S: Copy + PartialEq> Members<S> {
    fn index(&self, slot: S) -> usize {
        let found = self.list.iter().position(|member| member.slot == slot);
        found.expect("every slot stands in its table")
    }

    /// The known name that `name` is in another case, as Go's readers fold it.
    #[cold]
    pub(super) fn folded(&self, name: &str) -> Option<&'static str> {
        let mut known =
            self.list.iter().map(|member| member.name).chain(self.others.iter().copied());
        known.find(|known| known.len() <= name.len() && fold(known).eq(fold(name)))
    }
}

/// The characters of a name without their case: ASCII, the long s (U+017F) and the Kelvin sign (U+212A).
fn fold(name: &str) -> impl Iterator<Item = char> {
    name.chars().map(|c| match c {
        '\u{17F}' => 's',
        '\u{212A}' => 'k',
        c => c.to_ascii_lowercase(),
    })
}

fn step(index: usize) -> u8 {
    u8::try_from(index).expect("a table has at most 63 members")
}
