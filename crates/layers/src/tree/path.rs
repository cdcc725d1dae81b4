//! Cleaning of paths: relative to the root, never above it.

use alloc::borrow::Cow;
use alloc::vec::Vec;

/// The longest path in bytes: Linux's `PATH_MAX`.
pub(super) const MAX_PATH: usize = 4096;

/// A path without leading or trailing `/`, without empty, `.` and `..` names. The root is empty.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cleaned<'a> {
    pub(super) path: Cow<'a, [u8]>,
    /// It had a leading `/`.
    pub(super) absolute: bool,
    /// It contained `..`, inside the root.
    pub(super) parents: bool,
}

/// Why a path is rejected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PathFault {
    Empty,
    TooLong,
    Nul,
    Escape,
}

/// Cleans a path as Go's `path.Clean` does, but rejects a path that leaves the root instead of stopping there.
pub(super) fn clean(written: &[u8]) -> Result<Cleaned<'_>, PathFault> {
    if written.is_empty() {
        return Err(PathFault::Empty);
    }
    if written.len() > MAX_PATH {
        return Err(PathFault::TooLong);
    }
    if written.contains(&0) {
        return Err(PathFault::Nul);
    }
    let absolute = written.starts_with(b"/");
    let mut trimmed = written;
    while let Some(rest) = trimmed.strip_prefix(b"/").or_else(|| trimmed.strip_prefix(b"./")) {
        trimmed = rest;
    }
    while let Some(rest) = trimmed.strip_suffix(b"/") {
        trimmed = rest;
    }
    if trimmed.split(|&b| b == b'/').all(|name| !matches!(name, b"" | b"." | b"..")) {
        return Ok(Cleaned { path: Cow::Borrowed(trimmed), absolute, parents: false });
    }
    let mut kept: Vec<&[u8]> = Vec::new();
    let mut parents = false;
    for name in trimmed.split(|&b| b == b'/') {
        match name {
            b"" | b"." => {}
            b".." => {
                parents = true;
                kept.pop().ok_or(PathFault::Escape)?;
            }
            _ => kept.push(name),
        }
    }
    Ok(Cleaned { path: Cow::Owned(kept.join(&b'/')), absolute, parents })
}

/// Returns the names of a cleaned path, none for the root.
pub(super) fn names(path: &[u8]) -> impl DoubleEndedIterator<Item = &[u8]> {
    path.split(|&b| b == b'/').filter(|name| !name.is_empty())
}

/// Returns the paths of the parents of a cleaned path, the topmost first.
pub(super) fn above(path: &[u8]) -> impl Iterator<Item = &[u8]> {
    let slashes = path.iter().enumerate().filter(|(_, byte)| **byte == b'/');
    slashes.filter_map(|(at, _)| path.get(..at))
}

/// Returns the parent's path and the last name; `None` for the root.
pub(super) fn split_last(path: &[u8]) -> Option<(&[u8], &[u8])> {
    let mut parts = path.rsplitn(2, |&b| b == b'/');
    let name = parts.next().filter(|_| !path.is_empty())?;
    Some((parts.next().unwrap_or_default(), name))
}

/// Returns the path of a name in a directory.
pub(super) fn join(directory: &[u8], name: &[u8]) -> Vec<u8> {
    let mut path = Vec::with_capacity(directory.len() + 1 + name.len());
    path.extend_from_slice(directory);
    push(&mut path, name);
    path
}

/// Appends a name to a directory's path.
pub(super) fn push(path: &mut Vec<u8>, name: &[u8]) {
    if !path.is_empty() {
        path.push(b'/');
    }
    path.extend_from_slice(name);
}

/// Returns the path of the whiteout of a name in a directory.
pub(super) fn whiteout(directory: &[u8], name: &[u8]) -> Vec<u8> {
    let mut path = join(directory, b".wh.");
    path.extend_from_slice(name);
    path
}
