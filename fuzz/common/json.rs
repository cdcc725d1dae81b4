//! JSON as text: built in any layout, and taken apart without the crate's own reader.

use libfuzzer_sys::arbitrary::{Result, Unstructured};
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// A value, as it will be written.
#[derive(Clone, Debug)]
pub enum Json {
    /// Text that is JSON already.
    Raw(String),
    Array(Vec<Json>),
    Object(Vec<(String, Json)>),
}

/// How a document is laid out.
#[derive(Clone, Copy)]
pub enum Layout {
    Compact,
    Indented(usize),
    /// White space anywhere.
    Hand,
}

impl Json {
    /// Writes the value in a layout that `u` chooses.
    pub fn to_text(&self, u: &mut Unstructured<'_>) -> Result<String> {
        let layout = match u.int_in_range(0..=5)? {
            0..=2 => Layout::Compact,
            3 | 4 => Layout::Indented(u.int_in_range(1..=4)?),
            _ => Layout::Hand,
        };
        let mut text = String::new();
        self.write(&mut text, layout, 0, u)?;
        if u.ratio(1, 3)? {
            text.push('\n');
        }
        Ok(text)
    }

    fn write(
        &self,
        out: &mut String,
        layout: Layout,
        depth: usize,
        u: &mut Unstructured<'_>,
    ) -> Result<()> {
        let (open, close, len) = match self {
            Self::Raw(text) => {
                out.push_str(text);
                return Ok(());
            }
            Self::Array(items) => ('[', ']', items.len()),
            Self::Object(members) => ('{', '}', members.len()),
        };
        out.push(open);
        for i in 0..len {
            if i > 0 {
                out.push(',');
            }
            space(out, layout, depth + 1, u)?;
            match self {
                Self::Array(items) => items[i].write(out, layout, depth + 1, u)?,
                Self::Object(members) => {
                    let (name, value) = &members[i];
                    out.push_str(&serde_json::to_string(name).expect("a string"));
                    out.push(':');
                    match layout {
                        Layout::Compact => {}
                        Layout::Indented(_) => out.push(' '),
                        Layout::Hand => space(out, layout, 0, u)?,
                    }
                    value.write(out, layout, depth + 1, u)?;
                }
                Self::Raw(_) => unreachable!("written above"),
            }
        }
        if len > 0 || matches!(layout, Layout::Hand) {
            space(out, layout, depth, u)?;
        }
        out.push(close);
        Ok(())
    }
}

fn space(out: &mut String, layout: Layout, depth: usize, u: &mut Unstructured<'_>) -> Result<()> {
    match layout {
        Layout::Compact => {}
        Layout::Indented(width) => {
            out.push('\n');
            out.extend(std::iter::repeat_n(' ', width * depth));
        }
        Layout::Hand => out.push_str(u.choose(&["", "", " ", "\n", "\t  ", "\r\n"])?),
    }
    Ok(())
}

/// A member: its decoded name, its value as text, and where the value begins.
#[derive(Clone, Debug, PartialEq)]
pub struct Member<'a> {
    pub name: String,
    pub value: &'a str,
    pub start: usize,
}

/// The members of the object that `text` is, in their order; `None` if serde_json does not read it.
pub fn members(text: &str) -> Option<Vec<Member<'_>>> {
    struct Members;
    impl<'de> Visitor<'de> for Members {
        type Value = Vec<(String, &'de RawValue)>;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(
            self,
            mut map: A,
        ) -> std::result::Result<Self::Value, A::Error> {
            let mut members = Vec::new();
            while let Some(member) = map.next_entry()? {
                members.push(member);
            }
            Ok(members)
        }
    }
    let read = serde_json::Deserializer::from_str(text).deserialize_map(Members).ok()?;
    let place = |value: &str| value.as_ptr() as usize - text.as_ptr() as usize;
    Some(
        read.into_iter()
            .map(|(name, value)| Member { name, value: value.get(), start: place(value.get()) })
            .collect(),
    )
}
