//! What a reader reports: a [`Fault`] that rejects the document, a [`Note`] of something odd and harmless.

use alloc::boxed::Box;

use super::warning::DocumentWarningKind;
use crate::error::DocumentErrorKind;

/// A warning while reading: what, and at which byte.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Note {
    pub(crate) kind: DocumentWarningKind,
    pub(crate) at: usize,
}

/// An error while reading: what, and at which byte. Boxed, so that results stay small.
#[derive(Debug)]
pub struct Fault(Box<(DocumentErrorKind, usize)>);

impl Fault {
    #[cold]
    pub(crate) fn new(kind: DocumentErrorKind, at: usize) -> Self {
        Self(Box::new((kind, at)))
    }

    pub(crate) fn kind(&self) -> DocumentErrorKind {
        self.0.0
    }

    pub(crate) fn at(&self) -> usize {
        self.0.1
    }
}

pub(crate) type Result<T> = core::result::Result<T, Fault>;
