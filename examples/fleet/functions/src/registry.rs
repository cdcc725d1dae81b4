//! Functions of the registries that references name.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use arrow::array::{
    Array, ArrayRef, NullBufferBuilder, StringViewArray, StringViewBuilder, StructArray,
};
use arrow::datatypes::{DataType, Field, Fields};
use datafusion_common::Result;
use imageref::reference::Defaults;
use imageref::registry::{RegistryInfo, Retired};
use imageref::{Name, RawReference, Registry};

use super::views::Views;

/// The fields that `registry_retired` returns.
pub(super) static RETIRED: LazyLock<Fields> = LazyLock::new(|| {
    let field = |name| Field::new(name, DataType::Utf8View, true);
    ["replacement", "since", "source"].map(field).into_iter().collect()
});

/// Returns who runs the registry of each reference, in kebab case.
pub(super) fn operator(images: &StringViewArray) -> Result<ArrayRef> {
    let mut out = Views::of(images);
    let mut known = Vec::new();
    // A fleet has few registries, so that each is looked up once a batch.
    let mut operators = HashMap::new();
    for image in images {
        match image.and_then(|image| RawReference::parse(image).ok()) {
            Some(raw) => {
                let registry = raw.registry().unwrap_or(Registry::DOCKER_HUB);
                let operator = || RegistryInfo::of(registry).operator().as_str();
                out.push_known(operators.entry(registry).or_insert_with(operator), &mut known)?;
            }
            None => out.push_null(),
        }
    }
    out.finish_array()
}

/// Returns what is known of each retired name: the name that replaced it, since when, and from where; null for others.
pub(super) fn retired(images: &StringViewArray) -> Result<ArrayRef> {
    let [mut replacements, mut since, mut sources] =
        [(); 3].map(|()| StringViewBuilder::with_capacity(images.len()));
    let mut nulls = NullBufferBuilder::new(images.len());
    for image in images {
        let name = image.and_then(name);
        let retired =
            name.as_ref().and_then(|name| Retired::of(name.registry(), name.repository()));
        nulls.append(retired.is_some());
        let replacement = retired.and_then(|retired| retired.replacement());
        replacements.append_option(replacement.map(|replacement| replacement.to_string()));
        since.append_option(retired.and_then(|retired| retired.since()));
        sources.append_option(retired.map(|retired| retired.source()));
    }
    let columns = [replacements, since, sources];
    let columns = columns.map(|mut column| Arc::new(column.finish()) as ArrayRef);
    Ok(Arc::new(StructArray::try_new(RETIRED.clone(), columns.to_vec(), nulls.finish())?))
}

fn name(image: &str) -> Option<Name> {
    RawReference::parse(image).ok()?.normalize_name(&Defaults::DOCKER).ok()
}
