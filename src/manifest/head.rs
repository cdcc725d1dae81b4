//! What image manifests and image indexes have in common: where their parts begin, and what is odd about them.

use alloc::vec::Vec;

use super::descriptor::Descriptor;
use crate::digest::Digest;
use crate::document::{Member, values};
use crate::json::{DocumentWarningKind, Reader, Result};
use crate::media_type::{Family, MediaType, MediaTypeKind};

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
    pub(super) fn new(start: usize) -> Self {
        Self { start, ..Self::default() }
    }

    /// Reads the layers or manifests.
    pub(super) fn read_list(&mut self, reader: &mut Reader<'_>) -> Result<Vec<Descriptor>> {
        self.list = Some(reader.position());
        let mut list = Vec::with_capacity(reader.capacity_hint(Descriptor::BYTES));
        self.elements.reserve(list.capacity());
        reader.elements(|reader| {
            self.elements.push(reader.position());
            list.push(Descriptor::read(reader)?);
            Ok(())
        })?;
        Ok(list)
    }

    /// Checks the media type that the document states, if any, against its kind and the content type.
    pub(super) fn check_media_type(
        &self,
        stated: Option<&MediaType>,
        content_type: Option<&MediaType>,
        kind: MediaTypeKind,
    ) -> Result<()> {
        let stated = stated.map(|media_type| (media_type, self.media_type));
        values::check_media_type(stated, content_type, kind)
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
    // The first bytes decide nearly always.
    let prefix = |digest: &Digest| digest.as_hash().and_then(<[u8]>::first_chunk).copied();
    let key = |part: &Placed<'_>| prefix(&part.0.digest).map_or(0, u64::from_le_bytes);
    let mut keyed: Vec<_> = parts.iter().map(|part| (key(part), part)).collect();
    keyed.sort_unstable_by_key(|(prefix, _)| *prefix);
    for run in keyed.chunk_by_mut(|(a, _), (b, _)| a == b).filter(|run| run.len() > 1) {
        run.sort_unstable_by_key(|(_, (descriptor, at))| (&descriptor.digest, *at));
        for pair in run.windows(2) {
            let [(_, (one, _)), (_, (other, at))] = pair else { continue };
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
}
