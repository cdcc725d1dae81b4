//! How warnings and errors are named and printed.

use std::error::Error;

use imageref::media_type::{Compression, MediaType};
use imageref::{DiffId, Digest};
use imageref_layers::archive::{
    ArchiveError, ArchiveErrorKind as Kind, ArchiveLimits, ArchiveWarning,
    ArchiveWarningKind as Warning, ImageArchive, LayerOptions, LayerReader, read_layer,
};

use super::layout::{Layout, MANIFEST, blob_path, config, descriptor, index, manifest, sample};
use imageref_layers::Tree;

use super::tar::{Tar, header, pax, sum};

/// Checks that a kind's name is that of its variant in kebab case.
#[track_caller]
pub(crate) fn check_name(variant: &str, name: &str) {
    let mut kebab = String::new();
    for letter in variant.chars().take_while(|letter| letter.is_alphanumeric()) {
        if letter.is_uppercase() && !kebab.is_empty() {
            kebab.push('-');
        }
        kebab.extend(letter.to_lowercase());
    }
    assert_eq!(kebab, name);
}

fn layer_error(bytes: &[u8], options: &LayerOptions) -> ArchiveError {
    read_layer(bytes, options).unwrap_err()
}

fn layer_warnings(bytes: &[u8]) -> Vec<String> {
    let layer = read_layer(bytes, &LayerOptions::new()).unwrap();
    layer.warnings.iter().map(ArchiveWarning::to_string).collect()
}

#[test]
fn names_of_warnings() {
    let all = [
        Warning::MissingEndBlocks,
        Warning::MissingPadding,
        Warning::TrailingBytes,
        Warning::GlobalRecords,
        Warning::UnusedExtensions,
        Warning::DroppedExtensions,
        Warning::EmptyLongName,
        Warning::CompressionConflict,
        Warning::DuplicateFile,
        Warning::WrongBlobName,
        Warning::MissingManifest,
        Warning::IncompleteImage,
        Warning::UnverifiedConfig,
        Warning::IndexConflict,
    ];
    for kind in all {
        check_name(&format!("{kind:?}"), kind.as_str());
    }
}

#[test]
fn sentences_of_warnings_about_a_layer() {
    let file = || Tar::new().file("a", 3);
    let records = pax(&[("comment", "x")]);
    let rows = [
        (file().0, "byte 1024: the tar archive ends without two empty blocks"),
        (file().0[..515].to_vec(), "byte 515: the last entry is not padded to a whole block"),
        (
            [file().finish(), vec![1; 512]].concat(),
            "byte 2560: unexpected bytes after the end of the tar archive",
        ),
        (Tar::new().raw(b'g', &records).finish(), "byte 0: runtimes ignore global PAX records"),
        (
            file().raw(b'x', &records).finish(),
            "byte 3072: no entry follows the long name or PAX records",
        ),
        (
            Tar::new().raw(b'x', &records).raw(b'g', &records).file("a", 3).finish(),
            "byte 1024: Go drops long names and PAX records before global PAX records",
        ),
        (
            Tar::new().raw(b'L', b"\0").file("a", 3).finish(),
            "byte 0: Go ignores an empty long name or link target",
        ),
    ];
    for (bytes, want) in rows {
        let found = layer_warnings(&bytes);
        assert!(found.contains(&want.to_string()), "{want}: {found:?}");
    }
    let options = LayerOptions::new().with_media_type(MediaType::OCI_LAYER_GZIP);
    let layer = read_layer(&file().finish()[..], &options).unwrap();
    assert_eq!(
        layer.warnings.iter().map(ArchiveWarning::to_string).collect::<Vec<_>>(),
        ["byte 0: the media type names another compression than the bytes have"]
    );
    assert_eq!((layer.warnings[0].offset(), layer.warnings[0].file()), (Some(0), None));
}

