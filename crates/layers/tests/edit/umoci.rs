//! Edits compared byte for byte with those of `umoci config` and `umoci insert` on the same image.

use imageref::Platform;
use imageref_layers::edit::ImageEdit;

use crate::images::tagged;
use crate::umoci_images::made_by_umoci;

/// The name of an edit in `tests/data/image/umoci.json`, and the edit.
type Row = (&'static str, fn(ImageEdit<'_>) -> ImageEdit<'_>);

const ROWS: &[Row] = &[
    ("edit-env", |edit| {
        edit.with_run_config(|run| run.with_env("PATH", "/bin").with_env("MODE", "fast"))
    }),
    ("edit-labels", |edit| {
        edit.with_run_config(|run| {
            run.with_label("io.buildah.version", "2").with_label("role", "<web> & more")
        })
    }),
    ("edit-entrypoint", |edit| {
        edit.with_run_config(|run| run.with_entrypoint(["/bin/sh", "-c"]).with_cmd(["a b"]))
    }),
    ("edit-run", |edit| {
        edit.with_run_config(|run| {
            run.with_user("1000:1000")
                .with_working_dir("/srv")
                .with_stop_signal("SIGINT")
                .with_volumes(["/a", "/data"])
                .with_exposed_ports(["53/udp", "80/tcp"])
        })
    }),
    ("edit-annotation", |edit| {
        edit.with_annotation("org.opencontainers.image.source", "https://example.com/app")
    }),
    ("edit-platform", |edit| {
        let platform: Platform = "linux/riscv64".parse().expect("a platform");
        edit.with_platform(&platform)
    }),
    ("edit-step", |edit| {
        let step =
            made_by_umoci("edit-step").steps().next_back().expect("a step").history().clone();
        edit.with_run_config(|run| run.with_user("app")).with_empty_step(step)
    }),
    ("edit-insert", |edit| {
        let made = made_by_umoci("edit-insert");
        let layer = made.layers().next_back().expect("a layer");
        let step = layer.step().expect("its step").history().clone();
        edit.with_layer(layer.descriptor().clone(), layer.diff_id().clone(), step)
    }),
];

#[test]
fn writes_what_umoci_wrote() {
    let image = tagged("tiny-1");
    for (name, edit) in ROWS {
        let (edited, made) = (edit(ImageEdit::new(&image)).finish().unwrap(), made_by_umoci(name));
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        // umoci ends its documents with a line break; the original image does not.
        let config = text(made.config().bytes());
        assert_eq!(text(edited.config().bytes()), config.trim_end(), "{name}");
        let manifest = text(made.manifest().bytes());
        let (size, digest) = (edited.config().size(), edited.config().digest());
        let manifest = manifest
            .trim_end()
            .replace(&made.config().digest().to_string(), &digest.to_string())
            .replace(&format!("\"size\":{}", made.config().size()), &format!("\"size\":{size}"));
        assert_eq!(text(edited.manifest().bytes()), manifest, "{name}");
    }
}
