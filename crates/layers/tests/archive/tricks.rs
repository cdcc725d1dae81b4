//! Image archives made to deceive: only bytes that were hashed to the digest that is asked for are handed out.

use imageref::{DiffId, Digest};
use imageref_layers::archive::{
    ArchiveError, ArchiveErrorKind as Kind, ArchiveLimits, ArchiveWarningKind as Warning,
    ImageArchive,
};
use serde_json::json;

use super::layout::{
    INDEX, Layout, MANIFEST, blob_path, config, descriptor, gzip, index, manifest, sample,
};
use super::messages::check_name;
use super::tar::Tar;

fn read(bytes: &[u8]) -> ImageArchive {
    ImageArchive::read(bytes, ArchiveLimits::default()).unwrap()
}

/// What each image hands out: names, config and diff IDs, all of them checked against what was asked for.
fn images(
    archive: &ImageArchive,
) -> Result<Vec<(Vec<String>, Vec<u8>, Vec<DiffId>)>, ArchiveError> {
    let mut found = Vec::new();
    for image in archive.images()? {
        let config = archive.config_of(image)?;
        if let Some(digest) = image.config_digest() {
            assert!(digest.verify(config).is_ok());
        }
        let layers = archive.layers_of(image)?.iter().map(|layer| layer.diff_id.clone()).collect();
        let names = image.names().iter().map(|name| name.to_string()).collect();
        found.push((names, config.to_vec(), layers));
    }
    Ok(found)
}

fn kinds(archive: &ImageArchive) -> Vec<Warning> {
    archive.warnings().iter().map(|warning| warning.kind()).collect()
}

fn message(bytes: &[u8]) -> String {
    let read = ImageArchive::read(bytes, ArchiveLimits::default());
    let error = read.and_then(|archive| images(&archive)).unwrap_err();
    check_name(&format!("{:?}", error.kind()), error.kind().as_str());
    error.to_string()
}

