//! [`Budget`]: what reading may still cost. Everything is charged here before it is kept.

use alloc::sync::Arc;
use core::sync::atomic::{AtomicU64, Ordering};

use super::error::ArchiveErrorKind;
use super::limits::ArchiveLimits;

/// The bytes that an extended attribute costs besides its name and value.
pub(super) const ATTRIBUTE_OVERHEAD: u64 = 128;

/// Counters shared by all readers of one archive: the tar reader of the archive and those of the layers in it.
#[derive(Clone, Debug)]
pub(super) struct Budget {
    limits: ArchiveLimits,
    output: Arc<AtomicU64>,
    shared: Arc<Shared>,
}

#[derive(Debug, Default)]
struct Shared {
    entries: AtomicU64,
    names: AtomicU64,
    documents: AtomicU64,
}

impl Budget {
    pub(super) fn new(limits: ArchiveLimits) -> Self {
        Self { limits, output: Arc::default(), shared: Arc::default() }
    }

    /// The same budget with a counter of its own for uncompressed bytes: a plain layer's bytes are the archive's too.
    pub(super) fn with_own_output(&self) -> Self {
        Self { output: Arc::default(), ..self.clone() }
    }

    pub(super) fn limits(&self) -> &ArchiveLimits {
        &self.limits
    }

    pub(super) fn charge_output(&self, bytes: u64) -> Result<(), ArchiveErrorKind> {
        let limit = self.limits.output_bytes;
        charge(&self.output, bytes, limit, ArchiveErrorKind::OutputLimit { limit })
    }

    pub(super) fn charge_entries(&self, entries: u64) -> Result<(), ArchiveErrorKind> {
        let limit = self.limits.entries;
        charge(&self.shared.entries, entries, limit, ArchiveErrorKind::EntryLimit { limit })
    }

    pub(super) fn charge_names(&self, bytes: u64) -> Result<(), ArchiveErrorKind> {
        let limit = self.limits.name_bytes;
        charge(&self.shared.names, bytes, limit, ArchiveErrorKind::NameLimit { limit })
    }

    pub(super) fn charge_documents(&self, bytes: u64) -> Result<(), ArchiveErrorKind> {
        let limit = self.limits.document_bytes;
        charge(&self.shared.documents, bytes, limit, ArchiveErrorKind::DocumentLimit { limit })
    }

    /// Returns what was charged for a document that is not kept after all.
    pub(super) fn refund_documents(&self, bytes: u64) {
        let spent = self.shared.documents.load(Ordering::Relaxed);
        self.shared.documents.store(spent.saturating_sub(bytes), Ordering::Relaxed);
    }
}

/// Only one reader runs at a time: the counters are atomic so that readers can be sent to another thread.
fn charge(
    counter: &AtomicU64,
    amount: u64,
    limit: u64,
    error: ArchiveErrorKind,
) -> Result<(), ArchiveErrorKind> {
    let spent = counter.load(Ordering::Relaxed).saturating_add(amount);
    if spent > limit {
        return Err(error);
    }
    counter.store(spent, Ordering::Relaxed);
    Ok(())
}
