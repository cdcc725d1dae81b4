//! From a document's JSON to another format, how `Serialize` writes; and back, how `Deserialize` reads.

use alloc::format;
use alloc::string::String;
use core::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Unexpected, Visitor};
use serde::ser::{Error, Serialize, SerializeMap, SerializeSeq, Serializer};

use super::fault::Fault;
use super::limits::DocumentLimits;
use super::reader::Reader;
use super::strings;

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

/// The compact JSON of the value that `deserializer` holds, within the default limits.
pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let mut out = String::new();
    let limits = DocumentLimits::default();
    Value { out: &mut out, depth: limits.max_depth(), limits }.deserialize(deserializer)?;
    Ok(out)
}

/// The next value, to be appended to `out`; `depth` bounds the recursion.
struct Value<'o> {
    out: &'o mut String,
    depth: u16,
    limits: DocumentLimits,
}

impl Value<'_> {
    fn push<E: de::Error>(self, text: &str) -> Result<(), E> {
        if self.out.len() + text.len() > self.limits.max_bytes() {
            let max = self.limits.max_bytes();
            return Err(E::custom(format_args!("the document is larger than {max} bytes")));
        }
        self.out.push_str(text);
        Ok(())
    }

    fn nested<E: de::Error>(&mut self) -> Result<Value<'_>, E> {
        if let Some(depth) = self.depth.checked_sub(1) {
            return Ok(Value { out: self.out, depth, limits: self.limits });
        }
        let max = self.limits.max_depth();
        Err(E::custom(format_args!("arrays and objects are nested deeper than {max}")))
    }
}

impl<'de> DeserializeSeed<'de> for Value<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Value<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value of JSON's types")
    }

    fn visit_bool<E: de::Error>(self, truth: bool) -> Result<(), E> {
        self.push(if truth { "true" } else { "false" })
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<(), E> {
        self.push(&format!("{number}"))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<(), E> {
        self.push(&format!("{number}"))
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<(), E> {
        if !number.is_finite() {
            return Err(E::invalid_value(Unexpected::Float(number), &self));
        }
        self.push(&format!("{number:?}")) // `1.0` stays a number with a fraction
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<(), E> {
        let mut string = String::with_capacity(text.len() + 2);
        strings::write(&mut string, text);
        self.push(&string)
    }

    fn visit_unit<E: de::Error>(self) -> Result<(), E> {
        self.push("null")
    }

    fn visit_none<E: de::Error>(self) -> Result<(), E> {
        self.push("null")
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, inner: D) -> Result<(), D::Error> {
        self.deserialize(inner)
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut elements: A) -> Result<(), A::Error> {
        let Value { out, depth, limits } = self.nested()?;
        out.push('[');
        let mut end = out.len();
        while elements.next_element_seed(Value { out: &mut *out, depth, limits })?.is_some() {
            end = out.len();
            out.push(',');
        }
        out.truncate(end);
        out.push(']');
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut members: A) -> Result<(), A::Error> {
        let Value { out, depth, limits } = self.nested()?;
        out.push('{');
        let mut first = true;
        while let Some(name) = members.next_key::<String>()? {
            if !first {
                out.push(',');
            }
            first = false;
            Value { out: &mut *out, depth, limits }.visit_str(&name)?;
            out.push(':');
            members.next_value_seed(Value { out: &mut *out, depth, limits })?;
        }
        out.push('}');
        Ok(())
    }
}