#[test]
fn links_never_replace_a_blob() {
    let (good, evil) = (sample("good"), sample("evil"));
    let config_path = blob_path(&good.config);
    let evil_config = config(&[&good.layer], "evil");
    let targets = ["../../evil.json", "evil.json", "/evil.json", "./../..//evil.json", "hop"];
    for replaced in [&good.config, &good.manifest, &good.layer] {
        let path = blob_path(replaced);
        for target in targets {
            for flag in [b'1', b'2'] {
                for spelling in [
                    path.clone(),
                    format!("./{path}"),
                    format!("/{path}"),
                    path.replace('/', "//"),
                    path.replace("sha256", "SHA256"),
                    format!("x/../{path}"),
                ] {
                    let other: &[u8] =
                        if *replaced == good.layer { &evil.layer } else { &evil_config };
                    for honest in [false, true] {
                        let mut layout = Layout::new().file("index.json", &good.index());
                        for blob in [&good.config, &good.manifest, &good.layer] {
                            if honest || blob != replaced {
                                layout = layout.blob(blob);
                            }
                        }
                        let layout = layout
                            .link(flag, &spelling, target)
                            .link(b'2', "hop", "evil.json")
                            .file("evil.json", other);
                        let archive = read(&layout.finish());
                        match images(&archive) {
                            Ok(found) => {
                                assert!(honest, "{spelling} {target}");
                                assert_eq!(found[0].1, good.config);
                                let diff_id = DiffId::new(Digest::sha256(&good.layer));
                                assert_eq!(found[0].2, [diff_id]);
                            }
                            Err(error) => {
                                assert!(!honest, "{error}");
                                assert!(matches!(error.kind(), Kind::MissingBlob(_)), "{error}");
                            }
                        }
                        assert!(
                            archive.document(&config_path).is_ok_and(|b| b == good.config)
                                || !honest
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn linked_folders_and_paths_that_occur_twice_change_nothing() {
    let (good, evil) = (sample("good"), sample("evil"));
    // The evil file at the honest path, before and after the honest one, and alone.
    let path = blob_path(&good.config);
    for (first, second) in [(&evil.config, &good.config), (&good.config, &evil.config)] {
        let layout = Layout::new().blob(&good.layer).blob(&good.manifest);
        let layout =
            layout.file(&path, first).file(&path, second).file("index.json", &good.index());
        let archive = read(&layout.finish());
        assert_eq!(images(&archive).unwrap()[0].1, good.config);
        assert!(kinds(&archive).contains(&Warning::DuplicateFile));
        assert!(kinds(&archive).contains(&Warning::WrongBlobName));
    }
    let layout = Layout::new().blob(&good.layer).blob(&good.manifest).file(&path, &evil.config);
    let error = message(&layout.clone().file("index.json", &good.index()).finish());
    assert!(error.starts_with(&format!("{path}: the file has the digest sha256:")), "{error}");
    // A folder of blobs that is a link.
    let name = Digest::sha256(&good.config).encoded().to_string();
    let layout =
        Layout::new().blob(&good.layer).blob(&good.manifest).link(b'2', "blobs/sha256", "../evil");
    let layout =
        layout.file(&format!("evil/{name}"), &evil.config).file("index.json", &good.index());
    assert_eq!(
        message(&layout.finish()),
        format!("no file in the archive has the digest {}", Digest::sha256(&good.config))
    );
    // Blobs are found wherever they are.
    let layout =
        Layout::new().file("a", &good.layer).file("b", &good.config).file("c", &good.manifest);
    let archive = read(&layout.file("index.json", &good.index()).finish());
    assert_eq!(images(&archive).unwrap()[0].1, good.config);
    // `index.json` and `manifest.json` have no digest: twice or as a link, they are rejected.
    let twice = good.layout().file("index.json", &evil.index()).finish();
    assert_eq!(message(&twice), "index.json: the file appears twice with different content");
    let twice =
        good.layout().link(b'2', "./index.json", "evil.json").file("evil.json", b"{}").finish();
    assert_eq!(message(&twice), "index.json: the file appears twice with different content");
    let link =
        Layout::new().link(b'1', "index.json", "evil.json").file("evil.json", b"{}").finish();
    assert_eq!(message(&link), "index.json: expected a file, found a link");
    let twice =
        good.layout().file("manifest.json", b"[]").file("manifest.json", b"no JSON").finish();
    assert_eq!(message(&twice), "manifest.json: the file appears twice with different content");
    let same = good.layout().file("/index.json", &good.index()).finish();
    let archive = read(&same);
    assert_eq!(
        (images(&archive).unwrap().len(), kinds(&archive)),
        (1, vec![Warning::DuplicateFile])
    );
}

#[test]
fn sizes_and_algorithms_of_descriptors_are_compared() {
    let good = sample("good");
    let mut entry = good.descriptor.clone();
    entry["size"] = json!(1);
    let text = message(
        &Layout::new()
            .blob(&good.manifest)
            .blob(&good.config)
            .blob(&good.layer)
            .file("index.json", &index(&[entry]))
            .finish(),
    );
    let (path, size) = (blob_path(&good.manifest), good.manifest.len());
    assert_eq!(text, format!("{path}: the blob has {size} bytes, its descriptor states 1"));
    for (pointer, replaced) in [("/config/size", &good.config), ("/layers/0/size", &good.layer)] {
        let mut wrong: serde_json::Value = serde_json::from_slice(&good.manifest).unwrap();
        *wrong.pointer_mut(pointer).unwrap() = json!(replaced.len() + 1);
        let wrong = wrong.to_string().into_bytes();
        let layout = Layout::new().blob(&wrong).blob(&good.config).blob(&good.layer);
        let text =
            message(&layout.file("index.json", &index(&[descriptor(MANIFEST, &wrong)])).finish());
        let (path, size) = (blob_path(replaced), replaced.len());
        assert_eq!(
            text,
            format!("{path}: the blob has {size} bytes, its descriptor states {}", size + 1)
        );
    }
    // An algorithm that can't be computed.
    let md5 = "md5:900150983cd24fb0d6963f7d28e17f72";
    let entry = json!({"mediaType": MANIFEST, "digest": md5, "size": good.manifest.len()});
    let layout = Layout::new().file(&format!("blobs/{}", md5.replace(':', "/")), &good.manifest);
    let text = message(&layout.blob(&good.config).file("index.json", &index(&[entry])).finish());
    assert_eq!(text, format!("{md5} can't be verified: unsupported algorithm"));
    // sha512 is computed where the path asks for it, and never where another digest is.
    let sha512 = imageref::Algorithm::Sha512.digest(&good.manifest).unwrap();
    let entry =
        json!({"mediaType": MANIFEST, "digest": sha512.to_string(), "size": good.manifest.len()});
    let rest =
        Layout::new().blob(&good.config).blob(&good.layer).file("index.json", &index(&[entry]));
    let path = format!("blobs/sha512/{}", sha512.encoded());
    let archive = read(&rest.clone().file(&path, &good.manifest).finish());
    assert_eq!(images(&archive).unwrap()[0].1, good.config);
    let text = message(&rest.clone().file(&path, &good.config).finish());
    assert!(text.starts_with(&format!("{path}: the file has the digest")), "{text}");
    assert_eq!(message(&rest.finish()), format!("no file in the archive has the digest {sha512}"));
    // The media type of the descriptor must be that of the manifest.
    let entry = descriptor(INDEX, &good.manifest);
    let layout = Layout::new().blob(&good.manifest).blob(&good.config).blob(&good.layer);
    let text = message(&layout.file("index.json", &index(&[entry])).finish());
    assert!(text.starts_with(&blob_path(&good.manifest)), "{text}");
}

#[test]
fn layers_and_documents_are_told_apart_by_more_than_a_byte() {
    for name in ["[", "{\"a\":1}", "[a]/b", "{"] {
        let image = sample(name);
        assert_eq!(images(&read(&image.layout().finish())).unwrap().len(), 1, "{name}");
    }
    let good = sample("good");
    for space in ["\n", " \t\r\n", &" ".repeat(600)] {
        let index = [space.as_bytes(), &good.index()].concat();
        let layout = Layout::new().blob(&good.layer).blob(&good.config).blob(&good.manifest);
        let archive = read(&layout.file("index.json", &index).finish());
        assert_eq!(images(&archive).unwrap().len(), 1, "{space:?}");
    }
    // A blob that is there and is not a layer is not called missing.
    let text = b"not a layer";
    let config = config(&[text], "amd64");
    let manifest = manifest(&config, &[text]);
    let layout = Layout::new().blob(text).blob(&config).blob(&manifest);
    let found =
        message(&layout.file("index.json", &index(&[descriptor(MANIFEST, &manifest)])).finish());
    let path = blob_path(text);
    assert_eq!(
        found,
        format!(
            "{path}: expected a layer, found a file that is neither a tar archive nor compressed"
        )
    );
    // Damage names the file and the byte in it.
    let mut layer = Tar::new().file("a", 3).file("b", 3).finish();
    layer[1024] ^= 1;
    let config = self::config(&[&layer], "amd64");
    let manifest = self::manifest(&config, &[&layer]);
    let layout = Layout::new().blob(&layer).blob(&config).blob(&manifest);
    let found =
        message(&layout.file("index.json", &index(&[descriptor(MANIFEST, &manifest)])).finish());
    let path = blob_path(&layer);
    assert_eq!(
        found,
        format!("{path}: uncompressed byte 1024: expected a tar header: the checksum is wrong")
    );
}

/// `docker save` before version 25 and its likes: paths without digests.
#[test]
fn docker_archives_are_verified_as_far_as_they_can_be() {
    let (good, evil) = (sample("good"), sample("evil"));
    let hex = Digest::sha256(&good.config).encoded().to_string();
    let saved = |config: &str, layer: &str| {
        json!([{"Config": config, "RepoTags": ["a:1"], "Layers": [layer]}]).to_string().into_bytes()
    };
    // The config by its digest, whatever is at its path.
    for name in [format!("{hex}.json"), format!("sha256:{hex}"), hex.clone()] {
        let layout = Layout::empty().file("1/layer.tar", &good.layer).file(&name, &good.config);
        let layout = layout.file("manifest.json", &saved(&name, "1/layer.tar"));
        let archive = read(&layout.finish());
        assert_eq!(images(&archive).unwrap()[0].0, ["a:1"]);
        assert_eq!(kinds(&archive), []);
        let layout = Layout::empty().file("1/layer.tar", &good.layer).file(&name, &evil.config);
        let text = message(&layout.file("manifest.json", &saved(&name, "1/layer.tar")).finish());
        assert_eq!(text, format!("no file in the archive has the digest sha256:{hex}"));
    }
    // A config without a digest is a warning.
    let layout = Layout::empty().file("1/layer.tar", &good.layer).file("config.json", &good.config);
    let archive =
        read(&layout.file("manifest.json", &saved("config.json", "1/layer.tar")).finish());
    assert_eq!(
        (images(&archive).unwrap().len(), kinds(&archive)),
        (1, vec![Warning::UnverifiedConfig])
    );
    // Links between layers, in any order and in a chain; never in a ring.
    let name = format!("{hex}.json");
    let chain = Layout::empty()
        .link(b'2', "1/layer.tar", "../2/layer.tar")
        .link(b'2', "2/layer.tar", "../3/layer.tar")
        .file("3/layer.tar", &good.layer)
        .file(&name, &good.config)
        .file("manifest.json", &saved(&name, "1/layer.tar"));
    assert_eq!(images(&read(&chain.finish())).unwrap().len(), 1);
    let ring = Layout::empty()
        .link(b'2', "1/layer.tar", "../2/layer.tar")
        .link(b'2', "2/layer.tar", "../1/layer.tar")
        .file(&name, &good.config)
        .file("manifest.json", &saved(&name, "1/layer.tar"));
    assert_eq!(message(&ring.finish()), "1/layer.tar: not in the archive");
    // A link to another layer is found out by its diff ID.
    let other = Layout::empty()
        .link(b'2', "1/layer.tar", "../3/layer.tar")
        .file("3/layer.tar", &evil.layer)
        .file(&name, &good.config)
        .file("manifest.json", &saved(&name, "1/layer.tar"));
    let (found, want) = (Digest::sha256(&evil.layer), Digest::sha256(&good.layer));
    assert_eq!(
        message(&other.finish()),
        format!("3/layer.tar: the layer has the diff ID {found}, not {want}")
    );
}

/// Partial layouts, as `docker save` and `ctr export` of one platform write them, and attestations.
#[test]
fn the_images_that_are_there_are_listed() {
    let good = sample("good");
    let arm = sample("arm");
    let mut amd64 = good.descriptor.clone();
    amd64["platform"] = json!({"os": "linux", "architecture": "amd64"});
    amd64["annotations"] = json!({
        "io.containerd.image.name": "docker.io/library/python:3.10",
        "org.opencontainers.image.ref.name": "3.10",
    });
    let mut arm64 = arm.descriptor.clone();
    arm64["platform"] = json!({"os": "linux", "architecture": "arm64"});
    let attested = Digest::sha256(&good.manifest).to_string();
    let mut attestation = descriptor(MANIFEST, b"absent");
    attestation["platform"] = json!({"os": "unknown", "architecture": "unknown"});
    attestation["annotations"] = json!({
        "vnd.docker.reference.type": "attestation-manifest", "vnd.docker.reference.digest": attested,
    });
    let entries = index(&[amd64.clone(), arm64.clone(), attestation]);
    let whole = Layout::new().blob(&good.layer).blob(&good.config).blob(&good.manifest);
    let archive = read(&whole.clone().file("index.json", &entries).finish());
    assert_eq!(images(&archive).unwrap()[0].0, ["docker.io/library/python:3.10"]);
    let image = &archive.images().unwrap()[0];
    assert_eq!(image.platform().unwrap().to_string(), "linux/amd64");
    assert_eq!(image.manifest().unwrap().digest(), &Digest::sha256(&good.manifest));
    assert_eq!(
        archive.warnings().iter().map(ToString::to_string).collect::<Vec<_>>(),
        [format!("{}: a listed manifest is not in the archive", Digest::sha256(&arm.manifest))]
    );
    // The manifest is there, its config or layers are not.
    let archive = read(&whole.clone().blob(&arm.manifest).file("index.json", &entries).finish());
    assert_eq!(
        (images(&archive).unwrap().len(), kinds(&archive)),
        (1, vec![Warning::IncompleteImage])
    );
    // No image at all is an error that names what is missing.
    let none = Layout::new().file("index.json", &index(&[arm64])).finish();
    let digest = Digest::sha256(&arm.manifest);
    assert_eq!(message(&none), format!("no file in the archive has the digest {digest}"));
    // An attestation that only its manifest declares.
    let statement = br#"{"_type":"https://in-toto.io/Statement/v0.1"}"#;
    let config = config(&[statement], "unknown");
    let bytes = manifest(&config, &[statement]);
    let bytes = String::from_utf8(bytes).unwrap();
    let bytes =
        bytes.replace("application/vnd.oci.image.layer.v1.tar", "application/vnd.in-toto+json");
    let entry = descriptor(MANIFEST, bytes.as_bytes());
    let layout = whole.blob(statement).blob(&config).blob(bytes.as_bytes());
    let archive = read(&layout.file("index.json", &index(&[amd64, entry])).finish());
    assert_eq!(images(&archive).unwrap().len(), 1);
}

#[test]
fn what_was_found_instead_is_said() {
    let old = Layout::empty().file("1/VERSION", b"1.0").file("repositories", br#"{"a":{"1":"1"}}"#);
    assert_eq!(
        message(&old.finish()),
        "expected `index.json` or `manifest.json`, found `repositories`, `1/VERSION` \
         (`repositories` alone: saved by a Docker older than 1.10)"
    );
    assert_eq!(
        message(&Tar::new().finish()),
        "expected `index.json` or `manifest.json`, found no files"
    );
    let odd = Layout::empty().file("a\x1b[31m\n.txt", b"x").finish();
    assert_eq!(message(&odd), r"expected `index.json` or `manifest.json`, found `a\x1b[31m\n.txt`");
    let compressed = gzip(&sample("x").layout().finish());
    assert_eq!(images(&read(&compressed)).unwrap().len(), 1);
    // The two lists of one archive.
    let (good, evil) = (sample("good"), sample("evil"));
    let hex = Digest::sha256(&evil.config).encoded().to_string();
    let saved = json!([{
        "Config": format!("blobs/sha256/{hex}"), "RepoTags": null, "Layers": [blob_path(&evil.layer)],
    }]);
    let layout = good.layout().blob(&evil.config).blob(&evil.layer);
    let archive = read(&layout.file("manifest.json", saved.to_string().as_bytes()).finish());
    assert_eq!(images(&archive).unwrap()[0].1, evil.config);
    assert_eq!(kinds(&archive), [Warning::IndexConflict]);
}
