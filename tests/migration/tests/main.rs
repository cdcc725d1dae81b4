//! Each call that `MIGRATION.md` replaces, beside ours, and the same result on both sides.
#![allow(clippy::pedantic, reason = "tests are read for what they assert")]

mod comparison;
mod dist_ref;
mod docker_image;
mod dockerfile_parser;
mod oci_client;
mod oci_spec;

const MANIFEST: &[u8] = include_bytes!("../../../src/docs/deb-web/manifest.json");
const CONFIG: &[u8] = include_bytes!("../../../src/docs/deb-web/config.json");

/// The comments of a page's code, without spaces; `from` selects the sections by their titles.
fn calls(page: &str, from: &[&str]) -> Vec<String> {
    let mut calls = Vec::new();
    for section in
        page.split("\n## ").filter(|section| from.iter().any(|name| section.starts_with(name)))
    {
        for line in section.split("```").skip(1).step_by(2).flat_map(str::lines) {
            if let Some((_, call)) = line.split_once("// ") {
                calls.push(call.replace(' ', ""));
            }
        }
    }
    calls
}

#[test]
fn every_call_of_the_pages_is_compiled() {
    let spaceless = |text: &str| text.split_whitespace().collect::<String>();
    for (page, from, source, least) in [
        (
            include_str!("../../../src/docs/MIGRATION.md"),
            "From `oci-spec`",
            include_str!("oci_spec.rs"),
            20,
        ),
        (
            include_str!("../../../src/docs/MIGRATION.md"),
            "From `oci-client`",
            include_str!("oci_client.rs"),
            10,
        ),
        (
            include_str!("../../../src/docs/MIGRATION.md"),
            "From `container_image_dist_ref`",
            include_str!("dist_ref.rs"),
            8,
        ),
        (
            include_str!("../../../src/docs/MIGRATION.md"),
            "From `docker-image`",
            include_str!("docker_image.rs"),
            5,
        ),
        (
            include_str!("../../../crates/scan/README.md"),
            "From `dockerfile-parser`",
            include_str!("dockerfile_parser.rs"),
            5,
        ),
    ] {
        let calls = calls(page, &[from]);
        assert!(calls.len() >= least, "{from}: {} calls", calls.len());
        let source = spaceless(source).replace(",)", ")");
        for call in calls {
            assert!(source.contains(&call), "{from}: `{call}` is not compiled");
        }
    }
}
