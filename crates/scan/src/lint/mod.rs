//! Lints of references: what could be better, and the fix.
//!
//! [`lint()`] checks one reference without asking its registry, so it does not know which tags exist.
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
