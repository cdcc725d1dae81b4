//! References and their parts as strings in other people's documents.

use super::{Name, Reference, TagBuf};
use crate::serde_text::text_type;

text_type! {
    Reference, "a container image reference";
    Name, "a container image name, without tag and digest";
    TagBuf, "a tag";
}
