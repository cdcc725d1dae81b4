//! [`Member`]: what the members of objects hold, and how each kind of value is read, written and omitted.

use alloc::boxed::Box;
use alloc::vec::Vec;

use super::annotations::Annotations;
use super::set::StringSet;
use super::string_list::StringList;
use super::timestamp::Timestamp;
use super::values;
use crate::digest::{Algorithm, DiffId, Digest};
use crate::error::DocumentErrorKind;
use crate::json::{
    DocumentWarningKind, Fault, MemberOrder, Members, RawJson, Reader, Result, Text, Writer,
};
use crate::media_type::MediaType;

/// A value that a member holds.
pub(crate) trait Member: Sized {
    /// The JSON of a member whose value is absent, though the member is not.
    const ABSENT: &'static str = "null";

    fn read(reader: &mut Reader<'_>) -> Result<Self>;

    fn write(&self, writer: &mut Writer);

    /// Returns `true` for what Go's `omitempty` omits.
    fn is_empty(&self) -> bool {
        false
    }

    /// Reads the value of a member that need not have one.
    fn read_optional(reader: &mut Reader<'_>) -> Result<Option<Self>> {
        Self::read(reader).map(Some)
    }
}

/// What a field holds before its member is read.
pub(crate) trait Unread {
    fn unread() -> Self;
}

impl<T: Default> Unread for T {
    fn unread() -> Self {
        Self::default()
    }
}

impl Unread for MediaType {
    fn unread() -> Self {
        Self::OCI_EMPTY
    }
}

impl Unread for Digest {
    fn unread() -> Self {
        let zeros = Self::from_hash(Algorithm::Sha256, &[0; 32]);
        zeros.unwrap_or_else(|| Self::sha256(b""))
    }
}

/// Sets a member, or removes it if Go omits it with this value.
pub(crate) fn put<M: Member + Default>(
    members: &Members,
    (order, slot): (&mut MemberOrder, usize),
    place: &mut M,
    value: M,
) {
    order.put(members, slot, value.is_empty());
    *place = if order.has(slot) { value } else { M::default() };
}

/// Sets a member that Go never omits.
pub(crate) fn assign<M>((order, slot): (&mut MemberOrder, usize), place: &mut M, value: M) {
    order.set(slot);
    *place = value;
}

/// Removes a member.
pub(crate) fn remove<M: Default>((order, slot): (&mut MemberOrder, usize), place: &mut M) {
    order.remove(slot);
    *place = M::default();
}

/// A `Member` of one expression a function: how it is read, how it is written and, if Go omits it, when it is empty.
macro_rules! member {
    ($($type:ty: |$reader:ident| $read:expr, |$value:ident, $writer:ident| $write:expr $(, $empty:expr)?;)*) => {$(
        impl crate::document::Member for $type {
            #[inline]
            fn read($reader: &mut crate::json::Reader<'_>) -> crate::json::Result<Self> {
                $read
            }

            fn write(&self, $writer: &mut crate::json::Writer) {
                let $value = self;
                $write
            }

            $(fn is_empty(&self) -> bool {
                let is_empty: fn(&Self) -> bool = $empty;
                is_empty(self)
            })?
        }
    )*};
}
pub(crate) use member;

member! {
    Text: |reader| reader.shared_string(), |text, writer| writer.string(text), |text| text.len() == 0;
    Box<str>: |reader| reader.boxed_string(), |text, writer| writer.string(text), |text| text.len() == 0;
    bool: |reader| reader.boolean(), |truth, writer| writer.boolean(*truth), |truth| !*truth;
    i64: |reader| reader.integer(), |number, writer| writer.number(*number), |number| *number == 0;
    u64: |reader| reader.size(), |size, writer| writer.number(*size);
    Digest: |reader| values::digest(reader), |digest, writer| writer.string(&digest.to_text());
    DiffId: |reader| values::digest(reader).map(Self::new), |id, writer| writer.string(&id.to_text());
    Timestamp: |reader| values::timestamp(reader), |time, writer| writer.string(time.as_str());
    RawJson: |reader| reader.skip().map(Self::new), |json, writer| writer.raw(json.as_str());
    StringList: |reader| Self::read(reader), |list, writer| list.write(writer), Self::is_empty;
    StringSet: |reader| Self::read(reader), |set, writer| set.write(writer), Self::is_empty;
    Annotations: |reader| Self::read(reader), |map, writer| map.write(writer), Self::is_empty;
    Reserved: |reader| Self::read(reader), |number, writer| writer.raw(number.0.as_str()), |it| it.number() == Some(0);
}

impl Member for MediaType {
    const ABSENT: &'static str = "\"\"";

