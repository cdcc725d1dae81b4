//! [`ImageConfig`]: an image's config.

use alloc::boxed::Box;
use alloc::vec::Vec;

use super::chain_ids::ChainIds;
use super::history::History;
use super::root_fs::RootFs;
use super::run_config::RunConfig;
use crate::digest::{DiffId, ImageId};
use crate::document::{
    Document, Reading, StringList, Strings, Timestamp, UnknownMembers, impl_model, values,
};
use crate::json::{DocumentWarningKind, Layout, MemberOrder, Reader, Result, Writer, members};
use crate::media_type::{MediaType, MediaTypeKind};
use crate::platform::Platform;

/// An image's config: its platform, how to run it, its unpacked layers, its history.
///
/// It has the members that OCI specifies and those that Docker and `BuildKit` write in addition. Absence is `None`, for
/// members that are absent or `null`: an empty string was written as one. `Eq` compares content and ignores member order
/// and spacing; compare bytes through [`Document`].
///
/// Source: image-spec 1.1, config.md; moby `image.Image`.
///
/// ```
/// use imageref::config::ImageConfig;
///
/// let config = ImageConfig::from_slice(br#"{"architecture":"arm64","os":"linux","config":{"Env":["A=1"],"Cmd":null},
///   "rootfs":{"type":"layers","diff_ids":[]},"moby.buildkit.cache.v0":"e30="}"#)?;
/// assert_eq!(config.architecture(), Some("arm64"));
/// assert_eq!(config.author(), None);
/// assert_eq!(config.run_config().env_var("A"), Some("1"));
/// assert_eq!(config.unknown_members().next(), Some(("\"moby.buildkit.cache.v0\"", "\"e30=\"")));
///
/// let new = ImageConfig::new(&"linux/amd64".parse()?).with_run_config(|run| run.with_cmd(&["sh"]));
/// assert!(new.to_bytes().starts_with(br#"{"architecture":"amd64","os":"linux","config":{"Cmd":["sh"]}"#));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageConfig {
    pub(super) created: Option<Timestamp>,
    pub(super) author: Option<Box<str>>,
    pub(super) architecture: Option<Box<str>>,
    pub(super) os: Option<Box<str>>,
    pub(super) os_version: Option<Box<str>>,
    pub(super) os_features: StringList,
    pub(super) variant: Option<Box<str>>,
    pub(super) run_config: Box<RunConfig>,
    pub(super) root_fs: RootFs,
    pub(super) history: Vec<History>,
    docker: Option<Box<Docker>>,
    pub(super) order: MemberOrder,
    layout: Layout,
}

/// What Docker writes in addition to OCI's members.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Docker {
    id: Option<Box<str>>,
    parent: Option<Box<str>>,
    comment: Option<Box<str>>,
    container: Option<Box<str>>,
    container_config: Option<RunConfig>,
    version: Option<Box<str>>,
    size: Option<i64>,
}

members! {
    MEMBERS: pub(super) Slot, "an image config", Reject;
    Created "created" Allow Yes,
    Author "author" Allow Yes,
    Architecture "architecture" Warn No,
    Os "os" Warn No,
    OsVersion "os.version" Allow Yes,
    OsFeatures "os.features" Allow Yes,
    Variant "variant" Allow Yes,
    Config "config" Allow No,
    RootFs "rootfs" Warn No,
    History "history" Allow Yes,
    Id "id" Allow Yes,
    Parent "parent" Allow Yes,
    Comment "comment" Allow Yes,
    Container "container" Allow Yes,
    ContainerConfig "container_config" Allow Yes,
    DockerVersion "docker_version" Allow Yes,
    Size "Size" Allow Yes,
}

