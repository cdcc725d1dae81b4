//! [`HealthTest`]: how a container's health is checked.

use alloc::vec::Vec;
use core::time::Duration;

use imageref::config::HealthCheck;

/// The command of a health check.
///
/// Health tests are equal if they run the same command in the same way.
///
/// Source: docker-image-spec 1.3, `Healthcheck`.
///
/// # Examples
///
/// ```
/// # use imageref::{Document, ImageConfig};
/// use imageref_interop::docker::HealthTest;
///
/// let config = br#"{"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":[]},
///     "config":{"Healthcheck":{"Test":["CMD-SHELL","curl -f localhost"]}}}"#;
/// let config = ImageConfig::from_slice(config)?;
/// let check = config.run_config().health_check().unwrap();
/// assert_eq!(HealthTest::of(check), HealthTest::Shell("curl -f localhost"));
/// # Ok::<(), imageref::DocumentError>(())
/// ```
#[doc(alias = "HEALTHCHECK")]
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum HealthTest<'a> {
    /// The base image's test: the list is empty.
    Inherited,
    /// No test: `NONE`.
    Disabled,
    /// A program and its arguments: `CMD`.
    Exec(Vec<&'a str>),
    /// A command for the image's shell: `CMD-SHELL`.
    Shell(&'a str),
    /// Any other list, verbatim.
    Other(Vec<&'a str>),
}

impl<'a> HealthTest<'a> {
    /// Returns the command of a health check.
    pub fn of(check: &'a HealthCheck) -> Self {
        let words: Vec<_> = check.test().collect();
        match *words {
            [] => Self::Inherited,
            ["NONE"] => Self::Disabled,
            ["CMD", ref program @ ..] if !program.is_empty() => Self::Exec(program.to_vec()),
            ["CMD-SHELL", command] => Self::Shell(command),
            _ => Self::Other(words),
        }
    }
}

/// Converts a time of a health check, in nanoseconds, to a duration, or returns `None` if it is 0 or less, which means
/// Docker's default.
///
/// # Examples
///
/// ```
/// use core::time::Duration;
/// use imageref_interop::docker::health_time;
///
/// assert_eq!(health_time(30_000_000_000), Some(Duration::from_secs(30)));
/// assert_eq!(health_time(0), None);
/// ```
pub fn health_time(nanoseconds: i64) -> Option<Duration> {
    u64::try_from(nanoseconds).ok().filter(|&time| time > 0).map(Duration::from_nanos)
}
