//! [`ArtifactManifest`]: the withdrawn manifest of artifacts.

use alloc::boxed::Box;
use alloc::vec::Vec;

use super::descriptor::Descriptor;
use crate::document::{Annotations, Reading, impl_model, values};
use crate::json::{
    Case, DocumentWarningKind, Form, Layout, Member, Members, Null, Omit, Reader, Result, Writer,
};
use crate::media_type::{MediaType, MediaTypeKind};

/// The artifact manifest of image-spec 1.1's release candidates, withdrawn before 1.1.0 and still met: recognised, read,
/// never made. Today an artifact is an [`ImageManifest`](super::ImageManifest).
///
/// Source: image-spec 1.1.0-rc2, artifact.md.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArtifactManifest {
    media_type: MediaType,
    artifact_type: Option<MediaType>,
    blobs: Vec<Descriptor>,
    subject: Option<Box<Descriptor>>,
    annotations: Annotations,
    form: Form,
    layout: Layout,
}

#[derive(Clone, Copy, PartialEq)]
enum Slot {
    MediaType,
    ArtifactType,
    Blobs,
    Subject,
    Annotations,
}

const fn member(slot: Slot, name: &'static str, null: Null) -> Member<Slot> {
    Member { slot, name, null, omit: Omit::Empty }
}

static MEMBERS: Members<Slot> = Members {
    list: &[
        member(Slot::MediaType, "mediaType", Null::Refused),
        member(Slot::ArtifactType, "artifactType", Null::Odd),
        member(Slot::Blobs, "blobs", Null::Odd),
        member(Slot::Subject, "subject", Null::Odd),
        member(Slot::Annotations, "annotations", Null::Odd),
    ],
    others: &["config", "layers", "manifests", "fsLayers"],
    case: Case::Refused,
};

impl ArtifactManifest {
    /// What kind of artifact it is.
    pub fn artifact_type(&self) -> Option<&MediaType> {
        self.artifact_type.as_ref()
    }

    /// What the artifact is made of.
    pub fn blobs(&self) -> &[Descriptor] {
        &self.blobs
    }

    /// The manifest that this one says something about.
    pub fn subject(&self) -> Option<&Descriptor> {
        self.subject.as_deref()
    }

    /// What its author says of it.
    pub fn annotations(&self) -> &Annotations {
        &self.annotations
    }

    /// The members that the draft did not know: name and value as JSON text.
    pub fn unknown_members(&self) -> impl Iterator<Item = (&str, &str)> {
        self.form.unknown()
    }
}

impl Reading for ArtifactManifest {
    fn read(reader: &mut Reader<'_>, content_type: Option<&MediaType>) -> Result<Self> {
        let layout = reader.layout();
        let start = reader.position();
        let (mut media_type, mut artifact_type, mut subject) = (None, None, None);
        let (mut blobs, mut annotations) = (Vec::new(), Annotations::new());
        let mut form = Form::default();
        reader.open_object()?;
        while let Some(slot) = reader.member(&MEMBERS, &mut form)? {
            match slot {
                Slot::MediaType => {
                    media_type = Some((reader.position(), values::media_type(reader)?));
                }
                Slot::ArtifactType => artifact_type = values::optional_media_type(reader)?,
                Slot::Blobs => reader.elements(|reader| {
                    blobs.push(Descriptor::read_inside(reader)?);
                    Ok(())
                })?,
                Slot::Subject => subject = Some(Box::new(Descriptor::read_inside(reader)?)),
                Slot::Annotations => annotations = Annotations::read(reader)?,
            }
        }
        let (at, media_type) = media_type.ok_or_else(|| values::missing("mediaType", start))?;
        let kind = MediaTypeKind::ArtifactManifest;
        values::agree(Some((&media_type, at)), content_type, kind)?;
        reader.note(DocumentWarningKind::Deprecated, at);
        Ok(Self { media_type, artifact_type, blobs, subject, annotations, form, layout })
    }

    fn write(&self, writer: &mut Writer) {
        writer.object(&MEMBERS, &self.form, |writer, slot| match slot {
            Slot::MediaType => writer.string(self.media_type.as_str()),
            Slot::ArtifactType => {
                writer.string(self.artifact_type().map_or("", MediaType::as_str));
            }
            Slot::Blobs => writer.array(&self.blobs, |writer, blob| blob.write_inside(writer)),
            Slot::Subject => {
                if let Some(subject) = self.subject() {
                    subject.write_inside(writer);
                }
            }
            Slot::Annotations => self.annotations.write(writer),
        });
    }

    fn layout(&self) -> Layout {
        self.layout.clone()
    }

    fn told_media_type(&self) -> MediaType {
        self.media_type.clone()
    }
}

impl_model!(ArtifactManifest);
