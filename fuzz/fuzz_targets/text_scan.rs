//! Any string as YAML and as free text.
#![no_main]

use std::sync::LazyLock;

use imageref::RawReference;
use imageref_scan::{FoundKind, TextScanner, image_parts, image_values, interpolate, lint};
use libfuzzer_sys::fuzz_target;

static SCANNER: LazyLock<TextScanner> = LazyLock::new(TextScanner::new);

fuzz_target!(|text: &str| {
    let mut done = 0;
    for found in SCANNER.references(text) {
        assert!(found.span().start >= done, "in order, without overlap");
        done = found.span().end;
        assert_eq!(text.get(found.span().range()), Some(found.value()));
        assert!(
            !matches!(found.kind(), FoundKind::Invalid(_)),
            "free text has no invalid references"
        );
    }
    for image in image_parts(text) {
        let parts = [image.registry(), Some(image.repository()), image.tag(), image.digest()];
        for part in parts.into_iter().flatten() {
            assert!(text.get(part.span().range()).is_some());
        }
        let _ = image.resolve(Some("1"));
    }
    let _ = interpolate(text, |name| Some(name.into()));
    done = 0;
    for found in image_values(text) {
        assert!(found.span().start >= done, "in order, without overlap");
        done = found.span().end;
        assert!(text.get(found.span().range()).is_some());
        let Some(image) = found.reference() else { continue };
        for lint in lint(image) {
            assert!(found.value().get(lint.span().range()).is_some());
            assert!(lint.fix().is_none_or(|fix| RawReference::parse(fix).is_ok()));
        }
    }
});
