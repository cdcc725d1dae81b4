//! What is wrong with a reference, or could be better, and how to mend it.
//!
//! [`lint`] looks at one reference as written. It asks no registry: whether a tag exists, or where it points, it
//! can't know.
//!
//! | kind | example | fix |
//! | --- | --- | --- |
//! | [`NotPinned`](LintKind::NotPinned) | `nginx:1.27.3` | needs a digest, from a registry |
//! | [`MovingTag`](LintKind::MovingTag) | `nginx:latest` | |
//! | [`NoTag`](LintKind::NoTag) | `nginx` | |
//! | [`RetiredRegistry`](LintKind::RetiredRegistry) | `k8s.gcr.io/pause:3.9` | `registry.k8s.io/pause:3.9` |
//! | [`LookAlike`](LintKind::LookAlike) | `ghrc.io/team/app` | `ghcr.io/team/app` |
//! | [`UpperCaseHost`](LintKind::UpperCaseHost) | `Team/app` | `team/app` |

mod check;
mod look_alike;

pub use check::{Lint, LintKind, lint};
pub use look_alike::known_hosts;
