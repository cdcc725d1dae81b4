//! [`MemberOrder`]: what an object held, enough to write it again as it was.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::slice;

use super::fingerprint::fingerprint;
use super::members::{Members, OmitEmpty};

/// One member of an object that was read.
pub(crate) enum Entry<'a> {
    /// A known member with a value: its slot and name.
    Known(usize, &'static str),
    /// A known member that is null.
    Null(&'static str),
    /// A member that nothing here reads: its name as spelled, with quotes, and its value, as read.
    Unknown(&'a str, &'a str),
}

const INLINE: usize = 14;
const NULL: u8 = 0x80;
const UNKNOWN: u8 = 0x7F;

/// The `hint` of an object that was `null` itself.
const NULL_OBJECT: u8 = 0xFF;

/// Which members an object has, in which order, which of them are null, and the unknown ones.
///
/// It decides how a value is written. Two of them are equal when their unknown members mean the same.
#[derive(Clone, Default)]
pub(crate) struct MemberOrder {
    /// A bit for each known member that the object has.
    seen: u64,
    /// The members in order: index in the table, `| NULL` where null, or `UNKNOWN`.
    order: [u8; INLINE],
    len: u8,
    /// Where in the table the next member is likely to be found: after the last known one; or `NULL_OBJECT`.
    hint: u8,
    more: Option<Box<More>>,
}

#[derive(Clone, Default)]
struct More {
    /// The order after the first `INLINE` members.
    order: Vec<u8>,
    /// Names and values of the unknown members, in order.
    unknown: Vec<(Box<str>, Box<str>)>,
}

impl MemberOrder {
    /// `null` in place of an object.
    pub(crate) fn null() -> Self {
        Self { hint: NULL_OBJECT, ..Self::default() }
    }

    /// Returns `true` for `null` in place of an object.
    pub(super) fn is_null(&self) -> bool {
        self.hint == NULL_OBJECT
    }

    /// Returns `true` if the object has no member.
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
    pub(crate) fn unknown(&self) -> UnknownMembers<'_> {
        UnknownMembers(self.more.as_ref().map_or(&[][..], |more| &more.unknown).iter())
    }

    /// Returns `true` if the object has the member, null or not.
    pub(crate) fn has(&self, slot: usize) -> bool {
        self.seen & (1 << slot) != 0
    }

    /// Calls `each` for each member, in order.
    pub(super) fn for_each<'a>(&'a self, members: &Members, each: &mut dyn FnMut(Entry<'a>)) {
        let mut unknown = self.unknown();
        for &step in self.steps().into_iter().flatten() {
            let slot = usize::from(step & !NULL);
            if let Some(member) = members.list.get(slot) {
                let known = step & NULL == 0;
                let name = member.name;
                each(if known { Entry::Known(slot, name) } else { Entry::Null(name) });
            } else if let Some((name, value)) = unknown.next() {
                each(Entry::Unknown(name, value));
            }
        }
    }

    /// Adds a member with a value: in its place if it is there, else after its nearest predecessor.
    pub(crate) fn set(&mut self, slot: usize) {
        let (new, mut order) = (step(slot), self.steps().concat());
        let (mut nearest, mut place) = (0, 0);
        for (at, old) in order.iter().map(|step| step & !NULL).enumerate() {
            if old == new {
                order.remove(at);
                place = at;
                break;
            }
            if old < new && old >= nearest {
                (nearest, place) = (old, at + 1);
            }
        }
        order.insert(place, new);
        self.seen |= 1 << slot;
        self.rearrange(&order);
    }

    /// Removes a known member.
    pub(crate) fn remove(&mut self, slot: usize) {
        let mut order = self.steps().concat();
        order.retain(|old| old & !NULL != step(slot));
        self.seen &= !(1 << slot);
        self.rearrange(&order);
    }

    /// Sets or removes the member, as Go would write or omit it.
    pub(crate) fn put(&mut self, members: &Members, slot: usize, empty: bool) {
        if empty && members.list[slot].omit == OmitEmpty::Yes {
            self.remove(slot);
        } else {
            self.set(slot);
        }
    }

    /// The members in order: the first ones, and the others.
    fn steps(&self) -> [&[u8]; 2] {
        let more = self.more.as_ref().map_or(&[][..], |more| &more.order);
        [&self.order[..usize::from(self.len)], more]
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
        (self.len, self.hint) = (0, 0);
        if let Some(more) = &mut self.more {
            more.order.clear();
        }
        for &step in order {
            self.append(step);
        }
    }
}

impl PartialEq for MemberOrder {
    fn eq(&self, other: &Self) -> bool {
        let meaning = |order: &Self| {
            let member = |(name, value)| [name, ":", value, ","].concat();
            fingerprint(&["{", &order.unknown().map(member).collect::<String>(), "}"].concat())
        };
        self.unknown_len() == other.unknown_len()
            && (self.unknown().eq(other.unknown()) || meaning(self) == meaning(other))
    }
}

impl Eq for MemberOrder {}

impl core::fmt::Debug for MemberOrder {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_map().entries(self.unknown()).finish()
    }
}

fn step(index: usize) -> u8 {
    u8::try_from(index).expect("a table has at most 63 members")
}

super::iterator! {
    /// The members of an object that the crate does not know, in their order: name, with its quotes, and value, as JSON.
    ///
    /// ```
    /// use imageref::ImageIndex;
    /// use imageref::document::UnknownMembers;
    ///
    /// let index = ImageIndex::from_slice(br#"{"schemaVersion":2,"manifests":[],"x":[1]}"#)?;
    /// let members: UnknownMembers<'_> = index.unknown_members();
    /// assert_eq!(members.collect::<Vec<_>>(), [(r#""x""#, "[1]")]);
    /// # Ok::<(), imageref::DocumentError>(())
    /// ```
    UnknownMembers(slice::Iter<'a, (Box<str>, Box<str>)>) -> (&'a str, &'a str) = |member| (&*member.0, &*member.1)
}
