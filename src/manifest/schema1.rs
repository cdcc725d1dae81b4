//! [`Schema1Manifest`]: Docker's manifest schema 1, read only.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::vec::{self, Vec};

use super::jws;
use crate::digest::Digest;
use crate::document::{Reading, SchemaVersion, impl_model, member, model, require, values};
use crate::error::{DocumentError, DocumentErrorKind};
use crate::json::{
    DocumentWarningKind, Fault, Layout, MemberOrder, Members, RawJson, Reader, Result, members,
};
use crate::media_type::{MediaType, MediaTypeKind};

model! {
    /// Docker's manifest schema 1: layers and history, newest first, signed or not. Deprecated; read only.
    ///
    /// The digest of a signed manifest is that of its payload, the bytes before the signatures were added. The signatures
    /// themselves are not checked.
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
    /// let newest: Schema1Layer<'_> = manifest.layers().next().expect("a layer");
    /// assert_eq!((manifest.tag(), newest.id()), (Some("1"), &*id));
    /// assert!(!manifest.is_signed());
    /// # Ok::<(), imageref::DocumentError>(())
    /// ```
    ///
    /// Source: distribution, manifest-v2-1.md; libtrust, jsonsign.go.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Schema1Manifest { layout: Layout, }
    TABLE Slot, "a schema 1 manifest", Reject, "schema 1 does not specify", blank unread,
        foreign ["config", "layers", "manifests"], others ["mediaType"];
    schema_version: plain<SchemaVersion<1>>, "schemaVersion" Reject No;
    name: text, "name" Warn No, "the repository that it was pushed to";
    tag: text, "tag" Warn No, "the tag that it was pushed as";
    architecture: text, "architecture" Warn No, "the architecture as Go names it";
    fs_layers: plain<Vec<FsLayer>>, "fsLayers" Reject No;
    history: plain<Vec<Step>>, "history" Reject No;
    signatures: plain<Option<RawJson>>, "signatures" Warn No;
}

/// One layer of a schema 1 manifest with the step that made it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Schema1Layer<'a> {
    layer: &'a FsLayer,
    step: &'a Step,
}

crate::json::iterator! {
    /// The layers of a schema 1 manifest, newest first.
    Schema1Layers(vec::IntoIter<Schema1Layer<'a>>) -> Schema1Layer<'a> = |layer| layer
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FsLayer {
    blob_sum: Digest,
    order: MemberOrder,
}

/// The text of `v1Compatibility`, and the members read from it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Step {
    text: Box<str>,
    id: Box<str>,
    parent: Option<Box<str>>,
    throwaway: bool,
    order: MemberOrder,
}

members! {
    BLOB: BlobSlot, "a layer of schema 1", Reject;
    blob_sum "blobSum" Reject No,
}

members! {
    STEP: StepSlot, "a step of schema 1", Reject;
    v1_compatibility "v1Compatibility" Reject No,
}

members! {
    COMPATIBILITY: CompatibilitySlot, "`v1Compatibility`", Warn;
    id "id" Warn No,
    parent "parent" Warn No,
    throwaway "throwaway" Warn No,
}

impl Schema1Manifest {
    /// Returns the layers, newest first, including empty ones.
    pub fn layers(&self) -> Schema1Layers<'_> {
        let layers = self.fs_layers.iter().zip(&self.history);
        let layers = layers.map(|(layer, step)| Schema1Layer { layer, step });
        Schema1Layers(layers.collect::<Vec<_>>().into_iter())
    }

    /// Returns `true` if it has signatures. They are not checked.
    pub fn is_signed(&self) -> bool {
        self.signatures.is_some()
    }
}

impl<'a> Schema1Layer<'a> {
    /// Returns the digest of the layer, compressed with gzip.
    pub fn blob(&self) -> &'a Digest {
        &self.layer.blob_sum
    }

    /// Returns the step that made the layer as JSON: an image config of the first version.
    pub fn v1_compatibility(&self) -> &'a str {
        &self.step.text
    }

    /// Returns the ID of the image that ends with this layer: 64 hex digits.
    pub fn id(&self) -> &'a str {
        &self.step.id
    }

    /// Returns the ID of the image below; `None` for the base.
    pub fn parent(&self) -> Option<&'a str> {
        self.step.parent()
    }

    /// Returns `true` if the step made no layer: the blob is an empty archive.
    pub fn is_empty_layer(&self) -> bool {
        self.step.throwaway
    }
}

