//! Platforms: parsed, formatted, normalized, matched, ordered.
//!
//! | type | what it is |
//! | --- | --- |
//! | [`Platform`] | operating system, architecture, variant, OS version, OS features |
//! | [`PlatformMatcher`] | the platforms that a machine runs, in order of preference |
//! | [`PlatformRank`] | a platform's rank in that order |
//!
//! ```
//! use imageref::{Platform, PlatformMatcher};
//!
//! let host: Platform = "linux/amd64".parse()?;
//! // The host fills in a missing part.
//! assert_eq!(Platform::parse("aarch64", &host)?.to_string(), "linux/arm64");
//!
//! let machine = PlatformMatcher::only(&"linux/arm64/v8".parse()?);
//! assert!(machine.matches(&"linux/arm64".parse()?));
//! assert!(machine.matches(&"linux/arm/v7".parse()?));
//! assert!(!machine.matches(&"linux/arm64/v9".parse()?));
//! # Ok::<(), imageref::ParseError>(())
//! ```
//!
//! The rules are containerd's (containerd/platforms 1.0.0-rc.4), with these deliberate differences: the percent-escapes
//! of a specifier must decode to UTF-8; `.` and `..` are written verbatim, where Go's path join resolves them; only ASCII
//! is lower-cased, where Go lower-cases all of Unicode; and the host is passed in, not detected.

mod compat;
mod format;
#[cfg(feature = "std")]
mod host;
mod matcher;
mod model;
mod names;
mod parse;
#[cfg(feature = "serde")]
mod serde;
mod windows;

pub use matcher::{PlatformMatcher, PlatformRank};
pub use model::Platform;
