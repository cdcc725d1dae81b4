//! [`Schema1Manifest`]: Docker's manifest schema 1, read only.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::vec::Vec;

use super::jws;
use crate::digest::Digest;
use crate::document::{Reading, UnknownMembers, impl_model, values};
use crate::error::{DocumentError, DocumentErrorKind};
use crate::json::{
    DocumentWarningKind, Fault, Layout, MemberOrder, Members, RawJson, Reader, Result, Writer,
    members,
};
use crate::media_type::{MediaType, MediaTypeKind};

/// Docker's manifest schema 1: layers and history, newest first, signed or not. Deprecated; read only.
///
/// `Eq` compares content and ignores member order and spacing. The digest of a signed manifest is that of its payload,
/// the bytes before the signatures were added. The signatures themselves are not checked.
///
/// ```
/// use imageref::manifest::{Schema1Layer, Schema1Manifest};
///
/// let (id, blob) = ["1a", "2b"].map(|byte| byte.repeat(32)).into();
/// let manifest = Schema1Manifest::from_slice(
///     format!(
///         r#"{{"schemaVersion":1,"name":"team/app","tag":"1","architecture":"amd64",
///             "fsLayers":[{{"blobSum":"sha256:{blob}"}}],
///             "history":[{{"v1Compatibility":"{{\"id\":\"{id}\"}}"}}]}}"#
///     )
///     .as_bytes(),
/// )?;
/// let newest: &Schema1Layer = &manifest.layers()[0];
/// assert_eq!((manifest.tag(), newest.id()), (Some("1"), &*id));
/// assert!(!manifest.is_signed());
/// # Ok::<(), imageref::DocumentError>(())
/// ```
///
/// Source: distribution, manifest-v2-1.md; libtrust, jsonsign.go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schema1Manifest {
    name: Option<Box<str>>,
    tag: Option<Box<str>>,
    architecture: Option<Box<str>>,
    layers: Vec<Schema1Layer>,
    signatures: Option<RawJson>,
    order: MemberOrder,
    layout: Layout,
}

/// One layer of a schema 1 manifest with the step that made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schema1Layer {
    blob: Digest,
    step: Schema1Step,
    blob_form: MemberOrder,
    step_form: MemberOrder,
}

/// The text of `v1Compatibility`, and the members read from it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Schema1Step {
    text: Box<str>,
    id: Box<str>,
    parent: Option<Box<str>>,
    throwaway: bool,
}

members! {
    MEMBERS: Slot, "a schema 1 manifest", Reject,
        foreign ["config", "layers", "manifests"], others ["mediaType"];
    SchemaVersion "schemaVersion" Reject No,
    Name "name" Warn No,
    Tag "tag" Warn No,
    Architecture "architecture" Warn No,
    FsLayers "fsLayers" Reject No,
    History "history" Reject No,
    Signatures "signatures" Warn No,
}

members! {
    BLOB: BlobSlot, "a layer of schema 1", Reject;
    BlobSum "blobSum" Reject No,
}

members! {
    STEP: StepSlot, "a step of schema 1", Reject;
    V1Compatibility "v1Compatibility" Reject No,
}

members! {
    COMPATIBILITY: CompatibilitySlot, "`v1Compatibility`", Warn;
    Id "id" Warn No,
    Parent "parent" Warn No,
    Throwaway "throwaway" Warn No,
}

impl Schema1Manifest {
    /// The repository that it was pushed to, if present.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The tag that it was pushed as, if present.
    pub fn tag(&self) -> Option<&str> {
        self.tag.as_deref()
    }

    /// The architecture as Go names it, if present.
    pub fn architecture(&self) -> Option<&str> {
        self.architecture.as_deref()
    }

    /// The layers, newest first, including empty ones.
    pub fn layers(&self) -> &[Schema1Layer] {
        &self.layers
    }

    /// Returns `true` if it has signatures. They are not checked.
    pub fn is_signed(&self) -> bool {
        self.signatures.is_some()
    }

    /// The members that schema 1 does not specify: name and value as JSON.
    pub fn unknown_members(&self) -> UnknownMembers<'_> {
        self.order.unknown()
    }
}

impl Schema1Layer {
    /// The digest of the layer, compressed with gzip.
    pub fn blob(&self) -> &Digest {
        &self.blob
    }

    /// The step that made the layer as JSON: an image config of the first version.
    pub fn v1_compatibility(&self) -> &str {
        &self.step.text
    }

    /// The ID of the image that ends with this layer: 64 hex digits.
    pub fn id(&self) -> &str {
        &self.step.id
    }

    /// The ID of the image below; `None` for the base.
    pub fn parent(&self) -> Option<&str> {
        self.step.parent.as_deref().filter(|parent| !parent.is_empty())
    }

    /// Returns `true` if the step made no layer: the blob is an empty archive.
    pub fn is_empty_layer(&self) -> bool {
        self.step.throwaway
    }
}

