//! Edits: byte for byte what buildah wrote if it did the same, and an error if the result would not be valid.

use imageref::config::{History, ImageConfig};
use imageref::image::Image;
use imageref::manifest::ImageManifest;
use imageref::{Descriptor, Digest, Document, MediaType, Platform};
use imageref_layers::edit::{ImageEdit, ImageEditError, rebase};
use imageref_layers::sharing::is_base_of;
use proptest::prelude::*;

use crate::images::{family, layer, made_up, tagged};

/// Adds to `from` the layers, steps and annotations that `to` has beyond it.
fn build<'a>(from: &'a Image, to: &Image) -> ImageEdit<'a> {
    let mut edit = ImageEdit::new(from);
    for step in to.steps().skip(from.steps().len()) {
        let history = step.history().clone();
        edit = match step.layer() {
            Some(layer) => {
                edit.with_layer(layer.descriptor().clone(), layer.diff_id().clone(), history)
            }
            None => edit.with_empty_step(history),
        };
    }
    for (key, value) in to.manifest().value().annotations().iter() {
        edit = edit.with_annotation(key, value);
    }
    edit
}

#[track_caller]
fn assert_same(edited: &Image, written: &Image) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    assert_eq!(text(edited.config().bytes()), text(written.config().bytes()));
    assert_eq!(text(edited.manifest().bytes()), text(written.manifest().bytes()));
    assert_eq!(edited.manifest().digest(), written.manifest().digest());
}

/// buildah built each of these `FROM` the one before with the same time for all steps, so that its result is determined.
#[test]
fn appending_writes_what_buildah_wrote() {
    let (slim, tools) = (family("deb-slim"), family("deb-tools"));
    let env = |edit: ImageEdit<'_>| {
        edit.with_run_config(|run| run.with_env("DEBIAN_FRONTEND", "noninteractive")).finish()
    };
    assert_same(&env(build(&slim, &tools)).unwrap(), &tools);

    let web = family("deb-web");
    let edited = build(&tools, &web).with_run_config(|run| {
        run.with_label("role", "web")
            .with_label("maintainer", "A <a@example.com>")
            .with_exposed_ports(["80/tcp"])
            .with_cmd(["/usr/local/bin/tool", "web"])
    });
    assert_same(&edited.finish().unwrap(), &web);

    let db = family("deb-db");
    let edited = build(&tools, &db).with_run_config(|run| {
        run.with_label("role", "db")
            .with_volumes(["/var/lib/db"])
            .with_cmd(["/usr/local/bin/tool", "db"])
    });
    assert_same(&edited.finish().unwrap(), &db);

    let base = tagged("tiny-base");
    let one = tagged("tiny-1");
    let edited = build(&base, &one).with_run_config(|run| run.with_entrypoint(["/app"]));
    assert_same(&edited.finish().unwrap(), &one);
}

/// The result of a rebase follows from what buildah wrote, byte for byte.
#[test]
fn rebasing_restores_what_buildah_wrote() {
    let (base, two) = (tagged("tiny-base"), tagged("tiny-2"));
    // Onto its own base: unchanged.
    assert_same(&rebase(&two, &base, &base).unwrap(), &two);
    let (slim, tools, web) = (family("deb-slim"), family("deb-tools"), family("deb-web"));
    assert_same(&rebase(&web, &tools, &tools).unwrap(), &web);

    // Onto a lower base and back: unchanged.
    let down = rebase(&web, &tools, &slim).unwrap();
    assert!(is_base_of(&slim, &down));
    assert_eq!((down.layers().len(), down.steps().len()), (5, 9));
    assert_eq!(down.run_config(), web.run_config());
    assert_same(&rebase(&down, &slim, &tools).unwrap(), &web);

    // From deb-tools onto deb-db: the same as appending its steps to deb-db.
    let db = family("deb-db");
    let moved = rebase(&web, &tools, &db).unwrap();
    let mut edit = ImageEdit::new(&db);
    for step in web.steps().skip(tools.steps().len()) {
        let history = step.history().clone();
        edit = match step.layer() {
            Some(l) => edit.with_layer(l.descriptor().clone(), l.diff_id().clone(), history),
            None => edit.with_empty_step(history),
        };
    }
    let web_run = web.run_config().clone();
    let appended = edit.with_run_config(|_| web_run).finish().unwrap();
    assert_eq!(moved.config().bytes(), appended.config().bytes());
    assert_eq!(moved.manifest().value().layers(), appended.manifest().value().layers());
}

