//! The iterators that indexes and manifests return.

use alloc::vec;
use core::iter::FusedIterator;

use super::attestation::Attestation;
use super::descriptor::Descriptor;

/// A named iterator over a list that was made for it.
macro_rules! iterator {
    ($(#[doc = $doc:literal])+ $name:ident: $item:ty) => {
        $(#[doc = $doc])+
        #[derive(Clone, Debug)]
        pub struct $name<'a>(pub(super) vec::IntoIter<$item>);

        impl<'a> Iterator for $name<'a> {
            type Item = $item;

            fn next(&mut self) -> Option<$item> {
                self.0.next()
            }

            fn size_hint(&self) -> (usize, Option<usize>) {
                self.0.size_hint()
            }
        }

        impl DoubleEndedIterator for $name<'_> {
            fn next_back(&mut self) -> Option<Self::Item> {
                self.0.next_back()
            }
        }

        impl ExactSizeIterator for $name<'_> {}

        impl FusedIterator for $name<'_> {}
    };
}

iterator! {
    /// The attestations of an index; see [`ImageIndex::attestations`](super::ImageIndex::attestations).
    Attestations: Attestation<'a>
}

iterator! {
    /// The statements of an attestation manifest, predicate type and layer; see
    /// [`ImageManifest::statements`](super::ImageManifest::statements).
    Statements: (&'a str, &'a Descriptor)
}

iterator! {
    /// Some of the descriptors of an index, in its order.
    Descriptors: &'a Descriptor
}
