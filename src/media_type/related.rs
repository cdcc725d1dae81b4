//! Related media types: Docker's and OCI's, and other compressions.

use alloc::format;

use super::model::MediaType;
use super::table::{Compression, Family, MediaTypeKind};

impl MediaType {
    /// Docker's type for the same content; `None` if there is none (zstd, encrypted, unknown).
    ///
    /// Source: containers/image, `internal/image/oci.go`, which rejects zstd, although containerd has a type for it.
    pub fn to_docker(&self) -> Option<Self> {
        match self.family() {
            _ if self.compression() == Some(Compression::Zstd) || self.is_encrypted() => None,
            Family::Docker if self.kind() != MediaTypeKind::Unknown => Some(self.clone()),
            _ => self.other_family().map(Self::new),
        }
    }

    /// OCI's type for the same content; `None` if there is none (schema 1, unknown).
    ///
    /// Source: containers/image, `internal/image/docker_schema2.go`; containerd's types for Docker's zstd layers.
    pub fn to_oci(&self) -> Option<Self> {
        match self.family() {
            _ if self.is_encrypted() => None,
            Family::Oci if self.kind() != MediaTypeKind::Unknown => Some(self.clone()),
            _ => self.other_family().map(Self::new),
        }
    }

    /// The type of the same layer with another compression; `None` if the family has none, for encrypted layers, and for
    /// anything but layers.
    ///
    /// As in containers/image, Docker has no zstd.
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
