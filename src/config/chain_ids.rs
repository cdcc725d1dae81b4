//! [`ChainIds`]: the chain IDs of a config's layers.

use core::iter::FusedIterator;
use core::slice;

use crate::digest::{ChainId, DiffId};

/// The chain ID of each layer of a config, base first; see [`ImageConfig::chain_ids`](super::ImageConfig::chain_ids).
///
/// ```
/// use imageref::config::{ChainIds, History};
/// use imageref::{DiffId, Digest, ImageConfig, Platform};
///
/// let layer = |tar: &[u8]| DiffId::new(Digest::sha256(tar));
/// let config = ImageConfig::new(&Platform::new("linux", "amd64"))
///     .with_layer(layer(b"base"), History::new("ADD base"))
///     .with_layer(layer(b"app"), History::new("COPY app"));
/// let mut chain_ids: ChainIds<'_> = config.chain_ids();
/// // The chain ID of the lowest layer is its diff ID.
/// assert_eq!(chain_ids.next().unwrap().as_digest(), layer(b"base").as_digest());
/// assert_eq!(chain_ids.count(), 1);
/// ```
#[derive(Clone, Debug)]
pub struct ChainIds<'a> {
    pub(super) diff_ids: slice::Iter<'a, DiffId>,
    pub(super) below: Option<ChainId>,
}

impl Iterator for ChainIds<'_> {
    type Item = ChainId;

    fn next(&mut self) -> Option<ChainId> {
        let diff_id = self.diff_ids.next()?;
        let chain_id = match &self.below {
            None => ChainId::of_base(diff_id),
            Some(below) => below.with_layer(diff_id),
        };
        self.below = Some(chain_id.clone());
        Some(chain_id)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.diff_ids.size_hint()
    }
}

impl ExactSizeIterator for ChainIds<'_> {}

impl FusedIterator for ChainIds<'_> {}
