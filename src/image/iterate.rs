//! [`iterate_over_range`]: the iterator traits of a struct that walks over indices.

/// Implements the iterator traits for a struct whose field `range` holds the remaining indices, and whose method `at`
/// returns the item of an index.
macro_rules! iterate_over_range {
    ($iterator:ident, $item:ty) => {
        impl<'a> Iterator for $iterator<'a> {
            type Item = $item;

            fn next(&mut self) -> Option<Self::Item> {
                self.range.next().map(|index| self.at(index))
            }

            fn size_hint(&self) -> (usize, Option<usize>) {
                self.range.size_hint()
            }

            fn nth(&mut self, n: usize) -> Option<Self::Item> {
                self.range.nth(n).map(|index| self.at(index))
            }
        }

        impl DoubleEndedIterator for $iterator<'_> {
            fn next_back(&mut self) -> Option<Self::Item> {
                self.range.next_back().map(|index| self.at(index))
            }
        }

        impl ExactSizeIterator for $iterator<'_> {}
        impl core::iter::FusedIterator for $iterator<'_> {}
    };
}
pub(super) use iterate_over_range;
