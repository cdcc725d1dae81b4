//! [`ImageParts`]: an image whose parts are in separate fields.

use imageref::digest::Digest;
use imageref::error::{ParseError, Span};
use imageref::reference::{Reference, Tag};

use crate::edit::{Edit, Quoting, TextEditError, is_string};
use crate::found::Found;

/// The kind of file that keeps the parts of an image in separate fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PartsFormat {
    /// A chart's values: `registry`, `repository`, `tag` or `version`, `digest`.
    Helm,
    /// An entry of `images` in a Kustomization: `name`, `newName`, `newTag`, `digest`.
    Kustomize,
}

/// A field that holds a part of an image, and its place.
///
/// ```
/// use imageref_scan::{ImagePart, PartsFormat, image_parts};
///
/// let found = image_parts("image:\n  repository: team/app\n  tag: '1.2'\n");
/// assert_eq!(found[0].format(), PartsFormat::Helm);
/// let repository: &ImagePart<'_> = found[0].repository();
/// assert_eq!(repository.value(), "team/app");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImagePart<'a>(Found<'a>);

impl ImagePart<'_> {
    /// The value, decoded: without quotes and escapes.
    pub fn value(&self) -> &str {
        self.0.value()
    }

    /// The bytes of the value in the text, without quotes.
    pub const fn span(&self) -> Span {
        self.0.span()
    }

    /// Returns `false` if YAML reads the value as a number, a date or a boolean because it has no quotes.
    ///
    /// Helm renders the number `1.20` as `1.2`.
    pub fn is_string(&self) -> bool {
        self.0.quoting() != Quoting::Plain || is_string(self.value())
    }
}

/// An image whose parts are in separate fields, as in Helm values and Kustomizations.
///
/// ```
/// use imageref::reference::Tag;
/// use imageref_scan::{apply, image_parts};
///
/// let text = "image:\n  registry: quay.io\n  repository: team/app\n  tag: \"1.2\" # the newest\n";
/// let image = &image_parts(text)[0];
/// assert_eq!(image.resolve(None)?.unwrap(), "quay.io/team/app:1.2");
/// let new = apply(text, [image.edit_tag(Tag::parse("1.3")?)?])?;
/// assert_eq!(new, text.replace("1.2", "1.3"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageParts<'a> {
    format: PartsFormat,
    registry: Option<ImagePart<'a>>,
    repository: ImagePart<'a>,
    tag: Option<ImagePart<'a>>,
    digest: Option<ImagePart<'a>>,
}

impl<'a> ImageParts<'a> {
    /// The kind of file.
    pub const fn format(&self) -> PartsFormat {
        self.format
    }

    /// The field `registry`.
    pub const fn registry(&self) -> Option<&ImagePart<'a>> {
        self.registry.as_ref()
    }

    /// The field with the repository, which may include a registry: `repository`, `newName` or, without it, `name`.
    pub const fn repository(&self) -> &ImagePart<'a> {
        &self.repository
    }

    /// The field `tag`, `version` or `newTag`. Its value may be empty, and may include a digest: `1.27@sha256:…`.
    pub const fn tag(&self) -> Option<&ImagePart<'a>> {
        self.tag.as_ref()
    }

    /// The field `digest`. Its value may be empty.
    pub const fn digest(&self) -> Option<&ImagePart<'a>> {
        self.digest.as_ref()
    }

    /// Returns the image. `default_tag` is the tag where neither tag nor digest is written: the chart's `appVersion` in
    /// Helm, the resource's own tag in Kustomize. `Ok(None)` if there is none of them.
    ///
    /// # Errors
    ///
    /// If a field is not valid, as for [`Reference::from_parts`].
    pub fn resolve(&self, default_tag: Option<&str>) -> Result<Option<Reference>, ParseError> {
        let (tag, digest) = self.tag_and_digest();
        let tag = tag.or(if digest.is_none() { default_tag } else { None });
        if tag.is_none() && digest.is_none() {
            return Ok(None);
        }
        let registry = self.registry.as_ref().and_then(written);
        Reference::from_parts(registry, self.repository.value(), tag, digest).map(Some)
    }

    /// Returns the edit that writes this tag into its field. A digest stays, and determines what is pulled.
    ///
    /// # Errors
    ///
    /// [`TextEditError::MissingField`] if there is no such field.
    pub fn edit_tag(&self, tag: Tag<'_>) -> Result<Edit, TextEditError> {
        let field =
            self.tag.as_ref().ok_or(TextEditError::MissingField { field: self.tag_name() })?;
        let new = match field.value().split_once('@') {
            Some((_, digest)) => alloc::format!("{}@{digest}", tag.as_str()),
            None => tag.as_str().into(),
        };
        Ok(Edit::encoded(field.span(), &new, field.0.quoting()))
    }

    /// Returns the edit that writes this digest into its field or, in Helm values without one, after the tag.
    ///
    /// # Errors
    ///
    /// [`TextEditError::MissingField`] if there is no such field.
    pub fn edit_digest(&self, digest: &Digest) -> Result<Edit, TextEditError> {
        if let Some(field) = &self.digest {
            let new = alloc::format!("{digest}");
            return Ok(Edit::encoded(field.span(), &new, field.0.quoting()));
        }
        let missing = TextEditError::MissingField { field: "digest" };
        let field = self.tag.as_ref().filter(|_| self.format == PartsFormat::Helm);
        let field = field.ok_or(missing)?;
        let tag = field.value().split('@').next().filter(|tag| !tag.is_empty()).ok_or(missing)?;
        let new = alloc::format!("{tag}@{digest}");
        Ok(Edit::encoded(field.span(), &new, field.0.quoting()))
    }

    const fn tag_name(&self) -> &'static str {
        match self.format {
            PartsFormat::Helm => "tag",
            PartsFormat::Kustomize => "newTag",
        }
    }

    fn tag_and_digest(&self) -> (Option<&str>, Option<&str>) {
        let digest = self.digest.as_ref().and_then(written);
        match self.tag.as_ref().and_then(written).map(|tag| (tag, tag.split_once('@'))) {
            Some((_, Some((tag, inline)))) => {
                (Some(tag).filter(|tag| !tag.is_empty()), digest.or(Some(inline)))
            }
            Some((tag, None)) => (Some(tag), digest),
            None => (None, digest),
        }
    }
}

