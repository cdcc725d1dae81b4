//! Platforms as JSON objects with the members of the image specification.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::Platform;

/// The members in the order of the image specification's structure.
const MEMBERS: &[&str] = &["architecture", "os", "os.version", "os.features", "variant"];

/// Writes `architecture` and `os` always, the others if they are not empty.
impl Serialize for Platform {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let features = self.os_features();
        let optional =
            [self.os_version().is_some(), !features.is_empty(), self.variant().is_some()];
        let len = 2 + optional.iter().filter(|has| **has).count();
        let mut members = serializer.serialize_struct("Platform", len)?;
        members.serialize_field("architecture", self.architecture())?;
        members.serialize_field("os", self.os())?;
        match self.os_version() {
            Some(version) => members.serialize_field("os.version", version)?,
            None => members.skip_field("os.version")?,
        }
        match features {
            [] => members.skip_field("os.features")?,
            _ => members.serialize_field("os.features", features)?,
        }
        match self.variant() {
            Some(variant) => members.serialize_field("variant", variant)?,
            None => members.skip_field("variant")?,
        }
        members.end()
    }
}

/// Members may be missing, null or unknown, as in Go's decoder, but not duplicate.
impl<'de> Deserialize<'de> for Platform {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_struct("Platform", MEMBERS, Members)
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
