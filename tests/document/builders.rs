//! New documents as Go writes image-spec's structs.

use imageref::Platform;
use imageref::config::{History, ImageConfig};
use imageref::digest::{DiffId, Digest};
use imageref::document::{Annotations, Document, Timestamp};
use imageref::manifest::{Descriptor, ImageIndex, ImageManifest};
use imageref::media_type::MediaType;

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

#[test]
fn a_manifest() {
    let config = Descriptor::of(MediaType::OCI_CONFIG, b"{}");
    let layer = Descriptor::of(MediaType::OCI_LAYER_GZIP, b"layer");
    let manifest = ImageManifest::new(config)
        .with_annotation("b", "&")
        .with_layer(layer)
        .with_annotation("a", "\u{2028}");
    assert_eq!(
        text(manifest.to_bytes()),
        r#"{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a","size":2},"layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"sha256:08f52e5d7bb2bdde8ae87cb6ac1bcf26d1df9dfea1cb1a2f67df1ee3de2c7a2d","size":5}],"annotations":{"a":"\u2028","b":"\u0026"}}"#
            .replace("08f52e5d7bb2bdde8ae87cb6ac1bcf26d1df9dfea1cb1a2f67df1ee3de2c7a2d", &Digest::sha256(b"layer").encoded())
    );
}

#[test]
fn an_artifact_with_a_subject() {
    let subject = Descriptor::of(MediaType::OCI_MANIFEST, b"image");
    let manifest = ImageManifest::artifact(MediaType::new("application/vnd.example.sbom"))
        .with_layer(Descriptor::empty())
        .with_subject(subject.clone());
    let document = Document::from_value(&manifest).unwrap();
    assert!(document.warnings().is_empty());
    let read = document.value();
    assert_eq!(read.effective_artifact_type(), "application/vnd.example.sbom");
    assert_eq!(read.subject(), Some(&subject));
    assert!(read.config().is_empty_json() && !read.is_image());
    assert_eq!(read.config().data(), Some(&b"{}"[..]));
    let start = r#"{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","artifactType":"application/vnd.example.sbom","config":{"mediaType":"application/vnd.oci.empty.v1+json","digest":"sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a","size":2,"data":"e30="},"#;
    assert!(text(manifest.to_bytes()).starts_with(start));
}

#[test]
fn an_index_and_its_descriptors() {
    let platform =
        Platform::new("windows", "amd64").with_os_features(["win32k"]).with_os_version("10.0.1");
    let descriptor = Descriptor::of(MediaType::OCI_MANIFEST, b"a")
        .with_artifact_type(MediaType::new("a/b"))
        .with_platform(platform)
        .with_urls(["https://example.com/a"])
        .with_annotation("k", "v");
    let digest = descriptor.digest().to_string();
    assert_eq!(
        text(ImageIndex::new().with_manifest(descriptor.clone()).to_bytes()),
        format!(
            r#"{{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[{{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"{digest}","size":1,"urls":["https://example.com/a"],"annotations":{{"k":"v"}},"platform":{{"architecture":"amd64","os":"windows","os.version":"10.0.1","os.features":["win32k"]}},"artifactType":"a/b"}}]}}"#
        )
    );
    assert_eq!(descriptor.clone().with_data(b"b"), None);
    assert_eq!(descriptor.with_data(b"a").unwrap().data(), Some(&b"a"[..]));
}

#[test]
fn a_config() {
    let diff_id = DiffId::new(Digest::sha256(b"layer"));
    let config = ImageConfig::new(&Platform::new("linux", "arm64"))
        .with_variant("v8")
        .with_author("A <a@b>")
        .with_created(Timestamp::from_unix(1_700_000_000, 120_000_000).unwrap())
        .with_run_config(|run| {
            run.with_exposed_ports(["80/tcp", "53/udp"]).with_env("A", "1").with_entrypoint(["/a"])
        })
        .with_layer(diff_id.clone(), History::new("COPY . /"))
        .with_empty_step(History::new("ENV A=1").with_author("me"));
    assert_eq!(
        text(config.to_bytes()),
        format!(
            r#"{{"created":"2023-11-14T22:13:20.12Z","author":"A \u003ca@b\u003e","architecture":"arm64","os":"linux","variant":"v8","config":{{"ExposedPorts":{{"53/udp":{{}},"80/tcp":{{}}}},"Env":["A=1"],"Entrypoint":["/a"]}},"rootfs":{{"type":"layers","diff_ids":["{diff_id}"]}},"history":[{{"created_by":"COPY . /"}},{{"created_by":"ENV A=1","author":"me","empty_layer":true}}]}}"#
        )
    );
    let document = Document::from_value(&config).unwrap();
    assert!(document.warnings().is_empty());
    assert_eq!(document.value(), &config);
    assert_eq!(document.image_id().as_digest(), document.digest());
}

#[test]
fn annotations_are_sorted_and_the_last_of_a_key_counts() {
    let annotations: Annotations = [("b", "1"), ("a", "2"), ("b", "3")].into_iter().collect();
    assert_eq!(annotations.iter().collect::<Vec<_>>(), [("a", "2"), ("b", "3")]);
    let labels: Annotations = [("org.label-schema.vcs-ref", "abc")].into_iter().collect();
    assert_eq!(labels.revision(), Some("abc"));
    assert_eq!(labels.get("org.opencontainers.image.revision"), None);
}
