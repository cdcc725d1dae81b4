//! Archives from public bug reports about other tools, each reduced to its smallest form.

use std::fmt::Write;

use imageref_layers::archive::{ArchiveLimits, ImageArchive};
use serde_json::json;

use super::layout::{
    INDEX, Layout, MANIFEST, Sample, blob_path, config, descriptor, gzip, index, manifest, sample,
};
use super::tar::Tar;

/// What an archive holds, one line for each image (its names and how many layers were verified) and each warning.
fn outcome(bytes: &[u8]) -> String {
    let archive = match ImageArchive::read(bytes, ArchiveLimits::default()) {
        Ok(archive) => archive,
        Err(error) => return format!("error: {error}\n"),
    };
    let mut lines = String::new();
    match archive.images() {
        Err(error) => writeln!(lines, "error: {error}").unwrap(),
        Ok(images) => {
            for image in images {
                let names = image.names().join(" ");
                match archive.layers_of(image) {
                    Ok(layers) => writeln!(lines, "[{names}] {}", layers.len()).unwrap(),
                    Err(error) => writeln!(lines, "[{names}] error: {error}").unwrap(),
                }
            }
        }
    }
    for warning in archive.warnings() {
        writeln!(lines, "{}", warning.kind().as_str()).unwrap();
    }
    lines
}

/// `manifest.json` with one image.
fn saved(config: &str, tags: &serde_json::Value, layers: &serde_json::Value) -> Vec<u8> {
    json!([{"Config": config, "RepoTags": tags, "Layers": layers}]).to_string().into_bytes()
}

fn blobs(sample: &Sample) -> Layout {
    Layout::new().blob(&sample.layer).blob(&sample.config).blob(&sample.manifest)
}

// aquasecurity/trivy#3080: `tar -cf x.tar .` writes `./manifest.json`, which was not found.
#[test]
fn paths_begin_with_a_dot() {
    let image = sample("a");
    let saved = saved("c.json", &json!(["a:1"]), &json!(["l/layer.tar"]));
    let layout = Layout::empty()
        .member(b'5', "./", b"")
        .file("./c.json", &image.config)
        .file("./l/layer.tar", &image.layer)
        .file("./manifest.json", &saved);
    assert_eq!(outcome(&layout.finish()), "[a:1] 1\nunverified-config\n");
}

// apptainer/apptainer#2905: an index in `index.json`, as `nerdctl save` writes it, was not followed.
#[test]
fn an_index_lists_an_index() {
    let image = sample("a");
    let inner = index(std::slice::from_ref(&image.descriptor));
    let mut outer = descriptor(INDEX, &inner);
    outer["annotations"] = json!({"org.opencontainers.image.ref.name": "v1"});
    let layout = blobs(&image).blob(&inner).file("index.json", &index(&[outer]));
    assert_eq!(outcome(&layout.finish()), "[v1] 1\n");
}

// wagoodman/dive#507: the empty layer in gzip is shorter than a tar block and was taken for no layer.
#[test]
fn an_empty_layer_is_shorter_than_a_block() {
    let plain = Tar::new().finish();
    let layer = gzip(&plain);
    assert!(layer.len() < 64);
    let config = config(&[&plain], "amd64");
    let path = blob_path(&layer);
    let saved = saved(&blob_path(&config), &json!(["a:1"]), &json!([path]));
    let layout = Layout::new().blob(&layer).blob(&config).file("manifest.json", &saved);
    assert_eq!(outcome(&layout.finish()), "[a:1] 1\n");
}

// moby/moby#47065: `docker save` wrote a manifest without the layers that `manifest.json` lists.
#[test]
fn a_manifest_without_layers_is_a_conflict() {
    let image = sample("a");
    let wrong = manifest(&image.config, &[]);
    let saved =
        saved(&blob_path(&image.config), &json!(["a:1"]), &json!([blob_path(&image.layer)]));
    let layout = Layout::new().blob(&image.layer).blob(&image.config).blob(&wrong);
    let layout = layout
        .file("index.json", &index(&[descriptor(MANIFEST, &wrong)]))
        .file("manifest.json", &saved);
    assert_eq!(outcome(&layout.finish()), "[a:1] 1\nindex-conflict\n");
}

