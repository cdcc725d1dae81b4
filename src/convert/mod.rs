//! Foreign forms of names and digests, to and fro.

mod referrers_tag;

pub use referrers_tag::{referrers_tag, referrers_tag_subject};
