//! [`Schema1Manifest`]: Docker's manifest schema 1, read only.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::vec::Vec;

use super::jws;
use crate::digest::Digest;
use crate::document::{Reading, impl_model, values};
use crate::error::{DocumentError, DocumentErrorKind};
use crate::json::{
    Case, DocumentWarningKind, Fault, Form, Layout, Member, Members, Null, Omit, Reader, Result,
    Writer,
};
use crate::media_type::{MediaType, MediaTypeKind};

/// Docker's manifest schema 1: layers and history, the newest first, signed or not. Deprecated; read, never made.
///
/// A signed one's digest is that of its payload, the bytes that were signed: what stood there before the signatures were
/// put in. The signatures themselves are not checked.
///
/// Source: distribution, manifest-v2-1.md; libtrust, jsonsign.go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schema1Manifest {
    name: Box<str>,
    tag: Box<str>,
    architecture: Box<str>,
    layers: Vec<Schema1Layer>,
    signatures: Option<Box<str>>,
    form: Form,
    layout: Layout,
}

/// One layer of a schema 1 manifest with the step that made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schema1Layer {
    blob: Digest,
    step: Schema1Step,
    blob_form: Form,
    step_form: Form,
}

/// The text of `v1Compatibility`, and what it says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Schema1Step {
    text: Box<str>,
    id: Box<str>,
    parent: Box<str>,
    throwaway: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Slot {
    SchemaVersion,
    Name,
    Tag,
    Architecture,
    FsLayers,
    History,
    Signatures,
    /// A member of another kind of document.
    Foreign,
}

const fn member<S>(slot: S, name: &'static str, null: Null) -> Member<S> {
    Member { slot, name, null, omit: Omit::Never }
}

static MEMBERS: Members<Slot> = Members {
    list: &[
        member(Slot::SchemaVersion, "schemaVersion", Null::Refused),
        member(Slot::Name, "name", Null::Odd),
        member(Slot::Tag, "tag", Null::Odd),
        member(Slot::Architecture, "architecture", Null::Odd),
        member(Slot::FsLayers, "fsLayers", Null::Refused),
        member(Slot::History, "history", Null::Refused),
        member(Slot::Signatures, "signatures", Null::Odd),
        member(Slot::Foreign, "config", Null::Refused),
        member(Slot::Foreign, "layers", Null::Refused),
        member(Slot::Foreign, "manifests", Null::Refused),
    ],
    others: &["mediaType"],
    case: Case::Refused,
};

#[derive(Clone, Copy, PartialEq)]
struct Only;

static BLOB: Members<Only> =
    Members { list: &[member(Only, "blobSum", Null::Refused)], others: &[], case: Case::Refused };

static STEP: Members<Only> = Members {
    list: &[member(Only, "v1Compatibility", Null::Refused)],
    others: &[],
    case: Case::Refused,
};

#[derive(Clone, Copy, PartialEq)]
enum V1 {
    Id,
    Parent,
    Throwaway,
}

static COMPATIBILITY: Members<V1> = Members {
    list: &[
        member(V1::Id, "id", Null::Odd),
        member(V1::Parent, "parent", Null::Odd),
        member(V1::Throwaway, "throwaway", Null::Odd),
    ],
    others: &[],
    case: Case::Odd,
};

impl Schema1Manifest {
    /// The repository it was pushed to.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The tag it was pushed as.
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// The architecture as Go names it.
    pub fn architecture(&self) -> &str {
        &self.architecture
    }

    /// The layers, the newest first, those that hold nothing included.
    pub fn layers(&self) -> &[Schema1Layer] {
        &self.layers
    }

    /// Whether it holds signatures. They are not checked.
    pub fn is_signed(&self) -> bool {
        self.signatures.is_some()
    }

    /// The members that schema 1 does not know: name and value as JSON text.
    pub fn unknown_members(&self) -> impl Iterator<Item = (&str, &str)> {
        self.form.unknown()
    }
}

impl Schema1Layer {
    /// The digest of the layer, compressed with gzip.
    pub fn blob(&self) -> &Digest {
        &self.blob
    }

    /// The step that made the layer, as JSON text: an image config of old.
    pub fn v1_compatibility(&self) -> &str {
        &self.step.text
    }

    /// The ID of the image that ends with this layer: 64 hex digits.
    pub fn id(&self) -> &str {
        &self.step.id
    }

    /// The ID of the image below. Empty for the base.
    pub fn parent(&self) -> &str {
        &self.step.parent
    }

    /// Whether the step made no layer: the blob holds nothing.
    pub fn is_empty_layer(&self) -> bool {
        self.step.throwaway
    }
}

