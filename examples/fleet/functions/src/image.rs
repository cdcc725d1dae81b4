//! Functions of references.

use std::sync::{Arc, LazyLock};

use arrow::array::{
    Array, ArrayRef, BooleanArray, NullBufferBuilder, StringViewArray, StringViewBuilder,
    StructArray,
};
use arrow::datatypes::{DataType, Field, Fields};
use datafusion_common::Result;
use imageref::reference::Defaults;
use imageref::{ParseError, RawReference, Reference};

use super::views::Views;

/// The fields that `image_parse` returns.
pub(super) static PARTS: LazyLock<Fields> = LazyLock::new(|| {
    let field = |name| Field::new(name, DataType::Utf8View, true);
    ["registry", "repository", "tag", "digest"].map(field).into_iter().collect()
});

/// Returns the parts of each reference, verbatim: views of the input's bytes.
pub(super) fn parse(images: &StringViewArray) -> Result<ArrayRef> {
    let [mut registry, mut repository, mut tag, mut digest] = [(); 4].map(|()| Views::of(images));
    let mut nulls = NullBufferBuilder::new(images.len());
    for (row, image) in images.iter().enumerate() {
        let raw = image.and_then(|image| RawReference::parse(image).ok());
        nulls.append(raw.is_some());
        let Some(raw) = raw else {
            let columns = [&mut registry, &mut repository, &mut tag, &mut digest];
            columns.into_iter().for_each(Views::push_null);
            continue;
        };
        let (text, name) = (raw.as_str().len(), raw.name().len());
        let push = |views: &mut Views<'_>, part: Option<&str>, start: usize| match part {
            Some(part) => views.push_part(row, start..start + part.len()),
            None => views.push_null(),
        };
        push(&mut registry, raw.registry().map(|registry| registry.as_str()), 0);
        let path = raw.repository().as_str();
        push(&mut repository, Some(path), name - path.len());
        push(&mut tag, raw.tag().map(|tag| tag.as_str()), name + 1);
        let hash = raw.digest().map(|digest| digest.as_str());
        push(&mut digest, hash, text - hash.map_or(0, str::len));
    }
    let columns = [registry, repository, tag, digest].map(Views::finish_array);
    let columns = columns.into_iter().collect::<Result<Vec<_>>>()?;
    Ok(Arc::new(StructArray::try_new(PARTS.clone(), columns, nulls.finish())?))
}

/// Returns the canonical form of each reference; where the input is in it already, the input's bytes.
pub(super) fn normalize(images: &StringViewArray) -> Result<ArrayRef> {
    each(images, |reference, out, row| match reference.as_str() {
        canonical if canonical == images.value(row) => {
            out.push_part(row, 0..canonical.len());
            Ok(())
        }
        canonical => out.push(canonical),
    })
}

/// Returns the short form of each reference; where the input ends with it, the input's bytes.
pub(super) fn familiar(images: &StringViewArray) -> Result<ArrayRef> {
    let mut familiar = String::new();
    each(images, |reference, out, row| {
        use std::fmt::Write as _;
        familiar.clear();
        // Writing to a `String` can't fail.
        let _ = write!(familiar, "{}", reference.familiar());
        let image = images.value(row);
        if image.ends_with(&familiar) {
            out.push_part(row, image.len() - familiar.len()..image.len());
            return Ok(());
        }
        out.push(&familiar)
    })
}

/// Returns a string for each reference, and null for everything else.
fn each<'a>(
    images: &'a StringViewArray,
    mut push: impl FnMut(&Reference, &mut Views<'a>, usize) -> Result<()>,
) -> Result<ArrayRef> {
    let mut out = Views::of(images);
    for (row, image) in images.iter().enumerate() {
        match image.map(canonical) {
            Some(Ok(reference)) => push(&reference, &mut out, row)?,
            _ => out.push_null(),
        }
    }
    out.finish_array()
}

/// Returns `true` for each reference with a digest.
pub(super) fn pinned(images: &StringViewArray) -> Result<ArrayRef> {
    let pinned = |image: &str| Some(RawReference::parse(image).ok()?.digest().is_some());
    let column: BooleanArray = images.iter().map(|image| pinned(image?)).collect();
    Ok(Arc::new(column))
}

/// Returns why `image_normalize` is null for a string, without the string: a sentence to group by.
pub(super) fn error(images: &StringViewArray) -> Result<ArrayRef> {
    let mut column = StringViewBuilder::with_capacity(images.len());
    for image in images {
        column.append_option(image.and_then(|image| Some(canonical(image).err()?.to_string())));
    }
    Ok(Arc::new(column.finish()))
}

fn canonical(image: &str) -> std::result::Result<Reference, ParseError> {
    RawReference::parse(image)?.normalize(&Defaults::DOCKER)
}
