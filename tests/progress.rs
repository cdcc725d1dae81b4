//! Progress of long reads: monotone, ends at the total, costs no allocation.

use std::io::{self, Read, sink};

use imageref::{Progress, ProgressReader};

/// The calls of a reader that is read to its end.
fn calls(bytes: u64, total: Option<u64>) -> Vec<Progress<&'static str>> {
    let mut calls = Vec::new();
    let reader = io::repeat(7).take(bytes);
    let mut reader = ProgressReader::new(reader, "layer", total, |progress| calls.push(progress));
    assert_eq!(io::copy(&mut reader, &mut sink()).unwrap(), bytes);
    // Reading at the end again reports nothing new.
    assert_eq!(reader.read(&mut [0; 8]).unwrap(), 0);
    calls
}

#[test]
fn calls_come_about_every_step_and_at_the_end() {
    let step = Progress::STEP;
    for (bytes, expected) in [
        (0, vec![0]),
        (1, vec![1]),
        (step - 1, vec![step - 1]),
        (step, vec![step]),
        (step + 1, vec![step, step + 1]),
        (3 * step + 5, vec![step, 2 * step, 3 * step, 3 * step + 5]),
    ] {
        let calls = calls(bytes, Some(bytes));
        let done: Vec<_> = calls.iter().map(|progress| progress.done).collect();
        assert_eq!(done, expected, "{bytes} bytes");
        assert!(calls.iter().all(|p| p.item == "layer" && p.total == Some(bytes)));
    }
    assert_eq!(calls(step, None), [Progress::new("layer", step, None)]);
}

#[test]
fn reads_of_any_length_add_up() {
    let mut last = 0;
    let reader = io::repeat(0).take(1_000_000);
    let mut reader = ProgressReader::new(reader, (), None, |p| {
        assert!(p.done > last && p.done - last < Progress::STEP + 1000);
        last = p.done;
    });
    let mut buffer = [0; 999];
    for length in (0..=999).cycle() {
        // A read of nothing is not the end.
        if reader.read(&mut buffer[..length]).unwrap() == 0 && length > 0 {
            break;
        }
    }
    assert_eq!(last, 1_000_000);
}

#[test]
fn errors_pass_through() {
    struct Failing;
    impl Read for Failing {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::ErrorKind::TimedOut.into())
        }
    }
    let mut reader = ProgressReader::new(Failing, (), None, |_| panic!("nothing was read"));
    assert_eq!(reader.read(&mut [0; 8]).unwrap_err().kind(), io::ErrorKind::TimedOut);
}

#[test]
fn no_call_allocates() {
    let mut count = 0;
    let reader = io::repeat(0).take(16 << 20);
    let mut reader = ProgressReader::new(reader, "layer", Some(16 << 20), |_| count += 1);
    let mut buffer = [0; 4096];
    let info = allocation_counter::measure(|| while reader.read(&mut buffer).unwrap() > 0 {});
    assert_eq!((info.count_total, count), (0, 256));
}

#[cfg(feature = "rayon")]
mod verify_all {
    use super::*;
    use imageref::digest::verify_all_with_progress;
    use imageref::{Digest, VerifyError, VerifyReadError};

    #[test]
    fn reports_all_streams_together() {
        let blobs: Vec<Vec<u8>> = (0..20u8).map(|n| vec![n; usize::from(n) * 40_000]).collect();
        let total: u64 = blobs.iter().map(|blob| blob.len() as u64).sum();
        let digests: Vec<_> = blobs.iter().map(|blob| Digest::sha256(blob)).collect();
        let inputs = blobs.iter().zip(&digests);
        let inputs = inputs.map(|(blob, digest)| (digest.clone(), blob.len() as u64, &blob[..]));
        let mut calls: Vec<(Digest, u64)> = Vec::new();
        let verdicts = verify_all_with_progress(inputs, |progress| {
            assert_eq!(progress.total, Some(total));
            calls.push((progress.item.clone(), progress.done));
        });
        assert!(verdicts.iter().all(Result::is_ok));
        assert!(calls.is_sorted_by_key(|(_, done)| *done));
        assert_eq!(calls.last().unwrap().1, total);
        // Each stream by itself: its bytes, in steps, and one call when it is verified.
        let mut before = 0;
        let mut sums = [0; 20];
        for (digest, done) in &calls {
            sums[digests.iter().position(|d| d == digest).unwrap()] += done - before;
            before = *done;
        }
        assert!(sums.iter().zip(&blobs).all(|(sum, blob)| *sum == blob.len() as u64));
        assert_eq!(calls.iter().filter(|(digest, _)| *digest == digests[0]).count(), 1);
        assert!(calls.len() > 80 && calls.len() < 160, "{} calls", calls.len());
    }

    /// Streams that are cut short, too long, wrong, or not computable still end at the total.
    #[test]
    fn ends_at_the_total_whatever_the_verdicts() {
        let right = Digest::sha256(&[1; 100_000]);
        let other: Digest = "md4:0123".parse().unwrap();
        let stream = |bytes| io::repeat(1).take(bytes);
        let blobs = [
            (right.clone(), 100_000, stream(100_000)),
            (right.clone(), 100_000, stream(70_000)),
            (right.clone(), 100_000, stream(u64::MAX)),
            (Digest::sha256(b""), 100_000, stream(100_000)),
            (other, 100_000, stream(100_000)),
        ];
        let mut done = Vec::new();
        let verdicts = verify_all_with_progress(blobs, |progress| done.push(progress.done));
        assert!(done.is_sorted());
        assert_eq!(done.last(), Some(&500_000));
        let kinds: Vec<_> = verdicts
            .into_iter()
            .map(|verdict| match verdict {
                Ok(()) => "right",
                Err(VerifyReadError::Verify(VerifyError::TooShort { .. })) => "short",
                Err(VerifyReadError::Verify(VerifyError::TooLong { .. })) => "long",
                Err(VerifyReadError::Verify(VerifyError::Mismatch { .. })) => "wrong",
                Err(_) => "unsupported",
            })
            .collect();
        assert_eq!(kinds, ["right", "short", "long", "wrong", "unsupported"]);
    }

    #[test]
    fn nothing_to_verify_makes_no_call() {
        let blobs = std::iter::empty::<(Digest, u64, &[u8])>();
        assert!(verify_all_with_progress(blobs, |_| panic!("no stream")).is_empty());
    }
}

#[test]
fn the_reader_comes_back() {
    let mut reader = ProgressReader::new(&b"abc"[..], "x", Some(3), |_: Progress<&str>| {});
    let mut two = [0; 2];
    reader.read_exact(&mut two).unwrap();
    assert_eq!(reader.into_inner(), b"c");
}
