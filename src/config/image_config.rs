//! [`ImageConfig`]: an image's config.

use alloc::boxed::Box;
use alloc::vec::Vec;

use super::history::History;
use super::root_fs::RootFs;
use super::run_config::RunConfig;
use crate::digest::{ChainId, DiffId, ImageId};
use crate::document::{Document, Reading, Timestamp, impl_model, values};
use crate::json::{
    Case, DocumentWarningKind, Form, Layout, Member, Members, Null, Omit, Reader, Result, Writer,
};
use crate::media_type::{MediaType, MediaTypeKind};
use crate::platform::Platform;

/// An image's config: what it runs on, how it is run, what its layers are when unpacked, how it was made.
///
/// It has all that OCI specifies and all that Docker and `BuildKit` write beside it.
///
/// Source: image-spec 1.1, config.md; moby `image.Image`.
///
/// ```
/// use imageref::config::ImageConfig;
///
/// let config = ImageConfig::from_slice(br#"{"architecture":"arm64","os":"linux","config":{"Env":["A=1"],"Cmd":null},
///   "rootfs":{"type":"layers","diff_ids":[]},"moby.buildkit.cache.v0":"e30="}"#)?;
/// assert_eq!(config.architecture(), "arm64");
/// assert_eq!(config.run_config().env_var("A"), Some("1"));
/// assert_eq!(config.unknown_members().next(), Some(("\"moby.buildkit.cache.v0\"", "\"e30=\"")));
/// # Ok::<(), imageref::DocumentError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageConfig {
    pub(super) created: Option<Timestamp>,
    author: Box<str>,
    architecture: Box<str>,
    os: Box<str>,
    os_version: Box<str>,
    os_features: Vec<Box<str>>,
    variant: Box<str>,
    run_config: Box<RunConfig>,
    root_fs: RootFs,
    history: Vec<History>,
    docker: Option<Box<Docker>>,
    form: Form,
    layout: Layout,
}

/// What Docker writes beside OCI's members.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Docker {
    id: Box<str>,
    parent: Box<str>,
    comment: Box<str>,
    container: Box<str>,
    container_config: RunConfig,
    version: Box<str>,
    size: i64,
}

#[derive(Clone, Copy, PartialEq)]
enum Slot {
    Created,
    Author,
    Architecture,
    Os,
    OsVersion,
    OsFeatures,
    Variant,
    Config,
    RootFs,
    History,
    Id,
    Parent,
    Comment,
    Container,
    ContainerConfig,
    DockerVersion,
    Size,
}

const fn member(slot: Slot, name: &'static str, null: Null, omit: Omit) -> Member<Slot> {
    Member { slot, name, null, omit }
}

static MEMBERS: Members<Slot> = Members {
    list: &[
        member(Slot::Created, "created", Null::Fine, Omit::Empty),
        member(Slot::Author, "author", Null::Fine, Omit::Empty),
        member(Slot::Architecture, "architecture", Null::Odd, Omit::Never),
        member(Slot::Os, "os", Null::Odd, Omit::Never),
        member(Slot::OsVersion, "os.version", Null::Fine, Omit::Empty),
        member(Slot::OsFeatures, "os.features", Null::Fine, Omit::Empty),
        member(Slot::Variant, "variant", Null::Fine, Omit::Empty),
        member(Slot::Config, "config", Null::Fine, Omit::Never),
        member(Slot::RootFs, "rootfs", Null::Refused, Omit::Never),
        member(Slot::History, "history", Null::Fine, Omit::Empty),
        member(Slot::Id, "id", Null::Fine, Omit::Empty),
        member(Slot::Parent, "parent", Null::Fine, Omit::Empty),
        member(Slot::Comment, "comment", Null::Fine, Omit::Empty),
        member(Slot::Container, "container", Null::Fine, Omit::Empty),
        member(Slot::ContainerConfig, "container_config", Null::Fine, Omit::Empty),
        member(Slot::DockerVersion, "docker_version", Null::Fine, Omit::Empty),
        member(Slot::Size, "Size", Null::Fine, Omit::Empty),
    ],
    others: &[],
    case: Case::Refused,
};

