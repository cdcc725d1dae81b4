//! From any self-describing format to a document's compact JSON: how `Deserialize` reads.

use alloc::format;
use alloc::string::String;
use core::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Unexpected, Visitor};

use super::limits::DocumentLimits;
use super::strings;

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
    fn push<E: Error>(self, text: &str) -> Result<(), E> {
        if self.out.len() + text.len() > self.limits.max_bytes() {
            let max = self.limits.max_bytes();
            return Err(E::custom(format_args!("the document is larger than {max} bytes")));
        }
        self.out.push_str(text);
        Ok(())
    }

    fn nested<E: Error>(&mut self) -> Result<Value<'_>, E> {
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

    fn visit_bool<E: Error>(self, truth: bool) -> Result<(), E> {
        self.push(if truth { "true" } else { "false" })
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<(), E> {
        self.push(&format!("{number}"))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<(), E> {
        self.push(&format!("{number}"))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<(), E> {
        if !number.is_finite() {
            return Err(E::invalid_value(Unexpected::Float(number), &self));
        }
        self.push(&format!("{number:?}")) // `1.0` stays a number with a fraction
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        let mut string = String::with_capacity(text.len() + 2);
        strings::write(&mut string, text);
        self.push(&string)
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.push("null")
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
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