impl Reading for Schema1Manifest {
    fn read(reader: &mut Reader<'_>, content_type: Option<&MediaType>) -> Result<Self> {
        let layout = reader.layout();
        let start = reader.position();
        let mut form = Form::default();
        let (mut version, mut signatures) = (false, None);
        let (mut name, mut tag, mut architecture) = <(Box<str>, Box<str>, Box<str>)>::default();
        let (mut blobs, mut steps, mut history_at) = (Vec::new(), Vec::new(), start);
        reader.open_object()?;
        while let Some(slot) = reader.member(&MEMBERS, &mut form)? {
            let at = reader.position();
            match slot {
                Slot::SchemaVersion => {
                    values::schema_version(reader, 1)?;
                    version = true;
                }
                Slot::Name => name = values::text(reader)?,
                Slot::Tag => tag = values::text(reader)?,
                Slot::Architecture => architecture = values::text(reader)?,
                Slot::FsLayers => reader.elements(|reader| {
                    blobs.push(only(reader, &BLOB, "blobSum", values::digest)?);
                    Ok(())
                })?,
                Slot::History => {
                    history_at = at;
                    reader.elements(|reader| {
                        steps.push(only(reader, &STEP, "v1Compatibility", read_step)?);
                        Ok(())
                    })?;
                }
                Slot::Signatures => signatures = Some(reader.skip()?.into()),
                Slot::Foreign => {
                    let kind = DocumentErrorKind::Ambiguous { kind: "a schema 1 manifest" };
                    return Err(Fault::new(kind, at));
                }
            }
        }
        if !version {
            return Err(values::missing("schemaVersion", start));
        }
        for (slot, member) in [(Slot::FsLayers, "fsLayers"), (Slot::History, "history")] {
            if !form.has(&MEMBERS, slot) {
                return Err(values::missing(member, start));
            }
        }
        values::agree(None, content_type, MediaTypeKind::Schema1)?;
        let signed = content_type == Some(&MediaType::DOCKER_SCHEMA1_SIGNED);
        if signed && signatures.is_none() {
            reader.note(DocumentWarningKind::Unsigned, start);
        }
        reader.note(DocumentWarningKind::Deprecated, start);
        let layers = join(blobs, steps)
            .map_err(|rule| Fault::new(DocumentErrorKind::Schema1 { rule }, history_at))?;
        Ok(Self { name, tag, architecture, layers, signatures, form, layout })
    }

    fn write(&self, writer: &mut Writer) {
        writer.object(&MEMBERS, &self.form, |writer, slot| match slot {
            Slot::SchemaVersion => writer.integer(1),
            Slot::Name => writer.string(&self.name),
            Slot::Tag => writer.string(&self.tag),
            Slot::Architecture => writer.string(&self.architecture),
            Slot::FsLayers => writer.array(&self.layers, |writer, layer| {
                writer.object(&BLOB, &layer.blob_form, |writer, Only| {
                    writer.string(&layer.blob.to_text());
                });
            }),
            Slot::History => writer.array(&self.layers, |writer, layer| {
                writer.object(&STEP, &layer.step_form, |writer, Only| {
                    writer.string(&layer.step.text);
                });
            }),
            Slot::Signatures => writer.raw(self.signatures.as_deref().unwrap_or("null")),
            Slot::Foreign => {}
        });
    }

    fn layout(&self) -> Layout {
        self.layout.clone()
    }

    fn told_media_type(&self) -> MediaType {
        match self.signatures {
            Some(_) => MediaType::DOCKER_SCHEMA1_SIGNED,
            None => MediaType::DOCKER_SCHEMA1,
        }
    }

    fn payload(bytes: &[u8]) -> core::result::Result<Cow<'_, [u8]>, DocumentError> {
        jws::payload(bytes)
    }
}

impl_model!(Schema1Manifest);

/// An object of one member that counts.
fn only<'a, T>(
    reader: &mut Reader<'a>,
    members: &Members<Only>,
    name: &'static str,
    read: impl Fn(&mut Reader<'a>) -> Result<T>,
) -> Result<(T, Form)> {
    let start = reader.position();
    let (mut form, mut value) = (Form::default(), None);
    reader.open_object()?;
    while let Some(Only) = reader.member(members, &mut form)? {
        value = Some(read(reader)?);
    }
    match value {
        Some(value) => Ok((value, form)),
        None => Err(values::missing(name, start)),
    }
}

/// A step: a text that is JSON itself.
fn read_step(reader: &mut Reader<'_>) -> Result<Schema1Step> {
    let start = reader.position();
    let text = reader.string()?;
    let mut step = Schema1Step { text: (&*text).into(), ..Schema1Step::default() };
    let read = reader.inside(&text, |inner| {
        let mut form = Form::default();
        inner.open_object()?;
        while let Some(slot) = inner.member(&COMPATIBILITY, &mut form)? {
            match slot {
                V1::Id => step.id = values::text(inner)?,
                V1::Parent => step.parent = values::text(inner)?,
                V1::Throwaway => step.throwaway = inner.boolean()?,
            }
        }
        Ok(())
    });
    if read.is_err() {
        let rule = "a step of the history is no JSON object with an `id`";
        return Err(Fault::new(DocumentErrorKind::Schema1 { rule }, start));
    }
    Ok(step)
}

/// Joins layers and steps, one to one, and checks that each step's parent is the one behind it.
///
/// Source: containers/image, `internal/manifest/docker_schema1.go`, `Schema1FromManifest` and `fixManifestLayers`.
fn join(
    blobs: Vec<(Digest, Form)>,
    steps: Vec<(Schema1Step, Form)>,
) -> core::result::Result<Vec<Schema1Layer>, &'static str> {
    if blobs.len() != steps.len() {
        return Err("there are not as many layers as steps in the history");
    }
    let layers: Vec<Schema1Layer> = blobs
        .into_iter()
        .zip(steps)
        .map(|((blob, blob_form), (step, step_form))| Schema1Layer {
            blob,
            step,
            blob_form,
            step_form,
        })
        .collect();
    let is_id = |id: &str| {
        id.len() == 64 && id.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    };
    if !layers.iter().all(|layer| is_id(layer.id())) {
        return Err("an `id` is not 64 hex digits");
    }
    // Equal neighbours are one image that an old Docker wrote twice.
    let linked =
        |pair: &[Schema1Layer]| pair[0].id() == pair[1].id() || pair[0].parent() == pair[1].id();
    if !layers.windows(2).all(linked) {
        return Err("a step's `parent` is not the next step's `id`");
    }
    match layers.last() {
        None => Err("there are no layers"),
        Some(base) if !base.parent().is_empty() => Err("the base has a `parent`"),
        Some(_) => Ok(layers),
    }
}