impl ImageConfig {
    /// A config of a platform, without layers.
    pub(super) fn new(os: &str, architecture: &str) -> Self {
        let mut config = Self::nothing(Layout::default());
        (config.os, config.architecture) = (os.into(), architecture.into());
        config.root_fs = RootFs::new(Vec::new());
        for slot in [Slot::Architecture, Slot::Os, Slot::Config, Slot::RootFs] {
            config.form.set(&MEMBERS, slot);
        }
        config
    }

    fn nothing(layout: Layout) -> Self {
        Self {
            created: None,
            author: Box::default(),
            architecture: Box::default(),
            os: Box::default(),
            os_version: Box::default(),
            os_features: Vec::new(),
            variant: Box::default(),
            run_config: Box::default(),
            root_fs: RootFs::default(),
            history: Vec::new(),
            docker: None,
            form: Form::default(),
            layout,
        }
    }

    /// When the image was made.
    pub fn created(&self) -> Option<&Timestamp> {
        self.created.as_ref()
    }

    /// Who made the image. Empty where none was written.
    pub fn author(&self) -> &str {
        &self.author
    }

    /// The architecture as Go names it: `amd64`. Empty where none was written.
    pub fn architecture(&self) -> &str {
        &self.architecture
    }

    /// The operating system as Go names it: `linux`. Empty where none was written.
    pub fn os(&self) -> &str {
        &self.os
    }

    /// The operating system's version. Empty where none was written.
    pub fn os_version(&self) -> &str {
        &self.os_version
    }

    /// What the operating system must have: `win32k`.
    pub fn os_features(&self) -> impl ExactSizeIterator<Item = &str> {
        self.os_features.iter().map(|feature| &**feature)
    }

    /// The variant of the CPU: `v8`. Empty where none was written.
    pub fn variant(&self) -> &str {
        &self.variant
    }

    /// The platform that the image is for, as written: where an index's entry has none, or to check the one it has.
    pub fn platform(&self) -> Platform {
        Platform::new(&self.os, &self.architecture)
            .with_variant(&self.variant)
            .with_os_version(&*self.os_version)
            .with_os_features(self.os_features())
    }

    /// How the image is run.
    pub fn run_config(&self) -> &RunConfig {
        &self.run_config
    }

    /// The layers when unpacked.
    pub fn root_fs(&self) -> &RootFs {
        &self.root_fs
    }

    /// The digests of the layers' uncompressed tar streams, the base first.
    pub fn diff_ids(&self) -> &[DiffId] {
        self.root_fs.diff_ids()
    }

    /// The chain ID of each layer with all that lie under it, the base first.
    pub fn chain_ids(&self) -> impl Iterator<Item = ChainId> {
        let mut below: Option<ChainId> = None;
        self.diff_ids().iter().map(move |diff_id| {
            let chain_id = match &below {
                None => ChainId::of_base(diff_id),
                Some(below) => below.with_layer(diff_id),
            };
            below = Some(chain_id.clone());
            chain_id
        })
    }

    /// How the image was made, the oldest step first.
    pub fn history(&self) -> &[History] {
        &self.history
    }

    /// Docker: the image's own ID, of old. Empty where none was written.
    pub fn docker_id(&self) -> &str {
        self.docker().map_or("", |docker| &docker.id)
    }

    /// Docker: the ID of the image that this one was built from. Empty where none was written.
    pub fn parent(&self) -> &str {
        self.docker().map_or("", |docker| &docker.parent)
    }

    /// Docker: what was said when the image was committed. Empty where nothing was written.
    pub fn comment(&self) -> &str {
        self.docker().map_or("", |docker| &docker.comment)
    }

    /// Docker: the ID of the container that the image was committed from. Empty where none was written.
    pub fn container(&self) -> &str {
        self.docker().map_or("", |docker| &docker.container)
    }

    /// Docker: how that container was run.
    pub fn container_config(&self) -> Option<&RunConfig> {
        self.docker().map(|docker| &docker.container_config)
    }

