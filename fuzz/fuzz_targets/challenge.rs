//! Headers and paths of registries: spans lie in the text, what is written is read back.
#![no_main]

use imageref_interop::registry_api::{
    Challenge, RegistryPath, UploadRange, docker_content_digest, mirror_registry, next_page,
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    match Challenge::parse(text) {
        Ok(challenges) => {
            let written: Vec<_> = challenges.iter().map(ToString::to_string).collect();
            assert_eq!(Challenge::parse(&written.join(", ")).as_ref(), Ok(&challenges));
        }
        Err(error) => assert!(text.get(error.span().range()).is_some()),
    }
    match next_page(text) {
        Ok(target) => assert!(target.is_none_or(|target| text.contains(target))),
        Err(error) => assert!(text.get(error.span().range()).is_some()),
    }
    match RegistryPath::parse(text) {
        Ok(path) => assert_eq!(RegistryPath::parse(&path.to_string()), Ok(path)),
        Err(error) => assert!(text.get(error.span().range()).is_some()),
    }
    match text.parse::<UploadRange>() {
        Ok(range) => assert_eq!(range.to_string().parse(), Ok(range)),
        Err(error) => assert!(text.get(error.span().range()).is_some()),
    }
    if let Err(error) = docker_content_digest(text) {
        assert!(text.get(error.span().range()).is_some());
    }
    let _ = mirror_registry(text);
});