    fn read(reader: &mut Reader<'_>) -> Result<Self> {
        values::media_type(reader)
    }

    fn write(&self, writer: &mut Writer) {
        writer.string(self.as_str());
    }

    fn is_empty(&self) -> bool {
        self.as_str().is_empty()
    }

    /// An empty string means none.
    fn read_optional(reader: &mut Reader<'_>) -> Result<Option<Self>> {
        Ok(Some(Self::read(reader)?).filter(|media_type| !media_type.is_empty()))
    }
}

impl<M: Member> Member for Option<M> {
    #[inline]
    fn read(reader: &mut Reader<'_>) -> Result<Self> {
        M::read_optional(reader)
    }

    fn write(&self, writer: &mut Writer) {
        match self {
            Some(value) => value.write(writer),
            None => writer.raw(M::ABSENT),
        }
    }

    fn is_empty(&self) -> bool {
        self.as_ref().is_none_or(M::is_empty)
    }
}

impl<M: Member> Member for Box<M> {
    fn read(reader: &mut Reader<'_>) -> Result<Self> {
        M::read(reader).map(Self::new)
    }

    fn write(&self, writer: &mut Writer) {
        M::write(self, writer);
    }
}

impl<M: Member> Member for Vec<M> {
    fn read(reader: &mut Reader<'_>) -> Result<Self> {
        let mut list = Self::with_capacity(reader.capacity_hint());
        reader.elements(&mut |reader| {
            list.push(M::read(reader)?);
            Ok(())
        })?;
        Ok(list)
    }

    fn write(&self, writer: &mut Writer) {
        writer.array(self, |writer, element| element.write(writer));
    }

    fn is_empty(&self) -> bool {
        Self::is_empty(self)
    }
}

/// `schemaVersion`, which must be `N`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct SchemaVersion<const N: i64>;

impl<const N: i64> Member for SchemaVersion<N> {
    fn read(reader: &mut Reader<'_>) -> Result<Self> {
        let start = reader.position();
        if reader.integer()? == N {
            return Ok(Self);
        }
        Err(Fault::new(DocumentErrorKind::SchemaVersion { expected: N }, start))
    }

    fn write(&self, writer: &mut Writer) {
        writer.number(N);
    }
}

/// A number that OCI reserves, verbatim: its readers pass over it, whatever its form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reserved(RawJson);

impl Reserved {
    pub(crate) fn new(number: i64) -> Self {
        Self(RawJson::new(&alloc::format!("{number}")))
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self> {
        let at = reader.position();
        if !matches!(reader.peek(), Some(b'-' | b'0'..=b'9')) {
            return Err(reader.wrong_type("a whole number"));
        }
        let number = Self(RawJson::new(reader.skip()?));
        if number.number().is_none() {
            reader.note(DocumentWarningKind::NumberForm, at);
        }
        Ok(number)
    }

    /// The number, if it is whole.
    pub(crate) fn number(&self) -> Option<i64> {
        self.0.as_str().parse().ok()
    }
}

/// Returns the error for the first of `required` that the object at byte `start` lacks.
pub(crate) fn require(
    members: &Members,
    order: &MemberOrder,
    required: &[usize],
    start: usize,
) -> Result<()> {
    let first = required.iter().filter(|slot| !order.has(**slot)).min();
    match first.and_then(|slot| members.list.get(*slot)) {
        Some(member) => Err(values::missing(member.name, start)),
        None => Ok(()),
    }
}

/// The order of a new object with these members.
pub(crate) fn order_of(slots: &[usize]) -> MemberOrder {
    let mut order = MemberOrder::default();
    for slot in slots {
        order.set(*slot);
    }
    order
}
