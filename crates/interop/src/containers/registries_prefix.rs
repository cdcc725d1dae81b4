//! [`RegistriesPrefix`]: what `prefix` means in `registries.conf`.

use alloc::boxed::Box;

use super::named::Named;
use imageref::reference::RawReference;

/// A `prefix` of `registries.conf`: `example.com`, `example.com/team`, or `*.example.com`.
///
/// Ends at a component's border, but takes any port: `example.com` matches `example.com:5000/app`, of which containers'
/// code says that nobody should rely on it. `*.example.com` matches hosts below at any depth, and not
/// `a.example.com.example.com`, since the first place where the suffix stands is taken. For rules of your own there is
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
/// **Source** containers/container-libs f0ddf1a7, `image/pkg/sysregistriesv2/system_registries_v2.go`,
/// `refMatchingPrefix`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RegistriesPrefix {
    text: Box<str>,
}

impl RegistriesPrefix {
    /// Any text: [`RegistriesConf`](crate::pattern::RegistriesConf) is what refuses wrong ones.
    pub fn new(text: &str) -> Self {
        Self { text: text.into() }
    }

    /// The prefix as written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether the prefix matches a reference; never one that containers/image doesn't read.
    pub fn matches(&self, reference: RawReference<'_>) -> bool {
        Named::new(reference).is_ok_and(|named| self.match_len(named.as_str()).is_some())
    }

    /// How many bytes of a reference's canonical text the prefix takes, as the system's own function has it.
    ///
    /// On a text that is no canonical reference the answer can mislead: `evil.com#.example.com` has a match for
    /// `*.example.com`. Use [`matches`](Self::matches) for what a user wrote.
    pub fn match_len(&self, reference: &str) -> Option<usize> {
        match_len(&self.text, reference)
    }
}

/// How many bytes of `reference` the prefix takes.
pub(super) fn match_len(prefix: &str, reference: &str) -> Option<usize> {
    let end = if prefix.starts_with("*.") {
        let suffix = &prefix[1..];
        let at = reference.find(suffix)?;
        if reference[..at].contains('/') {
            return None;
        }
        at + suffix.len()
    } else {
        reference.strip_prefix(prefix)?;
        prefix.len()
    };
    let border = matches!(reference.as_bytes().get(end), None | Some(b':' | b'/' | b'@'));
    border.then_some(end)
}

/// Where a prefix of `reference` can end, from the longest to the shortest; and where in the host `*.` can stand.
pub(super) fn candidates(named: &Named) -> impl Iterator<Item = (&str, bool)> {
    let text = named.as_str();
    let whole = [(text, false)];
    let plain = text.rmatch_indices([':', '/', '@']).map(|(at, _)| (&text[..at], false));
    let host = text.find([':', '/', '@']).map_or(text, |end| &text[..end]);
    let below = host.match_indices('.').map(move |(at, _)| (&host[at..], true));
    // The first place where a suffix stands is the one that counts.
    let below =
        below.filter(move |(suffix, _)| text.find(suffix) == Some(host.len() - suffix.len()));
    whole.into_iter().chain(plain).chain(below)
}
