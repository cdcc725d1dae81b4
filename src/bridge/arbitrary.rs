//! `Arbitrary` for the string types: every value parses, whatever the bytes.

use ::arbitrary::{Arbitrary, Error, Result, Unstructured};

use super::generate::{self, Choices};
use crate::digest::Digest;
use crate::reference::{Name, Reference, TagBuf};

impl Choices for Unstructured<'_> {
    fn below(&mut self, end: usize) -> usize {
        self.choose_index(end).unwrap_or_default()
    }
}

/// `Arbitrary` by way of a generated string.
macro_rules! arbitrary_string {
    ($type:ty, $generate:path) => {
        impl<'a> Arbitrary<'a> for $type {
            fn arbitrary(bytes: &mut Unstructured<'a>) -> Result<Self> {
                $generate(bytes).parse().map_err(|_| Error::IncorrectFormat)
            }
        }
    };
}

arbitrary_string!(Reference, generate::reference);
arbitrary_string!(Name, generate::name);
arbitrary_string!(TagBuf, generate::tag);
arbitrary_string!(Digest, generate::digest);
