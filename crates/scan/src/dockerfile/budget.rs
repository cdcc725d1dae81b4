//! Variables, and how much work their expansion may do.

use alloc::collections::BTreeMap;
use alloc::string::String;

use super::error::DockerfileErrorKind as Kind;

/// Variables by name. `None`: one whose value only the builder knows.
pub(super) type Env = BTreeMap<String, Option<String>>;

/// The work that is left for expansion: values that double themselves line by line would grow without bound.
pub(super) struct Budget(usize);

impl Budget {
    pub(super) const fn new(amount: usize) -> Self {
        Self(amount)
    }

    pub(super) fn spend(&mut self, amount: usize) -> Result<(), Kind> {
        self.0 = self.0.checked_sub(amount).ok_or(Kind::TooLong)?;
        Ok(())
    }
}
