//! [`UnpackPolicy`]: the specification's or a runtime's way to unpack a layer.

/// How a layer is unpacked: by the specification's rule, or as a runtime does where it differs.
///
/// The specification's rule does not depend on the order of entries: a whiteout hides what lower layers have, wherever
/// it comes, and paths are not resolved. Runtimes unpack in order, through the links that they find.
/// [`TreeWarningKind::differences`](super::TreeWarningKind::differences) lists what each does differently.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum UnpackPolicy {
    /// OCI image specification 1.1, layer.md.
    #[default]
    Specification,
    /// containerd, which unpacks onto the merged view.
    Containerd,
    /// umoci 0.4.7, which unpacks onto the merged view.
    Umoci,
    /// containers/storage on overlayfs (Podman, CRI-O, Buildah), which unpacks each layer by itself; so does Docker's
    /// `overlay2`.
    ContainersStorage,
}

/// What a policy does at the places where policies differ.
#[derive(Clone, Copy, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "a row of a table: each column is a question with two answers"
)]
pub(super) struct Rules {
    /// A lower layer's symbolic link in a parent path is followed inside the root; otherwise a directory replaces it.
    /// All follow a link of the same layer.
    pub(super) follows_lower_links: bool,
    /// A whiteout removes what the same layer put under its name before.
    pub(super) whiteout_removes_earlier: bool,
    /// A whiteout fails when the same layer put something under its name before.
    pub(super) whiteout_fails_on_earlier: bool,
    /// A directory after a whiteout of its name undoes the whiteout.
    pub(super) directory_undoes_whiteout: bool,
    /// An opaque marker removes the implied directories that the same layer put there before.
    pub(super) opaque_removes_implied: bool,
    /// `.wh.` alone hides its directory.
    pub(super) bare_whiteout_hides_directory: bool,
    /// A hard link finds targets in lower layers.
    pub(super) links_to_lower: bool,
    /// An entry below something that is not a directory replaces that.
    pub(super) replaces_parents: bool,
}

impl UnpackPolicy {
    /// Every policy.
    pub const ALL: [Self; 4] =
        [Self::Specification, Self::Containerd, Self::Umoci, Self::ContainersStorage];

    /// Returns its name in kebab case.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Specification => "specification",
            Self::Containerd => "containerd",
            Self::Umoci => "umoci",
            Self::ContainersStorage => "containers-storage",
        }
    }

    pub(super) const fn rules(self) -> Rules {
        const SPECIFICATION: Rules = Rules {
            follows_lower_links: false,
            whiteout_removes_earlier: false,
            whiteout_fails_on_earlier: false,
            directory_undoes_whiteout: false,
            opaque_removes_implied: false,
            bare_whiteout_hides_directory: false,
            links_to_lower: true,
            replaces_parents: true,
        };
        match self {
            Self::Specification => SPECIFICATION,
            Self::Containerd => Rules {
                follows_lower_links: true,
                whiteout_removes_earlier: true,
                opaque_removes_implied: true,
                replaces_parents: false,
                ..SPECIFICATION
            },
            Self::Umoci => Rules {
                follows_lower_links: true,
                bare_whiteout_hides_directory: true,
                replaces_parents: false,
                ..SPECIFICATION
            },
            Self::ContainersStorage => Rules {
                whiteout_fails_on_earlier: true,
                directory_undoes_whiteout: true,
                links_to_lower: false,
                replaces_parents: false,
                ..SPECIFICATION
            },
        }
    }
}
