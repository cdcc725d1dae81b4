//! How an image's process is run: environment, user, health check.

use alloc::vec::Vec;
use core::time::Duration;

use super::model::Image;
use crate::config::HealthCheck;

/// The user that a process runs as, such as `app`, `1000` or `1000:1000`.
///
/// Users are equal if name and group are, as they are written: `root` and `0` differ, although both are root.
///
/// Source: image-spec 1.1, config.md, `User`.
///
/// # Examples
///
/// ```
/// use imageref::image::User;
///
/// let user = User::new("1000:www");
/// assert_eq!((user.name(), user.group(), user.is_root()), (Some("1000"), Some("www"), false));
/// assert!(User::new("").is_root());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct User<'a> {
    name: Option<&'a str>,
    group: Option<&'a str>,
}

impl<'a> User<'a> {
    /// Reads `user` or `user:group`, each of them a name or a number.
    pub fn new(text: &'a str) -> Self {
        let (name, group) = text.split_once(':').unwrap_or((text, ""));
        let written = |part: &'a str| (!part.is_empty()).then_some(part);
        Self { name: written(name), group: written(group) }
    }

    /// Returns the name or number of the user, or `None` if none is given, which means root.
    pub fn name(self) -> Option<&'a str> {
        self.name
    }

    /// Returns the name or number of the group, or `None` if none is given.
    pub fn group(self) -> Option<&'a str> {
        self.group
    }

    /// Returns `true` if the user is root, by name, by number or by default.
    pub fn is_root(self) -> bool {
        self.name.is_none_or(|name| name == "root" || name.bytes().all(|byte| byte == b'0'))
    }
}

impl<'a> From<&'a str> for User<'a> {
    fn from(text: &'a str) -> Self {
        Self::new(text)
    }
}

/// The command of a health check.
///
/// Health tests are equal if they run the same command in the same way.
///
/// Source: docker-image-spec 1.3, `Healthcheck`.
///
/// # Examples
///
/// ```
/// # use imageref::{Document, ImageConfig};
/// use imageref::image::HealthTest;
///
/// let config = br#"{"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":[]},
///     "config":{"Healthcheck":{"Test":["CMD-SHELL","curl -f localhost"]}}}"#;
/// let config = ImageConfig::from_slice(config)?;
/// let check = config.run_config().health_check().unwrap();
/// assert_eq!(HealthTest::of(check), HealthTest::Shell("curl -f localhost"));
/// # Ok::<(), imageref::DocumentError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum HealthTest<'a> {
    /// The base image's test: the list is empty.
    Inherited,
    /// No test: `NONE`.
    Disabled,
    /// A program and its arguments: `CMD`.
    Exec(Vec<&'a str>),
    /// A command for the image's shell: `CMD-SHELL`.
    Shell(&'a str),
    /// Any other list, verbatim.
    Other(Vec<&'a str>),
}

impl<'a> HealthTest<'a> {
    /// Returns the command of a health check.
    pub fn of(check: &'a HealthCheck) -> Self {
        let words: Vec<_> = check.test().collect();
        match *words {
            [] => Self::Inherited,
            ["NONE"] => Self::Disabled,
            ["CMD", ref program @ ..] if !program.is_empty() => Self::Exec(program.to_vec()),
            ["CMD-SHELL", command] => Self::Shell(command),
            _ => Self::Other(words),
        }
    }
}

/// Converts a time of a health check, in nanoseconds, to a duration, or returns `None` if it is 0 or less, which means
/// Docker's default.
///
/// # Examples
///
/// ```
/// use core::time::Duration;
/// use imageref::image::health_time;
///
/// assert_eq!(health_time(30_000_000_000), Some(Duration::from_secs(30)));
/// assert_eq!(health_time(0), None);
/// ```
pub fn health_time(nanoseconds: i64) -> Option<Duration> {
    u64::try_from(nanoseconds).ok().filter(|&time| time > 0).map(Duration::from_nanos)
}

impl Image {
    /// Returns the environment variables as names and values, in the order of the config. A variable without `=` has no
    /// value.
    #[doc(alias = "environment")]
    #[doc(alias = "Env")]
    pub fn env(&self) -> Vec<(&str, Option<&str>)> {
        let variable = |text| match str::split_once(text, '=') {
            Some((name, value)) => (name, Some(value)),
            None => (text, None),
        };
        self.run_config().environment().map(variable).collect()
    }

    /// Returns the value of an environment variable by name: the last one if it is set twice.
    ///
    /// # Examples
    ///
    /// ```
    /// # use imageref::{Document, Image};
    /// # let manifest = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-web/manifest.json")[..])?;
    /// # let config = Document::from_bytes(&include_bytes!("../../examples/share/data/deb-web/config.json")[..])?;
    /// let image = Image::new(manifest, config)?;
    /// assert_eq!(image.env_var("DEBIAN_FRONTEND"), Some("noninteractive"));
    /// assert_eq!(image.env_var("HOME"), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "getenv")]
    pub fn env_var(&self, name: &str) -> Option<&str> {
        self.run_config().env(name)
    }

    /// Returns the user that the process runs as.
    #[doc(alias = "USER")]
    pub fn user(&self) -> User<'_> {
        User::new(self.run_config().user().unwrap_or_default())
    }

    /// Returns the command of the health check, or `None` if the config has no health check.
    #[doc(alias = "HEALTHCHECK")]
    pub fn health_test(&self) -> Option<HealthTest<'_>> {
        self.run_config().health_check().map(HealthTest::of)
    }
}
