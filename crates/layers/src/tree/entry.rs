//! [`Entry`]: one entry of a layer.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use core::fmt;

use super::error::Quoted;

/// One entry of a layer, as in its tar archive: the path, verbatim, and what the layer puts there.
///
/// Whiteouts are entries too: a file whose last name starts with `.wh.`, or in overlayfs's format a character device
/// 0/0. Of the content only the size is kept.
///
/// ```
/// use imageref_layers::{Entry, EntryKind, Metadata};
///
/// let entry = Entry::file("usr/bin/tool", 4096).with_metadata(Metadata::new(0o755).with_owner(0, 0));
/// assert_eq!(entry.path(), b"usr/bin/tool");
/// assert_eq!(entry.kind(), &EntryKind::File { size: 4096 });
/// ```
/// Source: OCI image specification 1.1, layer.md, "File Types" and "File Attributes".
#[derive(Clone, PartialEq, Eq)]
pub struct Entry {
    path: Vec<u8>,
    kind: EntryKind,
    metadata: Metadata,
    xattrs: Xattrs,
    stated_size: u64,
}

/// Extended attributes: values by name, both as bytes.
pub type Xattrs = BTreeMap<Vec<u8>, Vec<u8>>;

/// What a layer puts at an entry's path.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum EntryKind {
    /// A regular file.
    File {
        /// The size of its content in bytes; of a sparse file with its holes.
        size: u64,
    },
    /// A directory.
    Directory,
    /// A symbolic link.
    Symlink {
        /// The target, verbatim.
        target: Vec<u8>,
    },
    /// Another name of a file.
    HardLink {
        /// The path of the file's other name, from the root, verbatim.
        target: Vec<u8>,
    },
    /// A character device.
    CharDevice(Device),
    /// A block device.
    BlockDevice(Device),
    /// A named pipe.
    Fifo,
}

/// The numbers of a device.
///
/// ```
/// use imageref_layers::{Changeset, Device, Entry, EntryKind, Tree};
///
/// let null = Device { major: 1, minor: 3 };
/// let layer = Changeset::from_entries([Entry::new("dev/null", EntryKind::CharDevice(null))])?;
/// let tree = Tree::from_layers([&layer])?;
/// assert_eq!(tree.get("dev/null").expect("a node").device(), Some(null));
/// # Ok::<(), imageref_layers::TreeError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Device {
    /// The number of the driver.
    pub major: u32,
    /// The number of the driver's device.
    pub minor: u32,
}

/// Mode, owner and time of change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Metadata {
    seconds: i64,
    nanoseconds: u32,
    uid: u32,
    gid: u32,
    mode: u16,
}

impl Entry {
    /// An entry at `path`: owner and group 0, mode 0755 for a directory and 0644 for anything else, changed at the epoch.
    pub fn new(path: impl Into<Vec<u8>>, kind: EntryKind) -> Self {
        let mode = if kind == EntryKind::Directory { 0o755 } else { 0o644 };
        let stated_size = if let EntryKind::File { size } = kind { size } else { 0 };
        let metadata = Metadata::new(mode);
        Self { path: path.into(), kind, metadata, xattrs: Xattrs::new(), stated_size }
    }

    /// A regular file of `size` bytes.
    pub fn file(path: impl Into<Vec<u8>>, size: u64) -> Self {
        Self::new(path, EntryKind::File { size })
    }

    /// A directory.
    pub fn directory(path: impl Into<Vec<u8>>) -> Self {
        Self::new(path, EntryKind::Directory)
    }

    /// A symbolic link.
    pub fn symlink(path: impl Into<Vec<u8>>, target: impl Into<Vec<u8>>) -> Self {
        Self::new(path, EntryKind::Symlink { target: target.into() })
    }

    /// A hard link: another name of the file at `target`.
    pub fn hard_link(path: impl Into<Vec<u8>>, target: impl Into<Vec<u8>>) -> Self {
        Self::new(path, EntryKind::HardLink { target: target.into() })
    }

    /// Sets the metadata.
    #[must_use]
    pub fn with_metadata(mut self, metadata: Metadata) -> Self {
        self.metadata = metadata;
        self
    }

