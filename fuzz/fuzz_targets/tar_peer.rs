//! Tar archives, written by the crate `tar` and then damaged, read by this crate and by `tar`: the same entries up to the
//! first error of either, and the same end, else one of the known differences.
#![no_main]

use std::io::Read;

use imageref_layers::archive::{ArchiveErrorKind, LayerOptions, LayerReader};
use imageref_layers::{Device, EntryKind};
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
    if matches!(kind, b'3' | b'4') {
        let _ = header.set_device_major(u.int_in_range(0..=0o777)?);
        let _ = header.set_device_minor(7);
    }
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
    device: (u32, u32),
    content: Vec<u8>,
    mode: u32,
    owner: (u64, u64),
    mtime: i64,
}

fuzz_target!(|input: Input| {
    let bytes = &input.0;
    let (mut our_entries, mut their_entries) = (Vec::new(), Vec::new());
    let our_end = ours(bytes, &mut our_entries);
    let their_end = theirs(bytes, &mut their_entries);
    let both = our_entries.len().min(their_entries.len());
    let same_entries = our_entries[..both] == their_entries[..both];
    let same_end = match (&our_end, &their_end) {
        (Ok(()), Ok(())) => our_entries.len() == their_entries.len(),
        (Err(_), Err(_)) => true,
        _ => false,
    };
    if !(same_entries && same_end) {
        let message = their_end.as_ref().err().map(ToString::to_string);
        let known = difference(bytes, our_end.as_ref().err(), message.as_deref());
        assert!(
            known.is_some(),
            "ours: {our_entries:?} {our_end:?}\ntar: {their_entries:?} {their_end:?}"
        );
    }
});

fn ours(bytes: &[u8], entries: &mut Vec<Entry>) -> std::result::Result<(), ArchiveErrorKind> {
    let options = LayerOptions::new();
    let mut reader = LayerReader::new(bytes, &options).map_err(|e| e.kind().clone())?;
    while let Some(entry) = reader.next_entry().map_err(|e| e.kind().clone())? {
        let mut content = Vec::new();
        reader.content().read_to_end(&mut content).map_err(|_| ArchiveErrorKind::Truncated)?;
        let number = |device: &Device| (device.major, device.minor);
        let (kind, link, device) = match entry.kind() {
            EntryKind::File { .. } => ('f', &[][..], (0, 0)),
            EntryKind::Directory => ('d', &[][..], (0, 0)),
            EntryKind::Symlink { target } => ('s', &target[..], (0, 0)),
            EntryKind::HardLink { target } => ('h', &target[..], (0, 0)),
            EntryKind::CharDevice(device) => ('c', &[][..], number(device)),
            EntryKind::BlockDevice(device) => ('b', &[][..], number(device)),
            EntryKind::Fifo => ('p', &[][..], (0, 0)),
        };
        let metadata = entry.metadata();
        entries.push(Entry {
            path: entry.path().to_vec(),
            kind,
            link: link.to_vec(),
            device,
            content,
            mode: metadata.mode(),
            owner: (metadata.uid().into(), metadata.gid().into()),
            mtime: metadata.mtime().0,
        });
    }
    reader.finish().map_err(|e| e.kind().clone())?;
    Ok(())
}

