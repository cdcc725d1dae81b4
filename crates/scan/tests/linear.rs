//! Ten times the text takes about ten times as long, however hostile it is.

use std::hint::black_box;
use std::time::{Duration, Instant};

use imageref_scan::{BuildOptions, Dockerfile, image_values};

/// How the text begins, and what is repeated for each half of it.
#[rustfmt::skip]
const HOSTILE: &[(&str, &str, &str)] = &[
    ("FROM a\n", "RUN <<E\nE\n", ""),
    ("FROM a\nRUN x \\\n", "# c\n", ""),
    ("FROM a\nCOPY \\\n", "--link \\\n", ""),
    ("FROM a\nRUN \\\n", "--mount=from=b,from=c \\\n", ""),
    ("FROM a\nENV \\\n", "'a b'=${c:-d} \\\n", ""),
    ("FROM a\nRUN [\\\n", "[\"a\",{\"b\":[\\\n", ""),
    ("FROM \\\n", "$A${B:-c}\\\n", ""),
    ("", "FROM a AS b\nCOPY --from=b c d\n", ""),
    ("", "FROM a\n", "COPY --from=0 b c\n"),
    ("FROM a\nCOPY --from=b c d\n", "COPY --from=1 c d\n", ""),
    ("FROM a\n", "RUN --mount=type=tmpfs x\n", ""),
    ("FROM a\n", "ONBUILD \\\n", ""),
    ("", "ARG A=$A$A$A\n", ""),
    ("ARG V=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n", "FROM ${V//a*a*a*b/c}\n", ""),
    ("", "FROM a\nRUN echo \"\n", ""),
    ("", "image: \"", ""),
    ("", "{image: a,", ""),
    ("", " ", "image: "),
    ("", "\"", "image\":"),
    ("", "image: {{ ", "}}"),
    ("", "${", ""),
    ("", "{{ a ", ""),
    ("image: a\n", "- ", ""),
    ("image: a\n---\n", "? ", ""),
    ("image: ", "\n ", ""),
    ("image: |\n", "  x\n", ""),
    ("image: ", "a\n ", ""),
    ("", "image: é\n", ""),
    ("", "- image: \"\\x61\"\n", "- image: ''''\n"),
    ("x: &a b\n", "c: {image: *a}\n", ""),
    ("", "- &a image: b\n", ""),
    ("", "- repository: &a b\n  tag: *a\n", ""),
    ("", "docker pull ", ""),
    ("", "docker run -a ", "docker run \\\n"),
    ("", "a/b:1@sha256:e3b0 ", ""),
];

type Scan = (&'static str, fn(&str) -> usize);

const SCANS: &[Scan] = &[
    ("dockerfile", |text| {
        let Ok(file) = Dockerfile::parse(text) else { return 0 };
        let build = file.resolve(&BuildOptions::new());
        file.images(&build).len()
    }),
    ("image_values", |text| image_values(text).len()),
    #[cfg(feature = "regex")]
    ("text", |text| {
        static SCANNER: std::sync::LazyLock<imageref_scan::TextScanner> =
            std::sync::LazyLock::new(imageref_scan::TextScanner::new);
        SCANNER.references(text).count()
    }),
];

/// Ten times the text may take this many times as long. Quadratic time takes a hundred times as long on every try.
const MOST: f64 = 12.0;

/// The number of tries, of which the best counts: another program may have the processor's caches for a while.
const TRIES: usize = 20;

/// The job of a child: the index of a scan and of a text above, and the text's length.
const JOB: &str = "IMAGEREF_LINEAR_TIME";

/// 1 MB against 10 MB, each in a process of its own, as it is where one file is read: in one that is warm, the small
/// text finds its memory in the processor's caches and the large one asks the system for new pages each time.
///
/// In optimized builds alone: others take minutes.
#[test]
fn linear_time() {
    if let Ok(job) = std::env::var(JOB) {
        let job: Vec<usize> = job.split(' ').map(|n| n.parse().expect("a number")).collect();
        return println!("\n{JOB}={}", measure(job[0], job[1], job[2]).as_nanos());
    }
    let (mut worst, mut measured) = ((0.0, String::new()), 0);
    for (scan, (name, _)) in SCANS.iter().enumerate() {
        for (text, (_, first, second)) in HOSTILE.iter().enumerate() {
            // As much text in both, so that what else the machine does falls on both alike.
            let (mut one, mut ten, mut ratio) = (Duration::ZERO, Duration::ZERO, f64::MAX);
            for _ in 0..TRIES {
                one = (0..10).map(|_| in_a_child(scan, text, 1_000_000)).sum();
                ten = in_a_child(scan, text, 10_000_000);
                ratio = ratio.min(10.0 * ten.as_secs_f64() / one.as_secs_f64());
                if ratio <= MOST {
                    break;
                }
            }
            println!("{name} {first:?} {second:?}: 10 x {:?}, {ten:?}, {ratio:.1}", one / 10);
            // What fails at its beginning needs no time at any length.
            if ten > Duration::from_millis(1) {
                measured += 1;
                if ratio > worst.0 {
                    worst = (ratio, format!("{name} {first:?} {second:?}"));
                }
            }
        }
    }
    println!("worst of {measured}: {worst:?}");
    assert!(measured >= HOSTILE.len() * (SCANS.len() - 1), "{measured}");
    assert!(worst.0 <= MOST, "{worst:?}");
}

fn measure(scan: usize, text: usize, len: usize) -> Duration {
    let (before, first, second) = HOSTILE[text];
    let half = |repeated: &str| repeated.repeat(len / 2 / repeated.len().max(1));
    let text =
        [before, &half(first), &half(if second.is_empty() { first } else { second })].concat();
    SCANS[scan].1("FROM a"); // what is made once
    let start = clock();
    black_box(SCANS[scan].1(&text));
    clock() - start
}

fn in_a_child(scan: usize, text: usize, len: usize) -> Duration {
    let test = std::env::current_exe().expect("the test's own path");
    let output = std::process::Command::new(test)
        .args(["--exact", "--nocapture", "linear::linear_time"])
        .env(JOB, format!("{scan} {text} {len}"))
        .output()
        .expect("a child");
    let output = String::from_utf8(output.stdout).expect("UTF-8");
    let time = output.lines().find_map(|line| line.strip_prefix(JOB)?.strip_prefix('='));
    Duration::from_nanos(time.and_then(|time| time.parse().ok()).expect("a time"))
}

/// The time that this thread has run, where Linux reports it, since other processes may be busy.
fn clock() -> Duration {
    static START: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
    // Linux brings the number up to date where the thread may change.
    std::thread::yield_now();
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    match stat.split(' ').next().and_then(|nanoseconds| nanoseconds.parse().ok()) {
        Some(nanoseconds) => Duration::from_nanos(nanoseconds),
        None => START.elapsed(),
    }
}