#[test]
fn sentences_of_warnings_about_an_image_archive() {
    let image = sample("a");
    let path = blob_path(b"other");
    let absent = descriptor(MANIFEST, b"absent");
    let incomplete = manifest(&image.config, &[b"absent"]);
    let entries = [image.descriptor.clone(), absent.clone(), descriptor(MANIFEST, &incomplete)];
    let layout = Layout::new().blob(&image.layer).blob(&image.config).blob(&image.manifest);
    let layout = layout.blob(&incomplete).file("x", b"1").file("x", b"1").file(&path, b"wrong");
    let archive = layout.file("index.json", &index(&entries)).finish();
    let archive = ImageArchive::read(&archive[..], ArchiveLimits::default()).unwrap();
    let found: Vec<_> = archive.warnings().iter().map(ArchiveWarning::to_string).collect();
    let digest = |entry: &serde_json::Value| entry["digest"].as_str().unwrap().to_owned();
    assert_eq!(
        found,
        [
            "x: the file appears twice in the archive".to_owned(),
            format!("{path}: the file does not have the digest that its path states"),
            format!("{}: a listed manifest is not in the archive", digest(&absent)),
            format!("{}: the image's config or a layer is not in the archive", digest(&entries[2])),
        ]
    );
    assert_eq!(archive.warnings()[0].file(), Some("x"));
    assert_eq!(archive.warnings()[0].offset(), None);

    let saved = serde_json::json!([{"Config": "c.json", "RepoTags": null, "Layers": ["l.tar"]}]);
    let layout = Layout::empty().file("c.json", &image.config).file("l.tar", &image.layer);
    let layout = layout.file("manifest.json", saved.to_string().as_bytes());
    let archive = layout.file("index.json", b"{}").finish();
    let archive = ImageArchive::read(&archive[..], ArchiveLimits::default()).unwrap();
    let found: Vec<_> = archive.warnings().iter().map(ArchiveWarning::to_string).collect();
    assert_eq!(
        found,
        [
            "c.json: the config's path does not state its digest: nothing to verify it against",
            "index.json: index.json and manifest.json do not list the same images",
        ]
    );
}

