//! What the caller knows: size first, then digest, then content type.

use imageref::Descriptor;
use imageref::document::{Document, ReadOptions};
use imageref::manifest::{ImageManifest, Manifest, OciLayout};
use imageref::media_type::MediaType;

use super::{kind_and_pointer, manifest_with, warnings};

fn read(text: &str, expected: &ReadOptions) -> Result<Document<ImageManifest>, String> {
    Document::from_bytes_with(text.as_bytes(), expected).map_err(|e| kind_and_pointer(&e))
}

#[test]
fn size_and_digest_are_checked_before_anything_is_read() {
    let text = manifest_with("");
    let good = Descriptor::of(MediaType::OCI_MANIFEST, text.as_bytes());
    let document = read(&text, &good.read_options()).unwrap();
    assert_eq!(document.descriptor(), good);

    let short = Descriptor::new(MediaType::OCI_MANIFEST, good.digest().clone(), good.size() + 1);
    assert_eq!(read(&text, &short.read_options()).unwrap_err(), "size ");
    let other = Descriptor::of(MediaType::OCI_MANIFEST, &vec![0; text.len()]);
    assert_eq!(read(&text, &other.read_options()).unwrap_err(), "digest-mismatch ");
    assert_eq!(
        read("not JSON", &Descriptor::of(MediaType::OCI_MANIFEST, b"not json").read_options())
            .unwrap_err(),
        "digest-mismatch "
    );
    let strange =
        "multihash+base58:QmRZxt2b1FVZPNqd8hsiykDL3TdBDeTSPX9Kv46HmX4Gx8".parse().unwrap();
    let strange = ReadOptions::new().with_digest(&strange, text.len() as u64);
    assert_eq!(read(&text, &strange).unwrap_err(), "digest-uncomputable ");
}

#[test]
fn a_digest_of_another_algorithm_stays_the_documents_digest() {
    let text = manifest_with("");
    let sha512 = imageref::Algorithm::Sha512.digest(text.as_bytes()).unwrap();
    let document =
        read(&text, &ReadOptions::new().with_digest(&sha512, text.len() as u64)).unwrap();
    assert_eq!(document.digest(), &sha512);
}

#[test]
fn the_content_type_must_agree_with_the_document() {
    let text = manifest_with("");
    let with = |content_type| read(&text, &ReadOptions::new().with_content_type(content_type));
    assert!(with("application/vnd.oci.image.manifest.v1+json; charset=utf-8").is_ok());
    assert!(warnings(&with("application/json").unwrap()).is_empty());
    assert_eq!(warnings(&with("application/x-tar").unwrap()), ["content-type "]);
    for other in [
        "application/vnd.docker.distribution.manifest.v2+json",
        "application/vnd.oci.image.index.v1+json",
        "application/vnd.oci.image.config.v1+json",
        "application/vnd.docker.distribution.manifest.v1+prettyjws",
    ] {
        assert!(with(other).unwrap_err().starts_with("media-type-conflict"), "{other}");
    }
    let silent = text.replace(r#""mediaType":"application/vnd.oci.image.manifest.v1+json","#, "");
    let docker = ReadOptions::new()
        .with_content_type("application/vnd.docker.distribution.manifest.v2+json");
    let document = read(&silent, &docker).unwrap();
    assert_eq!(document.media_type(), &MediaType::DOCKER_MANIFEST);
    assert_eq!(document.value().media_type(), None);
    assert_eq!(warnings(&document), ["media-type-missing ", "mixed-media-types /config"]);
    assert_eq!(read(&silent, &ReadOptions::new()).unwrap().media_type(), &MediaType::OCI_MANIFEST);
}

#[test]
fn bytes_are_shared_not_copied() {
    let bytes: std::sync::Arc<[u8]> = br#"{"imageLayoutVersion": "1.0.0"}"#[..].into();
    let document = Document::<OciLayout>::from_shared(bytes.clone(), &ReadOptions::new()).unwrap();
    assert!(std::sync::Arc::ptr_eq(&document.into_bytes(), &bytes));
}

#[test]
fn threads_may_share_documents() {
    fn shareable<T: Send + Sync + Clone + Unpin + std::panic::UnwindSafe>() {}
    shareable::<Document<Manifest>>();
    shareable::<imageref::DocumentError>();
}
