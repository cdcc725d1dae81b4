//! What image manifests and image indexes have in common: where their parts begin, and what is odd about them.

use alloc::vec;
use alloc::vec::Vec;

use super::descriptor::Descriptor;
use crate::json::{DocumentWarningKind, Reader, Result};
use crate::media_type::Family;
use crate::sorting::sorted;

/// Where the parts of a document that is being read begin.
#[derive(Default)]
pub(super) struct Places {
    pub(super) start: usize,
    pub(super) media_type: usize,
    /// The list of layers or manifests, if it is not null.
    pub(super) list: Option<usize>,
    /// The elements of that list.
    pub(super) elements: Vec<usize>,
    /// The members that Docker's documents do not have.
    pub(super) oci_members: Vec<usize>,
}

/// A part of the document, and the byte that it begins at.
pub(super) type Placed<'a> = (&'a Descriptor, usize);

impl Places {
    /// Reads the layers or manifests.
    pub(super) fn read_list(&mut self, reader: &mut Reader<'_>) -> Result<Vec<Descriptor>> {
        self.list = Some(reader.position());
        let mut list = Vec::with_capacity(reader.capacity_hint());
        self.elements.reserve(list.capacity());
        reader.elements(&mut |reader| {
            self.elements.push(reader.position());
            let place = list.len();
            list.push(Descriptor::unread());
            list.get_mut(place)
                .map_or(Ok(()), |descriptor: &mut Descriptor| descriptor.read_into(reader))
        })?;
        Ok(list)
    }

    /// Reports what a document of `family` does not have, and parts of one digest that contradict each other.
    pub(super) fn check(
        &self,
        reader: &mut Reader<'_>,
        family: Family,
        states_media_type: bool,
        parts: &[Placed<'_>],
    ) {
        if family == Family::Docker {
            if !states_media_type {
                reader.note(DocumentWarningKind::MediaTypeMissing, self.start);
            }
            let parts = parts.iter().filter(|(part, _)| part.has_oci_members());
            for at in self.oci_members.iter().copied().chain(parts.map(|(_, at)| *at)) {
                reader.note(DocumentWarningKind::ForeignMember, at);
            }
        }
        check_digests(reader, parts);
    }
}

/// Reports descriptors of one digest with different sizes or media types.
fn check_digests(reader: &mut Reader<'_>, parts: &[Placed<'_>]) {
    // Nearly all are the only ones in their bucket.
    let mut buckets = vec![0u8; parts.len() * 16];
    let bucket = |part: &Placed<'_>| {
        let bytes = part.0.digest.as_hash().and_then(<[u8]>::first_chunk);
        bytes.map_or(0, |bytes| u32::from_le_bytes(*bytes) as usize % (parts.len() * 16))
    };
    for part in parts {
        if let Some(count) = buckets.get_mut(bucket(part)) {
            *count = count.saturating_add(1);
        }
    }
    let alone = |part: &Placed<'_>| buckets.get(bucket(part)) == Some(&1);
    let others: Vec<_> = parts.iter().filter(|part| !alone(part)).collect();
    for pair in sorted(&others, |(part, _)| &part.digest).windows(2) {
        let [(one, _), (other, at)] = pair else { continue };
        if one.digest != other.digest {
            continue;
        }
        if one.size != other.size {
            reader.note(DocumentWarningKind::SizeConflict, *at);
        }
        if one.media_type != other.media_type {
            reader.note(DocumentWarningKind::MediaTypeConflict, *at);
        }
    }
}
