//! Serde for the owned types.

use super::{Name, Reference, TagBuf};
use crate::serde_text::text_type;

text_type! {
    Reference, "a container image reference";
    Name, "a container image name, without tag and digest";
    TagBuf, "a tag";
}
