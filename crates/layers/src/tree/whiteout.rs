//! Whiteouts: as names, or as devices of overlayfs.

use super::entry::{Device, EntryKind, Xattrs};
use super::error::TreeErrorKind;
use super::path;

/// The format of whiteouts and opaque directories in a layer.
///
/// ```
/// use imageref_layers::WhiteoutFormat;
///
/// assert_eq!(WhiteoutFormat::default(), WhiteoutFormat::Oci);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum WhiteoutFormat {
    /// Names, as in images: `.wh.NAME`, and `.wh..wh..opq` in an opaque directory.
    ///
    /// Source: OCI image specification 1.1, layer.md, "Whiteouts"; AUFS.
    #[default]
    Oci,
    /// Devices, as in a layer unpacked for overlayfs: a character device 0/0, and the extended attribute
    /// `trusted.overlay.opaque` (or `user.overlay.opaque`) with the value `y`. An empty file with
    /// `overlay.whiteout` is read as a whiteout too.
    ///
    /// Source: Linux, Documentation/filesystems/overlayfs.rst, "whiteouts and opaque directories".
    Overlayfs,
}

/// The prefix of the name that a whiteout hides.
pub(super) const PREFIX: &[u8] = b".wh.";
/// The file that makes its directory opaque.
pub(super) const OPAQUE: &[u8] = b".wh..wh..opq";
/// The prefix of AUFS's own files.
const AUFS: &[u8] = b".wh..wh.";
/// The attribute that makes a directory opaque.
pub(super) const OPAQUE_XATTR: &[u8] = b"trusted.overlay.opaque";

/// What an entry hides of the lower layers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark<'a> {
    /// Nothing: an ordinary entry.
    Entry,
    /// All that the directory has below: an opaque directory.
    OpaqueEntry,
    /// The directory at this path is opaque.
    Opaque(&'a [u8]),
    /// This name in the directory at this path.
    Whiteout(&'a [u8], &'a [u8]),
    /// A whiteout without a name, in the directory at this path.
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
    let has = |wanted: &[u8], value: &[u8]| {
        xattrs.iter().any(|(n, v)| overlay_attribute(n) == Some(wanted) && v.starts_with(value))
    };
    let gone = match kind {
        EntryKind::CharDevice(Device { major: 0, minor: 0 }) => true,
        EntryKind::File { size: 0 } => has(b"whiteout", b""),
        _ => false,
    };
    Ok(match path::split_last(path) {
        Some((directory, name)) if gone => Mark::Whiteout(directory, name),
        _ if *kind == EntryKind::Directory && has(b"opaque", b"y") => Mark::OpaqueEntry,
        _ => Mark::Entry,
    })
}

/// Returns the last part of an attribute of overlayfs.
pub(super) fn overlay_attribute(name: &[u8]) -> Option<&[u8]> {
    name.strip_prefix(b"trusted.overlay.").or_else(|| name.strip_prefix(b"user.overlay."))
}
