//! Wildcards: `*` inside a component, `**` across components.

/// Returns `true` if a glob, whose `*` matches any bytes, matches a component. Linear, since only literals are between
/// the stars.
pub(super) fn component(glob: &str, text: &str) -> bool {
    let Some((first, rest)) = glob.split_once('*') else { return glob == text };
    let Some(mut left) = text.strip_prefix(first) else { return false };
    let (middle, last) = rest.rsplit_once('*').unwrap_or(("", rest));
    let Some(inner) = left.strip_suffix(last) else { return false };
    left = inner;
    // The first place leaves most to what follows, so no other need be tried.
    middle.split('*').all(|piece| match left.split_once(piece) {
        Some((_, rest)) => {
            left = rest;
            true
        }
        None => false,
    })
}

/// Returns `true` if components, among them `**` for any number of components, match a path.
///
/// At most one comparison for each pair of components; a path has at most 128.
pub(super) fn path(glob: &str, text: &str) -> bool {
    let (mut globs, mut texts) = (Components::new(glob), Components::new(text));
    // Where to continue if a component does not match: after the last `**`, one component later than the last time.
    let mut again: Option<(Components<'_>, Components<'_>)> = None;
    loop {
        match (globs.next(), texts.first()) {
            (Some("**"), _) if globs.0.is_none() => return true,
            (Some("**"), _) => again = Some((globs, texts)),
            (Some(glob), Some(text)) if component(glob, text) => drop(texts.next()),
            (None, None) => return true,
            _ => {
                let Some((after, mut later)) = again else { return false };
                if later.next().is_none() {
                    return false;
                }
                (globs, texts) = (after, later);
                again = Some((after, later));
            }
        }
    }
}

/// The components that are left.
#[derive(Clone, Copy)]
struct Components<'a>(Option<&'a str>);

impl<'a> Components<'a> {
    fn new(text: &'a str) -> Self {
        Self(Some(text))
    }

    fn first(self) -> Option<&'a str> {
        let text = self.0?;
        Some(text.split_once('/').map_or(text, |(first, _)| first))
    }

    fn next(&mut self) -> Option<&'a str> {
        let text = self.0?;
        let (first, rest) = match text.split_once('/') {
            Some((first, rest)) => (first, Some(rest)),
            None => (text, None),
        };
        self.0 = rest;
        Some(first)
    }
}
