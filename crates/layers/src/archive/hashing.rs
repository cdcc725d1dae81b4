//! [`Hashing`]: hashing here, or on a thread of its own.

use alloc::vec::Vec;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread::{Builder, JoinHandle};

/// How many blocks may wait for a thread: with the one that it hashes and the one that is filled, six are in memory.
const WAITING: usize = 4;

/// A hash that is fed here or on a thread.
pub(super) enum Hashing<H> {
    Here(H),
    There(Worker<H>),
}

/// A thread that hashes blocks in their order and sends them back to be filled again.
pub(super) struct Worker<H> {
    blocks: SyncSender<Vec<u8>>,
    empty: Receiver<Vec<u8>>,
    thread: JoinHandle<H>,
    /// How many blocks were made.
    made: usize,
}

impl<H: Clone + Send + 'static> Hashing<H> {
    /// Feeds `hash` on a thread, or here if no thread can be started.
    pub(super) fn on_thread(hash: &H, update: fn(&mut H, &[u8])) -> Self {
        let (blocks, waiting) = sync_channel::<Vec<u8>>(WAITING);
        let (done, empty): (Sender<Vec<u8>>, _) = channel();
        let mut owned = hash.clone();
        let run = move || {
            for block in waiting {
                update(&mut owned, &block);
                // Nobody waits for the last blocks.
                let _unneeded = done.send(block);
            }
            owned
        };
        match Builder::new().name("imageref-hash".into()).spawn(run) {
            Ok(thread) => Self::There(Worker { blocks, empty, thread, made: 0 }),
            Err(_) => Self::Here(hash.clone()),
        }
    }

    /// Returns the hash of all blocks; `None` if its thread panicked.
    pub(super) fn finish(self) -> Option<H> {
        match self {
            Self::Here(hash) => Some(hash),
            Self::There(Worker { blocks, thread, .. }) => {
                drop(blocks);
                thread.join().ok()
            }
        }
    }
}

impl<H> Worker<H> {
    /// Hands over a copy of the bytes; waits while too many others wait.
    pub(super) fn update(&mut self, bytes: &[u8]) {
        let block = self.empty.try_recv().ok();
        let block = match block {
            None if self.made > WAITING + 1 => self.empty.recv().ok(),
            block => block,
        };
        let mut block = block.unwrap_or_else(|| {
            self.made = self.made.saturating_add(1);
            Vec::with_capacity(bytes.len())
        });
        block.clear();
        block.extend_from_slice(bytes);
        // If the thread panicked, `finish` reports it.
        let _panicked = self.blocks.send(block);
    }
}
