//! What is wrong with a reference, or could be better, and how to mend it.
//!
//! [`advise`] looks at one reference as written. It asks no registry: whether a tag exists, or where it points, it
//! can't know.
//!
//! | kind | example | fix |
//! | --- | --- | --- |
//! | [`NotPinned`](AdviceKind::NotPinned) | `nginx:1.27.3` | needs a digest, from a registry |
//! | [`MovingTag`](AdviceKind::MovingTag) | `nginx:latest` | |
//! | [`NoTag`](AdviceKind::NoTag) | `nginx` | |
//! | [`RetiredRegistry`](AdviceKind::RetiredRegistry) | `k8s.gcr.io/pause:3.9` | `registry.k8s.io/pause:3.9` |
//! | [`LookAlike`](AdviceKind::LookAlike) | `ghrc.io/team/app` | `ghcr.io/team/app` |
//! | [`UpperCaseHost`](AdviceKind::UpperCaseHost) | `Team/app` | `team/app` |

mod check;
mod look_alike;

pub use check::{Advice, AdviceKind, advise};
pub use look_alike::known_hosts;
