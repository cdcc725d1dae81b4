//! [`User`]: who a container's process runs as.

#[cfg(feature = "documents")]
use imageref::config::RunConfig;

/// The user that a process runs as, such as `app`, `1000` or `1000:1000`.
///
/// Users are equal if name and group are, as they are written: `root` and `0` differ, although both are root.
///
/// Source: image-spec 1.1, config.md, `User`.
///
/// # Examples
///
/// ```
/// use imageref_interop::docker::User;
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

    /// Returns the user in a run config.
    #[cfg(feature = "documents")]
    #[doc(alias = "USER")]
    pub fn of(run: &'a RunConfig) -> Self {
        Self::new(run.user().unwrap_or_default())
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
