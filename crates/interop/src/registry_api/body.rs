//! What registries answer besides manifests: [`TagList`] and [`ErrorBody`]. Referrers come as an
//! [`ImageIndex`](https://docs.rs/imageref/latest/imageref/manifest/struct.ImageIndex.html).

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use crate::json::{self, Members, PayloadError, Value};

/// A page of the tags of a repository.
///
/// ```
/// use imageref::reference::Tag;
/// use imageref_interop::registry_api::TagList;
///
/// let list = TagList::from_slice(br#"{"name":"library/nginx","tags":["1.27","latest"]}"#)?;
/// assert_eq!(list.name(), Some("library/nginx"));
/// let tags: Vec<_> = list.tags().iter().flat_map(|tag| Tag::parse(tag)).collect();
/// assert_eq!(tags.last(), Some(&Tag::LATEST));
/// # Ok::<(), imageref_interop::PayloadError>(())
/// ```
///
/// Source: OCI distribution specification 1.1, "Listing Tags".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagList {
    name: Option<String>,
    tags: Vec<String>,
}

/// The errors in a registry's answer.
///
/// ```
/// use imageref_interop::registry_api::ErrorBody;
///
/// let body = ErrorBody::from_slice(br#"{"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest unknown"}]}"#)?;
/// assert_eq!(body.errors()[0].code(), Some("MANIFEST_UNKNOWN"));
/// assert_eq!(body.to_string(), "MANIFEST_UNKNOWN: manifest unknown");
/// # Ok::<(), imageref_interop::PayloadError>(())
/// ```
///
/// Source: OCI distribution specification 1.1, "Error Codes".
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ErrorBody {
    errors: Vec<RegistryError>,
}

/// One error in a registry's answer, an element of an [`ErrorBody`].
///
/// ```
/// use imageref_interop::registry_api::{ErrorBody, RegistryError};
///
/// let body = ErrorBody::from_slice(br#"{"errors":[{"code":"DENIED","detail":[1]}]}"#)?;
/// let error: &RegistryError = &body.errors()[0];
/// assert_eq!((error.code(), error.message(), error.detail()), (Some("DENIED"), None, Some("[1]")));
/// # Ok::<(), imageref_interop::PayloadError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RegistryError {
    code: Option<String>,
    message: Option<String>,
    detail: Option<String>,
}

impl TagList {
    /// Reads the body of an answer. `null` instead of the tags, which distribution and Harbor send for a repository
    /// without any, is an empty list.
    ///
    /// # Errors
    ///
    /// [`PayloadError`] if the body is not a list of tags.
    pub fn from_slice(body: &[u8]) -> Result<Self, PayloadError> {
        let mut members = json::document(body)?.members()?;
        let name = optional_string(&mut members, "name")?;
        let tags = members.require("tags")?.strings()?;
        Ok(Self { name, tags })
    }

    /// Returns the repository, if the registry sent it.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// Returns the tags, in the registry's order. They are not checked: a registry may send what is not a
    /// [`Tag`](imageref::reference::Tag).
    pub fn tags(&self) -> &[String] {
        &self.tags
    }
}

impl ErrorBody {
    /// Reads the body of an answer.
    ///
    /// # Errors
    ///
    /// [`PayloadError`] if the body is not a list of errors.
    pub fn from_slice(body: &[u8]) -> Result<Self, PayloadError> {
        let mut members = json::document(body)?.members()?;
        let errors = members.require("errors")?.elements()?;
        Ok(Self { errors: errors.into_iter().map(RegistryError::read).collect::<Result<_, _>>()? })
    }

    /// Returns the errors, in the registry's order.
    pub fn errors(&self) -> &[RegistryError] {
        &self.errors
    }
}

impl RegistryError {
    fn read(value: Value<'_>) -> Result<Self, PayloadError> {
        let mut members = value.members()?;
        let code = optional_string(&mut members, "code")?;
        let message = optional_string(&mut members, "message")?;
        let detail = members.take("detail")?.map(|detail| detail.as_json().into());
        Ok(Self { code, message, detail })
    }

    /// Returns the code, if present: `MANIFEST_UNKNOWN`.
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// Returns the message for people, if present.
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    /// Returns the detail for programs, if present, as JSON.
    pub fn detail(&self) -> Option<&str> {
        self.detail.as_deref()
    }
}

/// Reads a string that may be `null` or missing.
fn optional_string(
    members: &mut Members<'_>,
    member: &'static str,
) -> Result<Option<String>, PayloadError> {
    match members.take(member)? {
        Some(value) => value.optional_string(),
        None => Ok(None),
    }
}

impl fmt::Display for RegistryError {
    /// Writes `MANIFEST_UNKNOWN: manifest unknown`, with everything but printable ASCII escaped.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let code = self.code().unwrap_or("UNKNOWN");
        write!(f, "{}", code.escape_default())?;
        match self.message() {
            Some(message) => write!(f, ": {}", message.escape_default()),
            None => Ok(()),
        }
    }
}

impl fmt::Display for ErrorBody {
    /// Writes the errors, separated by `; `.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, error) in self.errors.iter().enumerate() {
            write!(f, "{}{error}", if n == 0 { "" } else { "; " })?;
        }
        Ok(())
    }
}

impl core::error::Error for RegistryError {}
impl core::error::Error for ErrorBody {}