/// The value of a field, unless it is empty.
fn written<'p>(part: &'p ImagePart<'_>) -> Option<&'p str> {
    Some(part.value()).filter(|value| !value.is_empty())
}

/// The fields of a mapping that may hold parts of an image.
#[derive(Default)]
pub(super) struct Fields<'a> {
    fields: alloc::vec::Vec<(&'static str, Found<'a>)>,
}

const NAMES: [&str; 8] =
    ["registry", "repository", "tag", "version", "digest", "name", "newName", "newTag"];

/// The longest part of an image that is kept.
const LONGEST: usize = 256;

impl<'a> Fields<'a> {
    pub(super) fn is_field(key: &str) -> bool {
        NAMES.contains(&key)
    }

    pub(super) fn fits(found: &Found<'_>) -> bool {
        found.value().len() <= LONGEST
    }

    /// Keeps a field, if it is one of them. Of two with one name, the last one counts.
    pub(super) fn set(&mut self, key: &str, found: &Found<'a>) {
        let is_null = found.quoting() == Quoting::Plain
            && matches!(found.value(), "" | "~" | "null" | "Null" | "NULL");
        if let Some(name) = NAMES.iter().find(|name| **name == key)
            && Self::fits(found)
            && !is_null
        {
            self.fields.retain(|(other, _)| other != name);
            self.fields.push((name, found.clone()));
        }
    }

    fn get(&self, name: &str) -> Option<ImagePart<'a>> {
        let (_, found) = self.fields.iter().find(|(other, _)| *other == name)?;
        Some(ImagePart(found.clone()))
    }

    /// The image of Helm values under this key.
    ///
    /// Source: Renovate, lib/modules/manager/helm-values, which asks for a repository and a tag or version under a key
    /// that ends in `image`; charts by convention also use other keys.
    pub(super) fn helm(&self, key: &str) -> Option<ImageParts<'a>> {
        let repository = self.get("repository").filter(|part| is_image_repository(part.value()))?;
        let ending = key.len().checked_sub("image".len()).and_then(|at| key.get(at..));
        let is_image = ending.is_some_and(|ending| ending.eq_ignore_ascii_case("image"));
        let (registry, digest) = (self.get("registry"), self.get("digest"));
        let version = self.get("version").filter(|_| is_image);
        let tag = self.get("tag").or(version);
        let any = is_image || registry.is_some() || tag.is_some() || digest.is_some();
        any.then_some(ImageParts { format: PartsFormat::Helm, registry, repository, tag, digest })
    }

    /// The image of an entry of a Kustomization's `images`.
    ///
    /// Source: kubernetes-sigs/kustomize, api/types/image.go.
    pub(super) fn kustomize(&self) -> Option<ImageParts<'a>> {
        let name = self.get("name")?;
        let (new_name, tag, digest) = (self.get("newName"), self.get("newTag"), self.get("digest"));
        if new_name.is_none() && tag.is_none() && digest.is_none() {
            return None;
        }
        let repository = new_name.unwrap_or(name);
        let format = PartsFormat::Kustomize;
        Some(ImageParts { format, registry: None, repository, tag, digest })
    }
}

/// Returns `false` for the addresses of chart and source repositories.
fn is_image_repository(value: &str) -> bool {
    !value.is_empty() && !value.contains("://") && !value.starts_with(['@', '.', '/'])
}