/// A layer's bytes, how they are read, the name of the error, and how it is printed.
#[test]
fn errors_of_layers() {
    let plain = LayerOptions::new;
    let file = Tar::new().file("a", 3).finish();
    let mut checksum = header(b'0', "a", 3);
    checksum[0] = b'b';
    let mut field = header(b'0', "a", 3);
    field[124] = b'x';
    sum(&mut field);
    let mut devices = header(b'3', "a", 0);
    devices[329] = b'x';
    sum(&mut devices);
    let mut sparse = header(b'S', "a", 0);
    sparse[257..265].copy_from_slice(b"ustar  \0");
    sparse[483] = b'x';
    sum(&mut sparse);
    let escapes = Tar::new().file("../a", 0).finish();
    let encrypted = MediaType::new("application/vnd.oci.image.layer.v1.tar+encrypted");
    let unsupported = "future:00".parse::<DiffId>().unwrap();
    let limits = ArchiveLimits::default().with_extension_bytes(600);
    let mut more = header(b'S', "a", 0);
    more[257..265].copy_from_slice(b"ustar  \0");
    more[482] = 1;
    sum(&mut more);
    let map = [1; 512];
    let rows: Vec<(&str, Vec<u8>, LayerOptions, &str)> = vec![
        (
            "checksum",
            Tar::new().block(checksum).finish(),
            plain(),
            "uncompressed byte 0: expected a tar header: the checksum is wrong",
        ),
        (
            "field",
            Tar::new().block(field).finish(),
            plain(),
            "uncompressed byte 0: malformed size in the tar header",
        ),
        (
            "field",
            Tar::new().block(devices).finish(),
            plain(),
            "uncompressed byte 0: malformed device in the tar header",
        ),
        (
            "sparse",
            Tar::new().block(sparse).finish(),
            plain(),
            "uncompressed byte 0: malformed map of a sparse file",
        ),
        (
            "truncated",
            file[..514].to_vec(),
            plain(),
            "uncompressed byte 514: the tar archive ends early",
        ),
        (
            "truncated",
            Tar::new().raw(b'L', b"name").0[..514].to_vec(),
            plain(),
            "uncompressed byte 514: the tar archive ends early",
        ),
        (
            "pax",
            Tar::new().raw(b'x', b"9 a=b\n").finish(),
            plain(),
            "uncompressed byte 0: malformed PAX records",
        ),
        (
            "pax",
            Tar::new().raw(b'x', &pax(&[("mtime", "1.x")])).file("a", 0).finish(),
            plain(),
            "uncompressed byte 0: malformed PAX records",
        ),
        (
            "unknown-type",
            Tar::new().block(header(b'~', "a", 0)).finish(),
            plain(),
            "uncompressed byte 0: unexpected entry type `~`",
        ),
        (
            "extension-limit",
            Tar::new().raw(b'L', &[b'x'; 601]).finish(),
            plain().with_limits(limits),
            "uncompressed byte 512: the long names and PAX records of one entry exceed 600 bytes",
        ),
        (
            "extension-limit",
            Tar::new().block(more).block(map).block(map).finish(),
            plain().with_limits(limits),
            "uncompressed byte 1536: the long names and PAX records of one entry exceed 600 bytes",
        ),
        (
            "no-layer-compression",
            b"BZh91AY&SY".to_vec(),
            plain(),
            "byte 0: unexpected compression bzip2: layers are plain, gzip or zstd",
        ),
        (
            "tree",
            escapes,
            plain(),
            r#"uncompressed byte 512: entry 0, "../a": the path leaves the root"#,
        ),
        ("encrypted", file.clone(), plain().with_media_type(encrypted), "the layer is encrypted"),
        (
            "unsupported-algorithm",
            file.clone(),
            plain().verify_diff_id(unsupported),
            "future:00 can't be verified: unsupported algorithm",
        ),
    ];
    for (name, bytes, options, want) in rows {
        let error = layer_error(&bytes, &options);
        assert_eq!((error.kind().as_str(), error.to_string().as_str()), (name, want));
        check_name(&format!("{:?}", error.kind()), name);
    }
}

