mod builders;
mod edits;
mod equality;
mod expected;
mod formats;
mod go;
mod kinds;
mod laws;
mod limits;
mod malformed;
mod members;
mod names;
mod registry;
mod reports;
mod schema1;
mod serde;
mod warning_kinds;

use imageref::document::{Document, Model, ReadOptions};
use imageref::error::DocumentError;

/// A digest of sha256 whose digits are all `digit`.
fn digest(digit: char) -> String {
    format!("sha256:{}", String::from(digit).repeat(64))
}

/// A manifest with one layer, as Go writes it; `rest` comes after `layers`.
fn manifest_with(rest: &str) -> String {
    format!(
        r#"{{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"{}","size":7023}},"layers":[{{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"{}","size":32654}}]{rest}}}"#,
        digest('a'),
        digest('b'),
    )
}

/// Warnings as `kind pointer`.
fn warnings<T: Model>(document: &Document<T>) -> Vec<String> {
    let warning =
        |f: &imageref::document::DocumentWarning| format!("{} {}", f.kind().as_str(), f.pointer());
    document.warnings().iter().map(warning).collect()
}

/// An error as `kind pointer`.
fn kind_and_pointer(error: &DocumentError) -> String {
    format!("{} {}", error.kind().as_str(), error.pointer())
}

#[track_caller]
fn rejected<T: Model + std::fmt::Debug>(bytes: &str) -> String {
    kind_and_pointer(
        &Document::<T>::from_bytes_with(bytes.as_bytes(), &ReadOptions::new()).unwrap_err(),
    )
}
