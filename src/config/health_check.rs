//! [`HealthCheck`]: Docker's check of a container's health.

use crate::document::{StringList, Strings, UnknownMembers};
use crate::json::{MemberOrder, Reader, Result, Writer, members};

/// The health check of a container: Docker's `Healthcheck`.
///
/// Durations are nanoseconds; 0 and `None` mean inherited, or the runtime's default. `Eq` compares content and ignores
/// member order.
///
/// ```
/// use imageref::config::HealthCheck;
///
/// let check = HealthCheck::new(["CMD", "curl", "-f", "localhost"]).with_interval(30_000_000_000).with_retries(3);
/// assert_eq!(check.test().len(), 4);
/// assert_eq!((check.interval(), check.timeout()), (Some(30_000_000_000), None));
/// ```
///
/// Source: moby docker-image-spec 1.3, `HealthcheckConfig`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HealthCheck {
    test: StringList,
    interval: Option<i64>,
    timeout: Option<i64>,
    start_period: Option<i64>,
    start_interval: Option<i64>,
    retries: Option<i64>,
    order: MemberOrder,
}

members! {
    MEMBERS: Slot, "a health check", Warn;
    Test "Test" Allow Yes,
    Interval "Interval" Allow Yes,
    Timeout "Timeout" Allow Yes,
    StartPeriod "StartPeriod" Allow Yes,
    StartInterval "StartInterval" Allow Yes,
    Retries "Retries" Allow Yes,
}

impl HealthCheck {
    /// A health check with a test: `NONE`, `CMD` and arguments, or `CMD-SHELL` and a command.
    pub fn new<T: AsRef<str>>(test: impl IntoIterator<Item = T>) -> Self {
        let mut check = Self { test: test.into_iter().collect(), ..Self::default() };
        check.order.put(&MEMBERS, Slot::Test, check.test.is_empty());
        check
    }

    /// The test: `NONE`, `CMD` and arguments, or `CMD-SHELL` and a command. Empty if inherited.
    pub fn test(&self) -> Strings<'_> {
        self.test.iter()
    }

    /// Nanoseconds between two checks.
    pub fn interval(&self) -> Option<i64> {
        self.interval
    }

    /// Nanoseconds after which a check has failed.
    pub fn timeout(&self) -> Option<i64> {
        self.timeout
    }

    /// Nanoseconds after the start of a container in which failures do not count.
    pub fn start_period(&self) -> Option<i64> {
        self.start_period
    }

    /// Nanoseconds between two checks in the start period.
    pub fn start_interval(&self) -> Option<i64> {
        self.start_interval
    }

    /// The number of consecutive failures that make a container unhealthy.
    pub fn retries(&self) -> Option<i64> {
        self.retries
    }

    /// The members that Docker does not specify: name and value as JSON.
    pub fn unknown_members(&self) -> UnknownMembers<'_> {
        self.order.unknown()
    }

    /// Returns the check with nanoseconds between two checks; 0 removes the member.
    #[must_use]
    pub fn with_interval(mut self, nanoseconds: i64) -> Self {
        self.interval = self.put(Slot::Interval, nanoseconds);
        self
    }

    /// Returns the check with nanoseconds after which a check has failed; 0 removes the member.
    #[must_use]
    pub fn with_timeout(mut self, nanoseconds: i64) -> Self {
        self.timeout = self.put(Slot::Timeout, nanoseconds);
        self
    }

    /// Returns the check with a start period in nanoseconds; 0 removes the member.
    #[must_use]
    pub fn with_start_period(mut self, nanoseconds: i64) -> Self {
        self.start_period = self.put(Slot::StartPeriod, nanoseconds);
        self
    }

    /// Returns the check with nanoseconds between two checks in the start period; 0 removes the member.
    #[must_use]
    pub fn with_start_interval(mut self, nanoseconds: i64) -> Self {
        self.start_interval = self.put(Slot::StartInterval, nanoseconds);
        self
    }

    /// Returns the check with the number of failures that make a container unhealthy; 0 removes the member.
    #[must_use]
    pub fn with_retries(mut self, retries: i64) -> Self {
        self.retries = self.put(Slot::Retries, retries);
        self
    }

    fn put(&mut self, slot: Slot, number: i64) -> Option<i64> {
        self.order.put(&MEMBERS, slot, number == 0);
        (number != 0).then_some(number)
    }

    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self> {
        let mut check = Self::default();
        reader.open_object()?;
        while let Some(slot) = reader.member(&MEMBERS, &mut check.order)? {
            match slot {
                Slot::Test => check.test = StringList::read(reader)?,
                Slot::Interval => check.interval = Some(reader.integer()?),
                Slot::Timeout => check.timeout = Some(reader.integer()?),
                Slot::StartPeriod => check.start_period = Some(reader.integer()?),
                Slot::StartInterval => check.start_interval = Some(reader.integer()?),
                Slot::Retries => check.retries = Some(reader.integer()?),
            }
        }
        Ok(check)
    }

    pub(super) fn write(&self, writer: &mut Writer) {
        writer.object(&MEMBERS, &self.order, |writer, slot| match slot {
            Slot::Test => self.test.write(writer),
            Slot::Interval => writer.integer(self.interval.unwrap_or_default()),
            Slot::Timeout => writer.integer(self.timeout.unwrap_or_default()),
            Slot::StartPeriod => writer.integer(self.start_period.unwrap_or_default()),
            Slot::StartInterval => writer.integer(self.start_interval.unwrap_or_default()),
            Slot::Retries => writer.integer(self.retries.unwrap_or_default()),
        });
    }
}
