//! Ten times the text takes about ten times as long, however hostile it is.

use std::hint::black_box;
use std::time::{Duration, Instant};

use imageref::scan::{BuildOptions, Dockerfile, image_values};

/// What is repeated, with what stands before it.
#[rustfmt::skip]
const HOSTILE: &[(&str, &str)] = &[
    ("FROM a\n", "RUN <<E\nE\n"),
    ("FROM a\n", "RUN x \\\n"),
    ("FROM a\nRUN x \\\n", "# c\n"),
    ("FROM a\nCOPY \\\n", "--link \\\n"),
    ("FROM a\nRUN \\\n", "--mount=from=b,from=c \\\n"),
    ("FROM a\nENV \\\n", "'a b'=${c:-d} \\\n"),
    ("FROM a\nRUN [\\\n", "[\"a\",{\"b\":[\\\n"),
    ("FROM \\\n", "$A${B:-c}\\\n"),
    ("", "FROM a AS b\nCOPY --from=b c d\n"),
    ("", "ARG A=$A$A$A\n"),
    ("ARG V=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n", "FROM ${V//a*a*a*b/c}\n"),
    ("", "FROM a\nRUN echo \"\n"),
    ("", "# image: \n"),
    ("", "image: \""),
    ("", "{image: a,"),
    ("", "image: & "),
    ("", " #image:"),
    ("", "a"),
    ("", "a:"),
    ("", "${"),
    ("", "{{ a "),
    ("", "docker pull "),
    ("", "nginx:1.27 "),
    ("", "a/b:1@sha256:e3b0 "),
];

fn time(text: &str) -> Duration {
    #[cfg(feature = "regex")]
    let scanner = imageref::scan::TextScanner::new();
    let start = Instant::now();
    if let Ok(file) = Dockerfile::parse(text) {
        let build = file.resolve(&BuildOptions::new());
        black_box(file.images(&build).len());
    }
    black_box(image_values(text).count());
    #[cfg(feature = "regex")]
    black_box(scanner.references(text).count());
    start.elapsed()
}

/// 1 MB against 10 MB. In optimized builds alone: others take minutes.
#[test]
fn linear_time() {
    let mut worst = (0.0, "");
    for (before, repeated) in HOSTILE {
        let text = |len: usize| String::from(*before) + &repeated.repeat(len / repeated.len());
        let (small, large) = (text(1_000_000), text(10_000_000));
        // What takes less than this is noise.
        let floor = Duration::from_millis(2);
        let one = (0..3).map(|_| time(&small)).min().unwrap().max(floor);
        let ten = (0..2).map(|_| time(&large)).min().unwrap();
        let ratio = ten.as_secs_f64() / one.as_secs_f64();
        println!("{repeated:?}: {one:?}, {ten:?}, {ratio:.1} x");
        if ratio > worst.0 {
            worst = (ratio, repeated);
        }
    }
    println!("worst: {worst:?}");
    assert!(worst.0 <= 12.0, "{worst:?}");
}
