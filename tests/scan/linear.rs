//! Ten times the text takes about ten times as long, however hostile it is.

use std::hint::black_box;
use std::time::{Duration, Instant};

use imageref::scan::{BuildOptions, Dockerfile, image_values};

/// What is repeated, with what stands before it.
#[rustfmt::skip]
const HOSTILE: &[(&str, &str)] = &[
    ("FROM a\n", "RUN <<E\nE\n"),
    ("FROM a\nRUN x \\\n", "# c\n"),
    ("FROM a\nCOPY \\\n", "--link \\\n"),
    ("FROM a\nRUN \\\n", "--mount=from=b,from=c \\\n"),
    ("FROM a\nENV \\\n", "'a b'=${c:-d} \\\n"),
    ("FROM a\nRUN [\\\n", "[\"a\",{\"b\":[\\\n"),
    ("FROM \\\n", "$A${B:-c}\\\n"),
    ("", "FROM a AS b\nCOPY --from=b c d\n"),
    ("FROM a\nCOPY --from=b c d\n", "COPY --from=1 c d\n"),
    ("FROM a\n", "RUN --mount=type=tmpfs x\n"),
    ("FROM a\n", "ONBUILD \\\n"),
    ("", "ARG A=$A$A$A\n"),
    ("ARG V=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n", "FROM ${V//a*a*a*b/c}\n"),
    ("", "FROM a\nRUN echo \"\n"),
    ("", "image: \""),
    ("", "{image: a,"),
    ("", "${"),
    ("", "{{ a "),
    ("", "docker pull "),
    ("", "a/b:1@sha256:e3b0 "),
];

type Scan = (&'static str, fn(&str) -> usize);

const SCANS: &[Scan] = &[
    ("dockerfile", |text| {
        let Ok(file) = Dockerfile::parse(text) else { return 0 };
        let build = file.resolve(&BuildOptions::new());
        file.images(&build).len()
    }),
    ("image_values", |text| image_values(text).count()),
    #[cfg(feature = "regex")]
    ("text", |text| {
        static SCANNER: std::sync::LazyLock<imageref::scan::TextScanner> =
            std::sync::LazyLock::new(imageref::scan::TextScanner::new);
        SCANNER.references(text).count()
    }),
];

/// The time that this thread has run, where Linux tells it: others may be busy, too.
fn clock() -> Duration {
    static START: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    match stat.split(' ').next().and_then(|nanoseconds| nanoseconds.parse().ok()) {
        Some(nanoseconds) => Duration::from_nanos(nanoseconds),
        None => START.elapsed(),
    }
}

fn time(scan: fn(&str) -> usize, text: &str) -> Duration {
    let start = clock();
    black_box(scan(text));
    clock() - start
}

/// 1 MB against 10 MB. In optimized builds alone: others take minutes.
#[test]
fn linear_time() {
    let mut worst = (0.0, "");
    for (before, repeated) in HOSTILE {
        let text = |len: usize| String::from(*before) + &repeated.repeat(len / repeated.len());
        let (small, large) = (text(1_000_000), text(10_000_000));
        let (mut one, mut ten) = (Duration::ZERO, Duration::ZERO);
        for (name, scan) in SCANS {
            let short = (0..3).map(|_| time(*scan, &small)).min().unwrap();
            let long = (0..2).map(|_| time(*scan, &large)).min().unwrap();
            println!("{name} {repeated:?}: {short:?}, {long:?}");
            (one, ten) = (one + short, ten + long);
        }
        let ratio = ten.as_secs_f64() / one.as_secs_f64();
        if ratio > worst.0 {
            worst = (ratio, *repeated);
        }
    }
    println!("worst: {worst:?}");
    assert!(worst.0 <= 12.0, "{worst:?}");
}
