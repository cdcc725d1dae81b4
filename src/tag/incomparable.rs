//! [`IncomparableError`]: why two tags have no order.

use core::fmt;

use super::classify::Class;
use super::info::TagInfo;
use super::item::{Item, ItemKind};
use super::numbers::compare_forms;
use crate::error::words;
use crate::reference::Tag;

/// Why two tags have no order: the parts that keep them apart.
///
/// ```
/// use imageref::reference::Tag;
/// use imageref::tag::{StreamPart, compare};
///
/// let order = |a, b| compare(Tag::from_static(a), Tag::from_static(b));
///
/// let error = order("1.27.3-alpine", "1.27.4-slim").unwrap_err();
/// let difference = error.differences().next().expect("something keeps them apart");
/// assert_eq!(difference.part, StreamPart::Variant);
/// assert_eq!((difference.left, difference.right), (Some("alpine"), Some("slim")));
/// assert_eq!(
///     error.to_string(),
///     "`1.27.3-alpine` and `1.27.4-slim` cannot be compared: the variants `alpine` and `slim` differ",
/// );
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct IncomparableError<'a> {
    pub(super) left: Tag<'a>,
    pub(super) right: Tag<'a>,
}

words! {
    /// A part that all tags of a stream share.
    StreamPart {
        /// Something to order by: a version, a date or a number. `latest`, branches and commits have nothing.
        Order = "order",
        /// What the numbers are: a version or a date, how many numbers, and which of them are days.
        Numbers = "numbers",
        /// The words before the version or date.
        Prefix = "prefix",
        /// The words after it, with their versions.
        Variant = "variant",
        /// The counters after it: numbers or dates of builds, with their labels.
        Counter = "counter",
    }
}

impl StreamPart {
    const ALL: [Self; 5] = [Self::Order, Self::Numbers, Self::Prefix, Self::Variant, Self::Counter];
}

/// A part in which two tags differ, from [`IncomparableError::differences`]. Shown as part of a sentence.
///
/// ```
/// use imageref::reference::Tag;
/// use imageref::tag::compare;
///
/// let error = compare(Tag::from_static("1.2.3"), Tag::from_static("1.2.4-slim")).unwrap_err();
/// let difference = error.differences().next().expect("something keeps them apart");
/// assert_eq!((difference.left, difference.right), (None, Some("slim")));
/// assert_eq!(difference.to_string(), "only the second has `slim`");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct StreamDifference<'a> {
    /// The part.
    pub part: StreamPart,
    /// The first tag's text for it, if it has any.
    pub left: Option<&'a str>,
    /// The second tag's text for it, if it has any.
    pub right: Option<&'a str>,
}

/// The differences that keep two tags apart, from [`IncomparableError::differences`].
///
/// ```
/// use imageref::reference::Tag;
/// use imageref::tag::compare;
///
/// let error = compare(Tag::from_static("latest"), Tag::from_static("1.2.3")).unwrap_err();
/// assert_eq!(error.differences().count(), 1);
/// ```
#[derive(Clone, Debug)]
pub struct StreamDifferences<'a> {
    left: TagInfo<'a>,
    right: TagInfo<'a>,
    parts: core::array::IntoIter<StreamPart, 5>,
}

impl<'a> IncomparableError<'a> {
    /// Returns the first tag.
    pub const fn left(&self) -> Tag<'a> {
        self.left
    }

    /// Returns the second tag.
    pub const fn right(&self) -> Tag<'a> {
        self.right
    }

    /// Returns the parts that keep the tags apart: at least one, and at most one for each [`StreamPart`].
    pub fn differences(&self) -> StreamDifferences<'a> {
        StreamDifferences {
            left: TagInfo::of(self.left),
            right: TagInfo::of(self.right),
            parts: StreamPart::ALL.into_iter(),
        }
    }
}

impl<'a> Iterator for StreamDifferences<'a> {
    type Item = StreamDifference<'a>;

    fn next(&mut self) -> Option<StreamDifference<'a>> {
        let (left, right) = (&self.left, &self.right);
        self.parts.find_map(|part| {
            let (left, right) = difference(part, left, right)?;
            Some(StreamDifference { part, left, right })
        })
    }
}

