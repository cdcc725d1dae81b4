//! Any string as a Dockerfile.
#![no_main]

use imageref::Platform;
use imageref_scan::{BuildOptions, BuildSource, Dockerfile, Excerpt};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let file = match Dockerfile::parse(text) {
        Ok(file) => file,
        Err(e) => {
            assert!(text.get(e.span().range()).is_some(), "the span is within the text");
            let _ = format!("{e} {:#}", Excerpt::new(text, e.span()));
            return;
        }
    };
    let stages = file.stages().len();
    for options in [
        BuildOptions::new(),
        BuildOptions::new()
            .with_arg("A", "b/c:1")
            .with_target_platform(Platform::new("linux", "arm64")),
    ] {
        let build = file.resolve(&options);
        assert_eq!(build.stages().len(), stages);
        for (index, (stage, resolved)) in file.stages().iter().zip(build.stages()).enumerate() {
            assert!(text.get(stage.span().range()).is_some());
            assert!(text.get(stage.base().span().range()).is_some());
            assert_eq!(stage.uses().len(), resolved.uses().len());
            assert_eq!(stage.triggers().len(), resolved.triggers().len());
            if let BuildSource::Stage(base) = resolved.base() {
                assert!(*base < index, "a base is an earlier stage");
            }
            for source in resolved.uses() {
                assert!(!matches!(source, BuildSource::Stage(used) if *used >= stages));
            }
        }
        for image in file.images(&build) {
            let word = text.get(image.span().range()).expect("the span is within the text");
            if let (true, BuildSource::Image(reference)) = (image.is_literal(), image.source()) {
                assert_eq!(
                    word.parse().as_ref(),
                    Ok(reference),
                    "what is literal is the reference"
                );
            }
        }
    }
});
