//! Any text as YAML and as free text.
#![no_main]

use std::sync::LazyLock;

use imageref::RawReference;
use imageref_scan::lint::lint;
use imageref_scan::{FoundKind, TextScanner, image_values};
use libfuzzer_sys::fuzz_target;

static SCANNER: LazyLock<TextScanner> = LazyLock::new(TextScanner::new);

fuzz_target!(|text: &str| {
    let mut done = 0;
    for found in SCANNER.references(text) {
        assert!(found.span().start >= done, "in order, without overlap");
        done = found.span().end;
        assert_eq!(text.get(found.span().range()), Some(found.text()));
        assert!(!matches!(found.kind(), FoundKind::Refused(_)), "free text refuses nothing");
    }
    done = 0;
    for found in image_values(text) {
        assert!(found.span().start >= done, "in order, without overlap");
        done = found.span().end;
        assert_eq!(text.get(found.span().range()), Some(found.text()));
        let Some(image) = found.reference() else { continue };
        for advice in lint(image) {
            assert!(found.text().get(advice.span().range()).is_some());
            assert!(advice.fix().is_none_or(|fix| RawReference::parse(fix).is_ok()));
        }
    }
});
