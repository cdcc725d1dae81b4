mod families;
mod host;
mod json;
mod laws;
mod matching;
mod messages;
mod specifiers;

use imageref::Platform;
use serde_json::Value;

/// A platform of the data files: `[os, architecture, variant, OS version, [OS features]]`, empty ones cut at the end.
fn platform(row: &Value) -> Platform {
    let text = |at: usize| row.get(at).map_or("", |v| v.as_str().expect("a string"));
    let features = row.get(4).map_or(Vec::new(), |v| v.as_array().expect("a list").clone());
    Platform::new(text(0), text(1))
        .with_variant(text(2))
        .with_os_version(text(3))
        .with_os_features(features.iter().map(|f| f.as_str().expect("a string")))
}

/// `os/arch/variant:version`, verbatim; parts may be empty.
pub(crate) fn verbatim(text: &str) -> Platform {
    let (names, version) = text.split_once(':').unwrap_or((text, ""));
    let mut names = names.split('/');
    let mut name = || names.next().unwrap_or_default();
    Platform::new(name(), name()).with_variant(name()).with_os_version(version)
}

#[track_caller]
fn parse(text: &str) -> Platform {
    text.parse().unwrap_or_else(|e| panic!("{text:?}: {e}"))
}
