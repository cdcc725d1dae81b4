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
        let len = 2 + optional.iter().filter(|has| **has).count();
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
        let mut texts: [Option<Option<String>>; 4] = Default::default();
        let mut features: Option<Option<Vec<String>>> = None;
        while let Some(name) = map.next_key::<String>()? {
            let slot = match &*name {
                "architecture" => 0,
                "os" => 1,
                "os.version" => 2,
                "variant" => 3,
                "os.features" if features.is_some() => {
                    return Err(A::Error::duplicate_field("os.features"));
                }
                "os.features" => {
                    features = Some(map.next_value()?);
                    continue;
                }
                _ => {
                    map.next_value::<IgnoredAny>()?;
                    continue;
                }
            };
            if texts[slot].replace(map.next_value()?).is_some() {
                return Err(A::Error::custom(format_args!("duplicate field `{name}`")));
            }
        }
        let [architecture, os, version, variant] = texts.map(|t| t.flatten().unwrap_or_default());
        Ok(Platform::new(&os, &architecture)
            .with_variant(&variant)
            .with_os_version(version)
            .with_os_features(features.flatten().unwrap_or_default()))
    }
}
