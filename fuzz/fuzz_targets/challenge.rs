//! Headers and paths of registries: spans are in the input, errors are printable, and what is written is one safe line
//! that is read back as the same.
#![no_main]

use imageref_interop::FormatError;
use imageref_interop::registry_api::{
    Challenge, Challenges, RegistryPath, UploadRange, docker_content_digest, mirror_registry,
    next_page,
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let challenges: Vec<Challenge> = Challenges::new(text).flatten().collect();
    let written: Vec<_> = challenges.iter().map(ToString::to_string).collect();
    let written = written.join(", ");
    assert!(!written.chars().any(|c| c.is_control() && c != '\t'));
    let read: Result<Vec<_>, _> = Challenges::new(&written).collect();
    assert_eq!(read.as_ref(), Ok(&challenges));
    if let Some(error) = Challenges::new(text).find_map(Result::err) {
        check(error, text);
    }
    match next_page(text) {
        Ok(Some(target)) => {
            assert!(text.contains(target));
            assert!(target.bytes().all(|b| b.is_ascii_graphic() && b != b'\\'));
            let lower = target.to_ascii_lowercase();
            let is_path = target.starts_with('/') && !target.starts_with("//");
            assert!(is_path || lower.starts_with("http://") || lower.starts_with("https://"));
        }
        Ok(None) => {}
        Err(error) => check(error, text),
    }
    match RegistryPath::parse(text) {
        Ok(path) => {
            let written = path.to_string();
            assert!(written.bytes().all(|b| b.is_ascii_graphic() && !b"?#%\\".contains(&b)));
            assert!(!written.split('/').any(|part| matches!(part, "." | "..")));
            assert_eq!(RegistryPath::parse(&written).as_ref(), Ok(&path));
        }
        Err(error) => check(error, text),
    }
    match text.parse::<UploadRange>() {
        Ok(range) => assert_eq!(range.to_string().parse(), Ok(range)),
        Err(error) => check(error, text),
    }
    if let Err(error) = docker_content_digest(text) {
        check(error, text);
    }
    if let Err(error) = mirror_registry(text) {
        check(error, text);
    }
});

fn check(error: FormatError, text: &str) {
    assert!(text.get(error.span().range()).is_some());
    let is_printable = |shown: &str| shown.bytes().all(|b| matches!(b, b' '..=b'~' | b'\n'));
    assert!(is_printable(&error.to_string()));
    assert!(is_printable(&format!("{:#}", error.in_text(text))));
}
