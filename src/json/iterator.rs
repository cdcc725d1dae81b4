//! [`iterator!`]: iterators that have a name.

/// A named iterator: what it wraps, what it yields, and how it gets the one from the other.
macro_rules! iterator {
    (
        $(#[doc = $doc:literal])+
        $name:ident($inner:ty) -> $item:ty = |$element:ident| $value:expr
    ) => {
        $(#[doc = $doc])+
        #[derive(Clone, Debug, Default)]
        pub struct $name<'a>(pub(super) $inner);

        impl<'a> Iterator for $name<'a> {
            type Item = $item;

            fn next(&mut self) -> Option<$item> {
                self.0.next().map(|$element| $value)
            }

            fn size_hint(&self) -> (usize, Option<usize>) {
                self.0.size_hint()
            }
        }

        impl DoubleEndedIterator for $name<'_> {
            fn next_back(&mut self) -> Option<Self::Item> {
                self.0.next_back().map(|$element| $value)
            }
        }

        impl ExactSizeIterator for $name<'_> {}

        impl core::iter::FusedIterator for $name<'_> {}
    };
}
pub(crate) use iterator;