fn theirs(bytes: &[u8], entries: &mut Vec<Entry>) -> std::io::Result<()> {
    for entry in tar::Archive::new(bytes).entries()? {
        let mut entry = entry?;
        let mut content = Vec::new();
        let length = entry.read_to_end(&mut content)?;
        if (length as u64) < entry.size() {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        let header = entry.header();
        let kind = match header.entry_type() {
            tar::EntryType::Directory => 'd',
            tar::EntryType::Symlink => 's',
            tar::EntryType::Link => 'h',
            tar::EntryType::Char => 'c',
            tar::EntryType::Block => 'b',
            tar::EntryType::Fifo => 'p',
            tar::EntryType::XGlobalHeader => continue,
            _ => 'f',
        };
        let device = if matches!(kind, 'c' | 'b') {
            (header.device_major()?.unwrap_or(0), header.device_minor()?.unwrap_or(0))
        } else {
            (0, 0)
        };
        let mode = header.mode()? & 0o7777;
        let owner = (header.uid()?, header.gid()?);
        let mut mtime = header.mtime()? as i64;
        let link = entry.link_name_bytes().map(|link| link.into_owned());
        let path = entry.path_bytes().into_owned();
        for record in entry.pax_extensions()?.into_iter().flatten().flatten() {
            if record.key() == Ok("mtime") {
                let value = record.value().unwrap_or_default();
                mtime = value.split('.').next().unwrap_or("").parse().unwrap_or(mtime);
            }
        }
        let link = link.filter(|_| matches!(kind, 's' | 'h')).unwrap_or_default();
        entries.push(Entry { path, kind, link, device, content, mode, owner, mtime });
    }
    Ok(())
}

/// A known difference. Layers are what Go's archive/tar reads, since runtimes use it; where it differs from `tar`, ours is
/// right if it follows Go.
enum Difference {
    /// Only `tar` reads content after links, devices, directories and pipes. POSIX leaves it open; Go reads none: ours is
    /// right.
    ContentOfNoFile,
    /// A file of the oldest type with a name that ends in `/`. POSIX and Go: a directory: ours is right.
    OldDirectory,
    /// Only ours: an extension at the end, after which no entry comes. Go returns the end of the archive: ours is right,
    /// and warns.
    LoneExtension,
    /// Only ours: two extensions of one kind before one entry. Go uses the last one: ours is right.
    RepeatedExtension,
    /// A number that starts with spaces and zero bytes, or has nothing else. Go reads an empty one as 0: ours is right.
    BlankNumber,
    /// A number with a sign, or with white space that is not a blank, which `tar` accepts. POSIX and Go: octal digits:
    /// ours is right.
    SignedNumber,
    /// A number in base 256. GNU and Go: two's complement; `tar` reads its last 8 bytes without sign: ours is right.
    Base256,
    /// Only `tar`: an entry of a type that no runtime unpacks, which `tar` takes for a file: ours is right.
    UnknownType,
    /// Only `tar`: one block of zeros with others after it. Go: an error: ours is right.
    LoneZeroBlock,
    /// Only ours: the padding after the last content is cut off. Go returns the end: ours is right, and warns.
    MissingPadding,
    /// Extensions in a header without the magic of ustar or GNU. Go reads them by their type alone: ours is right.
    NoMagic,
    /// Old GNU sparse files: `tar` checks the map and expands it, ours reports the size alone: both are right.
    Sparse,
    /// PAX records that Go rejects, which `tar` skips or reads in part: ours is right.
    PaxRecords,
    /// A GNU long name with a zero byte inside, or of zero bytes alone. Go ends it there, and ignores an empty one: ours
    /// is right.
    LongNameZero,
    /// A user or group over 32 bits. Ours is stricter on purpose (`src/docs/LIMITS.md`).
    OwnerRange,
}

/// Looks at both errors, and at the headers of the archive.
fn difference(
    bytes: &[u8],
    ours: Option<&ArchiveErrorKind>,
    theirs: Option<&str>,
) -> Option<Difference> {
    let theirs = theirs.unwrap_or_default();
    if theirs.contains("describing a future member") {
        return Some(Difference::LoneExtension);
    } else if theirs.contains("entries describing the same member") {
        return Some(Difference::RepeatedExtension);
    } else if theirs.contains("EOF during skip") && bytes.len() % 512 != 0 && ours.is_none() {
        return Some(Difference::MissingPadding);
    }
    match ours {
        Some(ArchiveErrorKind::UnknownType { .. }) => return Some(Difference::UnknownType),
        Some(ArchiveErrorKind::Checksum | ArchiveErrorKind::Truncated) if has_lone_zeros(bytes) => {
            return Some(Difference::LoneZeroBlock);
        }
        _ => {}
    }
    headers(bytes).find_map(|(block, content)| of_header(block, content, ours))
}

fn of_header(block: &[u8], content: &[u8], ours: Option<&ArchiveErrorKind>) -> Option<Difference> {
    let header = tar::Header::from_byte_slice(block);
    let has_magic = header.as_ustar().is_some() || header.as_gnu().is_some();
    let is_dirty = |field: &[u8]| field.iter().any(|byte| !b"01234567 \0".contains(byte));
    match block[156] {
        b'x' | b'L' | b'K' | b'g' if !has_magic => return Some(Difference::NoMagic),
        b'x' if content.windows(11).any(|part| part == b"GNU.sparse.") => {
            return Some(Difference::Sparse);
        }
        b'x' if !are_plain_records(content) => return Some(Difference::PaxRecords),
        b'L' | b'K' if content.iter().position(|&b| b == 0) != content.len().checked_sub(1) => {
            return Some(Difference::LongNameZero);
        }
        b'S' => return Some(Difference::Sparse),
        b'1'..=b'6' if !content.is_empty() => return Some(Difference::ContentOfNoFile),
        0 if header.path_bytes().ends_with(b"/") => return Some(Difference::OldDirectory),
        _ => {}
    }
    if numbers(block).any(|field| field[0] & 0x80 != 0) {
        Some(Difference::Base256)
    } else if numbers(block).any(is_blank) {
        Some(Difference::BlankNumber)
    } else if numbers(block).any(is_dirty) {
        Some(Difference::SignedNumber)
    } else if matches!(ours, Some(ArchiveErrorKind::Field { field: "uid" | "gid", .. })) {
        Some(Difference::OwnerRange)
    } else {
        None
    }
}

/// The blocks that are headers by their checksum, each with the content of the size that it states.
fn headers(bytes: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    let blocks = bytes.chunks_exact(512).enumerate();
    blocks.filter_map(|(i, block)| {
        let header = tar::Header::from_byte_slice(block);
        let sum = block.iter().map(|&byte| u32::from(byte)).sum::<u32>();
        let own = block[148..156].iter().map(|&byte| u32::from(byte)).sum::<u32>();
        let is_header = header.cksum().is_ok_and(|stated| stated == sum - own + 8 * 32);
        let rest = &bytes[(i + 1) * 512..];
        let size = header.entry_size().unwrap_or(0).min(rest.len() as u64) as usize;
        is_header.then(|| (block, &rest[..size]))
    })
}

/// The fields of a header that are numbers: mode, owner, size and time, and the device of an entry that has one.
fn numbers(block: &[u8]) -> impl Iterator<Item = &[u8]> {
    let all = [100..108, 108..116, 116..124, 124..136, 136..148, 329..337, 337..345];
    let count = if matches!(block[156], b'3' | b'4') { 7 } else { 5 };
    all.into_iter().take(count).map(|range| &block[range])
}

/// Returns `true` if nothing but white space comes before the first zero byte.
fn is_blank(field: &[u8]) -> bool {
    field.split(|&byte| byte == 0).next().is_some_and(|text| text.trim_ascii().is_empty())
}

/// Returns `true` if the records are well-formed, each key once, and the numbers of digits.
fn are_plain_records(content: &[u8]) -> bool {
    let mut keys = Vec::new();
    let mut length = 0;
    for record in tar::PaxExtensions::new(content) {
        let Ok(record) = record else { return false };
        let (key, value) = (record.key_bytes(), record.value_bytes());
        let text = format!(" {}={}\n", key.escape_ascii(), value.escape_ascii());
        length += text.len() + digits(text.len());
        let is_number = matches!(key, b"mtime" | b"uid" | b"gid" | b"size");
        let is_plain = !is_number || value.iter().all(u8::is_ascii_digit) && value.len() < 19;
        if keys.contains(&key) || key.is_empty() || !is_plain || text.contains('\\') {
            return false;
        }
        keys.push(key);
    }
    length == content.len()
}

/// The number of digits of the length of a record, which counts them too.
fn digits(rest: usize) -> usize {
    (1..).find(|digits| (rest + digits).to_string().len() == *digits).unwrap_or(0)
}

/// Returns `true` if a block of zeros is followed by another one, or by a part of a block.
fn has_lone_zeros(bytes: &[u8]) -> bool {
    let is_zeros = |block: &[u8]| block.iter().all(|&byte| byte == 0);
    let blocks: Vec<_> = bytes.chunks(512).collect();
    let ends_archive = |block: &[u8]| block.len() == 512 && is_zeros(block);
    blocks.windows(2).any(|pair| ends_archive(pair[0]) && !ends_archive(pair[1]))
}