#[test]
fn rebasing_updates_the_annotated_base() {
    let (old, new) = (made_up(&["old"]), made_up(&["new", "newer"]));
    let app = made_up(&["old", "app"]);
    let key = "org.opencontainers.image.base.digest";
    let named = ImageEdit::new(&app)
        .with_annotation(key, &old.manifest().digest().to_text())
        .finish()
        .unwrap();
    let rebased = rebase(&named, &old, &new).unwrap();
    assert_eq!(
        rebased.manifest().value().annotations().base_digest().as_ref(),
        Some(new.manifest().digest())
    );
    assert!(rebase(&app, &old, &new).unwrap().manifest().value().annotations().is_empty());
}

#[test]
fn sets_only_the_platform() {
    let image = family("deb-web");
    let arm: Platform = "linux/arm/v7".parse().unwrap();
    let edited = ImageEdit::new(&image).with_platform(&arm).finish().unwrap();
    let config = String::from_utf8(image.config().bytes().to_vec()).unwrap();
    let config = config.replace(
        r#""architecture":"amd64","os":"linux""#,
        r#""architecture":"arm","os":"linux","variant":"v7""#,
    );
    // image-spec's order: the variant comes after architecture and operating system.
    assert_eq!(std::str::from_utf8(edited.config().bytes()).unwrap(), config);
    let back =
        ImageEdit::new(&edited).with_platform(&"linux/amd64".parse().unwrap()).finish().unwrap();
    assert_same(&back, &image);
    // Members that are null stay if they are not set.
    let nulls = tagged("null-fields");
    assert_same(
        &ImageEdit::new(&nulls).with_platform(&nulls.config().value().platform()).finish().unwrap(),
        &nulls,
    );
}

#[test]
fn each_edit_changes_what_it_names() {
    let image = tagged("docker-extras");
    let text = |image: &Image| String::from_utf8(image.config().bytes().to_vec()).unwrap();
    let before = text(&image);
    let edited =
        ImageEdit::new(&image).with_run_config(|run| run.with_label("a", "<b>")).finish().unwrap();
    let labels = "\"Labels\":{\"a\":\"\\u003cb\\u003e\"}";
    assert_eq!(text(&edited), before.replace("\"Labels\":null", labels));
    let edited =
        ImageEdit::new(&image).with_run_config(|run| run.with_env("A", "2")).finish().unwrap();
    assert_eq!(text(&edited), before.replace("\"A=1\"", "\"A=2\""));
    let edited = ImageEdit::new(&image).with_annotation("k", "v").finish().unwrap();
    assert_eq!(edited.config().bytes(), image.config().bytes());
    let manifest = String::from_utf8(image.manifest().bytes().to_vec()).unwrap();
    let manifest =
        format!("{},\"annotations\":{{\"k\":\"v\"}}}}", manifest.strip_suffix('}').unwrap());
    assert_eq!(std::str::from_utf8(edited.manifest().bytes()).unwrap(), manifest);
    assert_same(&ImageEdit::new(&edited).without_annotation("k").finish().unwrap(), &image);
}

#[test]
fn changes_other_members_of_the_config() {
    let image = family("deb-web");
    let edited =
        ImageEdit::new(&image).with_config(|config| config.with_author("me")).finish().unwrap();
    let text = String::from_utf8(image.config().bytes().to_vec()).unwrap();
    let text = text.replacen(",\"architecture\"", ",\"author\":\"me\",\"architecture\"", 1);
    assert_eq!(std::str::from_utf8(edited.config().bytes()).unwrap(), text);
    // A config whose layers do not fit the manifest's is rejected.
    let (_, diff_id) = layer("x");
    let more = |config: ImageConfig| config.with_layer(diff_id, History::new("x"));
    let error = ImageEdit::new(&image).with_config(more).finish().unwrap_err();
    assert_eq!(error.to_string(), "the manifest has 7 layers, but the config has 8 diff IDs");
}

/// Old versions of Docker pushed configs as `application/octet-stream` and the like: the manifest's family decides.
#[test]
fn edits_images_with_old_config_types() {
    let image = tagged("tiny-1-v2s2");
    let (blob, diff_id) = layer("x");
    for media_type in ["application/octet-stream", "application/json", "text/html", ""] {
        let config = image.manifest().value().config().clone();
        let config = config.with_media_type(MediaType::new(media_type));
        let manifest = image.manifest().value().clone().with_config(config);
        let manifest = Document::from_value(&manifest).unwrap();
        let old = Image::new(manifest, image.config().clone()).unwrap();
        let append = |blob: Descriptor| {
            ImageEdit::new(&old).with_layer(blob, diff_id.clone(), History::new("x")).finish()
        };
        let edited = append(blob.clone().with_media_type(MediaType::DOCKER_LAYER_GZIP)).unwrap();
        assert_eq!(edited.manifest().value().config().media_type().as_str(), media_type);
        assert_eq!(append(blob.clone()).unwrap_err(), ImageEditError::MixedMediaTypes);
        let annotated = ImageEdit::new(&old).with_annotation("a", "b").finish().unwrap_err();
        assert_eq!(annotated, ImageEditError::NoAnnotations);
    }
}