// After moby/buildkit#5559 (`FROM scratch` alone, by different exporters): an image without layers, its lists null or empty.
#[test]
fn an_image_without_layers_has_null_lists() {
    for list in [json!(null), json!([])] {
        let config = json!({"architecture": "amd64", "os": "linux", "config": {},
            "rootfs": {"type": "layers", "diff_ids": list}});
        let config = config.to_string().into_bytes();
        let saved = saved(&blob_path(&config), &json!(null), &list);
        let layout = Layout::new().blob(&config).file("manifest.json", &saved);
        assert_eq!(outcome(&layout.finish()), "[] 0\n");
        let manifest = json!({"schemaVersion": 2, "mediaType": MANIFEST, "layers": list,
            "config": descriptor("application/vnd.oci.image.config.v1+json", &config)});
        let manifest = manifest.to_string().into_bytes();
        let layout = Layout::new().blob(&config).blob(&manifest);
        let layout = layout.file("index.json", &index(&[descriptor(MANIFEST, &manifest)]));
        assert_eq!(outcome(&layout.finish()), "[] 0\n");
    }
}

// After docker/buildx#1659 (`RepoTags` is null): the name is in `index.json`.
#[test]
fn a_name_in_the_index_alone() {
    let image = sample("a");
    let mut entry = image.descriptor.clone();
    entry["annotations"] = json!({"io.containerd.image.name": "docker.io/library/a:1",
        "org.opencontainers.image.ref.name": "1"});
    let saved = saved(&blob_path(&image.config), &json!(null), &json!([blob_path(&image.layer)]));
    let layout = blobs(&image).file("index.json", &index(&[entry])).file("manifest.json", &saved);
    assert_eq!(outcome(&layout.finish()), "[docker.io/library/a:1] 1\n");
}

// podman-container-tools/podman#4646: two entries with different names for one manifest were an error.
#[test]
fn one_manifest_has_two_names() {
    let image = sample("a");
    let named = |name: &str| {
        let mut entry = image.descriptor.clone();
        entry["annotations"] = json!({"org.opencontainers.image.ref.name": name});
        entry
    };
    let layout =
        blobs(&image).file("index.json", &index(&[named("localhost/a:1"), named("localhost/a:2")]));
    assert_eq!(outcome(&layout.finish()), "[localhost/a:1] 1\n[localhost/a:2] 1\n");
}

// podman-container-tools/skopeo#1313: layers are symbolic links to files in the parent folder.
#[test]
fn a_layer_is_a_link() {
    let image = sample("a");
    let name = imageref::Digest::sha256(&image.config).encoded().to_string() + ".json";
    let saved = saved(&name, &json!(["a:1"]), &json!(["l/layer.tar", "l/layer.tar"]));
    let config = config(&[&image.layer, &image.layer], "amd64");
    let layout = Layout::empty()
        .file("f.tar", &image.layer)
        .link(b'2', "l/layer.tar", "../f.tar")
        .file(&name, &config)
        .file("manifest.json", &saved);
    // The config's name is that of another config: nothing is returned for it.
    assert!(outcome(&layout.finish()).starts_with("[a:1] error: no file in the archive has"));
    let name = imageref::Digest::sha256(&config).encoded().to_string() + ".json";
    let saved = self::saved(&name, &json!(["a:1"]), &json!(["l/layer.tar", "l/layer.tar"]));
    let layout = Layout::empty()
        .file("f.tar", &image.layer)
        .link(b'2', "l/layer.tar", "../f.tar")
        .file(&name, &config)
        .file("manifest.json", &saved);
    assert_eq!(outcome(&layout.finish()), "[a:1] 2\n");
}

// google/go-containerregistry#1859: the whole archive is compressed.
#[test]
fn the_archive_is_compressed() {
    let image = sample("a");
    assert_eq!(outcome(&gzip(&image.layout().finish())), "[] 1\n");
}

// GoogleContainerTools/kaniko#572: the tarball holds a null `manifest.json` and no image.
#[test]
fn a_null_list_of_images() {
    let layout = Layout::empty().file("manifest.json", b"null");
    assert_eq!(
        outcome(&layout.finish()),
        "error: manifest.json: expected a JSON object or array of at most 4 MiB\n"
    );
}

// canonical/microk8s#4460: the layout is inside a folder of the archive, "unrecognized image format".
#[test]
fn the_layout_is_inside_a_folder() {
    let layout = Layout::empty().file("all_images/index.json", &sample("a").index());
    assert_eq!(
        outcome(&layout.finish()),
        "error: expected `index.json` or `manifest.json`, found `all_images/index.json`\n"
    );
}