impl ImageConfig {
    /// A new config for a platform, without layers.
    pub fn new(platform: &Platform) -> Self {
        let mut config = Self::nothing(Layout::default());
        config.root_fs = RootFs::new(Vec::new());
        for slot in [Slot::Architecture, Slot::Os, Slot::Config, Slot::RootFs] {
            config.order.set(&MEMBERS, slot);
        }
        config.os = Some(platform.os().into());
        config.architecture = Some(platform.architecture().into());
        config.with_platform(platform)
    }

    fn nothing(layout: Layout) -> Self {
        Self {
            created: None,
            author: None,
            architecture: None,
            os: None,
            os_version: None,
            os_features: StringList::default(),
            variant: None,
            run_config: Box::default(),
            root_fs: RootFs::default(),
            history: Vec::new(),
            docker: None,
            order: MemberOrder::default(),
            layout,
        }
    }

    /// The time of the build.
    pub fn created(&self) -> Option<&Timestamp> {
        self.created.as_ref()
    }

    /// The author, if present.
    pub fn author(&self) -> Option<&str> {
        self.author.as_deref()
    }

    /// The architecture as Go names it, if present: `amd64`.
    pub fn architecture(&self) -> Option<&str> {
        self.architecture.as_deref()
    }

    /// The operating system as Go names it, if present: `linux`.
    pub fn os(&self) -> Option<&str> {
        self.os.as_deref()
    }

    /// The operating system's version, if present.
    pub fn os_version(&self) -> Option<&str> {
        self.os_version.as_deref()
    }

