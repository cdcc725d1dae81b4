//! Indexes: reading loses nothing, and what is written reads as the same value.
#![no_main]

use imageref::document::Document;
use imageref::manifest::ImageIndex;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    match Document::<ImageIndex>::from_bytes(bytes) {
        Ok(document) => {
            // A value that keeps its document writes that document: no member is lost.
            assert_eq!(document.value().to_bytes(), bytes);
            for finding in document.warnings() {
                assert!(finding.offset() <= bytes.len() && finding.pointer().len() <= 1024);
            }
            let value = ImageIndex::from_slice(bytes).expect("what was read before");
            assert_eq!(&value, document.value());
            let written = value.to_bytes();
            let again = ImageIndex::from_slice(&written).expect("what was written");
            assert_eq!(again, value);
            assert_eq!(again.to_bytes(), written);
        }
        Err(error) => {
            assert!(error.offset() <= bytes.len());
            assert!(error.to_string().bytes().all(|byte| (b' '..=b'~').contains(&byte)));
        }
    }
});
