//! Tar archives, written by the crate `tar` and then damaged, read by this crate and by `tar`: the same entries if both
//! read them, else a difference of a known class.
#![no_main]

use std::io::Read;

use imageref_layers::EntryKind;
use imageref_layers::archive::{ArchiveErrorKind, LayerOptions, LayerReader};
use libfuzzer_sys::arbitrary::{Arbitrary, Result, Unstructured};
use libfuzzer_sys::fuzz_target;

#[derive(Debug)]
struct Input(Vec<u8>);

impl<'a> Arbitrary<'a> for Input {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let mut archive = tar::Builder::new(Vec::new());
        for _ in 0..u.int_in_range(0..=4)? {
            append(u, &mut archive)?;
        }
        let mut bytes = archive.into_inner().unwrap_or_default();
        for _ in 0..u.int_in_range(0..=2)? {
            let at = u.choose_index(bytes.len().max(1))?;
            match u.int_in_range(0..=3)? {
                0 => bytes.truncate(at),
                1 if at < bytes.len() => {
                    bytes[at] = u.arbitrary()?;
                    mend(&mut bytes, at);
                }
                _ => {}
            }
        }
        Ok(Self(bytes))
    }
}

/// Writes the checksum of the block at `at`, in case it is a header.
fn mend(bytes: &mut [u8], at: usize) {
    let start = at / 512 * 512;
    let Some(block) = bytes.get_mut(start..start + 512) else { return };
    block[148..156].fill(b' ');
    let sum: u32 = block.iter().map(|&byte| u32::from(byte)).sum();
    block[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
}

fn name(u: &mut Unstructured<'_>) -> Result<Vec<u8>> {
    let parts = ["a", "b/c", "d/", "./e", ".wh.x", "\u{e9}", "/abs", "x y"];
    let mut name = u.choose(&parts)?.as_bytes().to_vec();
    if u.ratio(1, 8)? {
        name.extend(b"/long".repeat(u.int_in_range(10..=60)?));
    }
    Ok(name)
}

fn append(u: &mut Unstructured<'_>, archive: &mut tar::Builder<Vec<u8>>) -> Result<()> {
    let mut header = if u.arbitrary()? { tar::Header::new_ustar() } else { tar::Header::new_gnu() };
    let content: &[u8] = u.choose(&[&b""[..], b"x", b"hello, world"])?;
    let kind = *u.choose(b"0000125346\0g7V")?;
    let has_content = matches!(kind, b'0' | b'\0' | b'7');
    header.set_entry_type(tar::EntryType::new(kind));
    header.set_size(if has_content { content.len() as u64 } else { 0 });
    header.set_mode(u.arbitrary::<u16>()?.into());
    header.set_uid(u.arbitrary::<u16>()?.into());
    header.set_gid(u.int_in_range(0..=0o7_777_777)?);
    header.set_mtime(u.int_in_range(0..=0o77_777_777_777)?);
    let path = name(u)?;
    if u.ratio(1, 4)? {
        let long = String::from_utf8_lossy(&path).into_owned();
        let value = *u.choose(&["12", "1.5", "-1", "99999999999999999999", "x", ""])?;
        let keys = ["mtime", "uid", "gid", "SCHILY.xattr.user.a", "comment", "size"];
        let key = keys[u.int_in_range(0..=if has_content { 5 } else { 4 })?];
        let records = [("path", long.as_bytes()), (key, value.as_bytes())];
        let _ = archive.append_pax_extensions(records);
    }
    let content = if has_content { content } else { b"" };
    if matches!(kind, b'1' | b'2') {
        let target = String::from_utf8_lossy(&name(u)?).into_owned();
        let _ = archive.append_link(&mut header, String::from_utf8_lossy(&path).as_ref(), target);
    } else if header.as_mut_bytes()[..100].len() > path.len() && u.arbitrary()? {
        header.as_mut_bytes()[..path.len()].copy_from_slice(&path);
        header.set_cksum();
        let _ = archive.append(&header, content);
    } else {
        let _ = archive.append_data(&mut header, String::from_utf8_lossy(&path).as_ref(), content);
    }
    Ok(())
}

#[derive(Debug, PartialEq)]
struct Entry {
    path: Vec<u8>,
    kind: char,
    link: Vec<u8>,
    content: Vec<u8>,
    mode: u32,
    owner: (u64, u64),
    mtime: i64,
}

fn ours(bytes: &[u8]) -> std::result::Result<Vec<Entry>, ArchiveErrorKind> {
    let options = LayerOptions::new();
    let mut reader = LayerReader::new(bytes, &options).map_err(|e| e.kind().clone())?;
    let mut entries = Vec::new();
    while let Some(entry) = reader.next_entry().map_err(|e| e.kind().clone())? {
        let mut content = Vec::new();
        reader.content().read_to_end(&mut content).map_err(|_| ArchiveErrorKind::Truncated)?;
        let (kind, link) = match entry.kind() {
            EntryKind::File { .. } => ('f', &[][..]),
            EntryKind::Directory => ('d', &[][..]),
            EntryKind::Symlink { target } => ('s', &target[..]),
            EntryKind::HardLink { target } => ('h', &target[..]),
            EntryKind::CharDevice(_) => ('c', &[][..]),
            EntryKind::BlockDevice(_) => ('b', &[][..]),
            EntryKind::Fifo => ('p', &[][..]),
        };
        let metadata = entry.metadata();
        entries.push(Entry {
            path: entry.path().to_vec(),
            kind,
            link: link.to_vec(),
            content,
            mode: metadata.mode(),
            owner: (metadata.uid().into(), metadata.gid().into()),
            mtime: metadata.mtime().0,
        });
    }
    reader.finish().map_err(|e| e.kind().clone())?;
    Ok(entries)
}

fn theirs(bytes: &[u8]) -> std::io::Result<Vec<Entry>> {
    let mut entries = Vec::new();
    for entry in tar::Archive::new(bytes).entries()? {
        let mut entry = entry?;
        let mut content = Vec::new();
        entry.read_to_end(&mut content)?;
        let kind = match entry.header().entry_type() {
            tar::EntryType::Directory => 'd',
            tar::EntryType::Symlink => 's',
            tar::EntryType::Link => 'h',
            tar::EntryType::Char => 'c',
            tar::EntryType::Block => 'b',
            tar::EntryType::Fifo => 'p',
            tar::EntryType::XGlobalHeader => continue,
            _ => 'f',
        };
        let mut mtime = entry.header().mtime()? as i64;
        let link = entry.link_name_bytes().map(|link| link.into_owned());
        let path = entry.path_bytes().into_owned();
        let (mut uid, mut gid) = (entry.header().uid()?, entry.header().gid()?);
        if let Some(records) = entry.pax_extensions()? {
            for record in records.flatten() {
                let value = record.value().unwrap_or_default();
                match record.key() {
                    Ok("mtime") => {
                        mtime = value.split('.').next().unwrap_or("").parse().unwrap_or(mtime)
                    }
                    Ok("uid") => uid = value.parse().unwrap_or(uid),
                    Ok("gid") => gid = value.parse().unwrap_or(gid),
                    _ => {}
                }
            }
        }
        entries.push(Entry {
            path,
            kind,
            link: link.filter(|_| matches!(kind, 's' | 'h')).unwrap_or_default(),
            content,
            mode: entry.header().mode()? & 0o7777,
            owner: (uid, gid),
            mtime,
        });
    }
    Ok(entries)
}

fuzz_target!(|input: Input| {
    let bytes = &input.0;
    // Only `tar` reads content after links, directories and devices, as Go's reader does not: from there on, the two read
    // different archives.
    if bytes.chunks_exact(512).any(|block| has_content_of_no_file(block, bytes)) {
        return;
    }
    match (ours(bytes), theirs(bytes)) {
        (Ok(ours), Ok(theirs)) => assert_eq!(ours, theirs),
        (Ok(ours), Err(error)) => {
            let message = error.to_string();
            let known = THEIRS.iter().any(|class| message.contains(class));
            assert!(known, "only ours reads {ours:?}: {error}");
        }
        (Err(error), Ok(theirs)) => {
            let known = match error {
                // Docker rejects these types, `tar` takes them for files.
                ArchiveErrorKind::UnknownType { .. } => true,
                // `tar` takes a cut header for the end.
                ArchiveErrorKind::Truncated => bytes.len() % 512 != 0,
                // `tar` ends at a single block of zeros.
                ArchiveErrorKind::Checksum => ends_early(bytes),
                _ => false,
            };
            assert!(known, "only tar reads {theirs:?}: {error:?}");
        }
        (Err(_), Err(_)) => {}
    }
});

/// Parts of messages of what `tar` rejects and Go reads.
const THEIRS: &[&str] = &["two pax extensions entries"];

/// Returns `true` if a block of zeros is followed by another one.
fn ends_early(bytes: &[u8]) -> bool {
    let is_zero: Vec<bool> =
        bytes.chunks(512).map(|block| block.iter().all(|&byte| byte == 0)).collect();
    is_zero.windows(2).any(|pair| pair == [true, false])
}

fn has_content_of_no_file(block: &[u8], bytes: &[u8]) -> bool {
    let header = tar::Header::from_byte_slice(block);
    matches!(block[156], b'1'..=b'6')
        && (header.entry_size().is_ok_and(|size| size > 0)
            || bytes.windows(5).any(|part| part == b"size="))
}
