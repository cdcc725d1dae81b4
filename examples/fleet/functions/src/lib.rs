//! Functions of SQL over image references.
//!
//! | function | returns |
//! | --- | --- |
//! | `image_parse(image)` | a struct of `registry`, `repository`, `tag`, `digest`, verbatim, without copying |
//! | `image_normalize(image)` | the canonical form: `docker.io/library/nginx:latest` |
//! | `image_familiar(image)` | the shortest form that means the same: `nginx:latest` |
//! | `image_pinned(image)` | `true` if there is a digest |
//! | `image_error(image)` | why the string is not a reference |
//! | `tag_kind(tag)` | what the tag names: `semantic-version`, `latest`, … |
//! | `tag_newer(tag, candidate)` | `true` if the candidate is newer and of the same stream |
//! | `registry_operator(image)` | who runs the registry: `docker-hub`, `quay`, … |
//! | `registry_retired(image)` | a struct of `replacement`, `since`, `source` if the name is retired |
//!
//! All return null for null and for a string that is not a reference or tag.

#![forbid(unsafe_code)]

pub mod bare;
mod function;
mod image;
mod registry;
mod tag;
mod views;

use arrow::datatypes::DataType;
use datafusion_expr::ScalarUDF;

use function::Evaluate::{One, Two};
use function::Function;

/// Returns the functions, for [`SessionContext::register_udf`] or a registry of an executor.
///
/// [`SessionContext::register_udf`]: https://docs.rs/datafusion/latest/datafusion/prelude/struct.SessionContext.html#method.register_udf
pub fn all() -> Vec<ScalarUDF> {
    use DataType::{Boolean, Struct, Utf8View};
    let parts = Struct(image::PARTS.clone());
    let retired = Struct(registry::RETIRED.clone());
    [
        Function::new("image_parse", parts, One(image::parse)),
        Function::new("image_normalize", Utf8View, One(image::normalize)),
        Function::new("image_familiar", Utf8View, One(image::familiar)),
        Function::new("image_pinned", Boolean, One(image::pinned)),
        Function::new("image_error", Utf8View, One(image::error)),
        Function::new("tag_kind", Utf8View, One(tag::kind)),
        Function::new("tag_newer", Boolean, Two(tag::newer)),
        Function::new("registry_operator", Utf8View, One(registry::operator)),
        Function::new("registry_retired", retired, One(registry::retired)),
    ]
    .map(ScalarUDF::from)
    .into()
}
