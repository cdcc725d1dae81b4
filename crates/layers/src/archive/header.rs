//! One header block of a tar archive, read as Go's archive/tar reads it, since runtimes use that.

use tar::Header;

use super::error::ArchiveErrorKind;
use super::pax::Extensions;
use crate::tree::{Device, Entry, EntryKind, Metadata};

/// The size of the blocks that headers, content and padding come in.
pub(super) const BLOCK: usize = 512;

pub(super) type Block = [u8; BLOCK];

/// The types of headers that extend the next entry.
pub(super) mod flag {
    pub(crate) const LONG_NAME: u8 = b'L';
    pub(crate) const LONG_LINK: u8 = b'K';
    pub(crate) const PAX: u8 = b'x';
    pub(crate) const PAX_GLOBAL: u8 = b'g';
    pub(crate) const GNU_SPARSE: u8 = b'S';
}

/// An entry and the number of content bytes after its header.
pub(super) struct Member {
    pub(super) entry: Entry,
    pub(super) content: u64,
}

/// Checks a header's checksum: the sum of its bytes, signed or unsigned, with spaces in the checksum's own field.
pub(super) fn check(block: &Block) -> Result<(), ArchiveErrorKind> {
    const FIELD: core::ops::Range<usize> = 148..156;
    let stated = number(&block[FIELD]).ok_or(ArchiveErrorKind::Checksum)?;
    let mut blanked = *block;
    blanked[FIELD].fill(b' ');
    let unsigned = blanked.iter().map(|&byte| i64::from(byte)).sum::<i64>();
    let signed = blanked.iter().map(|&byte| i64::from(byte.cast_signed())).sum::<i64>();
    if stated == unsigned || stated == signed { Ok(()) } else { Err(ArchiveErrorKind::Checksum) }
}

/// Returns the number of content bytes that a header states.
pub(super) fn size(block: &Block) -> Result<u64, ArchiveErrorKind> {
    let size = number(&Header::from_byte_slice(block).as_old().size);
    size.and_then(|size| u64::try_from(size).ok()).ok_or(ArchiveErrorKind::Field { field: "size" })
}

/// Returns the header's type.
pub(super) fn flag(block: &Block) -> u8 {
    block[156]
}

/// Joins a header and its extensions.
///
/// PAX records replace fields, GNU long names replace both; links, devices, pipes and directories have no content,
/// whatever their size.
///
/// Source: Go's archive/tar, reader.go.
pub(super) fn member(block: &Block, extensions: Extensions) -> Result<Member, ArchiveErrorKind> {
    let header = Header::from_byte_slice(block);
    let fields = header.as_old();
    let stated = match extensions.size {
        Some(size) => size,
        None => size(block)?,
    };
    let path = match extensions.path {
        Some(path) => path,
        None => header.path_bytes().into_owned(),
    };
    let target = match extensions.link {
        Some(target) => target,
        None => header.link_name_bytes().unwrap_or_default().into_owned(),
    };
    let sparse = match extensions.sparse_size {
        None if flag(block) == flag::GNU_SPARSE => Some(real_size(header)?),
        size => size,
    };
    let flag = flag(block);
    let kind = match flag {
        b'0' | flag::GNU_SPARSE => EntryKind::File { size: sparse.unwrap_or(stated) },
        // The oldest archives have no type for directories, only a trailing slash.
        0 if path.ends_with(b"/") => EntryKind::Directory,
        0 => EntryKind::File { size: sparse.unwrap_or(stated) },
        b'1' => EntryKind::HardLink { target },
        b'2' => EntryKind::Symlink { target },
        b'3' => EntryKind::CharDevice(device(header)?),
        b'4' => EntryKind::BlockDevice(device(header)?),
        b'5' => EntryKind::Directory,
        b'6' => EntryKind::Fifo,
        flag => return Err(ArchiveErrorKind::UnknownType { flag }),
    };
    let content = if matches!(kind, EntryKind::File { .. }) { stated } else { 0 };
    let stated_size = if let EntryKind::File { size } = kind { size } else { stated };
    let (seconds, nanoseconds) = match extensions.mtime {
        Some(time) => time,
        None => (number(&fields.mtime).ok_or(ArchiveErrorKind::Field { field: "mtime" })?, 0),
    };
    let uid = owner(extensions.uid, &fields.uid, "uid")?;
    let gid = owner(extensions.gid, &fields.gid, "gid")?;
    let mode = number(&fields.mode).ok_or(ArchiveErrorKind::Field { field: "mode" })?;
    let mode = u32::try_from(mode & 0o7777).unwrap_or(0);
    let metadata = Metadata::new(mode).with_owner(uid, gid).with_mtime(seconds, nanoseconds);
    let entry = Entry::new(path, kind).with_metadata(metadata).with_xattrs(extensions.xattrs);
    Ok(Member { entry: entry.with_stated_size(stated_size), content })
}

fn owner(record: Option<i64>, field: &[u8], name: &'static str) -> Result<u32, ArchiveErrorKind> {
    let number = record.or_else(|| number(field));
    number.and_then(|n| u32::try_from(n).ok()).ok_or(ArchiveErrorKind::Field { field: name })
}

fn device(header: &Header) -> Result<Device, ArchiveErrorKind> {
    let (major, minor) = match (header.as_ustar(), header.as_gnu()) {
        (Some(fields), _) => (&fields.dev_major, &fields.dev_minor),
        (None, Some(fields)) => (&fields.dev_major, &fields.dev_minor),
        (None, None) => return Ok(Device::default()),
    };
    let read = |field: &[u8]| number(field).and_then(|n| u32::try_from(n).ok());
    match (read(major), read(minor)) {
        (Some(major), Some(minor)) => Ok(Device { major, minor }),
        _ => Err(ArchiveErrorKind::Field { field: "device" }),
    }
}

/// Returns the size of an old GNU sparse file with its holes.
fn real_size(header: &Header) -> Result<u64, ArchiveErrorKind> {
    let size = header.as_gnu().and_then(|fields| number(&fields.realsize));
    size.and_then(|size| u64::try_from(size).ok()).ok_or(ArchiveErrorKind::Sparse)
}

/// Reads a number: octal digits between spaces and zero bytes, nothing for 0, or base 256 with the highest bit set.
///
/// Source: Go's archive/tar, strconv.go, `parseNumeric`.
fn number(field: &[u8]) -> Option<i64> {
    if field.first().is_some_and(|first| first & 0x80 != 0) {
        return base_256(field);
    }
    let mut digits = field;
    while let [b' ' | 0, rest @ ..] | [rest @ .., b' ' | 0] = digits {
        digits = rest;
    }
    // A zero byte inside ends the number.
    let digits = digits.iter().take_while(|byte| **byte != 0);
    digits.copied().try_fold(0i64, |number, digit| match digit {
        b'0'..=b'7' => number.checked_mul(8)?.checked_add(i64::from(digit & 0xf)),
        _ => None,
    })
}

/// Reads a big-endian number in two's complement; its highest bit marks the form, the next one is the sign.
fn base_256(field: &[u8]) -> Option<i64> {
    let (&first, rest) = field.split_first()?;
    let negative = first & 0x40 != 0;
    let first = if negative { first | 0x80 } else { first & 0x7f };
    let mut number = i128::from(first.cast_signed());
    for &byte in rest {
        number = number.checked_mul(256)?.checked_add(i128::from(byte))?;
    }
    i64::try_from(number).ok()
}
