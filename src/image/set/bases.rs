//! Which images of a set others stand on.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use super::member::Member;
use super::model::ImageSet;
use crate::digest::ChainId;

/// Images that stand on one base, none of them on one of the set's that is nearer.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Group<'s> {
    /// The base's layers together.
    pub chain_id: &'s ChainId,
    /// The images that are this base: more than one where they differ in config or compression alone.
    pub bases: Vec<Member<'s>>,
    /// The images that stand on it.
    pub images: Vec<Member<'s>>,
}

impl<'s> Member<'s> {
    /// The images of the set that this one stands on, those with the fewest layers first.
    ///
    /// Exact: all their layers, of which there is one at least, are the lowest of this image, by diff ID, and it has
    /// more.
    pub fn bases(self) -> impl DoubleEndedIterator<Item = Member<'s>> {
        let set = self.set;
        self.below().iter().flat_map(move |&chain| {
            set.chains.value(chain).ends.iter().map(move |&number| set.member(number))
        })
    }

    /// Those of its [`bases`](Self::bases) that have the most layers: one, or more that differ in config or compression
    /// alone.
    pub fn nearest_bases(self) -> impl Iterator<Item = Member<'s>> {
        let set = self.set;
        let nearest = self.nearest_chain();
        nearest.into_iter().flat_map(move |chain| {
            set.chains.value(chain).ends.iter().map(move |&number| set.member(number))
        })
    }

    /// Those of its [`bases`](Self::bases) whose history this one's begins with, too: from which it was built as they are
    /// now, see [`Image::check_base`](crate::image::Image::check_base).
    pub fn bases_with_history(self) -> impl DoubleEndedIterator<Item = Member<'s>> {
        self.bases().filter(move |base| self.image().check_base(base.image()).is_ok())
    }

    /// The images of the set whose manifest this one's annotation `org.opencontainers.image.base.digest` names: what its
    /// builder said, whatever the layers are.
    ///
    /// That annotation may name an index, which no image of a set is.
    pub fn annotated_bases(self) -> impl Iterator<Item = Member<'s>> {
        let digest = self.image().manifest().value().annotations().base_digest();
        let all = digest.is_some().then(|| self.set.members()).into_iter().flatten();
        all.filter(move |member| Some(member.image().manifest().digest()) == digest.as_ref())
    }

    /// The stacks under its top layer, the lowest first.
    fn below(self) -> &'s [u32] {
        self.chains().split_last().map_or(&[], |(_, below)| below)
    }

    fn nearest_chain(self) -> Option<u32> {
        let chains = &self.set.chains;
        self.below().iter().copied().rev().find(|&chain| !chains.value(chain).ends.is_empty())
    }
}

impl ImageSet<'_> {
    /// The images that stand on others, by the nearest base of each, in the order in which the bases' layers came.
    pub fn groups(&self) -> Vec<Group<'_>> {
        let mut images: BTreeMap<u32, Vec<Member<'_>>> = BTreeMap::new();
        for member in self.members() {
            if let Some(chain) = member.nearest_chain() {
                images.entry(chain).or_default().push(member);
            }
        }
        let group = |(chain, images)| {
            let chain = self.chains.value(chain);
            let bases: Vec<_> = chain.ends.iter().map(|&number| self.member(number)).collect();
            // They are what ends with this chain.
            let chain_id = bases.first()?.image().chain_id()?;
            Some(Group { chain_id, bases, images })
        };
        images.into_iter().filter_map(group).collect()
    }
}
