//! [`HealthCheck`]: how Docker asks a container whether it is well.

use alloc::boxed::Box;
use alloc::vec::Vec;

use crate::document::values;
use crate::json::{Case, Form, Member, Members, Null, Omit, Reader, Result, Writer};

/// How a container is asked whether it is well: Docker's `Healthcheck`.
///
/// Durations are nanoseconds; 0 or absent means inherited, or the runtime's default.
///
/// Source: moby docker-image-spec 1.3, `HealthcheckConfig`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HealthCheck {
    test: Vec<Box<str>>,
    interval: i64,
    timeout: i64,
    start_period: i64,
    start_interval: i64,
    retries: i64,
    form: Form,
}

#[derive(Clone, Copy, PartialEq)]
enum Slot {
    Test,
    Interval,
    Timeout,
    StartPeriod,
    StartInterval,
    Retries,
}

const fn member(slot: Slot, name: &'static str) -> Member<Slot> {
    Member { slot, name, null: Null::Fine, omit: Omit::Empty }
}

static MEMBERS: Members<Slot> = Members {
    list: &[
        member(Slot::Test, "Test"),
        member(Slot::Interval, "Interval"),
        member(Slot::Timeout, "Timeout"),
        member(Slot::StartPeriod, "StartPeriod"),
        member(Slot::StartInterval, "StartInterval"),
        member(Slot::Retries, "Retries"),
    ],
    others: &[],
    case: Case::Odd,
};

impl HealthCheck {
    /// What is run: `NONE`, `CMD` and arguments, or `CMD-SHELL` and a command. Empty means inherited.
    pub fn test(&self) -> impl ExactSizeIterator<Item = &str> {
        self.test.iter().map(|word| &**word)
    }

    /// Nanoseconds between two checks.
    pub fn interval(&self) -> i64 {
        self.interval
    }

    /// Nanoseconds after which a check counts as hung.
    pub fn timeout(&self) -> i64 {
        self.timeout
    }

    /// Nanoseconds that a container has to start, in which failures do not count.
    pub fn start_period(&self) -> i64 {
        self.start_period
    }

    /// Nanoseconds between two checks while the container starts.
    pub fn start_interval(&self) -> i64 {
        self.start_interval
    }

    /// How many failures in a row make a container unhealthy.
    pub fn retries(&self) -> i64 {
        self.retries
    }

    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self> {
        let mut check = Self::default();
        reader.open_object()?;
        while let Some(slot) = reader.member(&MEMBERS, &mut check.form)? {
            match slot {
                Slot::Test => check.test = values::texts(reader)?,
                Slot::Interval => check.interval = reader.integer()?,
                Slot::Timeout => check.timeout = reader.integer()?,
                Slot::StartPeriod => check.start_period = reader.integer()?,
                Slot::StartInterval => check.start_interval = reader.integer()?,
                Slot::Retries => check.retries = reader.integer()?,
            }
        }
        Ok(check)
    }

    pub(super) fn write(&self, writer: &mut Writer) {
        writer.object(&MEMBERS, &self.form, |writer, slot| match slot {
            Slot::Test => writer.strings(&self.test),
            Slot::Interval => writer.integer(self.interval),
            Slot::Timeout => writer.integer(self.timeout),
            Slot::StartPeriod => writer.integer(self.start_period),
            Slot::StartInterval => writer.integer(self.start_interval),
            Slot::Retries => writer.integer(self.retries),
        });
    }
}
