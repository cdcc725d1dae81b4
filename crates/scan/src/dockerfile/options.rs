//! [`BuildOptions`]: build arguments and platforms.

use alloc::collections::BTreeMap;
use alloc::string::{String, ToString};

use super::budget::Env;
use imageref::platform::Platform;

/// The build arguments and platforms of a build.
///
/// Without platforms, what depends on them is [`BuildSource::Unknown`](super::BuildSource::Unknown).
///
/// ```
/// use imageref::Platform;
/// use imageref_scan::BuildOptions;
///
/// let options = BuildOptions::new()
///     .with_arg("GO_VERSION", "1.22")
///     .with_target_platform("linux/arm64".parse()?)
///     .with_build_platform(Platform::host());
/// # Ok::<(), imageref::ParseError>(())
/// ```
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct BuildOptions {
    pub(super) args: BTreeMap<String, String>,
    pub(super) target: Option<Platform>,
    build: Option<Platform>,
}

impl BuildOptions {
    /// Creates options without arguments and platforms.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets a build argument. One that the file does not declare has no effect, except those of the platforms.
    #[must_use]
    pub fn with_arg(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.args.insert(name.into(), value.into());
        self
    }

    /// Sets the platform that is built for.
    #[must_use]
    pub fn with_target_platform(mut self, platform: Platform) -> Self {
        self.target = Some(platform);
        self
    }

    /// Sets the platform that is built on. By default, it is the one that is built for.
    #[must_use]
    pub fn with_build_platform(mut self, platform: Platform) -> Self {
        self.build = Some(platform);
        self
    }

    pub(super) fn build(&self) -> Option<&Platform> {
        self.build.as_ref().or(self.target.as_ref())
    }

    /// Returns the variables that exist without an `ARG`.
    ///
    /// Source: moby/buildkit, frontend/dockerfile/dockerfile2llb/platform.go.
    pub(super) fn variables(&self, target_stage: &str) -> Env {
        let mut env = Env::new();
        let mut set = |name: &str, value: Option<String>| {
            let value = self.args.get(name).cloned().or(value);
            env.insert(name.into(), value);
        };
        for (prefix, platform) in [("BUILD", self.build()), ("TARGET", self.target.as_ref())] {
            let mut part = |name: &str, value: fn(&Platform) -> String| {
                set(&alloc::format!("{prefix}{name}"), platform.map(value));
            };
            part("OS", |p| p.os().into());
            part("OSVERSION", |p| p.os_version().unwrap_or_default().into());
            part("ARCH", |p| p.architecture().into());
            part("VARIANT", |p| p.variant().unwrap_or_default().into());
        }
        set("BUILDPLATFORM", self.build().map(|p| p.format().to_string()));
        set("TARGETPLATFORM", self.target.as_ref().map(|p| p.format_all().to_string()));
        let stage = if target_stage.is_empty() { "default" } else { target_stage };
        set("TARGETSTAGE", Some(stage.into()));
        env
    }
}

/// Returns `true` if Go's `strconv.ParseBool` accepts the string.
pub(super) fn is_bool(text: &str) -> bool {
    matches!(
        text,
        "1" | "t" | "T" | "true" | "TRUE" | "True" | "0" | "f" | "F" | "false" | "FALSE" | "False"
    )
}
