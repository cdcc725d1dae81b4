//! Documents of public projects and those made for this one: read or rejected as they should be, written again byte for
//! byte, edited in one place.

use std::fs;
use std::path::{Path, PathBuf};

use imageref::config::ImageConfig;
use imageref::digest::Digest;
use imageref::document::{Document, Model, ReadOptions};
use imageref::manifest::{
    ArtifactManifest, Descriptor, DockerSave, ImageIndex, ImageManifest, OciLayout, Schema1Manifest,
};

use serde_json::Value;

use crate::Counts;

/// What is asked of a document, whatever its kind.
struct Verdict {
    read: Result<Vec<String>, String>,
    /// Whether the value that was read without its document is written as it was read.
    go_like: bool,
}

trait FromSlice: Model + Sized {
    fn go_like(bytes: &[u8]) -> bool;
}

macro_rules! from_slice {
    ($($model:ty),*) => {$(
        impl FromSlice for $model {
            fn go_like(bytes: &[u8]) -> bool {
                Self::from_slice(bytes).unwrap().to_bytes() == bytes
            }
        }
    )*};
}
from_slice!(
    ImageManifest,
    ImageIndex,
    ImageConfig,
    Descriptor,
    Schema1Manifest,
    ArtifactManifest,
    DockerSave,
    OciLayout
);

fn verdict<T: FromSlice + Clone>(
    bytes: &[u8],
    expected: &ReadOptions,
    edit: Option<fn(T, Edit) -> T>,
) -> Verdict {
    let document = match Document::<T>::from_bytes_with(bytes, expected) {
        Ok(document) => document,
        Err(error) => return Verdict { read: Err(error.to_string()), go_like: false },
    };
    assert_eq!(document.bytes(), bytes);
    let again = Document::from_value(document.value()).unwrap();
    assert!(again.bytes() == bytes, "written again");
    assert_eq!(again.digest(), document.digest());
    if let Some(edit) = edit {
        let edited = edit(document.value().clone(), Edit::Set);
        let after = Document::from_value(&edited).unwrap();
        assert_only_added(bytes, after.bytes());
        let back = Document::from_value(&edit(edited, Edit::Remove)).unwrap();
        assert!(back.bytes() == bytes || differ_in_empty_maps(bytes, back.bytes()));
    }
    let warnings = document.warnings().iter().map(|f| f.kind().as_str().to_owned()).collect();
    Verdict { read: Ok(warnings), go_like: T::go_like(bytes) }
}

#[derive(Clone, Copy)]
enum Edit {
    Set,
    Remove,
}

const KEY: &str = "org.example.edited";

fn manifest(value: ImageManifest, edit: Edit) -> ImageManifest {
    match edit {
        Edit::Set => value.with_annotation(KEY, "1"),
        Edit::Remove => value.without_annotation(KEY),
    }
}

fn index(value: ImageIndex, edit: Edit) -> ImageIndex {
    match edit {
        Edit::Set => value.with_annotation(KEY, "1"),
        Edit::Remove => value.without_annotation(KEY),
    }
}

fn descriptor(value: Descriptor, edit: Edit) -> Descriptor {
    match edit {
        Edit::Set => value.with_annotation(KEY, "1"),
        Edit::Remove => value.without_annotation(KEY),
    }
}

fn config(value: ImageConfig, edit: Edit) -> ImageConfig {
    value.with_run_config(|run| match edit {
        Edit::Set => run.with_label(KEY, "1"),
        Edit::Remove => run.without_label(KEY),
    })
}

