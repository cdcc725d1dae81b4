//! OCI layouts and `docker save` archives, honest and hostile, built file by file.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use imageref::Digest;
use serde_json::{Value, json};

use super::tar::{Tar, header, pax};

/// A tar archive with files of any content.
#[derive(Clone)]
pub(crate) struct Layout(pub(crate) Vec<u8>);

/// A small image: its blobs, and the descriptor of its manifest.
pub(crate) struct Sample {
    pub(crate) layer: Vec<u8>,
    pub(crate) config: Vec<u8>,
    pub(crate) manifest: Vec<u8>,
    pub(crate) descriptor: Value,
}

pub(crate) const MANIFEST: &str = "application/vnd.oci.image.manifest.v1+json";
pub(crate) const INDEX: &str = "application/vnd.oci.image.index.v1+json";

/// `blobs/sha256/…` of some bytes.
pub(crate) fn blob_path(bytes: &[u8]) -> String {
    format!("blobs/sha256/{}", Digest::sha256(bytes).encoded())
}

pub(crate) fn descriptor(media_type: &str, bytes: &[u8]) -> Value {
    json!({"mediaType": media_type, "digest": Digest::sha256(bytes).to_string(), "size": bytes.len()})
}

pub(crate) fn config(layers: &[&[u8]], architecture: &str) -> Vec<u8> {
    let diff_ids: Vec<_> = layers.iter().map(|layer| Digest::sha256(layer).to_string()).collect();
    let config = json!({
        "architecture": architecture, "os": "linux", "config": {},
        "rootfs": {"type": "layers", "diff_ids": diff_ids},
    });
    config.to_string().into_bytes()
}

pub(crate) fn manifest(config: &[u8], layers: &[&[u8]]) -> Vec<u8> {
    let layer = |layer: &&[u8]| descriptor("application/vnd.oci.image.layer.v1.tar", layer);
    let manifest = json!({
        "schemaVersion": 2, "mediaType": MANIFEST,
        "config": descriptor("application/vnd.oci.image.config.v1+json", config),
        "layers": layers.iter().map(layer).collect::<Vec<_>>(),
    });
    manifest.to_string().into_bytes()
}

pub(crate) fn index(manifests: &[Value]) -> Vec<u8> {
    let index = json!({"schemaVersion": 2, "mediaType": INDEX, "manifests": manifests});
    index.to_string().into_bytes()
}

/// An image whose one layer has one file of that name.
pub(crate) fn sample(file: &str) -> Sample {
    let layer = Tar::new().file(file, 3).finish();
    let config = config(&[&layer], "amd64");
    let manifest = manifest(&config, &[&layer]);
    let descriptor = descriptor(MANIFEST, &manifest);
    Sample { layer, config, manifest, descriptor }
}

impl Sample {
    /// `index.json` with this image alone.
    pub(crate) fn index(&self) -> Vec<u8> {
        index(std::slice::from_ref(&self.descriptor))
    }

    /// The whole layout.
    pub(crate) fn layout(&self) -> Layout {
        let layout = Layout::new().blob(&self.layer).blob(&self.config).blob(&self.manifest);
        layout.file("index.json", &self.index())
    }
}

impl Layout {
    pub(crate) fn new() -> Self {
        Self(Vec::new()).file("oci-layout", br#"{"imageLayoutVersion":"1.0.0"}"#)
    }

    pub(crate) fn empty() -> Self {
        Self(Vec::new())
    }

    pub(crate) fn file(self, path: &str, content: &[u8]) -> Self {
        self.member(b'0', path, content)
    }

    pub(crate) fn blob(self, content: &[u8]) -> Self {
        self.file(&blob_path(content), content)
    }

    /// A member of any type; paths of more than 100 bytes are PAX records.
    pub(crate) fn member(mut self, flag: u8, path: &str, content: &[u8]) -> Self {
        let mut short = path;
        if path.len() > 100 {
            self = self.pax(&[("path", path)]);
            short = "long";
        }
        let tar = Tar(self.0).block(header(flag, short, content.len() as u64));
        Self(tar.content(content).0)
    }

    pub(crate) fn pax(self, records: &[(&str, &str)]) -> Self {
        Self(Tar(self.0).raw(b'x', &pax(records)).0)
    }

    /// A symbolic link (`b'2'`) or a hard link (`b'1'`).
    pub(crate) fn link(self, flag: u8, path: &str, target: &str) -> Self {
        self.pax(&[("linkpath", target)]).member(flag, path, b"")
    }

    pub(crate) fn finish(self) -> Vec<u8> {
        Tar(self.0).finish()
    }
}

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}
