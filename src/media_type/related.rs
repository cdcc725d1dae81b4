//! From one media type to another: Docker's and OCI's, another compression.

use alloc::format;

use super::model::MediaType;
use super::table::{Compression, Family, MediaTypeKind};

impl MediaType {
    /// The same thing as Docker names it; `None` where Docker has no name for it (zstd, encrypted, unknown).
    ///
    /// Source: containers/image, `internal/image/oci.go`, which refuses zstd though containerd has a name for it.
    pub fn to_docker(&self) -> Option<Self> {
        match self.family() {
            _ if self.compression() == Some(Compression::Zstd) || self.is_encrypted() => None,
            Family::Docker if self.kind() != MediaTypeKind::Unknown => Some(self.clone()),
            _ => self.other_family().map(Self::new),
        }
    }

    /// The same thing as OCI names it; `None` where OCI has no name for it (schema 1, unknown).
    ///
    /// Source: containers/image, `internal/image/docker_schema2.go`; Docker's zstd layers as containerd names them.
    pub fn to_oci(&self) -> Option<Self> {
        match self.family() {
            _ if self.is_encrypted() => None,
            Family::Oci if self.kind() != MediaTypeKind::Unknown => Some(self.clone()),
            _ => self.other_family().map(Self::new),
        }
    }

    /// The type of the same layer in another compression; `None` where the family has no such type, for encrypted
    /// layers, and for all that is no layer.
    ///
    /// Docker has no zstd here, as in containers/image.
    pub fn with_compression(&self, compression: Compression) -> Option<Self> {
        if self.kind() != MediaTypeKind::Layer || self.is_encrypted() {
            return None;
        }
        let base = match (self.family(), self.is_distributable()) {
            (Family::Oci, true) => "application/vnd.oci.image.layer.v1.tar",
            (Family::Oci, false) => "application/vnd.oci.image.layer.nondistributable.v1.tar",
            (Family::Docker, true) => "application/vnd.docker.image.rootfs.diff.tar",
            (Family::Docker, false) => "application/vnd.docker.image.rootfs.foreign.diff.tar",
            (Family::Other, _) => return None,
        };
        match (compression, self.family()) {
            (Compression::None, _) => Some(Self::new(base)),
            (Compression::Gzip, Family::Oci) => Some(Self::new(&format!("{base}+gzip"))),
            (Compression::Zstd, Family::Oci) => Some(Self::new(&format!("{base}+zstd"))),
            (Compression::Gzip, _) => Some(Self::new(&format!("{base}.gzip"))),
            _ => None,
        }
    }
}
