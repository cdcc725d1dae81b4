//! Size, depth and number of members: inclusive, bounded in time and memory.

use imageref::document::{Document, DocumentLimits, ReadOptions};
use imageref::error::DocumentErrorKind;
use imageref::manifest::{ImageManifest, Manifest};

use super::{manifest_with, rejected};

fn padded(len: usize) -> String {
    let text = manifest_with("");
    let blanks = " ".repeat(len - text.len());
    text + &blanks
}

#[test]
fn four_mebibytes_are_read_and_one_byte_more_is_rejected() {
    let limit = 4 * 1024 * 1024;
    let text = padded(limit);
    let document = Document::<ImageManifest>::from_bytes(text.as_bytes()).unwrap();
    assert_eq!(document.size(), limit as u64);
    assert!(document.value().to_bytes() == text.as_bytes());
    let error = ImageManifest::from_slice(padded(limit + 1).as_bytes()).unwrap_err();
    assert!(matches!(error.kind(), DocumentErrorKind::TooLarge { max, .. } if max == limit));
}

#[test]
fn depth_is_counted_from_the_document_itself() {
    let deep = |depth: usize| {
        manifest_with(&format!(r#","x":{}{}"#, "[".repeat(depth - 1), "]".repeat(depth - 1)))
    };
    assert!(ImageManifest::from_slice(deep(128).as_bytes()).is_ok());
    assert!(rejected::<ImageManifest>(&deep(129)).starts_with("too-deep /x/0/0"));
    let shallow = ReadOptions::new().with_limits(DocumentLimits::default().with_max_depth(2));
    assert!(Document::<ImageManifest>::from_bytes_with(deep(10).as_bytes(), &shallow).is_err());
}

#[test]
fn members_and_elements_are_counted_together() {
    let many = |n: usize| manifest_with(&format!(r#","x":[{}]"#, vec!["0"; n].join(",")));
    // schemaVersion, mediaType, config and its 3, layers, 1 layer and its 3, x: 12.
    assert!(ImageManifest::from_slice(many(100_000 - 12).as_bytes()).is_ok());
    let error = ImageManifest::from_slice(many(100_000 - 11).as_bytes()).unwrap_err();
    assert!(matches!(error.kind(), DocumentErrorKind::TooManyMembers { max: 100_000, .. }));
}

#[test]
fn hostile_documents_are_rejected_without_much_memory() {
    let layer = r#"{"mediaType":"a/b","digest":"sha256:","size":1}"#;
    let keys: Vec<String> = (0..1_000_000).map(|i| format!(r#""k{i}":0"#)).collect();
    let documents = [
        manifest_with("").replace(
            r#""layers":["#,
            &format!(r#""layers":[{}"#, format!("{layer},").repeat(1_000_000)),
        ),
        manifest_with(&format!(r#","annotations":{{"k":"{}"}}"#, "v".repeat(50 * 1024 * 1024))),
        "[".repeat(5_000_000),
        format!("{{{}}}", keys.join(",")),
    ];
    for document in documents {
        let (mut rejected, mut was_rejected) = (false, false);
        let memory = allocation_counter::measure(|| {
            rejected = Manifest::from_slice(document.as_bytes()).is_err();
        });
        assert!(rejected && memory.bytes_max < 1024, "{} bytes at once", memory.bytes_max);
        // With the size limit out of the way the others hold.
        let expected =
            ReadOptions::new().with_limits(DocumentLimits::default().with_max_bytes(usize::MAX));
        let bytes: std::sync::Arc<[u8]> = document.as_bytes().into();
        let memory = allocation_counter::measure(|| {
            let read = Document::<ImageManifest>::from_shared(bytes, &expected);
            was_rejected = read.is_err() || read.unwrap().warnings().len() == 1;
        });
        assert!(
            was_rejected && memory.bytes_max < 64 * 1024 * 1024,
            "{} bytes at once",
            memory.bytes_max
        );
    }
}

#[test]
fn warnings_are_few_and_their_pointers_short() {
    let name = "n".repeat(3000);
    let odd = format!(r#"{{"{name}":{{"a":0,"a":0}}}},"#).repeat(1000);
    let text = manifest_with(&format!(r#","x":[{}0]"#, odd));
    let document = Document::<ImageManifest>::from_bytes(text.as_bytes()).unwrap();
    assert_eq!(document.warnings().len(), 100);
    assert_eq!(document.warnings()[99].kind().as_str(), "more");
    assert_eq!(document.warnings()[7].pointer(), "/x/7");
}
