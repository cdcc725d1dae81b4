mod hostile;
mod images;
mod layout;
mod limits;
mod messages;
mod oracle;
mod progress;
mod reports;
mod streams;
mod tar;
mod tricks;

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

/// `tests/data/images`.
pub(crate) fn images() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/data/images")
}

pub(crate) fn json(path: &str) -> Value {
    serde_json::from_slice(&fs::read(images().join(path)).expect(path)).expect(path)
}

/// A blob of `store`.
pub(crate) fn blob(digest: &str) -> Vec<u8> {
    let name = digest.strip_prefix("sha256:").expect("sha256");
    fs::read(images().join("store/blobs/sha256").join(name)).expect(digest)
}
