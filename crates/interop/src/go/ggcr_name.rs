//! Names as go-containerregistry parses them: more than the grammar allows.

use alloc::format;
use alloc::string::String;

use super::url as go_url;
use imageref::digest::{Algorithm, DigestRef};

/// Returns the full name of a reference, with `index.docker.io`, `library` and `latest` filled in; `None` for what is not
/// a reference.
///
/// Source: google/go-containerregistry 3f4ff3ca, `pkg/name`, `ParseReference` with weak validation.
pub(crate) fn full_name(text: &str) -> Option<String> {
    if let Some((repository, tag)) = tagged(text) {
        return Some(format!("{repository}:{tag}"));
    }
    let (base, digest) = text.split_once('@')?;
    let sha256 = DigestRef::parse(digest).ok()?.algorithm() == Some(Algorithm::Sha256);
    let repository = match tagged(base) {
        Some((repository, _)) => Some(repository),
        None => repository(base),
    };
    Some(format!("{}@{digest}", repository.filter(|_| sha256)?))
}

fn tagged(text: &str) -> Option<(String, &str)> {
    let (base, tag) = match text.rsplit_once(':') {
        Some((base, tag)) if !tag.contains('/') => (base, tag),
        _ => (text, "latest"),
    };
    let is_tag_byte = |b: u8| b.is_ascii_alphanumeric() || b"_-.".contains(&b);
    let valid = (1..=128).contains(&tag.len()) && tag.bytes().all(is_tag_byte);
    Some((repository(base).filter(|_| valid)?, tag))
}

fn repository(text: &str) -> Option<String> {
    let (registry, path) = match text.split_once('/') {
        Some((first, path)) if first == "localhost" || first.contains(['.', ':']) => (first, path),
        _ => ("", text),
    };
    let is_path_byte = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b"_-./".contains(&b);
    if !(1..=255).contains(&path.len()) || !path.bytes().all(is_path_byte) {
        return None;
    }
    if !go_url::is_plain_host(registry) {
        return None;
    }
    Some(match registry {
        "" | "docker.io" | "index.docker.io" => {
            let namespace = if path.contains('/') { "" } else { "library/" };
            format!("index.docker.io/{namespace}{path}")
        }
        _ => format!("{registry}/{path}"),
    })
}
