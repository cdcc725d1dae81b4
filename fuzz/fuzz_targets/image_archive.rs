//! Image archives built from the bytes: layouts with links, files that occur twice, wrong names and sizes, truncations.
//! Every byte that is handed out has the digest that was asked for, and the memory stays within the limits.
#![no_main]

use imageref::{DiffId, Digest};
use imageref_layers::archive::{ArchiveLimits, ImageArchive};
use libfuzzer_sys::arbitrary::{self, Arbitrary, Unstructured};
use libfuzzer_sys::fuzz_target;

/// One file of an archive.
#[derive(Arbitrary, Debug)]
struct Member {
    place: Place,
    content: Content,
    link: Link,
    /// Sometimes the header states another size than the content has.
    size: u8,
    /// Sometimes PAX records say more: a long path, a sparse size, attributes.
    extra: u8,
}

#[derive(Arbitrary, Debug)]
enum Place {
    /// The path of the blob itself.
    Own,
    /// The path of another blob.
    Other(u8),
    Index,
    Manifest,
    Layer(u8),
    Config,
    Folder,
}

#[derive(Arbitrary, Debug)]
enum Content {
    Blob(u8),
    Index,
    Saved,
    Evil(u8),
}

#[derive(Arbitrary, Debug)]
enum Link {
    File,
    Symbolic(u8),
    Hard(u8),
}

#[derive(Arbitrary, Debug)]
struct Archive {
    members: Vec<Member>,
    /// Which blob the index lists, with which size, and how often.
    listed: Vec<(u8, u8)>,
    nested: u8,
    spelling: u8,
    cut: Option<u16>,
    limits: u8,
}

