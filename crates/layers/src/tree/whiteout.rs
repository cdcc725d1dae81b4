//! How a layer says that something below is gone: in names or in overlayfs's devices.

use super::entry::{Device, EntryKind, Xattrs};
use super::error::TreeErrorKind;
use super::path;

/// How a layer writes whiteouts and opaque directories.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum WhiteoutFormat {
    /// In names, as images have them: `.wh.NAME`, and `.wh..wh..opq` in an opaque directory.
    ///
    /// **Source** OCI image specification 1.1, layer.md, "Whiteouts"; AUFS.
    #[default]
    Oci,
    /// In the file system, as a layer unpacked for overlayfs has them: a character device 0/0, and the extended
    /// attribute `trusted.overlay.opaque` (or `user.overlay.opaque`) with the value `y`. An empty file with
    /// `overlay.whiteout` is read as a whiteout too.
    ///
    /// **Source** Linux, Documentation/filesystems/overlayfs.rst, "whiteouts and opaque directories".
    Overlayfs,
}

/// What comes before the name of what is gone.
pub(super) const PREFIX: &[u8] = b".wh.";
/// The file that makes its directory opaque.
pub(super) const OPAQUE: &[u8] = b".wh..wh..opq";
/// What AUFS's own files start with.
const AUFS: &[u8] = b".wh..wh.";
/// The attribute that makes a directory opaque.
pub(super) const OPAQUE_XATTR: &[u8] = b"trusted.overlay.opaque";

/// What an entry means for the layers below.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark<'a> {
    /// Nothing: it is what it is.
    Entry,
    /// A directory that is opaque.
    OpaqueEntry,
    /// The directory at this path is opaque.
    Opaque(&'a [u8]),
    /// In the directory at this path, this name is gone.
    Whiteout(&'a [u8], &'a [u8]),
    /// A whiteout of nothing, in the directory at this path.
    Bare(&'a [u8]),
    /// AUFS's own file.
    Aufs,
}

impl WhiteoutFormat {
    pub(super) fn read<'a>(
        self,
        path: &'a [u8],
        kind: &EntryKind,
        xattrs: &Xattrs,
    ) -> Result<Mark<'a>, TreeErrorKind> {
        match self {
            Self::Oci => in_names(path),
            Self::Overlayfs => in_devices(path, kind, xattrs),
        }
    }
}

fn in_names(path: &[u8]) -> Result<Mark<'_>, TreeErrorKind> {
    let Some((directory, name)) = path::split_last(path) else { return Ok(Mark::Entry) };
    if let Some(name) = path::names(directory).find(|name| name.starts_with(PREFIX)) {
        let aufs = name.starts_with(AUFS);
        return if aufs { Ok(Mark::Aufs) } else { Err(TreeErrorKind::ReservedName) };
    }
    if name == OPAQUE {
        return Ok(Mark::Opaque(directory));
    }
    if name.starts_with(AUFS) {
        return Ok(Mark::Aufs);
    }
    match name.strip_prefix(PREFIX) {
        None => Ok(Mark::Entry),
        Some(b"") => Ok(Mark::Bare(directory)),
        Some(b"." | b"..") => Err(TreeErrorKind::WhiteoutOfDots),
        Some(gone) => Ok(Mark::Whiteout(directory, gone)),
    }
}

fn in_devices<'a>(
    path: &'a [u8],
    kind: &EntryKind,
    xattrs: &Xattrs,
) -> Result<Mark<'a>, TreeErrorKind> {
    if let Some(xattr) = xattrs
        .keys()
        .find(|name| matches!(overlay_attribute(name), Some(b"redirect" | b"metacopy")))
    {
        return Err(TreeErrorKind::OverlayRedirect { xattr: xattr.clone() });
    }
    let says = |wanted: &[u8], value: &[u8]| {
        xattrs.iter().any(|(n, v)| overlay_attribute(n) == Some(wanted) && v.starts_with(value))
    };
    let gone = match kind {
        EntryKind::CharDevice(Device { major: 0, minor: 0 }) => true,
        EntryKind::File { size: 0 } => says(b"whiteout", b""),
        _ => false,
    };
    Ok(match path::split_last(path) {
        Some((directory, name)) if gone => Mark::Whiteout(directory, name),
        _ if *kind == EntryKind::Directory && says(b"opaque", b"y") => Mark::OpaqueEntry,
        _ => Mark::Entry,
    })
}

/// The last part of one of overlayfs's own attributes.
pub(super) fn overlay_attribute(name: &[u8]) -> Option<&[u8]> {
    name.strip_prefix(b"trusted.overlay.").or_else(|| name.strip_prefix(b"user.overlay."))
}
