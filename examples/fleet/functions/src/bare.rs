//! The same work in loops without columns of results: what an engine's figures are compared with.

use std::hint::black_box;

use arrow::array::StringViewArray;
use imageref::RawReference;
use imageref::reference::Defaults;

/// Parses each string and returns how many are references.
pub fn parse(images: &StringViewArray) -> usize {
    images.iter().flatten().filter(|image| RawReference::parse(black_box(image)).is_ok()).count()
}

/// Normalizes each string and returns how many are references.
pub fn normalize(images: &StringViewArray) -> usize {
    let canonical = |image| RawReference::parse(image)?.normalize(&Defaults::DOCKER);
    images.iter().flatten().filter(|image| canonical(black_box(image)).is_ok()).count()
}