#[test]
fn a_digest_keeps_its_algorithm() {
    let image = made_up(&["a"]);
    let config = image.config().clone();
    let sha512 = imageref::Algorithm::Sha512.digest(config.bytes()).unwrap();
    let descriptor = Descriptor::new(MediaType::OCI_CONFIG, sha512, config.size());
    let manifest = image.manifest().value().clone().with_config(descriptor);
    let image = Image::new(Document::from_value(&manifest).unwrap(), config).unwrap();
    let edited =
        ImageEdit::new(&image).with_run_config(|run| run.with_user("me")).finish().unwrap();
    let digest = edited.manifest().value().config().digest();
    assert_eq!(digest.algorithm_name(), "sha512");
    digest.verify(edited.config().bytes()).unwrap();
    assert_eq!(edited.image_id().as_digest(), digest);
}

#[test]
fn reports_the_first_change_that_cannot_be_applied() {
    let image = made_up(&["a", "b"]);
    let (blob, diff_id) = layer("c");
    let append = |image: &Image, blob: Descriptor| {
        ImageEdit::new(image)
            .with_layer(blob, diff_id.clone(), History::new("x"))
            .finish()
            .unwrap_err()
    };
    let docker = blob.clone().with_media_type(MediaType::DOCKER_LAYER_GZIP);
    assert_eq!(append(&image, docker), ImageEditError::MixedMediaTypes);
    let config = blob.clone().with_media_type(MediaType::OCI_CONFIG);
    assert_eq!(append(&image, config), ImageEditError::NotALayer);
    let foreign = tagged("foreign-docker");
    let docker = blob.clone().with_media_type(MediaType::DOCKER_LAYER_GZIP);
    assert_eq!(append(&foreign, docker), ImageEditError::HistoryIncomplete);
    let v2s2 = tagged("tiny-1-v2s2");
    assert_eq!(
        ImageEdit::new(&v2s2).with_annotation("a", "b").finish().unwrap_err(),
        ImageEditError::NoAnnotations
    );

    let other = made_up(&["a", "c"]);
    assert!(matches!(
        rebase(&image, &other, &other),
        Err(ImageEditError::NotTheBase { layer: 1, .. })
    ));
    let longer = made_up(&["a", "b", "c"]);
    assert!(matches!(
        rebase(&image, &longer, &other),
        Err(ImageEditError::NotTheBase { layer: 2, .. })
    ));
    let base = made_up(&["a"]);
    let said = ImageEdit::new(&base).with_empty_step(History::new("USER me")).finish().unwrap();
    let error = rebase(&image, &said, &other).unwrap_err();
    assert!(matches!(error, ImageEditError::NotTheBasesHistory { step: 1, .. }));
    assert_eq!(error.to_string(), "history step 1 differs from the old base's");
    let (one, base) = (tagged("tiny-1"), tagged("tiny-base"));
    assert_eq!(rebase(&one, &base, &v2s2).unwrap_err(), ImageEditError::MixedMediaTypes);
}

/// Uncompressed sizes that are known move with their layers.
#[test]
fn sizes_are_kept() {
    let (old, app) = (made_up(&["old"]), made_up(&["old", "app"]));
    let known = |image: Image, size| image.with_uncompressed_sizes(|_| Some(size)).unwrap();
    let (app, new) = (known(app, 100), known(made_up(&["new"]), 1000));
    let rebased = rebase(&app, &old, &new).unwrap();
    assert_eq!(rebased.uncompressed_size(), Some(1100));
}

proptest! {
    /// Whatever is appended, the documents match and can be read, and the lower layers are unchanged.
    #[test]
    fn appended_images_fit(lower in prop::collection::vec("[a-c]{1,2}", 0..5), upper in prop::collection::vec("[a-c]{1,2}", 0..5)) {
        let lower_refs: Vec<_> = lower.iter().map(String::as_str).collect();
        let image = made_up(&lower_refs);
        let mut edit = ImageEdit::new(&image);
        for content in &upper {
            let (blob, diff_id) = layer(content);
            edit = edit.with_layer(blob, diff_id, History::new(&format!("COPY {content} / # buildkit")));
        }
        let edited = edit.finish().unwrap();
        let all: Vec<_> = lower.iter().chain(&upper).map(String::as_str).collect();
        assert_same(&edited, &made_up(&all));
        prop_assert_eq!(is_base_of(&image, &edited), !lower.is_empty() && !upper.is_empty());
        let manifest = ImageManifest::from_slice(edited.manifest().bytes()).unwrap();
        let config = ImageConfig::from_slice(edited.config().bytes()).unwrap();
        prop_assert_eq!(manifest.config().digest(), &Digest::sha256(&config.to_bytes()));
    }
}