    /// Sets the extended attributes.
    #[must_use]
    pub fn with_xattrs(mut self, xattrs: Xattrs) -> Self {
        self.xattrs = xattrs;
        self
    }

    /// Sets the size in the entry's tar header, where it is not the content's: some writers state one for hard links and
    /// symbolic links. Only dive's figures count it.
    #[must_use]
    pub fn with_stated_size(mut self, bytes: u64) -> Self {
        self.stated_size = bytes;
        self
    }

    /// Returns the path, verbatim: perhaps with a leading `/` or `./`, or a trailing `/`.
    pub fn path(&self) -> &[u8] {
        &self.path
    }

    /// Returns what the layer puts there.
    pub fn kind(&self) -> &EntryKind {
        &self.kind
    }

    /// Returns mode, owner and time.
    pub fn metadata(&self) -> &Metadata {
        &self.metadata
    }

    /// Returns the extended attributes.
    pub fn xattrs(&self) -> &Xattrs {
        &self.xattrs
    }

    /// Returns the size in the tar header, whatever the kind.
    pub fn stated_size(&self) -> u64 {
        self.stated_size
    }

    /// Returns the content's size in bytes: 0 for anything but a regular file.
    pub fn size(&self) -> u64 {
        if let EntryKind::File { size } = self.kind { size } else { 0 }
    }

    pub(super) fn into_parts(self) -> (Vec<u8>, EntryKind, Metadata, Xattrs) {
        (self.path, self.kind, self.metadata, self.xattrs)
    }
}

impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Metadata { seconds, nanoseconds, uid, gid, mode } = self.metadata;
        write!(f, "{} {:?} {mode:04o} {uid}:{gid}", Quoted(&self.path), self.kind)?;
        write!(f, " @{seconds}.{nanoseconds:09}")?;
        for name in self.xattrs.keys() {
            write!(f, " {}", Quoted(name))?;
        }
        Ok(())
    }
}

impl fmt::Debug for EntryKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File { size } => write!(f, "File({size})"),
            Self::Directory => f.write_str("Directory"),
            Self::Symlink { target } => write!(f, "Symlink({})", Quoted(target)),
            Self::HardLink { target } => write!(f, "HardLink({})", Quoted(target)),
            Self::CharDevice(Device { major, minor }) => write!(f, "CharDevice({major}, {minor})"),
            Self::BlockDevice(Device { major, minor }) => {
                write!(f, "BlockDevice({major}, {minor})")
            }
            Self::Fifo => f.write_str("Fifo"),
        }
    }
}

impl Metadata {
    /// A mode, of which twelve bits are kept (permissions, set-user-ID, set-group-ID, sticky); owner and group 0, changed
    /// at the epoch.
    pub const fn new(mode: u32) -> Self {
        let mode = (mode & 0o7777) as u16;
        Self { seconds: 0, nanoseconds: 0, uid: 0, gid: 0, mode }
    }

    /// Sets user and group.
    #[must_use]
    pub const fn with_owner(mut self, uid: u32, gid: u32) -> Self {
        (self.uid, self.gid) = (uid, gid);
        self
    }

    /// Sets the mode.
    #[must_use]
    pub const fn with_mode(self, mode: u32) -> Self {
        Self { mode: Self::new(mode).mode, ..self }
    }

    /// Sets the time of change: seconds since the epoch, and nanoseconds, 999,999,999 at most.
    #[must_use]
    pub const fn with_mtime(mut self, seconds: i64, nanoseconds: u32) -> Self {
        self.seconds = seconds;
        self.nanoseconds = if nanoseconds > 999_999_999 { 999_999_999 } else { nanoseconds };
        self
    }

    /// Returns the twelve bits of the mode: `0o755`, `0o4755`, `0o1777`.
    pub const fn mode(&self) -> u32 {
        self.mode as u32
    }

    /// Returns the user ID.
    pub const fn uid(&self) -> u32 {
        self.uid
    }

    /// Returns the group ID.
    pub const fn gid(&self) -> u32 {
        self.gid
    }

    /// Returns the time of change: seconds since the epoch, and nanoseconds.
    pub const fn mtime(&self) -> (i64, u32) {
        (self.seconds, self.nanoseconds)
    }
}
