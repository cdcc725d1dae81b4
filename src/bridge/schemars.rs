//! JSON schemas of the string types, for configuration files and APIs that hold them.

use alloc::borrow::Cow;

use ::schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::digest::Digest;
use crate::media_type::MediaType;
use crate::reference::{Name, Reference, TagBuf};

/// `JsonSchema` for types that are strings with a pattern: type, name, pattern, description, examples.
macro_rules! string_schemas {
    ($($type:ty, $name:literal, $pattern:expr, $description:literal, $examples:expr;)*) => {$(
        impl JsonSchema for $type {
            fn schema_name() -> Cow<'static, str> {
                Cow::Borrowed($name)
            }

            fn schema_id() -> Cow<'static, str> {
                Cow::Borrowed(concat!("imageref::", $name))
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({
                    "type": "string",
                    "description": $description,
                    "pattern": $pattern,
                    "examples": $examples,
                })
            }
        }
    )*};
}

/// The pattern of a registry and a repository, with what else precedes the end; wider than the parser, which also limits
/// lengths, ports and addresses.
macro_rules! name {
    ($($suffix:literal)*) => {
        concat!(
            r"^(?:(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\])(?::[0-9]+)?/)?",
            r"[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*",
            $($suffix,)* "$"
        )
    };
}
/// A name, a tag and a digest, the last two optional.
const REFERENCE: &str = name!(
    r"(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?"
    r"(?:@(?:sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128}|blake3:[0-9a-f]{64}))?"
);

string_schemas! {
    Reference, "Reference", REFERENCE, "A container image reference; Docker's defaults are filled in.",
        ["nginx:1.27", "ghcr.io/team/app@sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"];
    Name, "Name", name!(), "A container image name: registry and repository, without tag and digest.",
        ["nginx", "quay.io/team/app"];
    TagBuf, "Tag", "^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$", "A tag of a container image.",
        ["1.27-alpine", "latest"];
    Digest, "Digest", "^[a-z0-9]+(?:[+._-][a-z0-9]+)*:[a-zA-Z0-9=_-]+$", "A content digest.",
        ["sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"];
    MediaType, "MediaType", "^[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]*/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]*", "A media type.",
        ["application/vnd.oci.image.manifest.v1+json"];
}
