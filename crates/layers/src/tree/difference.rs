//! [`Difference`]: where runtimes unpack a layer differently, one row for each.

use super::policy::UnpackPolicy;
use super::warning::TreeWarningKind;

/// A difference between a runtime and the specification's rule.
///
/// ```
/// use imageref_layers::{Difference, TreeWarningKind, UnpackPolicy};
///
/// /// What a runtime does where the specification says something else.
/// fn behaviour(warning: TreeWarningKind, policy: UnpackPolicy) -> Option<&'static Difference> {
///     warning.differences().find(|difference| difference.policy == policy)
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Difference {
    /// The warning that is reported with it.
    pub warning: TreeWarningKind,
    /// The runtime.
    pub policy: UnpackPolicy,
    /// What it does.
    pub behaviour: &'static str,
    /// The runtime's source file, or how it was observed.
    pub source: &'static str,
}

impl TreeWarningKind {
    /// Returns what runtimes do differently where this warning is reported.
    pub fn differences(self) -> impl Iterator<Item = &'static Difference> {
        TABLE.iter().filter(move |row| row.warning == self)
    }
}

const fn row(
    warning: TreeWarningKind,
    policy: UnpackPolicy,
    behaviour: &'static str,
    source: &'static str,
) -> Difference {
    Difference { warning, policy, behaviour, source }
}

/// The known differences.
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
            "removes the new entry too, when the whiteout comes after it",
            CONTAINERD,
        ),
        row(
            F::WhiteoutBesideEntry,
            ContainersStorage,
            "fails when the whiteout comes after the entry; a directory after the whiteout undoes it",
            STORAGE,
        ),
        row(
            F::ImpliedInOpaque,
            Containerd,
            "removes the directory when the opaque marker comes after it",
            CONTAINERD,
        ),
        row(F::BareWhiteout, Umoci, "0.4.7 removes its directory", UMOCI),
        row(F::NonDirectoryParent, Containerd, "fails", CONTAINERD),
        row(F::NonDirectoryParent, Umoci, "0.4.7 fails", UMOCI),
        row(F::NonDirectoryParent, ContainersStorage, "fails inside one layer", STORAGE),
        row(F::LinkToLower, ContainersStorage, "fails", STORAGE),
        row(F::LinkBeforeTarget, Containerd, "fails, or links what a lower layer has", CONTAINERD),
        row(F::LinkBeforeTarget, Umoci, "fails, or links what a lower layer has", UMOCI),
        row(F::LinkBeforeTarget, ContainersStorage, "fails", STORAGE),
    ]
};