/// Nothing but one annotation or label was put in: with its map, and a config's `config`, where these were missing or null.
fn assert_only_added(before: &[u8], after: &[u8]) {
    let head = before.iter().zip(after).take_while(|(a, b)| a == b).count();
    let (old, new) = (&before[head..], &after[head..]);
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    let (gone, added) = (&old[..old.len() - tail], &new[..new.len() - tail]);
    assert!(gone.is_empty() || gone == b"null", "{} is gone", String::from_utf8_lossy(gone));
    // What is common with the text before and after may belong to either: characters are compared, not their order.
    let characters = |bytes: &[u8]| {
        let mut bytes = bytes.to_vec();
        bytes.retain(|b| !b.is_ascii_whitespace() && *b != b',');
        bytes.sort_unstable();
        bytes
    };
    let member = format!(r#""{KEY}":"1""#);
    let ways = [
        member.clone(),
        format!("{{{member}}}"),
        format!(r#""annotations":{{{member}}}"#),
        format!(r#""Labels":{{{member}}}"#),
        format!(r#"{{"Labels":{{{member}}}}}"#),
        format!(r#""config":{{"Labels":{{{member}}}}}"#),
    ];
    let added = characters(added);
    assert!(
        ways.iter().any(|way| characters(way.as_bytes()) == added),
        "{}",
        String::from_utf8_lossy(&added)
    );
}

/// Whether two documents differ in empty and null members that hold annotations or labels alone.
fn differ_in_empty_maps(a: &[u8], b: &[u8]) -> bool {
    let parse = |bytes: &[u8]| {
        let mut value: Value = serde_json::from_str(&String::from_utf8_lossy(bytes)).unwrap();
        let empty =
            |value: &Value| value.is_null() || value.as_object().is_some_and(|o| o.is_empty());
        if let Some(config) = value.get_mut("config").and_then(Value::as_object_mut) {
            config.retain(|key, value| key != "Labels" || !empty(value));
        }
        let object = value.as_object_mut().unwrap();
        object.retain(|key, value| !["annotations", "config"].contains(&&**key) || !empty(value));
        value
    };
    parse(a) == parse(b)
}

fn judge(kind: &str, bytes: &[u8], content_type: Option<&str>) -> Verdict {
    let mut expected = ReadOptions::new();
    if let Some(content_type) = content_type {
        expected = expected.with_content_type(content_type);
    }
    match kind {
        "manifest" => verdict::<ImageManifest>(bytes, &expected, Some(manifest)),
        "index" => verdict::<ImageIndex>(bytes, &expected, Some(index)),
        "config" => verdict::<ImageConfig>(bytes, &expected, Some(config)),
        "descriptor" => verdict::<Descriptor>(bytes, &expected, Some(descriptor)),
        "schema1" => verdict::<Schema1Manifest>(bytes, &expected, None),
        "artifact-manifest" => verdict::<ArtifactManifest>(bytes, &expected, None),
        "docker-save-manifest" => verdict::<DockerSave>(bytes, &expected, None),
        "oci-layout" => verdict::<OciLayout>(bytes, &expected, None),
        "unparsable" => verdict::<ImageManifest>(bytes, &expected, None),
        other => panic!("{other}"),
    }
}

/// Why a document is read that its collector calls malformed, by its warnings.
fn disagreement(warnings: &[String], issues: &str) -> &'static str {
    let has = |kind: &str| warnings.iter().any(|warning| warning == kind);
    match () {
        () if has("media-type-form") && !has("deprecated") => "read: media type is no type/subtype",
        () if has("deprecated") => "read: withdrawn artifact manifest",
        () if has("platform-incomplete") => "read: platform without architecture or os",
        () if has("null") => "read: null list",
        () if has("env-form") => "read: variable without =",
        () if has("url-form") => "read: url without scheme",
        () if has("empty") => "read: no layers",
        () => panic!("{warnings:?} {issues}"),
    }
}

#[test]
fn documents_of_public_projects() {
    let Some(folder) = crate::corpus() else { return };
    let folder = folder.join("wild");
    let mut counts = Counts::default();
    let index = fs::read_to_string(folder.join("INDEX.tsv")).unwrap();
    for row in index.lines().skip(1) {
        let row: Vec<&str> = row.split('\t').collect();
        let (file, kind, media_type, valid) = (row[0], row[1], row[2], row[5] == "valid");
        let bytes = fs::read(folder.join("docs").join(file)).unwrap();
        let verdict = judge(kind, &bytes, Some(media_type).filter(|text| text.contains('/')));
        let layout = if bytes.trim_ascii().contains(&b'\n') { "indented" } else { "compact" };
        match (verdict.read, valid) {
            (Ok(_), true) => {
                counts.add("valid, read");
                counts.add(match (layout, verdict.go_like) {
                    ("compact", true) => "compact, of Go",
                    ("compact", false) => "compact, not of Go",
                    (_, true) => "indented, as Go",
                    (_, false) => "indented, not as Go",
                });
            }
            (Err(error), true) => {
                assert!(error.contains("no layers"), "{file}: {error}");
                counts.add("valid, rejected: schema 1 without layers");
            }
            (Err(_), false) => counts.add("malformed, rejected"),
            (Ok(warnings), false) => counts.add(disagreement(&warnings, row[6])),
        }
    }
    counts.assert(&[
        ("compact, not of Go", 5),
        ("compact, of Go", 242),
        ("indented, as Go", 146),
        ("indented, not as Go", 49),
        ("malformed, rejected", 37),
        ("read: media type is no type/subtype", 12),
        ("read: no layers", 1),
        ("read: null list", 5),
        ("read: platform without architecture or os", 7),
        ("read: url without scheme", 1),
        ("read: variable without =", 1),
        ("read: withdrawn artifact manifest", 3),
        ("valid, read", 442),
        ("valid, rejected: schema 1 without layers", 2),
    ]);
}

/// The blobs of the layouts and folders made for this project that are documents.
fn images(folder: &Path) -> Vec<(PathBuf, &'static str)> {
    let mut found = Vec::new();
    for path in walk(folder) {
        let bytes = fs::read(&path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let kind = match serde_json::from_slice::<Value>(&bytes) {
            _ if name == "oci-layout" => "oci-layout",
            Ok(value) if value.get("fsLayers").is_some() => "schema1",
            Ok(value) if value.get("manifests").is_some() => "index",
            Ok(value) if value.get("layers").is_some() => "manifest",
            Ok(value) if value.get("rootfs").is_some() => "config",
            _ => continue,
        };
        found.push((path, kind));
    }
    found
}

fn walk(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => files.extend(walk(&path)),
            false => files.push(path),
        }
    }
    files.sort();
    files
}

#[test]
fn images_made_for_this_project() {
    let Some(folder) = crate::corpus() else { return };
    let mut counts = Counts::default();
    for part in ["store", "family", "dir-tiny-1-v2s1", "dir-tiny-1-v2s2", "dir-tiny-2-uncompressed"]
    {
        for (path, kind) in images(&folder.join("images").join(part)) {
            let verdict = judge(kind, &fs::read(&path).unwrap(), None);
            assert!(verdict.read.is_ok(), "{}: {:?}", path.display(), verdict.read);
            assert!(verdict.go_like, "{}", path.display());
            counts.add("read, written, edited");
        }
    }
    counts.assert(&[("read, written, edited", 32)]);
}

#[test]
fn digests_of_images_made_for_this_project() {
    let Some(folder) = crate::corpus() else { return };
    let images = folder.join("images");
    let oracle = fs::read_to_string(images.join("oracle/images.json")).unwrap();
    let oracle: Value = serde_json::from_str(&oracle).unwrap();
    let mut counts = Counts::default();
    for (name, image) in oracle.as_object().unwrap() {
        let Some(digest) = image["digest"].as_str() else { continue };
        let blob = |digest: &str| {
            let hex = digest.split(':').nth(1).unwrap();
            fs::read(images.join("store/blobs/sha256").join(hex)).ok()
        };
        let Some(bytes) = blob(digest) else {
            counts.add("not in the store");
            continue;
        };
        let manifest = Document::<ImageManifest>::from_bytes(bytes).unwrap();
        assert_eq!(manifest.digest(), digest, "{name}");
        counts.add("manifest");
        let config = manifest.value().config();
        if let Some(want) = image["config_digest"].as_str() {
            assert_eq!(config.digest(), want, "{name}");
        }
        if !manifest.value().is_image() {
            continue;
        }
        let bytes = blob(&config.digest().to_text()).unwrap();
        let config =
            Document::<ImageConfig>::from_bytes_with(bytes, &config.read_options()).unwrap();
        let list = |key: &str| -> Vec<String> {
            image[key].as_array().unwrap().iter().map(|d| d.as_str().unwrap().to_owned()).collect()
        };
        let texts = |digests: Vec<&Digest>| -> Vec<String> {
            digests.iter().map(|d| d.to_string()).collect()
        };
        let diff_ids = config.value().diff_ids().iter().map(|d| d.as_digest()).collect();
        assert_eq!(texts(diff_ids), list("diff_ids"), "{name}");
        let chain_ids: Vec<_> = config.value().chain_ids().collect();
        assert_eq!(
            texts(chain_ids.iter().map(|c| c.as_digest()).collect()),
            list("chain_ids"),
            "{name}"
        );
        counts.add("config");
    }
    counts.assert(&[("config", 9), ("manifest", 9)]);
}

/// Whatever Go wrote that is a document here is written as Go wrote it, by a value that does not keep its bytes.
#[test]
fn what_go_wrote_is_written_again() {
    let Some(folder) = crate::corpus() else { return };
    let mut counts = Counts::default();
    let mut rows = crate::lines(&folder, "vectors/gojson_rewrite.jsonl");
    rows.extend(crate::lines(&folder, "vectors/gojson_layout.jsonl"));
    for row in rows {
        let Some(out) = row["out"].as_str() else { continue };
        let bytes = out.as_bytes();
        let written = match row["struct"].as_str().unwrap() {
            "oci.Image"
            | "oci.Image@head"
            | "docker.DockerOCIImage"
            | "ggcr.ConfigFile"
            | "ci.Schema2Image"
            | "moby.Image" => ImageConfig::from_slice(bytes).map(|v| v.to_bytes()),
            "oci.Descriptor" | "ggcr.Descriptor" => {
                Descriptor::from_slice(bytes).map(|v| v.to_bytes())
            }
            "oci.Manifest" | "ggcr.Manifest" | "ci.Schema2" | "moby.BuilderManifest" => {
                ImageManifest::from_slice(bytes).map(|v| v.to_bytes())
            }
            "oci.Index" | "ggcr.IndexManifest" | "ci.Schema2List" => {
                ImageIndex::from_slice(bytes).map(|v| v.to_bytes())
            }
            "oci.ImageLayout" => OciLayout::from_slice(bytes).map(|v| v.to_bytes()),
            _ => continue,
        };
        match written {
            Ok(written) if written == bytes => counts.add("written again"),
            Ok(_) => {
                assert!(row["escape_html"] == false && out.contains(['<', '>', '&']), "{out}");
                counts.add("without HTML escapes");
            }
            // Zero values: an empty digest, schemaVersion 0, no rootfs.
            Err(_) => counts.add("no document here"),
        }
    }
    counts.assert(&[
        ("no document here", 1402),
        ("without HTML escapes", 3),
        ("written again", 514),
    ]);
}
