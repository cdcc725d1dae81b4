//! Progress of reading an archive.

use std::io::Read;

use imageref::{Progress, ProgressReader};
use imageref_layers::archive::{ArchiveLimits, ImageArchive, LayerOptions, read_layer};

use super::images;

/// A tar archive of two files: `blobs/first` with 300,000 bytes, `blobs/second` with 100,000.
fn archive() -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (path, size) in [("blobs/first", 300_000), ("blobs/second", 100_000)] {
        let mut header = tar::Header::new_gnu();
        header.set_size(size);
        header.set_mode(0o644);
        let content = std::io::repeat(b'x').take(size);
        builder.append_data(&mut header, path, content).unwrap();
    }
    builder.into_inner().unwrap()
}

fn read(bytes: &[u8]) -> Vec<(String, u64)> {
    let mut calls = Vec::new();
    let total = Some(bytes.len() as u64);
    let limits = ArchiveLimits::default();
    let _ = ImageArchive::read_with_progress(bytes, limits, total, |progress: Progress<&str>| {
        assert_eq!(progress.total, total);
        calls.push((progress.item.to_owned(), progress.done));
    });
    calls
}

#[test]
fn calls_name_the_file_and_end_at_the_total() {
    let bytes = archive();
    let calls = read(&bytes);
    assert!(calls.is_sorted_by(|a, b| a.1 < b.1), "{calls:?}");
    assert!(calls.is_sorted(), "the first file, then the second: {calls:?}");
    assert_eq!(calls.first().unwrap().0, "blobs/first");
    assert_eq!(calls.last().unwrap(), &("blobs/second".to_owned(), bytes.len() as u64));
    assert!((5..8).contains(&calls.len()), "{calls:?}");
}

#[test]
fn an_archive_of_one_step_makes_one_call() {
    let bytes = std::fs::read(images().join("archives/tiny-2.docker-archive.tar")).unwrap();
    let calls = read(&bytes);
    assert_eq!(calls.len(), 1);
    assert_eq!(calls[0].1, bytes.len() as u64);
}

/// A damaged archive reports what was read of it.
#[test]
fn an_archive_that_is_cut_off() {
    let bytes = archive();
    let calls = read(&bytes[..200_000]);
    assert!(calls.last().unwrap().1 <= 200_000);
    assert!(calls.is_sorted_by(|a, b| a.1 < b.1));
}

/// The difference between reading with and without a callback is no allocation.
#[test]
fn no_call_allocates() {
    let bytes = archive();
    let limits = ArchiveLimits::default();
    let mut count = 0;
    let plain = allocation_counter::measure(|| drop(ImageArchive::read(&bytes[..], limits)));
    let reported = allocation_counter::measure(|| {
        drop(ImageArchive::read_with_progress(&bytes[..], limits, None, |_| count += 1));
    });
    assert!(count > 4);
    assert_eq!(plain.count_total, reported.count_total);
}

/// A layer is a stream: the reader around it reports its bytes.
#[test]
fn of_a_layer() {
    let bytes = archive();
    let mut done = Vec::new();
    let total = bytes.len() as u64;
    let reader = ProgressReader::new(&bytes[..], "layer", Some(total), |p| done.push(p.done));
    read_layer(reader, &LayerOptions::new()).unwrap();
    assert!(done.is_sorted() && done.len() > 4);
    assert_eq!(done.last(), Some(&total));
}
