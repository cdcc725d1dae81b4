//! Platforms: read, written, normalized, matched, ordered.
//!
//! | type | what it is |
//! | --- | --- |
//! | [`Platform`] | operating system, architecture, variant, OS version, OS features |
//! | [`PlatformMatcher`] | what a machine takes: which platforms, and which of them first |
//! | [`PlatformRank`] | a platform's place in that order |
//!
//! ```
//! use imageref::{Platform, PlatformMatcher};
//!
//! let host: Platform = "linux/amd64".parse()?;
//! // One part is enough: the host fills in the other.
//! assert_eq!(Platform::parse("aarch64", &host)?.to_string(), "linux/arm64");
//!
//! let machine = PlatformMatcher::only(&"linux/arm64/v8".parse()?);
//! assert!(machine.matches(&"linux/arm64".parse()?));
//! assert!(machine.matches(&"linux/arm/v7".parse()?));
//! assert!(!machine.matches(&"linux/arm64/v9".parse()?));
//! # Ok::<(), imageref::ParseError>(())
//! ```
//!
//! The rules are containerd's (containerd/platforms 1.0.0-rc.4), on purpose with these differences: a specifier's
//! percent escapes must decode to UTF-8; `.` and `..` are printed as they are, where Go's path join folds them; lower
//! case is ASCII's, where Go folds all of Unicode; and the host is never asked, but given.

mod compat;
mod crane;
mod format;
#[cfg(feature = "std")]
mod host;
mod matcher;
mod model;
mod names;
mod parse;
mod regctl;
#[cfg(feature = "serde")]
mod serde;
mod windows;

pub use matcher::{PlatformMatcher, PlatformRank};
pub use model::Platform;
