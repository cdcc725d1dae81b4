//! [`KnownWord`]: what is known of a word in tags.

use super::kind::TagKind;

/// What a word in a tag's variant describes.
///
/// ```
/// use imageref::reference::Tag;
/// use imageref::tag::{Category, TagInfo};
///
/// let info = TagInfo::of(Tag::parse("1.27.3-slim-bookworm")?);
/// let categories: Vec<_> = info.variant().map(|word| word.category()).collect();
/// assert_eq!(categories, [Category::Content, Category::Codename]);
/// # Ok::<(), imageref::ParseError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Category {
    /// The distribution that the image is built on: `alpine3.20`, `ubi9`.
    Distribution,
    /// The name of a release, mostly of Debian and Ubuntu: `bookworm`, `noble`.
    Codename,
    /// The Windows base: `windowsservercore`, `ltsc2022`.
    Windows,
    /// A language, runtime or service in the image, often with its version: `jdk21`, `php8.4`, `otp-27`.
    Runtime,
    /// An edition of the product: `enterprise`, `lite`.
    Edition,
    /// A processor architecture or its features: `arm64v8`, `avx2`.
    Architecture,
    /// What else the image contains or lacks: `slim`, `fpm`, `headless`.
    Content,
    /// A channel, environment or branch: `lts`, `staging`, `main`.
    Channel,
    /// None of the known words.
    Other,
}

/// A row of the table of words.
///
/// ```
/// use imageref::tag::{Category, known_words};
///
/// let row = known_words().iter().find(|row| row.word == "bookworm").expect("a row of the table");
/// assert_eq!((row.category, row.leads), (Category::Codename, None));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct KnownWord {
    /// The word in lower case, without a version.
    pub word: &'static str,
    /// The kind of a tag that starts with the word, if the word decides it.
    pub leads: Option<TagKind>,
    /// What the word describes in a variant.
    pub category: Category,
    /// A tag with the word.
    pub example: &'static str,
    /// Where the word was seen: *official*, in that many tags of docker-library/official-images at commit 37079fb3;
    /// *wild*, in that many tags of 1102 other repositories, from public charts and Dockerfiles; otherwise as named.
    pub source: &'static str,
}
