//! From a document's JSON to another format: how `Serialize` writes.

use serde::ser::{Error, Serialize, SerializeMap, SerializeSeq, Serializer};

use super::fault::Fault;
use super::limits::DocumentLimits;
use super::reader::Reader;

/// Serializes the value that `text` holds, members in their order.
pub(crate) fn serialize<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    Json { text, depth: DocumentLimits::default().max_depth() }.serialize(serializer)
}

/// A value, which may be serialized more than once: some formats look at a value before they write it.
struct Json<'a> {
    text: &'a str,
    /// Bounds the recursion.
    depth: u16,
}

impl Serialize for Json<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let error = |fault: Fault| S::Error::custom(fault.kind());
        let limits = DocumentLimits::default().with_max_members(u32::MAX);
        let mut reader = Reader::new(self.text, limits.with_max_depth(self.depth));
        let inner = |text| Json { text, depth: self.depth.saturating_sub(1) };
        let mut first = true;
        match reader.peek() {
            Some(b'{') => {
                reader.open(b'{', "an object").map_err(error)?;
                let mut map = serializer.serialize_map(None)?;
                while reader.next(first, b'}').map_err(error)? {
                    first = false;
                    let name = reader.name().map_err(error)?;
                    reader.colon().map_err(error)?;
                    map.serialize_entry(&name, &inner(reader.skip().map_err(error)?))?;
                }
                map.end()
            }
            Some(b'[') => {
                reader.open(b'[', "an array").map_err(error)?;
                let mut list = serializer.serialize_seq(None)?;
                while reader.next(first, b']').map_err(error)? {
                    first = false;
                    list.serialize_element(&inner(reader.skip().map_err(error)?))?;
                }
                list.end()
            }
            Some(b'"') => serializer.serialize_str(&reader.string().map_err(error)?),
            Some(b't' | b'f') => serializer.serialize_bool(reader.boolean().map_err(error)?),
            Some(b'n') => serializer.serialize_unit(),
            _ => {
                let digits = reader.skip().map_err(error)?;
                if let Ok(number) = digits.parse::<i64>() {
                    serializer.serialize_i64(number)
                } else if let Ok(number) = digits.parse::<u64>() {
                    serializer.serialize_u64(number)
                } else {
                    serializer.serialize_f64(digits.parse().map_err(S::Error::custom)?)
                }
            }
        }
    }
}
