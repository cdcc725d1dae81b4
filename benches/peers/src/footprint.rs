//! The cost of depending on each crate: a clean build, and the size of the stripped binary.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// A program that parses its first argument: the crate, the dependency line, the expression.
const PROGRAMS: [(&str, &str, &str); 9] = [
    ("nobody", "", "text.len() > 1"),
    (
        "imageref, no feature",
        r#"imageref = { path = "IMAGEREF", default-features = false }"#,
        "imageref::RawReference::parse(&text).is_ok()",
    ),
    (
        "imageref, `alloc`",
        r#"imageref = { path = "IMAGEREF", default-features = false, features = ["alloc"] }"#,
        "text.parse::<imageref::Reference>().is_ok()",
    ),
    (
        "imageref, default features",
        r#"imageref = { path = "IMAGEREF" }"#,
        "text.parse::<imageref::Reference>().is_ok()",
    ),
    (
        "oci-spec, `distribution`",
        r#"oci-spec = { version = "0.10", default-features = false, features = ["distribution"] }"#,
        "text.parse::<oci_spec::distribution::Reference>().is_ok()",
    ),
    (
        "oci-spec, `image` and `distribution`",
        r#"oci-spec = { version = "0.10", default-features = false, features = ["distribution", "image"] }"#,
        "text.parse::<oci_spec::distribution::Reference>().is_ok()",
    ),
    (
        "container_image_dist_ref",
        r#"container_image_dist_ref = "0.3""#,
        "container_image_dist_ref::ImgRef::new(&text).is_ok()",
    ),
    ("docker-image", r#"docker-image = "0.2""#, "docker_image::DockerImage::parse(&text).is_ok()"),
    (
        "docker-image-reference",
        r#"docker-image-reference = "0.1""#,
        "docker_image_reference::Reference::from_str(&text).is_ok()",
    ),
];

/// A table with one build per crate.
pub fn print() {
    let folder = std::env::temp_dir().join(format!("imageref-footprint-{}", std::process::id()));
    let figures: Vec<Figures> = PROGRAMS.iter().map(|program| build(&folder, program)).collect();
    fs::remove_dir_all(&folder).expect("the folder made above");
    println!(
        "| program with | clean build | processor | stripped binary |\n| --- | ---: | ---: | ---: |"
    );
    let mut nobody = 0;
    for ((name, ..), Figures { wall, processor, bytes }) in PROGRAMS.iter().zip(figures) {
        nobody = if nobody == 0 { bytes } else { nobody };
        let added = (bytes - nobody) / 1024;
        println!("| {name} | {wall:.2} s | {processor:.2} s | {} KiB (+ {added}) |", bytes / 1024);
    }
}

struct Figures {
    /// Seconds.
    wall: f64,
    /// Seconds of all processors together.
    processor: f64,
    bytes: u64,
}

/// Builds a program from scratch.
fn build(folder: &Path, &(_, dependency, expression): &(&str, &str, &str)) -> Figures {
    let _ = fs::remove_dir_all(folder);
    fs::create_dir_all(folder.join("src")).expect("a temporary folder");
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let dependency = dependency.replace("IMAGEREF", &here.join("../..").display().to_string());
    let manifest = format!(
        "[package]\nname = \"footprint\"\nedition = \"2024\"\n[workspace]\n\
         [dependencies]\n{dependency}\n[profile.release]\nstrip = true\n"
    );
    let program = format!(
        "fn main() {{\n    let text = std::env::args().nth(1).unwrap_or_default();\n    \
         println!(\"{{}}\", {expression});\n}}\n"
    );
    fs::write(folder.join("Cargo.toml"), manifest).expect("a temporary folder");
    fs::write(folder.join("src/main.rs"), program).expect("a temporary folder");
    // The versions that are compared.
    fs::copy(here.join("Cargo.lock"), folder.join("Cargo.lock")).expect("this package's lock");
    let start = Instant::now();
    let output = Command::new("bash")
        .args([
            "-c",
            "TIMEFORMAT='%U %S'; time cargo build --quiet --release --offline --target-dir target",
        ])
        .current_dir(folder)
        .output()
        .expect("bash and cargo");
    let wall = start.elapsed().as_secs_f64();
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{dependency}: {text}");
    let times = text.lines().last().expect("what bash's time prints").split(' ');
    let processor = times.map(|time| time.parse::<f64>().expect("seconds")).sum();
    let binary = folder.join("target/release/footprint");
    let bytes = binary.metadata().expect("the binary just built").len();
    Figures { wall, processor, bytes }
}
