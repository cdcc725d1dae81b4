//! [`Views`]: a column of strings that shares the bytes of the column it was computed from.

use std::ops::Range;
use std::sync::Arc;

use arrow::array::{ArrayRef, ByteView, NullBufferBuilder, StringViewArray, make_view};
use arrow::buffer::Buffer;
use datafusion_common::{DataFusionError, Result};

/// The longest string that a view holds itself.
const INLINE: usize = 12;

/// A column under construction: each row is a part of the input's row, a new string, or null.
///
/// Buffer 0 holds the new strings, the buffers after it are the input's.
pub(crate) struct Views<'a> {
    input: &'a StringViewArray,
    views: Vec<u128>,
    nulls: NullBufferBuilder,
    text: Vec<u8>,
    shares: bool,
}

impl<'a> Views<'a> {
    /// Starts a column of as many rows as the input has.
    pub(crate) fn of(input: &'a StringViewArray) -> Self {
        let rows = input.views().len();
        let views = Vec::with_capacity(rows);
        Self { input, views, nulls: NullBufferBuilder::new(rows), text: Vec::new(), shares: false }
    }

    pub(crate) fn push_null(&mut self) {
        self.views.push(0);
        self.nulls.append_null();
    }

    /// Appends the part of the input's row, without copying it unless it fits into the view.
    pub(crate) fn push_part(&mut self, row: usize, part: Range<usize>) {
        let part_text = &self.input.value(row).as_bytes()[part.clone()];
        let view = if part_text.len() <= INLINE {
            make_view(part_text, 0, 0)
        } else {
            // A part that is longer than a view holds is of a row that is too.
            let whole = ByteView::from(self.input.views()[row]);
            self.shares = true;
            let start = u32::try_from(part.start).expect("offsets of views are 32 bits");
            make_view(part_text, whole.buffer_index + 1, whole.offset + start)
        };
        self.views.push(view);
        self.nulls.append_non_null();
    }

    /// Appends a new string.
    ///
    /// # Errors
    ///
    /// More than 4 GiB of new strings in one column.
    pub(crate) fn push(&mut self, text: &str) -> Result<()> {
        let offset = u32::try_from(self.text.len() + text.len())
            .map(|end| end - text.len() as u32)
            .map_err(|_| {
                DataFusionError::ResourcesExhausted("more than 4 GiB of strings in a batch".into())
            })?;
        if text.len() > INLINE {
            self.text.extend_from_slice(text.as_bytes());
        }
        self.views.push(make_view(text.as_bytes(), 0, offset));
        self.nulls.append_non_null();
        Ok(())
    }

    /// Appends one of a few strings, which is stored once.
    pub(crate) fn push_known(
        &mut self,
        text: &'static str,
        known: &mut Vec<(&'static str, u128)>,
    ) -> Result<()> {
        // The same constant has the same address, so that comparing it is cheaper than hashing its bytes.
        if let Some((_, view)) = known.iter().find(|(other, _)| std::ptr::eq(*other, text)) {
            self.views.push(*view);
            self.nulls.append_non_null();
            return Ok(());
        }
        self.push(text)?;
        known.extend(self.views.last().map(|view| (text, *view)));
        Ok(())
    }

    /// Returns the column.
    ///
    /// # Errors
    ///
    /// None for views made here: Arrow checks them again.
    pub(crate) fn finish(mut self) -> Result<StringViewArray> {
        let mut buffers = vec![Buffer::from_vec(self.text)];
        if self.shares {
            buffers.extend_from_slice(self.input.data_buffers());
        }
        Ok(StringViewArray::try_new(self.views.into(), buffers, self.nulls.finish())?)
    }

    /// Returns the column as one of any type.
    ///
    /// # Errors
    ///
    /// As [`finish`](Self::finish).
    pub(crate) fn finish_array(self) -> Result<ArrayRef> {
        Ok(Arc::new(self.finish()?))
    }
}