    /// Docker: the version that made the image. Empty where none was written.
    pub fn docker_version(&self) -> &str {
        self.docker().map_or("", |docker| &docker.version)
    }

    /// The members that neither OCI nor Docker specify (`moby.buildkit.cache.v0`): name and value as JSON text.
    pub fn unknown_members(&self) -> impl Iterator<Item = (&str, &str)> {
        self.form.unknown()
    }

    /// The same config with another time of making.
    #[must_use]
    pub fn with_created(mut self, created: Timestamp) -> Self {
        self.created = Some(created);
        self.form.set(&MEMBERS, Slot::Created);
        self
    }

    /// The same config with another author; an empty text takes the member away.
    #[must_use]
    pub fn with_author(mut self, author: &str) -> Self {
        self.author = author.into();
        self.form.put(&MEMBERS, Slot::Author, author.is_empty());
        self
    }

    /// The same config with another variant of the CPU; an empty text takes the member away.
    #[must_use]
    pub fn with_variant(mut self, variant: &str) -> Self {
        self.variant = variant.into();
        self.form.put(&MEMBERS, Slot::Variant, variant.is_empty());
        self
    }

    /// The same config with another version of the operating system; an empty text takes the member away.
    #[must_use]
    pub fn with_os_version(mut self, version: &str) -> Self {
        self.os_version = version.into();
        self.form.put(&MEMBERS, Slot::OsVersion, version.is_empty());
        self
    }

    /// The same config of another platform; what the platform leaves open is taken away.
    #[must_use]
    pub fn with_platform(mut self, platform: &Platform) -> Self {
        let old = self.platform();
        if old.os() != platform.os() {
            self.os = platform.os().into();
            self.form.set(&MEMBERS, Slot::Os);
        }
        if old.architecture() != platform.architecture() {
            self.architecture = platform.architecture().into();
            self.form.set(&MEMBERS, Slot::Architecture);
        }
        if old.os_features() != platform.os_features() {
            self.os_features = platform.os_features().iter().map(|text| (**text).into()).collect();
            self.form.put(&MEMBERS, Slot::OsFeatures, self.os_features.is_empty());
        }
        if old.variant() != platform.variant() {
            self = self.with_variant(platform.variant().unwrap_or_default());
        }
        if old.os_version() != platform.os_version() {
            self = self.with_os_version(platform.os_version().unwrap_or_default());
        }
        self
    }

    /// The same config of other layers, made by other steps.
    #[must_use]
    pub(crate) fn with_stack(mut self, diff_ids: Vec<DiffId>, history: Vec<History>) -> Self {
        self.root_fs = self.root_fs.with_diff_ids(diff_ids);
        self.form.put(&MEMBERS, Slot::History, history.is_empty());
        self.history = history;
        self
    }

    /// The same config, run in another way: `edit` is given how it is run now.
    #[must_use]
    pub fn with_run_config(mut self, edit: impl FnOnce(RunConfig) -> RunConfig) -> Self {
        *self.run_config = edit(core::mem::take(&mut *self.run_config));
        self.form.set(&MEMBERS, Slot::Config);
        self
    }

    /// The same config with another layer on top, and the step that made it.
    #[must_use]
    pub fn with_layer(mut self, diff_id: DiffId, history: History) -> Self {
        self.root_fs.push(diff_id);
        self.with_step(history.with_empty_layer(false))
    }

    /// The same config with another step that made no layer.
    #[must_use]
    pub fn with_empty_step(self, history: History) -> Self {
        self.with_step(history.with_empty_layer(true))
    }

    fn with_step(mut self, history: History) -> Self {
        self.history.push(history);
        self.form.set(&MEMBERS, Slot::History);
        self
    }

    fn docker(&self) -> Option<&Docker> {
        self.docker.as_deref()
    }
}

