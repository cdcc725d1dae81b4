//! The colours of shared layers: one for all layers that the same images share.

use std::collections::BTreeMap;

use imageref::Digest;
use imageref::image::Layer;
use imageref_layers::sharing::{ImageSet, SetMember};

/// Blobs that the same images have.
pub(crate) struct Group<'s> {
    pub(crate) members: Vec<SetMember<'s>>,
    pub(crate) blobs: usize,
    pub(crate) size: u64,
}

/// The groups of a set, and the group of each blob that several images have.
pub(crate) struct Groups<'s> {
    pub(crate) list: Vec<Group<'s>>,
    /// The number of distinct blobs, shared or not.
    pub(crate) blobs: usize,
    of_blob: BTreeMap<&'s Digest, usize>,
}

/// Hues that also differ for people who see fewer colours. They repeat; the letters do not.
const HUES: [u16; 8] = [212, 28, 155, 325, 265, 50, 188, 0];

impl<'s> Groups<'s> {
    pub(crate) fn of(set: &'s ImageSet<'s>) -> Self {
        let mut images: BTreeMap<&Digest, Vec<usize>> = BTreeMap::new();
        let mut blobs = Vec::new();
        for member in set {
            for layer in member.image().layers() {
                let images = images.entry(layer.digest()).or_insert_with(|| {
                    blobs.push(layer);
                    Vec::new()
                });
                if images.last() != Some(&member.index()) {
                    images.push(member.index());
                }
            }
        }
        let members: Vec<_> = set.iter().collect();
        let (mut list, mut numbers, mut of_blob) = (Vec::new(), BTreeMap::new(), BTreeMap::new());
        let count = blobs.len();
        for layer in blobs {
            let images = &images[layer.digest()];
            if images.len() > 1 {
                let number = *numbers.entry(images).or_insert_with(|| {
                    let members = images.iter().map(|&index| members[index]).collect();
                    list.push(Group { members, blobs: 0, size: 0 });
                    list.len() - 1
                });
                list[number].blobs += 1;
                list[number].size += layer.compressed_size();
                of_blob.insert(layer.digest(), number);
            }
        }
        Self { list, blobs: count, of_blob }
    }

    /// Returns the number of the group that shares a layer.
    pub(crate) fn of_layer(&self, layer: Layer<'_>) -> Option<usize> {
        self.of_blob.get(layer.digest()).copied()
    }
}

/// Returns the hue of a group.
pub(crate) fn hue(group: usize) -> u16 {
    HUES[group % HUES.len()]
}

/// Returns the letters of a group: A to Z, then AA to ZZ, and so on.
pub(crate) fn letters(group: usize) -> String {
    let rest = if group < 26 { String::new() } else { letters(group / 26 - 1) };
    rest.chars().chain(('A'..='Z').nth(group % 26)).collect()
}
