//! Platforms as JSON objects with the members of the image specification.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::Platform;

/// A map, in every format: `architecture` and `os` always, the others if they are not empty.
impl Serialize for Platform {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (version, variant) = (self.os_version(), self.variant());
        let features = Some(self.os_features()).filter(|features| !features.is_empty());
        let optional = [version.is_some(), features.is_some(), variant.is_some()];
        let len = optional.iter().filter(|has| **has).count().saturating_add(2);
        let mut members = serializer.serialize_map(Some(len))?;
        members.serialize_entry("architecture", self.architecture())?;
        members.serialize_entry("os", self.os())?;
        if let Some(version) = version {
            members.serialize_entry("os.version", version)?;
        }
        if let Some(features) = features {
            members.serialize_entry("os.features", features)?;
        }
        if let Some(variant) = variant {
            members.serialize_entry("variant", variant)?;
        }
        members.end()
    }
}

/// Members may be missing, null or unknown, as in Go's decoder, but not duplicate.
impl<'de> Deserialize<'de> for Platform {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Members)
    }
}

struct Members;

impl<'de> Visitor<'de> for Members {
    type Value = Platform;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a platform object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Platform, A::Error> {
        let (mut architecture, mut os) = (None, None);
        let (mut version, mut variant, mut features) = (None, None, None);
        while let Some(name) = map.next_key::<String>()? {
            let duplicate = match &*name {
                "architecture" => architecture.replace(text(&mut map)?).is_some(),
                "os" => os.replace(text(&mut map)?).is_some(),
                "os.version" => version.replace(text(&mut map)?).is_some(),
                "variant" => variant.replace(text(&mut map)?).is_some(),
                "os.features" => {
                    let value: Option<Vec<String>> = map.next_value()?;
                    features.replace(value.unwrap_or_default()).is_some()
                }
                _ => map.next_value::<IgnoredAny>().map(|_| false)?,
            };
            if duplicate {
                return Err(A::Error::custom(format_args!("duplicate field `{name}`")));
            }
        }
        Ok(Platform::new(&os.unwrap_or_default(), &architecture.unwrap_or_default())
            .with_variant(&variant.unwrap_or_default())
            .with_os_version(version.unwrap_or_default())
            .with_os_features(features.unwrap_or_default()))
    }
}

/// A string; null is an empty one.
fn text<'de, A: MapAccess<'de>>(map: &mut A) -> Result<String, A::Error> {
    map.next_value().map(Option::unwrap_or_default)
}