type Texts<'a> = (Option<&'a str>, Option<&'a str>);

/// Returns the texts of both tags for a part, if they differ.
fn difference<'a>(part: StreamPart, left: &TagInfo<'a>, right: &TagInfo<'a>) -> Option<Texts<'a>> {
    let some = |text: &'a str| Some(text).filter(|text| !text.is_empty());
    let ordered = left.verdict.class != Class::Text && right.verdict.class != Class::Text;
    let (differ, texts) = match part {
        StreamPart::Order => {
            let text = |info: &TagInfo<'a>| {
                Some(info.tag().as_str()).filter(|_| info.verdict.class == Class::Text)
            };
            return if ordered { None } else { Some((text(left), text(right))) };
        }
        _ if !ordered => return None,
        StreamPart::Numbers => {
            let head = |info: &TagInfo<'a>| {
                info.verdict.parts.moment.map_or(info.verdict.parts.numbers, |moment| moment.text)
            };
            let comparable = left.verdict.class == right.verdict.class
                && (left.verdict.class == Class::Date
                    || compare_forms(left.verdict.parts.numbers, right.verdict.parts.numbers)
                        .is_eq());
            (!comparable, (some(head(left)), some(head(right))))
        }
        StreamPart::Prefix => {
            let (left, right) = (left.stream_prefix(), right.stream_prefix());
            (left != right, (some(left), some(right)))
        }
        StreamPart::Variant => return different_items(left, right, is_word),
        StreamPart::Counter => {
            let counters = different_items(left, right, |item| !is_word(item));
            // Where only the places of words and counters differ, the counters are named.
            let words = different_items(left, right, is_word);
            return match words {
                None => counters.or_else(|| different_items(left, right, |_| true)),
                Some(_) => counters,
            };
        }
    };
    differ.then_some(texts)
}

fn is_word(item: &Item<'_>) -> bool {
    item.kind == ItemKind::Literal
}

/// Returns the first of the chosen pieces that keep streams apart and differ.
fn different_items<'a>(
    left: &TagInfo<'a>,
    right: &TagInfo<'a>,
    choose: fn(&Item<'a>) -> bool,
) -> Option<Texts<'a>> {
    let (mut left, mut right) = (left.items(), right.items());
    let chosen = |item: &Item<'a>| item.keeps_apart() && choose(item);
    loop {
        match (left.find(chosen), right.find(chosen)) {
            (None, None) => return None,
            (Some(a), Some(b)) if a.compare_keys(&b).is_eq() => {}
            (a, b) => return Some((a.map(|item| item.text), b.map(|item| item.text))),
        }
    }
}

impl fmt::Display for StreamDifference<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (noun, nouns, differ) = match self.part {
            StreamPart::Order => ("", "", ""),
            StreamPart::Numbers => ("the numbers ", "the numbers", "` have different forms"),
            StreamPart::Prefix => ("the prefix ", "the prefixes", "` differ"),
            StreamPart::Variant => ("", "the variants", "` differ"),
            StreamPart::Counter => ("the counter ", "the counters", "` have different forms"),
        };
        match (self.part, self.left, self.right) {
            (StreamPart::Order, Some(tag), None) | (StreamPart::Order, None, Some(tag)) => {
                write!(f, "`{tag}` has no version, date or number")
            }
            (StreamPart::Order, ..) => f.write_str("neither has a version, date or number"),
            (_, Some(left), Some(right)) => write!(f, "{nouns} `{left}` and `{right}{differ}"),
            (_, Some(left), None) => write!(f, "only the first has {noun}`{left}`"),
            (_, None, right) => {
                write!(f, "only the second has {noun}`{}`", right.unwrap_or_default())
            }
        }
    }
}

impl fmt::Display for IncomparableError<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` and `{}` cannot be compared", self.left.as_str(), self.right.as_str())?;
        let mut separator = ": ";
        for difference in self.differences() {
            f.write_str(separator)?;
            difference.fmt(f)?;
            separator = "; ";
        }
        Ok(())
    }
}

impl core::error::Error for IncomparableError<'_> {}
