//! [`ImageConfig`]: an image's config.

use alloc::boxed::Box;
use alloc::vec::Vec;

use super::chain_ids::ChainIds;
use super::history::History;
use super::root_fs::RootFs;
use super::run_config::RunConfig;
use crate::digest::{DiffId, ImageId};
use crate::document::{
    Document, Reading, Timestamp, impl_model, model, order_of, remove, require, values,
};
use crate::json::{DocumentWarningKind, Layout, Reader, Result};
use crate::media_type::{MediaType, MediaTypeKind};
use crate::platform::Platform;

model! {
    /// An image's config: its platform, how to run it, its unpacked layers, its history.
    ///
    /// It has the members that OCI specifies and those that Docker and `BuildKit` write in addition. Absence is `None`, for
    /// members that are absent or `null`: an empty string was written as one. `Eq` compares content and ignores member
    /// order and spacing; compare bytes through [`Document`].
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
    /// assert_eq!(config.run_config().env("A"), Some("1"));
    /// assert_eq!(config.unknown_members().next(), Some(("\"moby.buildkit.cache.v0\"", "\"e30=\"")));
    ///
    /// let new = ImageConfig::new(&"linux/amd64".parse()?).with_run_config(|run| run.with_cmd(["sh"]));
    /// assert!(new.to_bytes().starts_with(br#"{"architecture":"amd64","os":"linux","config":{"Cmd":["sh"]}"#));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ImageConfig { layout: Layout, }
    TABLE Slot, "an image config", Reject, "neither OCI nor Docker specify", blank nothing;

    created(with_created, without_created): optional<Timestamp>, "created" Allow Yes, "the time of the build";
    author(with_author, without_author): text, "author" Allow Yes, "the author";
    architecture(with_architecture, without_architecture): text, "architecture" Warn No,
        "the architecture as Go names it, such as `amd64`";
    os(with_os, without_os): text, "os" Warn No, "the operating system as Go names it, such as `linux`";
    os_version(with_os_version, without_os_version): text, "os.version" Allow Yes,
        "the version of the operating system";
    os_features(with_os_features, without_os_features): list, "os.features" Allow Yes,
        "the features of the operating system that the image needs, such as `win32k`";
    variant(with_variant, without_variant): text, "variant" Allow Yes, "the variant of the CPU, such as `v8`";
    run_config: plain<Box<RunConfig>>, "config" Allow No;
    root_fs(with_root_fs): required<RootFs>, "rootfs" Warn No, "the unpacked layers";
    history(with_history, without_history): items<History>, "history" Allow Yes,
        "the steps of the build, oldest first";
    docker_id(with_docker_id, without_docker_id): text, "id" Allow Yes, "Docker's legacy image ID";
    parent(with_parent, without_parent): text, "parent" Allow Yes,
        "Docker's ID of the image that this one was built from";
    comment(with_comment, without_comment): text, "comment" Allow Yes, "Docker's commit message";
    container(with_container, without_container): text, "container" Allow Yes,
        "Docker's ID of the container that the image was committed from";
    container_config(with_container_config, without_container_config): object<RunConfig>,
        "container_config" Allow Yes, "Docker's config of that container";
    docker_version(with_docker_version, without_docker_version): text, "docker_version" Allow Yes,
        "the version of Docker that built the image";
    docker_size(with_docker_size, without_docker_size): number, "Size" Allow Yes,
        "Docker's size of the image's top layer in bytes, which is stale in most configs";
}

impl ImageConfig {
    /// Creates a config for a platform, without layers.
    pub fn new(platform: &Platform) -> Self {
        let slots = [Slot::architecture, Slot::os, Slot::run_config, Slot::root_fs];
        let mut config = Self::nothing();
        config.root_fs = RootFs::new([]);
        config.order = order_of(&slots);
        config.os = Some(platform.os().into());
        config.architecture = Some(platform.architecture().into());
        config.with_platform(platform)
    }

    /// Returns the image's platform, verbatim; what is absent is empty.
    pub fn platform(&self) -> Platform {
        Platform::new(self.os().unwrap_or_default(), self.architecture().unwrap_or_default())
            .with_variant(self.variant().unwrap_or_default())
            .with_os_version(self.os_version().unwrap_or_default())
            .with_os_features(self.os_features())
    }

