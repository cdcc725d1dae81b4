//! Any string as a reference.
#![no_main]

use imageref::reference::Defaults;
use imageref::{Identifier, Name, RawReference, Reference};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let _ = Identifier::parse(text);
    if let Err(e) = text.parse::<Name>()
        && let Some(fix) = e.fix(text)
    {
        assert!(fix.parse::<Name>().is_ok(), "a fix parses: {fix:?}");
    }
    let raw = match RawReference::parse(text) {
        Ok(raw) => raw,
        Err(e) => {
            assert!(text.get(e.span().range()).is_some(), "the span is within the input");
            if let Some(fix) = e.fix(text) {
                assert!(RawReference::parse(&fix).is_ok(), "a fix parses: {fix:?}");
            }
            let explained = e.in_text(text);
            let shown = format!("{explained}{explained:#}");
            assert!(shown.bytes().all(|b| matches!(b, b' '..=b'~' | b'\n')), "{shown:?}");
            return;
        }
    };
    assert_eq!(raw.to_string(), text, "raw prints its input");
    let Ok(reference) = raw.normalize(&Defaults::DOCKER) else { return };
    assert_eq!(reference.as_str().parse().as_ref(), Ok(&reference), "parse, print, parse");
    let again = reference.as_raw().normalize(&Defaults::DOCKER);
    assert_eq!(again.as_ref(), Ok(&reference), "normalize is idempotent");
    let familiar = reference.familiar().to_string();
    assert_eq!(familiar.parse::<Reference>().as_ref(), Ok(&reference), "familiar parses back");
    let name = reference.name();
    assert_eq!(name.as_str().parse().as_ref(), Ok(&name));
});
