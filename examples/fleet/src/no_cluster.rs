//! In place of `cluster` in a program that was built without that feature.

use datafusion::common::not_impl_err;
use datafusion::error::Result;
use datafusion::prelude::SessionContext;

use crate::options::Options;

/// Returns an error.
///
/// # Errors
///
/// Always.
pub async fn schedule(_: u16) -> Result<()> {
    not_impl_err!("a scheduler: built without the feature `cluster`")
}

/// Returns an error.
///
/// # Errors
///
/// Always.
pub async fn execute(_: &Options) -> Result<()> {
    not_impl_err!("an executor: built without the feature `cluster`")
}

/// Returns an error.
///
/// # Errors
///
/// Always.
pub async fn connect(_: u16) -> Result<SessionContext> {
    not_impl_err!("a cluster's session: built without the feature `cluster`")
}
