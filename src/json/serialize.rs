//! From a document's JSON to another format: how `Serialize` writes.

use core::cell::RefCell;

use serde::ser::{Error, Serialize, SerializeMap, SerializeSeq, Serializer};

use super::fault::Fault;
use super::limits::DocumentLimits;
use super::reader::Reader;

/// Serializes the value that `text` holds, members in their order.
pub(crate) fn serialize<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    // The depth bounds the recursion; the text itself was written from a value.
    let limits = DocumentLimits::default().with_max_members(u32::MAX);
    Next(&RefCell::new(Reader::new(text, limits))).serialize(serializer)
}

/// The next value of a reader.
struct Next<'r, 'a>(&'r RefCell<Reader<'a>>);

impl Serialize for Next<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let error = |fault: Fault| S::Error::custom(fault.kind());
        let mut reader = self.0.borrow_mut();
        match reader.peek() {
            Some(b'{') => {
                reader.open_object().map_err(error)?;
                drop(reader);
                let mut map = serializer.serialize_map(None)?;
                let mut first = true;
                loop {
                    let mut reader = self.0.borrow_mut();
                    if !reader.next(first, b'}', "`,` or `}`").map_err(error)? {
                        return map.end();
                    }
                    first = false;
                    let name = reader.name().map_err(error)?;
                    reader.colon().map_err(error)?;
                    drop(reader);
                    map.serialize_entry(&name, &Next(self.0))?;
                }
            }
            Some(b'[') => {
                reader.open(b'[', "an array").map_err(error)?;
                drop(reader);
                let mut list = serializer.serialize_seq(None)?;
                let mut first = true;
                while self.0.borrow_mut().next(first, b']', "`,` or `]`").map_err(error)? {
                    first = false;
                    list.serialize_element(&Next(self.0))?;
                }
                list.end()
            }
            Some(b'"') => {
                let text = reader.string().map_err(error)?;
                drop(reader);
                serializer.serialize_str(&text)
            }
            Some(b't' | b'f') => {
                let truth = reader.boolean().map_err(error)?;
                serializer.serialize_bool(truth)
            }
            Some(b'n') => {
                reader.null().map_err(error)?;
                serializer.serialize_unit()
            }
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
