//! The extensions before an entry: PAX records and GNU long names.

use alloc::vec::Vec;

use super::budget::{ATTRIBUTE_OVERHEAD, Budget};
use super::error::ArchiveErrorKind;
use crate::tree::Xattrs;

/// The extensions of the next entry.
#[derive(Debug, Default)]
pub(super) struct Extensions {
    pub(super) path: Option<Vec<u8>>,
    pub(super) link: Option<Vec<u8>>,
    pub(super) size: Option<u64>,
    pub(super) uid: Option<i64>,
    pub(super) gid: Option<i64>,
    pub(super) mtime: Option<(i64, u32)>,
    pub(super) xattrs: Xattrs,
    /// The size of a sparse file with its holes.
    pub(super) sparse_size: Option<u64>,
}

/// The prefix of an extended attribute's key.
const XATTR: &[u8] = b"SCHILY.xattr.";

impl Extensions {
    /// Reads PAX records: `LENGTH KEY=VALUE\n`, where the length counts the whole record. A value may contain line
    /// breaks: only the length marks its end. A record with an empty value is ignored. Attributes are charged to the
    /// budget.
    ///
    /// Source: POSIX.1-2017, pax, "pax Extended Header"; GNU tar, "Storing Sparse Files"; Go's archive/tar,
    /// `parsePAXRecord` and `mergePAX`.
    pub(super) fn read_pax(mut records: &[u8], budget: &Budget) -> Result<Self, ArchiveErrorKind> {
        let mut extensions = Self::default();
        let mut sparse_path = None;
        let mut sparse_real = None;
        while !records.is_empty() {
            let (key, value, rest) = record(records).ok_or(ArchiveErrorKind::Pax)?;
            records = rest;
            if let Some(name) = key.strip_prefix(XATTR) {
                let bytes = name.len().saturating_add(value.len()) as u64;
                budget.charge_names(bytes.saturating_add(ATTRIBUTE_OVERHEAD))?;
                extensions.xattrs.insert(name.to_vec(), value.to_vec());
                continue;
            }
            if value.is_empty() {
                continue;
            }
            match key {
                b"path" => extensions.path = Some(value.to_vec()),
                b"linkpath" => extensions.link = Some(value.to_vec()),
                b"size" => extensions.size = Some(unsigned(value)?),
                b"uid" => extensions.uid = Some(signed(value)?),
                b"gid" => extensions.gid = Some(signed(value)?),
                b"mtime" => extensions.mtime = Some(time(value)?),
                b"GNU.sparse.name" => sparse_path = Some(value.to_vec()),
                b"GNU.sparse.size" => extensions.sparse_size = Some(unsigned(value)?),
                b"GNU.sparse.realsize" => sparse_real = Some(unsigned(value)?),
                _ => {}
            }
        }
        extensions.path = sparse_path.or(extensions.path);
        extensions.sparse_size = sparse_real.or(extensions.sparse_size);
        Ok(extensions)
    }

    /// Replaces path and link target by GNU long names.
    pub(super) fn with_long_names(mut self, path: Option<Vec<u8>>, link: Option<Vec<u8>>) -> Self {
        self.path = path.or(self.path);
        self.link = link.or(self.link);
        self
    }
}

/// Returns a GNU long name: up to its first zero byte, `None` where it is empty.
///
/// Source: Go's archive/tar, reader.go: an empty long name is ignored.
pub(super) fn long_name(mut bytes: Vec<u8>) -> Option<Vec<u8>> {
    if let Some(end) = bytes.iter().position(|&byte| byte == 0) {
        bytes.truncate(end);
    }
    (!bytes.is_empty()).then_some(bytes)
}

/// Returns the first record's key and value, and the records after it.
fn record(records: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    let blank = records.iter().take(20).position(|&byte| byte == b' ')?;
    let length = usize::try_from(unsigned(records.get(..blank)?).ok()?).ok()?;
    let (whole, rest) = records.split_at_checked(length)?;
    let body = whole.get(blank..)?.strip_prefix(b" ")?.strip_suffix(b"\n")?;
    let equals = body.iter().position(|&byte| byte == b'=')?;
    let (key, value) = (body.get(..equals)?, body.get(equals..)?.strip_prefix(b"=")?);
    // Some readers would end a name at a zero byte.
    let text = !key.starts_with(XATTR);
    if key.is_empty() || key.contains(&0) || (text && value.contains(&0)) {
        return None;
    }
    Some((key, value, rest))
}

fn text(value: &[u8]) -> Result<&str, ArchiveErrorKind> {
    core::str::from_utf8(value).map_err(|_| ArchiveErrorKind::Pax)
}

fn unsigned(value: &[u8]) -> Result<u64, ArchiveErrorKind> {
    let digits = text(value)?;
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    let number = digits.parse().ok().filter(|n| plain && i64::try_from(*n).is_ok());
    number.ok_or(ArchiveErrorKind::Pax)
}

fn signed(value: &[u8]) -> Result<i64, ArchiveErrorKind> {
    text(value)?.parse().map_err(|_| ArchiveErrorKind::Pax)
}

/// Reads seconds with a fraction, of which nine digits count.
fn time(value: &[u8]) -> Result<(i64, u32), ArchiveErrorKind> {
    let text = text(value)?;
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let seconds: i64 = whole.parse().map_err(|_| ArchiveErrorKind::Pax)?;
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(ArchiveErrorKind::Pax);
    }
    let digits = fraction.bytes().chain(core::iter::repeat(b'0')).take(9);
    let nanoseconds =
        digits.fold(0u32, |sum, digit| sum.saturating_mul(10).saturating_add((digit & 0xf).into()));
    if whole.starts_with('-') && nanoseconds > 0 {
        let seconds = seconds.checked_sub(1).ok_or(ArchiveErrorKind::Pax)?;
        return Ok((seconds, 1_000_000_000u32.saturating_sub(nanoseconds)));
    }
    Ok((seconds, nanoseconds))
}
