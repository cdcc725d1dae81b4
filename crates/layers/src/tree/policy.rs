//! [`UnpackPolicy`]: whose reading of a layer, and the one table of what that changes.

use super::warning::TreeWarningKind;

/// Whose reading of a layer: the specification's, or that of a runtime where it does something else.
///
/// The specification's does not depend on the order of entries: a whiteout hides what lower layers have, wherever it
/// stands, and every path means itself. Real runtimes unpack in order, through the links that they find; what each
/// does otherwise is one row of a table, to be read with [`TreeWarningKind::differences`].
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

/// What a runtime does otherwise than the specification's rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Difference {
    /// Where it shows: the finding that is reported with it.
    pub finding: TreeWarningKind,
    /// Which runtime.
    pub policy: UnpackPolicy,
    /// What it does.
    pub behaviour: &'static str,
    /// Where that is known from.
    pub source: &'static str,
}

/// What a policy does at the places where policies differ.
#[derive(Clone, Copy, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "a row of a table: each column is a question with two answers"
)]
pub(super) struct Rules {
    /// A lower layer's symbolic link above a path is followed inside the root; otherwise a directory takes its place.
    /// A link of the same layer is followed by all.
    pub(super) follows_lower_links: bool,
    /// A whiteout removes what the same layer put under its name before.
    pub(super) whiteout_removes_earlier: bool,
    /// A whiteout fails when the same layer put something under its name before.
    pub(super) whiteout_fails_on_earlier: bool,
    /// A directory behind a whiteout of its name lets what lies below show through again.
    pub(super) directory_undoes_whiteout: bool,
    /// An opaque marker removes the implied directories that the same layer put there before.
    pub(super) opaque_removes_implied: bool,
    /// `.wh.` alone hides the directory it stands in.
    pub(super) bare_whiteout_hides_directory: bool,
    /// A hard link finds targets in lower layers.
    pub(super) links_to_lower: bool,
    /// An entry below something that is no directory replaces it.
    pub(super) replaces_parents: bool,
}

impl UnpackPolicy {
    /// Every policy.
    pub const ALL: [Self; 4] =
        [Self::Specification, Self::Containerd, Self::Umoci, Self::ContainersStorage];

    /// Its name, in kebab case.
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

pub(super) fn differences(finding: TreeWarningKind) -> impl Iterator<Item = &'static Difference> {
    TABLE.iter().filter(move |row| row.finding == finding)
}

const fn row(
    finding: TreeWarningKind,
    policy: UnpackPolicy,
    behaviour: &'static str,
    source: &'static str,
) -> Difference {
    Difference { finding, policy, behaviour, source }
}

/// Every known difference, with its source.
const TABLE: &[Difference] = {
    use TreeWarningKind as F;
    use UnpackPolicy::{Containerd, ContainersStorage, Umoci};
    const CONTAINERD: &str = "containerd pkg/archive/tar.go, applyNaive";
    const UMOCI: &str = "umoci oci/layer/tar_extract.go, UnpackEntry";
    const STORAGE: &str =
        "containers/storage pkg/archive/archive.go, Unpack; run on a kernel overlay";
    &[
        row(F::SymlinkedParent, Containerd, "follows the link inside the root", CONTAINERD),
        row(F::SymlinkedParent, Umoci, "follows the link inside the root", UMOCI),
        row(
            F::WhiteoutBesideEntry,
            Containerd,
            "removes the new entry too, when the whiteout comes behind it",
            CONTAINERD,
        ),
        row(
            F::WhiteoutBesideEntry,
            ContainersStorage,
            "fails when the whiteout comes behind the entry; before a directory, it is undone: what lies below shows \
             through",
            STORAGE,
        ),
        row(
            F::ImpliedInOpaque,
            Containerd,
            "removes the directory when the opaque marker comes behind it",
            CONTAINERD,
        ),
        row(F::BareWhiteout, Umoci, "0.4.7 removes the directory it stands in", UMOCI),
        row(F::NonDirectoryParent, Containerd, "fails", CONTAINERD),
        row(F::NonDirectoryParent, Umoci, "0.4.7 fails", UMOCI),
        row(F::NonDirectoryParent, ContainersStorage, "fails inside one layer", STORAGE),
        row(F::LinkToLower, ContainersStorage, "fails", STORAGE),
        row(F::LinkBeforeTarget, Containerd, "fails, or links what a lower layer has", CONTAINERD),
        row(F::LinkBeforeTarget, Umoci, "fails, or links what a lower layer has", UMOCI),
        row(F::LinkBeforeTarget, ContainersStorage, "fails", STORAGE),
    ]
};
