//! [`RegistriesPrefix`]: the `prefix` of `registries.conf`.

use alloc::boxed::Box;

use super::named::Named;
use imageref::reference::RawReference;

/// A `prefix` of `registries.conf`: `example.com`, `example.com/team`, or `*.example.com`.
///
/// It matches whole components, but any port: `example.com` matches `example.com:5000/app`, on which nobody should rely,
/// as a comment in containers/image says. `*.example.com` matches the hosts below it at any depth, but not
/// `a.example.com.example.com`, since only the first place of the suffix counts. For rules of your own, use
/// [`Pattern`](crate::pattern::Pattern).
///
/// ```
/// use imageref::RawReference;
/// use imageref_interop::containers::RegistriesPrefix;
///
/// let prefix = RegistriesPrefix::new("example.com/team");
/// assert!(prefix.matches(RawReference::parse("example.com/team/app:1")?));
/// assert!(!prefix.matches(RawReference::parse("example.com/teamwork/app:1")?));
/// # Ok::<(), imageref::ParseError>(())
/// ```
///
/// Source: containers/container-libs f0ddf1a7, `image/pkg/sysregistriesv2/system_registries_v2.go`,
/// `refMatchingPrefix`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RegistriesPrefix {
    text: Box<str>,
}

impl RegistriesPrefix {
    /// Wraps any string. [`RegistriesConf`](super::RegistriesConf) rejects malformed ones.
    pub fn new(text: &str) -> Self {
        Self { text: text.into() }
    }

    /// Returns the prefix, verbatim.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns `true` if the prefix matches a reference; never for one that containers/image rejects.
    pub fn matches(&self, reference: RawReference<'_>) -> bool {
        Named::new(reference).is_ok_and(|named| self.match_len(named.as_str()).is_some())
    }

    /// Returns how many bytes of a canonical reference the prefix matches.
    ///
    /// For any other string the result can mislead: `*.example.com` matches `evil.com#.example.com`. Use
    /// [`matches`](Self::matches) for what a user wrote.
    pub fn match_len(&self, reference: &str) -> Option<usize> {
        match_len(&self.text, reference)
    }
}

/// Returns how many bytes of `reference` the prefix matches.
pub(super) fn match_len(prefix: &str, reference: &str) -> Option<usize> {
    let suffix = prefix.strip_prefix('*').filter(|suffix| suffix.starts_with('.'));
    let end = if let Some(suffix) = suffix {
        let (before, _) = reference.split_once(suffix)?;
        if before.contains('/') {
            return None;
        }
        before.len() + suffix.len()
    } else {
        reference.strip_prefix(prefix)?;
        prefix.len()
    };
    let border = matches!(reference.as_bytes().get(end), None | Some(b':' | b'/' | b'@'));
    border.then_some(end)
}

/// The prefixes that match a reference: plain ones, longest first, then with `true` the suffixes that follow a `*`.
pub(super) fn candidates(named: &Named) -> impl Iterator<Item = (&str, bool)> {
    let text = named.as_str();
    let whole = [(text, false)];
    let plain = text.rmatch_indices([':', '/', '@']).filter_map(|(at, _)| text.get(..at));
    let host = text.split([':', '/', '@']).next().unwrap_or(text);
    let below = host.match_indices('.').filter_map(|(at, _)| host.get(at..));
    // Only the first place of a suffix counts.
    let below = below.filter(move |suffix| text.find(suffix) == Some(host.len() - suffix.len()));
    let (plain, below) = (plain.map(|prefix| (prefix, false)), below.map(|suffix| (suffix, true)));
    whole.into_iter().chain(plain).chain(below)
}
