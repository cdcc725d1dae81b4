//! [`PolicyScopes`]: the scopes of `policy.json`.

use alloc::collections::BTreeMap;
use alloc::string::String;

use super::named::{ContainersImageError, Named};
use imageref::reference::{Name, Reference};

/// The scopes of one transport in `policy.json`, with the requirements of each.
///
/// These are looked up in order: the reference itself, its name, the name's parents down to the host with its port, then
/// `*.` before each shorter host without the port, and last the empty scope, which is the transport's default. So
/// `example.com` does not cover `example.com:5000`, but `*.com` does.
///
/// ```
/// use imageref::Reference;
/// use imageref_interop::containers::PolicyScopes;
///
/// let scopes: PolicyScopes<_> = [("docker.io/library", "signed"), ("*.example.com", "any"), ("", "reject")].into();
/// let select = |text: &str| Ok::<_, Box<dyn std::error::Error>>(scopes.select(&text.parse::<Reference>()?)?.unwrap().0.to_owned());
/// assert_eq!(select("nginx:1.27")?, "docker.io/library");
/// assert_eq!(select("a.b.example.com:5000/app")?, "*.example.com");
/// assert_eq!(select("example.com/app")?, "");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// Source: containers/container-libs f0ddf1a7, `image/docker/policyconfiguration/naming.go` and
/// `image/signature/policy_eval.go`, `requirementsForImageRef`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyScopes<T> {
    scopes: BTreeMap<String, T>,
}

impl<T> PolicyScopes<T> {
    /// Returns the scope for an image of the transport `docker`, and its requirements; `None` if the policy's default
    /// applies.
    ///
    /// # Errors
    ///
    /// [`ContainersImageError`] if containers/image rejects the image, which it does if there are both a tag and a digest.
    pub fn select(&self, image: &Reference) -> Result<Option<(&str, &T)>, ContainersImageError> {
        let named = Named::new(image.as_raw())?.without_both()?;
        Ok(self.first(namespaces(named.as_str(), named.name())))
    }

    /// Returns the scope for an image whose digest is not known yet: `docker://name@@unknown-digest@@`.
    ///
    /// # Errors
    ///
    /// [`ContainersImageError`] if containers/image rejects the name.
    pub fn select_name(&self, name: &Name) -> Result<Option<(&str, &T)>, ContainersImageError> {
        let named = Named::parse(name.as_str())?;
        Ok(self.first(namespaces(named.name(), named.name())))
    }

    fn first<'a>(&self, mut keys: impl Iterator<Item = Key<'a>>) -> Option<(&str, &T)> {
        let found = keys.find_map(|key| match key {
            Key::Plain(key) => self.scopes.get_key_value(key),
            Key::Below(suffix) => self.scopes.get_key_value(&*alloc::format!("*{suffix}")),
        });
        found.map(|(key, value)| (key.as_str(), value))
    }
}

/// One scope to look up.
enum Key<'a> {
    Plain(&'a str),
    /// With `*` before it.
    Below(&'a str),
}

/// The scopes to look up, in order.
fn namespaces<'a>(identity: &'a str, name: &'a str) -> impl Iterator<Item = Key<'a>> {
    let parents = name.rmatch_indices('/').filter_map(|(at, _)| name.get(..at));
    let registry = name.split_once('/').map_or(name, |(registry, _)| registry);
    let host = registry.split_once(':').map_or(registry, |(host, _)| host);
    let below = host.match_indices('.').filter_map(|(at, _)| host.get(at..)).map(Key::Below);
    let plain = [identity, name].into_iter().chain(parents).map(Key::Plain);
    plain.chain(below).chain([Key::Plain("")])
}

impl<T, K: Into<String>> FromIterator<(K, T)> for PolicyScopes<T> {
    fn from_iter<I: IntoIterator<Item = (K, T)>>(scopes: I) -> Self {
        Self { scopes: scopes.into_iter().map(|(scope, value)| (scope.into(), value)).collect() }
    }
}

impl<T, K: Into<String>, const N: usize> From<[(K, T); N]> for PolicyScopes<T> {
    fn from(scopes: [(K, T); N]) -> Self {
        scopes.into_iter().collect()
    }
}
