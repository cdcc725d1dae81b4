//! Strategies for property tests.
//!
//! ```
//! use imageref::bridge::proptest::{not_reference_strings, references};
//! use imageref::Reference;
//! use proptest::prelude::*;
//!
//! proptest!(|(reference in references(), wrong in not_reference_strings())| {
//!     prop_assert_eq!(reference.as_str().parse::<Reference>(), Ok(reference.clone()));
//!     prop_assert!(wrong.parse::<Reference>().is_err());
//! });
//! ```

use alloc::string::String;

use ::proptest::prelude::*;

use super::generate::{self, Choices};
use crate::digest::Digest;
use crate::reference::{Name, Reference, TagBuf};

/// A stream of choices, spread over the bits of a seed.
struct Seed(u64);

impl Choices for Seed {
    fn below(&mut self, end: usize) -> usize {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let end = u64::try_from(end).unwrap_or(u64::MAX);
        usize::try_from((mixed ^ (mixed >> 31)) % end).unwrap_or_default()
    }
}

fn strings(generate: fn(&mut Seed) -> String) -> impl Strategy<Value = String> {
    any::<u64>().prop_map(move |seed| generate(&mut Seed(seed)))
}

/// Strings that parse as references, with and without registry, tag and digest.
pub fn reference_strings() -> impl Strategy<Value = String> {
    strings(generate::reference)
}

/// Strings that look like references and never parse: each has one mistake that people make.
pub fn not_reference_strings() -> impl Strategy<Value = String> {
    strings(generate::not_a_reference)
}

/// References.
pub fn references() -> impl Strategy<Value = Reference> {
    reference_strings().prop_filter_map("a reference", |text| text.parse().ok())
}

/// Names.
pub fn names() -> impl Strategy<Value = Name> {
    strings(generate::name).prop_filter_map("a name", |text| text.parse().ok())
}

/// Tags.
pub fn tags() -> impl Strategy<Value = TagBuf> {
    strings(generate::tag).prop_filter_map("a tag", |text| text.parse().ok())
}

/// Digests of sha256, sha384, sha512 and blake3.
pub fn digests() -> impl Strategy<Value = Digest> {
    strings(generate::digest).prop_filter_map("a digest", |text| text.parse().ok())
}
