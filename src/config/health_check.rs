//! [`HealthCheck`]: Docker's check of a container's health.

use crate::document::{member, model};

model! {
    /// The health check of a container: Docker's `Healthcheck`.
    ///
    /// Durations are nanoseconds; 0 and `None` mean inherited, or the runtime's default.
    ///
    /// Source: moby docker-image-spec 1.3, `HealthcheckConfig`.
    ///
    /// ```
    /// use imageref::config::HealthCheck;
    ///
    /// let check = HealthCheck::new(["CMD", "curl", "-f", "localhost"]).with_interval(30_000_000_000).with_retries(3);
    /// assert_eq!(check.test().next(), Some("CMD"));
    /// assert_eq!(check.without_retries().retries(), None);
    /// ```
    #[derive(Clone, Debug, Default, PartialEq, Eq)]
    pub struct HealthCheck
    TABLE Slot, "a health check", Warn, "Docker does not specify";

    /// Empty if inherited.
    test(with_test, without_test): list, "Test" Allow Yes,
        "the test: `NONE`, `CMD` and arguments, or `CMD-SHELL` and a command";
    interval(with_interval, without_interval): number, "Interval" Allow Yes,
        "the nanoseconds between two checks";
    timeout(with_timeout, without_timeout): number, "Timeout" Allow Yes,
        "the nanoseconds after which a check has failed";
    start_period(with_start_period, without_start_period): number, "StartPeriod" Allow Yes,
        "the nanoseconds after the start of a container in which failures do not count";
    start_interval(with_start_interval, without_start_interval): number, "StartInterval" Allow Yes,
        "the nanoseconds between two checks in the start period";
    retries(with_retries, without_retries): number, "Retries" Allow Yes,
        "the number of consecutive failures that make a container unhealthy";
}

impl HealthCheck {
    /// Creates a health check with a test: `NONE`, `CMD` and arguments, or `CMD-SHELL` and a command.
    pub fn new<T: AsRef<str>>(test: impl IntoIterator<Item = T>) -> Self {
        Self::default().with_test(test)
    }
}

member! {
    HealthCheck: |reader| Self::default().read_members(reader), |check, writer| check.write_members(writer);
}