/// The blobs that archives are made of: layers, configs, manifests and indexes that name one another.
fn blobs(listed: &[(u8, u8)], nested: u8) -> Vec<Vec<u8>> {
    let mut blobs = vec![tar(b"a", 1), tar(b"[b", 700)];
    for layer in 0..2 {
        let diff_id = Digest::sha256(&blobs[layer]);
        blobs.push(
            format!(r#"{{"architecture":"a","os":"l","rootfs":{{"type":"layers","diff_ids":["{diff_id}"]}}}}"#)
                .into_bytes(),
        );
    }
    for image in 0..2 {
        let config = descriptor("application/vnd.oci.image.config.v1+json", &blobs[2 + image], 0);
        let layer = descriptor("application/vnd.oci.image.layer.v1.tar", &blobs[image], 0);
        blobs.push(
            format!(r#"{{"schemaVersion":2,"config":{config},"layers":[{layer}]}}"#).into_bytes(),
        );
    }
    for _ in 0..=nested % 4 {
        let entries: Vec<_> = listed
            .iter()
            .take(64)
            .map(|(blob, size)| {
                let blob = &blobs[4 + usize::from(*blob) % (blobs.len() - 4)];
                let index = blob.starts_with(br#"{"schemaVersion":2,"manifests"#);
                let kind = if index { "index" } else { "manifest" };
                descriptor(&format!("application/vnd.oci.image.{kind}.v1+json"), blob, *size)
            })
            .collect();
        blobs.push(
            format!(r#"{{"schemaVersion":2,"manifests":[{}]}}"#, entries.join(",")).into_bytes(),
        );
    }
    blobs
}

/// A descriptor; one of 16 values states a wrong size.
fn descriptor(media_type: &str, blob: &[u8], size: u8) -> String {
    let size = blob.len() + usize::from(size % 16 == 7);
    format!(r#"{{"mediaType":"{media_type}","digest":"{}","size":{size}}}"#, Digest::sha256(blob))
}

fn blob_path(blob: &[u8]) -> String {
    format!("blobs/sha256/{}", Digest::sha256(blob).encoded())
}

/// A tar archive with one file.
fn tar(name: &[u8], size: usize) -> Vec<u8> {
    let mut tar = Vec::new();
    member(&mut tar, b'0', name, &[], &vec![b'x'; size], size);
    tar.resize(tar.len() + 1024, 0);
    tar
}

fn member(tar: &mut Vec<u8>, flag: u8, path: &[u8], target: &[u8], content: &[u8], size: usize) {
    let mut block = [0; 512];
    let (path, target) = (&path[..path.len().min(100)], &target[..target.len().min(100)]);
    block[..path.len()].copy_from_slice(path);
    block[157..157 + target.len()].copy_from_slice(target);
    block[100..107].copy_from_slice(b"0000644");
    block[124..135].copy_from_slice(format!("{size:011o}").as_bytes());
    block[156] = flag;
    block[257..265].copy_from_slice(b"ustar\x0000");
    block[148..156].fill(b' ');
    let sum: u32 = block.iter().map(|&byte| u32::from(byte)).sum();
    block[148..155].copy_from_slice(format!("{sum:06o}\0").as_bytes());
    tar.extend(block);
    tar.extend(content);
    tar.resize(tar.len().next_multiple_of(512), 0);
}

fn record(key: &str, value: &str) -> String {
    let rest = key.len() + value.len() + 3;
    let mut length = rest;
    while length != rest + length.to_string().len() {
        length = rest + length.to_string().len();
    }
    format!("{length} {key}={value}\n")
}

fn build(archive: &Archive, blobs: &[Vec<u8>]) -> Vec<u8> {
    let pick = |n: u8| &blobs[usize::from(n) % blobs.len()];
    let hex = Digest::sha256(&blobs[2]).encoded().to_string();
    let saved = format!(
        r#"[{{"Config":"{hex}.json","RepoTags":["a:1"],"Layers":["0/layer.tar"]}},{{"Config":"config.json","Layers":["{}"]}}]"#,
        blob_path(&blobs[1])
    );
    let mut tar = Vec::new();
    for part in archive.members.iter().take(64) {
        let evil;
        let content: &[u8] = match part.content {
            Content::Blob(n) => pick(n),
            Content::Index => &blobs[blobs.len() - 1],
            Content::Saved => saved.as_bytes(),
            Content::Evil(n) => {
                evil = String::from_utf8_lossy(pick(n)).replace("sha256:", "sha256:0");
                evil.as_bytes()
            }
        };
        let path = match part.place {
            Place::Own => blob_path(content),
            Place::Other(n) => blob_path(pick(n)),
            Place::Index => "index.json".to_owned(),
            Place::Manifest => "manifest.json".to_owned(),
            Place::Layer(n) => format!("{}/layer.tar", n % 3),
            Place::Config if part.size & 1 == 0 => "config.json".to_owned(),
            Place::Config => format!("{hex}.json"),
            Place::Folder => "blobs/sha256".to_owned(),
        };
        let path = match archive.spelling % 4 {
            0 => path,
            1 => format!("./{path}"),
            2 => format!("/{path}"),
            _ => path.replace('/', "//"),
        };
        match part.extra % 8 {
            1 => {
                let records = record("path", &path);
                member(&mut tar, b'x', b"x", &[], records.as_bytes(), records.len());
            }
            2 => {
                let records = record("GNU.sparse.realsize", "1") + &record("SCHILY.xattr.a", "b");
                member(&mut tar, b'x', b"x", &[], records.as_bytes(), records.len());
            }
            3 => member(&mut tar, b'g', b"g", &[], &[], 0),
            4 => member(&mut tar, b'L', b"L", &[], b"\0", 1),
            _ => {}
        }
        let target = |n: u8| match n % 3 {
            0 => format!("../../{}", blob_path(pick(n / 3))),
            1 => blob_path(pick(n / 3)),
            _ => format!("../{}/layer.tar", n % 3),
        };
        let size = content.len() + usize::from(part.size == 255);
        match part.link {
            Link::File => member(&mut tar, b'0', path.as_bytes(), &[], content, size),
            Link::Symbolic(n) => {
                member(&mut tar, b'2', path.as_bytes(), target(n).as_bytes(), &[], 0)
            }
            Link::Hard(n) => member(&mut tar, b'1', path.as_bytes(), target(n).as_bytes(), &[], 0),
        }
    }
    tar.resize(tar.len() + 1024, 0);
    tar.truncate(archive.cut.map_or(usize::MAX, usize::from));
    tar
}

fuzz_target!(|data: &[u8]| {
    let Ok(archive) = Archive::arbitrary(&mut Unstructured::new(data)) else { return };
    let blobs = blobs(&archive.listed, archive.nested);
    let bytes = build(&archive, &blobs);
    let shift = u32::from(archive.limits % 24);
    let limits = ArchiveLimits::default()
        .with_entries(1 << shift)
        .with_name_bytes(1 << shift)
        .with_document_bytes(1 << shift)
        .with_output_bytes(1 << (shift + 2));
    let mut read = None;
    let memory =
        allocation_counter::measure(|| read = Some(ImageArchive::read(&bytes[..], limits)));
    assert!(memory.bytes_max <= limits.memory_bytes(), "{} bytes", memory.bytes_max);
    let archive = match read.expect("it was read") {
        Ok(archive) => archive,
        Err(error) => return assert!(!error.to_string().contains(char::is_control)),
    };
    for warning in archive.warnings() {
        assert!(!warning.to_string().contains(char::is_control));
    }
    for image in archive.images().unwrap_or_default() {
        if let Some(digest) = image.config_digest()
            && let Ok(config) = archive.config_of(image)
        {
            digest.verify(config).expect("a config has the digest that was asked for");
        }
        if let Some(manifest) = image.manifest() {
            let bytes = archive.blob(manifest.digest()).expect("a listed manifest is there");
            assert_eq!(bytes.len() as u64, manifest.size());
        }
        let layers = archive.layers_of(image).unwrap_or_default();
        if !layers.is_empty() {
            let config = archive.config_of(image).expect("its layers were verified against it");
            let config = imageref::ImageConfig::from_slice(config).expect("it was read before");
            assert!(layers.iter().map(|layer| &layer.diff_id).eq(config.diff_ids()));
        }
        for layer in layers {
            let known =
                blobs[..2].iter().any(|blob| layer.diff_id == DiffId::new(Digest::sha256(blob)));
            assert!(known, "a layer that no config names");
        }
    }
    for blob in &blobs {
        let digest = Digest::sha256(blob);
        for bytes in
            [archive.blob(&digest), archive.document(&blob_path(blob))].into_iter().flatten()
        {
            digest.verify(bytes).expect("a blob has the digest that was asked for");
        }
    }
});