    /// Sets the members of the platform; those that it leaves open are removed.
    #[must_use]
    pub fn with_platform(mut self, platform: &Platform) -> Self {
        let old = self.platform();
        if old.os() != platform.os() {
            self = self.with_os(platform.os());
        }
        if old.architecture() != platform.architecture() {
            self = self.with_architecture(platform.architecture());
        }
        if old.os_features() != platform.os_features() {
            self = self.with_os_features(platform.os_features());
        }
        if old.variant() != platform.variant() {
            self = self.with_variant(platform.variant().unwrap_or_default());
        }
        if old.os_version() != platform.os_version() {
            self = self.with_os_version(platform.os_version().unwrap_or_default());
        }
        self
    }

    /// Returns how to run the image.
    pub fn run_config(&self) -> &RunConfig {
        &self.run_config
    }

    /// Edits how to run the image: `edit` receives the present run config and returns the new one.
    #[must_use]
    pub fn with_run_config(mut self, edit: impl FnOnce(RunConfig) -> RunConfig) -> Self {
        *self.run_config = edit(core::mem::take(&mut *self.run_config));
        self.order.set(Slot::run_config);
        self
    }

    /// Removes `config`: how to run the image.
    #[must_use]
    pub fn without_run_config(mut self) -> Self {
        remove((&mut self.order, Slot::run_config), &mut self.run_config);
        self
    }

    /// Returns the digests of the layers' uncompressed tar streams, base first.
    pub fn diff_ids(&self) -> &[DiffId] {
        self.root_fs.diff_ids()
    }

    /// Returns the chain ID of each layer and all below it, base first.
    pub fn chain_ids(&self) -> ChainIds<'_> {
        ChainIds { diff_ids: self.diff_ids().iter(), below: None }
    }

    /// Adds a layer on top, and the step that made it.
    #[must_use]
    pub fn with_layer(mut self, diff_id: DiffId, step: History) -> Self {
        let mut diff_ids = core::mem::take(&mut self.root_fs.diff_ids);
        diff_ids.push(diff_id);
        self.with_diff_ids(diff_ids).with_step(step.with_empty_layer(false))
    }

    /// Adds a step that made no layer.
    #[must_use]
    pub fn with_empty_step(self, step: History) -> Self {
        self.with_step(step.with_empty_layer(true))
    }

    fn with_step(mut self, step: History) -> Self {
        self.history.push(step);
        self.order.set(Slot::history);
        self
    }

    fn with_diff_ids(mut self, diff_ids: Vec<DiffId>) -> Self {
        let root_fs = core::mem::take(&mut self.root_fs).or_new(diff_ids);
        self.with_root_fs(root_fs)
    }

    /// Sets the layers and the history.
    #[must_use]
    pub fn with_layers(self, diff_ids: Vec<DiffId>, history: Vec<History>) -> Self {
        self.with_diff_ids(diff_ids).with_history(history)
    }
}

impl Reading for ImageConfig {
    fn read(reader: &mut Reader<'_>, content_type: Option<&MediaType>) -> Result<Self> {
        let mut config = Self { layout: reader.layout(), ..Self::nothing() };
        let start = reader.position();
        let mut history_at = start;
        config.order = reader.object(&TABLE, &mut |reader, slot| {
            if slot == Slot::history {
                history_at = reader.position();
            }
            config.read_member(reader, slot)
        })?;
        require(&TABLE, &config.order, &[Slot::root_fs], start)?;
        values::check_media_type(None, content_type, MediaTypeKind::Config)?;
        values::check_platform(reader, &config.platform(), start);
        let steps = config.history.iter().filter(|step| !step.is_empty_layer()).count();
        if steps != config.diff_ids().len() {
            reader.note(DocumentWarningKind::HistoryMismatch, history_at);
        }
        Ok(config)
    }

    crate::document::layout_and_members!();

    fn inferred_media_type(&self) -> MediaType {
        MediaType::OCI_CONFIG
    }
}

impl_model!(ImageConfig);

impl Document<ImageConfig> {
    /// Returns the image's ID: the digest of its config's exact bytes.
    pub fn image_id(&self) -> ImageId {
        ImageId::new(self.digest().clone())
    }
}