    /// The features of the operating system that the image needs: `win32k`.
    pub fn os_features(&self) -> Strings<'_> {
        self.os_features.iter()
    }

    /// The variant of the CPU, if present: `v8`.
    pub fn variant(&self) -> Option<&str> {
        self.variant.as_deref()
    }

    /// The image's platform, verbatim; what is absent is empty.
    pub fn platform(&self) -> Platform {
        Platform::new(self.os().unwrap_or_default(), self.architecture().unwrap_or_default())
            .with_variant(self.variant().unwrap_or_default())
            .with_os_version(self.os_version().unwrap_or_default())
            .with_os_features(self.os_features())
    }

    /// How to run the image.
    pub fn run_config(&self) -> &RunConfig {
        &self.run_config
    }

    /// The unpacked layers.
    pub fn root_fs(&self) -> &RootFs {
        &self.root_fs
    }

    /// The digests of the layers' uncompressed tar streams, base first.
    pub fn diff_ids(&self) -> &[DiffId] {
        self.root_fs.diff_ids()
    }

    /// The chain ID of each layer and all below it, base first.
    pub fn chain_ids(&self) -> ChainIds<'_> {
        ChainIds { diff_ids: self.diff_ids().iter(), below: None }
    }

    /// The steps of the build, oldest first.
    pub fn history(&self) -> &[History] {
        &self.history
    }

    /// Docker's legacy image ID, if present.
    pub fn docker_id(&self) -> Option<&str> {
        self.docker()?.id.as_deref()
    }

    /// Docker's ID of the image that this one was built from, if present.
    pub fn parent(&self) -> Option<&str> {
        self.docker()?.parent.as_deref()
    }

    /// Docker's commit message, if present.
    pub fn comment(&self) -> Option<&str> {
        self.docker()?.comment.as_deref()
    }

    /// Docker's ID of the container that the image was committed from, if present.
    pub fn container(&self) -> Option<&str> {
        self.docker()?.container.as_deref()
    }

    /// Docker's config of that container, if present.
    pub fn container_config(&self) -> Option<&RunConfig> {
        self.docker()?.container_config.as_ref()
    }

    /// The version of Docker that built the image, if present.
    pub fn docker_version(&self) -> Option<&str> {
        self.docker()?.version.as_deref()
    }

    /// The members that neither OCI nor Docker specify, such as `moby.buildkit.cache.v0`: name and value as JSON.
    pub fn unknown_members(&self) -> UnknownMembers<'_> {
        self.order.unknown()
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
        let mut order = MemberOrder::default();
        reader.open_object()?;
        while let Some(slot) = reader.member(&MEMBERS, &mut order)? {
            match slot {
                Slot::Created => config.created = Some(values::timestamp(reader)?),
                Slot::Author => config.author = Some(values::text(reader)?),
                Slot::Architecture => config.architecture = Some(values::text(reader)?),
                Slot::Os => config.os = Some(values::text(reader)?),
                Slot::OsVersion => config.os_version = Some(values::text(reader)?),
                Slot::OsFeatures => config.os_features = StringList::read(reader)?,
                Slot::Variant => config.variant = Some(values::text(reader)?),
                Slot::Config => *config.run_config = RunConfig::read(reader)?,
                Slot::RootFs => config.root_fs = RootFs::read(reader)?,
                Slot::History => {
                    history_at = reader.position();
                    config.history.reserve(reader.capacity_hint(160));
                    reader.elements(|reader| {
                        config.history.push(History::read(reader)?);
                        Ok(())
                    })?;
                }
                docker => read_docker(reader, docker, config.docker.get_or_insert_default())?,
            }
        }
        if !order.has(&MEMBERS, Slot::RootFs) {
            return Err(values::missing("rootfs", start));
        }
        values::check_media_type(None, content_type, MediaTypeKind::Config)?;
        values::check_platform(reader, &config.platform(), start);
        let steps = config.history.iter().filter(|step| !step.is_empty_layer()).count();
        if steps != config.diff_ids().len() {
            reader.note(DocumentWarningKind::HistoryMismatch, history_at);
        }
        config.order = order;
        Ok(config)
    }

    fn write(&self, writer: &mut Writer) {
        writer.object(&MEMBERS, &self.order, |writer, slot| match slot {
            Slot::Created => writer.string(self.created.as_ref().map_or("", Timestamp::as_str)),
            Slot::Author => writer.string(self.author().unwrap_or_default()),
            Slot::Architecture => writer.string(self.architecture().unwrap_or_default()),
            Slot::Os => writer.string(self.os().unwrap_or_default()),
            Slot::OsVersion => writer.string(self.os_version().unwrap_or_default()),
            Slot::OsFeatures => self.os_features.write(writer),
            Slot::Variant => writer.string(self.variant().unwrap_or_default()),
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

    fn inferred_media_type(&self) -> MediaType {
        MediaType::OCI_CONFIG
    }
}

fn read_docker(reader: &mut Reader<'_>, slot: Slot, docker: &mut Docker) -> Result<()> {
    match slot {
        Slot::Id => docker.id = Some(values::text(reader)?),
        Slot::Parent => docker.parent = Some(values::text(reader)?),
        Slot::Comment => docker.comment = Some(values::text(reader)?),
        Slot::Container => docker.container = Some(values::text(reader)?),
        Slot::ContainerConfig => docker.container_config = Some(RunConfig::read(reader)?),
        Slot::DockerVersion => docker.version = Some(values::text(reader)?),
        Slot::Size => docker.size = Some(reader.integer()?),
        _ => drop(reader.skip()?),
    }
    Ok(())
}

fn write_docker(writer: &mut Writer, slot: Slot, docker: &Docker) {
    let string = match slot {
        Slot::Id => &docker.id,
        Slot::Parent => &docker.parent,
        Slot::Comment => &docker.comment,
        Slot::Container => &docker.container,
        Slot::DockerVersion => &docker.version,
        Slot::Size => return writer.integer(docker.size.unwrap_or_default()),
        _ => match &docker.container_config {
            Some(config) => return config.write(writer),
            None => &None,
        },
    };
    writer.string(string.as_deref().unwrap_or_default());
}

impl_model!(ImageConfig);

impl Document<ImageConfig> {
    /// The image's ID: the digest of its config's exact bytes.
    pub fn image_id(&self) -> ImageId {
        ImageId::new(self.digest().clone())
    }
}
