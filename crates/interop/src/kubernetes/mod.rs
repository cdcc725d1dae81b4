//! Kubernetes: pull policies, the images in a pod's status, and kubelet's patterns of images.

mod allow_list;
mod images;
mod kubelet_glob;

pub use allow_list::KubeletAllowPattern;
pub use images::{PullPolicy, RunningImage, StatusMatch};
pub use kubelet_glob::KubeletGlob;
