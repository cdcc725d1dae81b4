//! The iterators that indexes and manifests return.

use super::descriptor::Descriptor;

/// A named iterator over a list that was made for it.
macro_rules! iterator {
    ($(#[doc = $doc:literal])+ $name:ident: $item:ty) => {
        $(#[doc = $doc])+
        #[derive(Clone, Debug)]
        pub struct $name<'a>(pub(super) alloc::vec::IntoIter<$item>);

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

        impl core::iter::FusedIterator for $name<'_> {}
    };
}

pub(super) use iterator;

iterator! {
    /// Some of the descriptors of an index, in its order.
    Descriptors: &'a Descriptor
}
