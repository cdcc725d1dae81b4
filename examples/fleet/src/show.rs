//! Answers as aligned columns.

use std::fmt::Write as _;

use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::arrow::util::display::{ArrayFormatter, FormatOptions};
use datafusion::error::Result;

/// The widest column.
const WIDTH: usize = 60;

/// Returns the rows with aligned columns, numbers to the right, under the names of the columns.
///
/// # Errors
///
/// A value that can't be shown.
pub fn table(schema: &SchemaRef, batches: &[RecordBatch]) -> Result<String> {
    let mut rows = vec![schema.fields().iter().map(|field| field.name().clone()).collect()];
    let options = FormatOptions::default();
    for batch in batches {
        let columns =
            batch.columns().iter().map(|column| ArrayFormatter::try_new(column, &options));
        let columns = columns.collect::<Result<Vec<_>, _>>()?;
        for row in 0..batch.num_rows() {
            rows.push(columns.iter().map(|column| cut(&column.value(row).to_string())).collect());
        }
    }
    let right: Vec<_> =
        schema.fields().iter().map(|field| field.data_type().is_numeric()).collect();
    Ok(align(&rows, &right))
}

fn align(rows: &[Vec<String>], right: &[bool]) -> String {
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max();
    let widths: Vec<_> = (0..right.len()).map(|column| width(column).unwrap_or(0)).collect();
    let mut out = String::new();
    for row in rows {
        let mut line = String::new();
        for ((cell, &width), &right) in row.iter().zip(&widths).zip(right) {
            // Writing to a `String` can't fail.
            let _ = if right {
                write!(line, "{cell:>width$}  ")
            } else {
                write!(line, "{cell:<width$}  ")
            };
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// Replaces control characters by spaces and cuts a cell to the width of a column.
fn cut(text: &str) -> String {
    let mut shown: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if shown.chars().count() > WIDTH {
        shown = shown.chars().take(WIDTH - 3).chain("...".chars()).collect();
    }
    shown
}

/// Returns a number of bytes with its unit.
pub fn bytes(bytes: usize) -> String {
    match bytes {
        0..1_048_576 => format!("{} KiB", bytes.div_ceil(1024)),
        _ => format!("{:.1} MiB", bytes as f64 / 1_048_576.0),
    }
}