impl Step {
    fn parent(&self) -> Option<&str> {
        self.parent.as_deref().filter(|parent| !parent.is_empty())
    }
}

impl Reading for Schema1Manifest {
    fn read(reader: &mut Reader<'_>, content_type: Option<&MediaType>) -> Result<Self> {
        let mut manifest = Self { layout: reader.layout(), ..Self::unread() };
        let start = reader.position();
        let mut history_at = start;
        manifest.order = reader.object(&TABLE, &mut |reader, slot| {
            if slot == Slot::history {
                history_at = reader.position();
            }
            manifest.read_member(reader, slot)
        })?;
        let required = [Slot::schema_version, Slot::fs_layers, Slot::history];
        require(&TABLE, &manifest.order, &required, start)?;
        values::check_media_type(None, content_type, MediaTypeKind::Schema1)?;
        let signed = content_type == Some(&MediaType::DOCKER_SCHEMA1_SIGNED);
        if signed && manifest.signatures.is_none() {
            reader.note(DocumentWarningKind::Unsigned, start);
        }
        reader.note(DocumentWarningKind::Deprecated, start);
        check(&manifest.fs_layers, &manifest.history)
            .map_err(|rule| Fault::new(DocumentErrorKind::Schema1 { rule }, history_at))?;
        Ok(manifest)
    }

    crate::document::layout_and_members!();

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

member! {
    FsLayer: |reader| {
        let (blob_sum, order) = only(reader, &BLOB, "blobSum", values::digest)?;
        Ok(Self { blob_sum, order })
    }, |layer, writer| writer.object(&BLOB, &layer.order, &mut |writer, _| layer.blob_sum.write(writer));
    Step: |reader| {
        let (step, order) = only(reader, &STEP, "v1Compatibility", read_step)?;
        Ok(Self { order, ..step })
    }, |step, writer| writer.object(&STEP, &step.order, &mut |writer, _| writer.string(&step.text));
}

/// Reads an object whose only specified member is `name`.
fn only<'a, T>(
    reader: &mut Reader<'a>,
    members: &Members,
    name: &'static str,
    read: impl Fn(&mut Reader<'a>) -> Result<T>,
) -> Result<(T, MemberOrder)> {
    let start = reader.position();
    let mut value = None;
    let order = reader.object(members, &mut |reader, _| {
        value = Some(read(reader)?);
        Ok(())
    })?;
    match value {
        Some(value) => Ok((value, order)),
        None => Err(values::missing(name, start)),
    }
}

/// A step: a string that is JSON itself.
fn read_step(reader: &mut Reader<'_>) -> Result<Step> {
    let start = reader.position();
    let text = reader.string()?;
    let mut step = Step { text: (&*text).into(), ..Step::default() };
    let read = reader.nested(&text, |inner| {
        inner.object(&COMPATIBILITY, &mut |inner, slot| {
            match slot {
                CompatibilitySlot::id => step.id = inner.boxed_string()?,
                CompatibilitySlot::parent => step.parent = Some(inner.boxed_string()?),
                _ => step.throwaway = inner.boolean()?,
            }
            Ok(())
        })
    });
    if read.is_err() {
        let rule = "expected a JSON object with an `id` in each step of the history";
        return Err(Fault::new(DocumentErrorKind::Schema1 { rule }, start));
    }
    Ok(step)
}

/// Checks that layers and steps are as many, and that each step's parent is the next one.
///
/// Source: containers/image, `internal/manifest/docker_schema1.go`, `Schema1FromManifest` and `fixManifestLayers`.
fn check(layers: &[FsLayer], steps: &[Step]) -> core::result::Result<(), &'static str> {
    if layers.len() != steps.len() {
        return Err("layers and history differ in length");
    }
    let is_id = |id: &str| {
        id.len() == 64 && id.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    };
    if !steps.iter().all(|step| is_id(&step.id)) {
        return Err("an `id` is not 64 hex digits");
    }
    // Equal neighbours are one image that an old Docker wrote twice.
    let linked = |pair: &[Step]| match pair {
        [step, below] => step.id == below.id || step.parent() == Some(&below.id),
        _ => true,
    };
    if !steps.windows(2).all(linked) {
        return Err("a step's `parent` differs from the next step's `id`");
    }
    match steps.last() {
        None => Err("no layers"),
        Some(base) if base.parent().is_some() => Err("unexpected `parent` of the base"),
        Some(_) => Ok(()),
    }
}
