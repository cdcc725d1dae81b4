//! The tables of a fleet in Parquet: generated, the same on every machine.
//!
//! | table | columns |
//! | --- | --- |
//! | `pods` | `cluster`, `namespace`, `pod`, `container`, `image`: a reference as it was written, a mistake, or null |
//! | `images` | `reference`: name and tag, `digest`, `base`: the reference of the image it is built on, or null |
//! | `layers` | `image`: the digest of the table `images`, `position` from 0, `digest`, `size` in bytes, compressed |

mod images;
mod pods;
mod random;

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, Int64Array, RecordBatch, StringArray};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::DataType;
use datafusion::error::Result;
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::basic::Compression;
use datafusion::parquet::file::properties::WriterProperties;

use images::Image;
use pods::Pods;
use random::Random;

/// The names of the tables; each is a folder of Parquet files.
pub const TABLES: [&str; 3] = ["pods", "images", "layers"];

/// Rows of a batch, and of a file of pods.
const BATCH: usize = 1 << 16;
const FILE: usize = BATCH * 2;

/// How large a fleet is.
#[derive(Clone, Copy, Debug)]
pub struct Sizes {
    /// Rows of the table `pods`.
    pub pods: usize,
    /// Rows of the table `images`.
    pub images: usize,
    /// Whether the columns of pods with few values are dictionaries in Arrow, as some writers make them.
    pub dictionary: bool,
}

impl Default for Sizes {
    fn default() -> Self {
        Self { pods: 1_000_000, images: 10_000, dictionary: false }
    }
}

/// Returns the folder of a fleet's tables, generated if it does not exist. Calls `progress` with the pods written.
///
/// # Errors
///
/// Errors of the file system.
pub fn of(folder: &Path, sizes: Sizes, progress: impl Fn(usize)) -> Result<PathBuf> {
    let kind = if sizes.dictionary { "-dictionary" } else { "" };
    let done = folder.join(format!("{}-pods-{}-images{kind}", sizes.pods, sizes.images));
    if done.is_dir() {
        return Ok(done);
    }
    // A folder without its final name is one that was never completed.
    let thread = std::thread::current().id();
    let work = folder.join(format!("incomplete-{}-{thread:?}", std::process::id()));
    generate(&work, sizes, progress)?;
    match fs::rename(&work, &done) {
        // Another process or thread was faster.
        Err(_) if done.is_dir() => fs::remove_dir_all(&work)?,
        result => result?,
    }
    Ok(done)
}

fn generate(folder: &Path, sizes: Sizes, progress: impl Fn(usize)) -> Result<()> {
    for table in TABLES {
        fs::create_dir_all(folder.join(table))?;
    }
    let images = images::generate(sizes.images, &mut Random::new(1));
    write(&folder.join("images/0.parquet"), [image_rows(&images)?])?;
    write(&folder.join("layers/0.parquet"), [layer_rows(&images)?])?;

    let mut pods = Pods::new(&images, Random::new(2));
    for (number, start) in (0..sizes.pods).step_by(FILE).enumerate() {
        let end = sizes.pods.min(start + FILE);
        let mut batches = Vec::new();
        for start in (start..end).step_by(BATCH) {
            batches.push(pod_rows(&mut pods, end.min(start + BATCH) - start, sizes.dictionary)?);
        }
        write(&folder.join(format!("pods/{number:03}.parquet")), batches)?;
        progress(end);
    }
    Ok(())
}

fn image_rows(images: &[Image]) -> Result<RecordBatch> {
    let reference = |image: &Image| Some(image.reference());
    let base = |image: &Image| Some(images[image.base?].reference());
    Ok(RecordBatch::try_from_iter_with_nullable([
        ("reference", strings(images.iter().map(reference)), false),
        ("digest", strings(images.iter().map(|image| Some(&image.digest))), false),
        ("base", strings(images.iter().map(base)), true),
    ])?)
}

fn layer_rows(images: &[Image]) -> Result<RecordBatch> {
    let rows = || {
        images.iter().flat_map(|image| {
            image.layers.iter().enumerate().map(move |(position, layer)| (image, position, layer))
        })
    };
    let positions: Int64Array = rows().map(|(_, position, _)| position as i64).collect();
    let sizes: Int64Array = rows().map(|(_, _, (_, size))| *size).collect();
    Ok(RecordBatch::try_from_iter_with_nullable([
        ("image", strings(rows().map(|(image, ..)| Some(&image.digest))), false),
        ("position", Arc::new(positions) as ArrayRef, false),
        ("digest", strings(rows().map(|(_, _, (digest, _))| Some(digest))), false),
        ("size", Arc::new(sizes) as ArrayRef, false),
    ])?)
}

fn pod_rows(pods: &mut Pods<'_>, count: usize, dictionary: bool) -> Result<RecordBatch> {
    let mut columns: [Vec<Option<String>>; 5] = [(); 5].map(|()| Vec::with_capacity(count));
    for _ in 0..count {
        let pod = pods.next();
        let (container, image) = (pod.container.to_owned(), pod.image.map(str::to_owned));
        let row = [Some(pod.cluster), Some(pod.namespace), Some(pod.pod), Some(container), image];
        columns.iter_mut().zip(row).for_each(|(column, value)| column.push(value));
    }
    let names = ["cluster", "namespace", "pod", "container", "image"];
    let encoded = DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8));
    let columns = names.into_iter().zip(columns).map(|(name, column)| {
        let column = strings(column.into_iter());
        let column = match name {
            // The names of pods are all different.
            "pod" => column,
            _ if dictionary => cast(&column, &encoded)?,
            _ => column,
        };
        Ok((name, column, name == "image"))
    });
    Ok(RecordBatch::try_from_iter_with_nullable(columns.collect::<Result<Vec<_>>>()?)?)
}

fn strings<T: AsRef<str>>(values: impl Iterator<Item = Option<T>>) -> ArrayRef {
    Arc::new(values.collect::<StringArray>())
}

fn write(path: &Path, batches: impl IntoIterator<Item = RecordBatch>) -> Result<()> {
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
    let mut batches = batches.into_iter().peekable();
    let Some(first) = batches.peek() else { return Ok(()) };
    let mut writer = ArrowWriter::try_new(File::create(path)?, first.schema(), Some(properties))?;
    for batch in batches {
        writer.write(&batch)?;
    }
    writer.close()?;
    Ok(())
}
