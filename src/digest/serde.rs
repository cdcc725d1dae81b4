//! Serde for the owned types.

use super::{ChainId, DiffId, Digest, ImageId};
use crate::serde_text::text_type;

text_type! {
    Digest, "a digest, such as sha256:<64 hex digits>";
    DiffId, "a diff ID, such as sha256:<64 hex digits>";
    ChainId, "a chain ID, such as sha256:<64 hex digits>";
    ImageId, "an image ID, such as sha256:<64 hex digits>";
}