impl Reading for ImageConfig {
    fn read(reader: &mut Reader<'_>, content_type: Option<&MediaType>) -> Result<Self> {
        let mut config = Self::nothing(reader.layout());
        let start = reader.position();
        let mut history_at = start;
        let mut form = Form::default();
        reader.open_object()?;
        while let Some(slot) = reader.member(&MEMBERS, &mut form)? {
            match slot {
                Slot::Created => config.created = Some(values::timestamp(reader)?),
                Slot::Author => config.author = values::text(reader)?,
                Slot::Architecture => config.architecture = values::text(reader)?,
                Slot::Os => config.os = values::text(reader)?,
                Slot::OsVersion => config.os_version = values::text(reader)?,
                Slot::OsFeatures => config.os_features = values::texts(reader)?,
                Slot::Variant => config.variant = values::text(reader)?,
                Slot::Config => *config.run_config = RunConfig::read(reader)?,
                Slot::RootFs => config.root_fs = RootFs::read(reader)?,
                Slot::History => {
                    history_at = reader.position();
                    config.history.reserve(reader.room_for(160));
                    reader.elements(|reader| {
                        config.history.push(History::read(reader)?);
                        Ok(())
                    })?;
                }
                docker => read_docker(reader, docker, config.docker.get_or_insert_default())?,
            }
        }
        if !form.has(&MEMBERS, Slot::RootFs) {
            return Err(values::missing("rootfs", start));
        }
        values::agree(None, content_type, MediaTypeKind::Config)?;
        if config.architecture.is_empty() || config.os.is_empty() {
            reader.note(DocumentWarningKind::PlatformIncomplete, start);
        }
        let steps = config.history.iter().filter(|step| !step.is_empty_layer()).count();
        if steps != config.diff_ids().len() {
            reader.note(DocumentWarningKind::HistoryMismatch, history_at);
        }
        config.form = form;
        Ok(config)
    }

    fn write(&self, writer: &mut Writer) {
        writer.object(&MEMBERS, &self.form, |writer, slot| match slot {
            Slot::Created => writer.string(self.created.as_ref().map_or("", Timestamp::as_str)),
            Slot::Author => writer.string(&self.author),
            Slot::Architecture => writer.string(&self.architecture),
            Slot::Os => writer.string(&self.os),
            Slot::OsVersion => writer.string(&self.os_version),
            Slot::OsFeatures => writer.strings(&self.os_features),
            Slot::Variant => writer.string(&self.variant),
            Slot::Config => self.run_config.write(writer),
            Slot::RootFs => self.root_fs.write(writer),
            Slot::History => writer.array(&self.history, |writer, step| step.write(writer)),
            docker => {
                if let Some(members) = self.docker() {
                    write_docker(writer, docker, members);
                }
            }
        });
    }

    fn layout(&self) -> Layout {
        self.layout.clone()
    }

    fn told_media_type(&self) -> MediaType {
        MediaType::OCI_CONFIG
    }
}

fn read_docker(reader: &mut Reader<'_>, slot: Slot, docker: &mut Docker) -> Result<()> {
    match slot {
        Slot::Id => docker.id = values::text(reader)?,
        Slot::Parent => docker.parent = values::text(reader)?,
        Slot::Comment => docker.comment = values::text(reader)?,
        Slot::Container => docker.container = values::text(reader)?,
        Slot::ContainerConfig => docker.container_config = RunConfig::read(reader)?,
        Slot::DockerVersion => docker.version = values::text(reader)?,
        Slot::Size => docker.size = reader.integer()?,
        _ => drop(reader.skip()?),
    }
    Ok(())
}

fn write_docker(writer: &mut Writer, slot: Slot, docker: &Docker) {
    match slot {
        Slot::Id => writer.string(&docker.id),
        Slot::Parent => writer.string(&docker.parent),
        Slot::Comment => writer.string(&docker.comment),
        Slot::Container => writer.string(&docker.container),
        Slot::ContainerConfig => docker.container_config.write(writer),
        Slot::DockerVersion => writer.string(&docker.version),
        Slot::Size => writer.integer(docker.size),
        _ => {}
    }
}

impl_model!(ImageConfig);

impl Document<ImageConfig> {
    /// The image's ID: the digest of its config's exact bytes.
    pub fn image_id(&self) -> ImageId {
        ImageId::new(self.digest().clone())
    }
}