#[test]
fn errors_have_a_source() {
    let error = layer_error(&Tar::new().file("../a", 0).finish(), &LayerOptions::new());
    let source = error.source().unwrap().to_string();
    assert_eq!(source, r#"entry 0, "../a": the path leaves the root"#);
    let file = Tar::new().file("a", 3).finish();
    let options = LayerOptions::new().verify_blob(Digest::sha256(b"other"), file.len() as u64);
    let error = layer_error(&file, &options);
    assert_eq!(error.kind().as_str(), "blob");
    assert_eq!(error.source().unwrap().to_string(), error.to_string().split_once(": ").unwrap().1);
    let error = layer_error(&file[..514], &LayerOptions::new());
    assert!(error.source().is_none());
    let archive = Layout::new().file("index.json", b"{}").finish();
    let archive = ImageArchive::read(&archive[..], ArchiveLimits::default()).unwrap();
    let error = archive.images().unwrap_err();
    assert_eq!(error.kind().as_str(), "document");
    assert_eq!(error.source().unwrap().to_string(), error.to_string().split_once(": ").unwrap().1);
}

#[test]
fn a_reader_knows_its_compression_and_warnings() {
    let bytes = Tar::new().raw(b'g', &pax(&[("comment", "x")])).file("a", 3).finish();
    let mut reader = LayerReader::new(&bytes[..], &LayerOptions::new()).unwrap();
    assert_eq!(reader.compression(), Compression::None);
    assert_eq!(reader.warnings(), []);
    assert_eq!(reader.next_entry().unwrap().unwrap().path(), b"a");
    assert_eq!(reader.warnings()[0].kind(), Warning::GlobalRecords);
    assert!(reader.next_entry().unwrap().is_none());
    assert!(reader.next_entry().unwrap().is_none());
}

#[test]
fn an_archive_finds_blobs_layers_and_documents() {
    let image = sample("a");
    let archive = image.layout().finish();
    let archive = ImageArchive::read(&archive[..], ArchiveLimits::default()).unwrap();
    let digest = |bytes: &[u8]| Digest::sha256(bytes);
    assert_eq!(archive.blob(&digest(&image.config)).unwrap(), image.config);
    assert_eq!(archive.document("oci-layout").unwrap(), br#"{"imageLayoutVersion":"1.0.0"}"#);
    let path = blob_path(&image.manifest);
    assert_eq!(archive.document(&path).unwrap(), image.manifest);
    let layer = archive.layer(&digest(&image.layer)).unwrap();
    assert_eq!(layer.diff_id.as_digest(), &digest(&image.layer));
    let kind = |result: Result<(), ArchiveError>| {
        let error = result.unwrap_err();
        check_name(&format!("{:?}", error.kind()), error.kind().as_str());
        error.to_string()
    };
    let layer_path = blob_path(&image.layer);
    assert_eq!(
        kind(archive.blob(&digest(&image.layer)).map(drop)),
        format!("{layer_path}: expected a JSON object or array of at most 4 MiB")
    );
    assert_eq!(
        kind(archive.layer(&digest(&image.config)).map(drop)),
        format!(
            "{}: expected a layer, found a file that is neither a tar archive nor compressed",
            blob_path(&image.config)
        )
    );
    assert_eq!(kind(archive.document("x").map(drop)), "x: not in the archive");
    assert_eq!(
        kind(archive.blob(&digest(b"x")).map(drop)),
        format!("no file in the archive has the digest {}", digest(b"x"))
    );
    assert_eq!(
        kind(archive.blob(&"future:00".parse().unwrap()).map(drop)),
        "future:00 can't be verified: unsupported algorithm"
    );
}

#[test]
fn errors_of_images() {
    let image = sample("a");
    let two = config(&[&image.layer, &image.layer], "amd64");
    let listed = manifest(&two, &[&image.layer]);
    let layout = Layout::new().blob(&image.layer).blob(&two).blob(&listed);
    let archive = layout.file("index.json", &index(&[descriptor(MANIFEST, &listed)])).finish();
    let archive = ImageArchive::read(&archive[..], ArchiveLimits::default()).unwrap();
    let error = archive.layers_of(&archive.images().unwrap()[0]).unwrap_err();
    assert_eq!(error.kind().as_str(), "layer-count");
    assert_eq!(
        error.to_string(),
        format!("{}: the config has 2 diff IDs, the image 1 layers", blob_path(&two))
    );

    let unknown = String::from_utf8(image.config.clone()).unwrap().replace("sha256:", "future:");
    let listed = manifest(unknown.as_bytes(), &[&image.layer]);
    let layout = Layout::new().blob(&image.layer).blob(unknown.as_bytes()).blob(&listed);
    let archive = layout.file("index.json", &index(&[descriptor(MANIFEST, &listed)])).finish();
    let archive = ImageArchive::read(&archive[..], ArchiveLimits::default()).unwrap();
    let error = archive.layers_of(&archive.images().unwrap()[0]).unwrap_err();
    assert_eq!(error.kind().as_str(), "unsupported-algorithm");

    // A layer that is missing, at the path where `docker save` says it is.
    let saved = serde_json::json!([{"Config": "c.json", "RepoTags": [], "Layers": ["l.tar"]}]);
    let layout = Layout::empty().file("c.json", &image.config);
    let archive = layout.file("manifest.json", saved.to_string().as_bytes()).finish();
    let archive = ImageArchive::read(&archive[..], ArchiveLimits::default()).unwrap();
    let error = archive.layers_of(&archive.images().unwrap()[0]).unwrap_err();
    assert_eq!(
        (error.kind(), error.to_string()),
        (&Kind::MissingFile, "l.tar: not in the archive".into())
    );
}

#[test]
fn a_document_of_more_than_4_mib_is_not_kept() {
    let large = format!("{{\"a\":\"{}\"}}", "x".repeat(4 << 20));
    let limits = ArchiveLimits::default();
    let archive = Layout::empty().file("index.json", large.as_bytes()).finish();
    let archive = ImageArchive::read(&archive[..], limits).unwrap();
    let error = archive.images().unwrap_err();
    assert_eq!(error.to_string(), "index.json: expected a JSON object or array of at most 4 MiB");
}

/// Device numbers are where the header's format has them: nowhere in the oldest.
#[test]
fn devices_of_every_format() {
    let device = |magic: &[u8; 8]| {
        let mut block = Tar::new().device(b'3', "a", 8, 1).0;
        block[257..265].copy_from_slice(magic);
        let mut header: [u8; 512] = block[..512].try_into().unwrap();
        sum(&mut header);
        let bytes = Tar::new().block(header).finish();
        let layer = read_layer(&bytes[..], &LayerOptions::new()).unwrap();
        let tree = Tree::from_layers([&layer.changeset]).unwrap();
        let device = tree.get("a").unwrap().device().unwrap();
        (device.major, device.minor)
    };
    assert_eq!(device(b"ustar\x0000"), (8, 1));
    assert_eq!(device(b"ustar  \0"), (8, 1));
    assert_eq!(device(&[0; 8]), (0, 0));
}

#[test]
fn sizes_of_sparse_files() {
    let size = |key| {
        let records = pax(&[("GNU.sparse.name", "real"), (key, "70000")]);
        let bytes = Tar::new().raw(b'x', &records).file("a", 3).finish();
        let layer = read_layer(&bytes[..], &LayerOptions::new()).unwrap();
        Tree::from_layers([&layer.changeset]).unwrap().get("real").unwrap().size()
    };
    assert_eq!([size("GNU.sparse.size"), size("GNU.sparse.realsize")], [70000; 2]);
}

#[test]
fn times_with_a_fraction() {
    let time = |text| {
        let bytes = Tar::new().raw(b'x', &pax(&[("mtime", text)])).file("a", 3).finish();
        let mut reader = LayerReader::new(&bytes[..], &LayerOptions::new()).unwrap();
        let entry = reader.next_entry().unwrap().unwrap();
        entry.metadata().mtime()
    };
    for (text, want) in [
        ("5", (5, 0)),
        ("5.25", (5, 250_000_000)),
        ("5.0000000019", (5, 1)),
        ("-5", (-5, 0)),
        ("-5.25", (-6, 750_000_000)),
        ("-5.", (-5, 0)),
    ] {
        assert_eq!(time(text), want, "{text}");
    }
}

/// A reader that reports more bytes than it was asked for.
struct Liar;

impl std::io::Read for Liar {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        Ok(out.len() + 1)
    }
}

#[test]
fn a_reader_that_lies() {
    let error = read_layer(Liar, &LayerOptions::new()).unwrap_err();
    assert_eq!(error.kind().as_str(), "read");
    let want =
        "byte 0: the stream can't be read: the reader reports more bytes than it was asked for";
    assert_eq!(error.to_string(), want);
}

/// Only what is missing is left out with a warning: a manifest of another size is an error.
#[test]
fn a_manifest_of_another_size_is_an_error_beside_a_good_one() {
    let image = sample("a");
    let mut wrong = image.descriptor.clone();
    wrong["size"] = 1.into();
    let layout = Layout::new().blob(&image.layer).blob(&image.config).blob(&image.manifest);
    let layout = layout.file("index.json", &index(&[image.descriptor.clone(), wrong]));
    let archive = ImageArchive::read(&layout.finish()[..], ArchiveLimits::default()).unwrap();
    let (path, size) = (blob_path(&image.manifest), image.manifest.len());
    assert_eq!(
        archive.images().unwrap_err().to_string(),
        format!("{path}: the blob has {size} bytes, its descriptor states 1")
    );
}