impl Reading for Schema1Manifest {
    fn read(reader: &mut Reader<'_>, content_type: Option<&MediaType>) -> Result<Self> {
        let layout = reader.layout();
        let start = reader.position();
        let mut order = MemberOrder::default();
        let (mut version, mut signatures) = (false, None);
        let (mut name, mut tag, mut architecture) = (None, None, None);
        let (mut blobs, mut steps, mut history_at) = (Vec::new(), Vec::new(), start);
        reader.open_object()?;
        while let Some(slot) = reader.member(&MEMBERS, &mut order)? {
            let at = reader.position();
            match slot {
                Slot::SchemaVersion => {
                    values::schema_version(reader, 1)?;
                    version = true;
                }
                Slot::Name => name = Some(values::text(reader)?),
                Slot::Tag => tag = Some(values::text(reader)?),
                Slot::Architecture => architecture = Some(values::text(reader)?),
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
                Slot::Signatures => signatures = Some(RawJson::new(reader.skip()?)),
            }
        }
        if !version {
            return Err(values::missing("schemaVersion", start));
        }
        for (slot, member) in [(Slot::FsLayers, "fsLayers"), (Slot::History, "history")] {
            if !order.has(&MEMBERS, slot) {
                return Err(values::missing(member, start));
            }
        }
        values::check_media_type(None, content_type, MediaTypeKind::Schema1)?;
        let signed = content_type == Some(&MediaType::DOCKER_SCHEMA1_SIGNED);
        if signed && signatures.is_none() {
            reader.note(DocumentWarningKind::Unsigned, start);
        }
        reader.note(DocumentWarningKind::Deprecated, start);
        let layers = join(blobs, steps)
            .map_err(|rule| Fault::new(DocumentErrorKind::Schema1 { rule }, history_at))?;
        Ok(Self { name, tag, architecture, layers, signatures, order, layout })
    }

    fn write(&self, writer: &mut Writer) {
        writer.object(&MEMBERS, &self.order, |writer, slot| match slot {
            Slot::SchemaVersion => writer.integer(1),
            Slot::Name => writer.string(self.name().unwrap_or_default()),
            Slot::Tag => writer.string(self.tag().unwrap_or_default()),
            Slot::Architecture => writer.string(self.architecture().unwrap_or_default()),
            Slot::FsLayers => writer.array(&self.layers, |writer, layer| {
                writer.object(&BLOB, &layer.blob_form, |writer, BlobSlot::BlobSum| {
                    writer.string(&layer.blob.to_text());
                });
            }),
            Slot::History => writer.array(&self.layers, |writer, layer| {
                writer.object(&STEP, &layer.step_form, |writer, StepSlot::V1Compatibility| {
                    writer.string(&layer.step.text);
                });
            }),
            Slot::Signatures => {
                writer.raw(self.signatures.as_ref().map_or("null", RawJson::as_str));
            }
        });
    }

    fn layout(&self) -> Layout {
        self.layout.clone()
    }

    fn inferred_media_type(&self) -> MediaType {
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

/// Reads an object whose only specified member is `name`.
fn only<'a, T, S: Copy + PartialEq>(
    reader: &mut Reader<'a>,
    members: &Members<S>,
    name: &'static str,
    read: impl Fn(&mut Reader<'a>) -> Result<T>,
) -> Result<(T, MemberOrder)> {
    let start = reader.position();
    let (mut order, mut value) = (MemberOrder::default(), None);
    reader.open_object()?;
    while let Some(_only) = reader.member(members, &mut order)? {
        value = Some(read(reader)?);
    }
    match value {
        Some(value) => Ok((value, order)),
        None => Err(values::missing(name, start)),
    }
}

/// A step: a string that is JSON itself.
fn read_step(reader: &mut Reader<'_>) -> Result<Schema1Step> {
    let start = reader.position();
    let text = reader.string()?;
    let mut step = Schema1Step { text: (&*text).into(), ..Schema1Step::default() };
    let read = reader.nested(&text, |inner| {
        let mut order = MemberOrder::default();
        inner.open_object()?;
        while let Some(slot) = inner.member(&COMPATIBILITY, &mut order)? {
            match slot {
                CompatibilitySlot::Id => step.id = values::text(inner)?,
                CompatibilitySlot::Parent => step.parent = Some(values::text(inner)?),
                CompatibilitySlot::Throwaway => step.throwaway = inner.boolean()?,
            }
        }
        Ok(())
    });
    if read.is_err() {
        let rule = "expected a JSON object with an `id` in each step of the history";
        return Err(Fault::new(DocumentErrorKind::Schema1 { rule }, start));
    }
    Ok(step)
}

/// Joins layers and steps, one to one, and checks that each step's parent is the next one.
///
/// Source: containers/image, `internal/manifest/docker_schema1.go`, `Schema1FromManifest` and `fixManifestLayers`.
fn join(
    blobs: Vec<(Digest, MemberOrder)>,
    steps: Vec<(Schema1Step, MemberOrder)>,
) -> core::result::Result<Vec<Schema1Layer>, &'static str> {
    if blobs.len() != steps.len() {
        return Err("layers and history differ in length");
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
    let linked = |pair: &[Schema1Layer]| match pair {
        [layer, below] => layer.id() == below.id() || layer.parent() == Some(below.id()),
        _ => true,
    };
    if !layers.windows(2).all(linked) {
        return Err("a step's `parent` differs from the next step's `id`");
    }
    match layers.last() {
        None => Err("no layers"),
        Some(base) if base.parent().is_some() => Err("unexpected `parent` of the base"),
        Some(_) => Ok(layers),
    }
}
