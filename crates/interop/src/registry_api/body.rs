//! What registries answer besides manifests: [`TagList`] and [`ErrorBody`]. Referrers come as an
//! [`ImageIndex`](https://docs.rs/imageref/latest/imageref/manifest/struct.ImageIndex.html).

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use serde_json::value::RawValue;

use crate::json::{self, Members, PayloadError};

/// A page of the tags of a repository.
///
/// ```
/// use imageref_interop::registry_api::TagList;
///
/// let list = TagList::from_slice(br#"{"name":"library/nginx","tags":["1.27","latest"]}"#)?;
/// assert_eq!(list.name(), "library/nginx");
/// assert_eq!(list.tags().last().map(String::as_str), Some("latest"));
/// # Ok::<(), imageref_interop::PayloadError>(())
/// ```
///
/// Source: OCI distribution specification 1.1, "Listing Tags".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagList {
    name: String,
    tags: Vec<String>,
}

/// The errors in a registry's answer.
///
/// ```
/// use imageref_interop::registry_api::ErrorBody;
///
/// let body = ErrorBody::from_slice(br#"{"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest unknown"}]}"#)?;
/// assert_eq!(body.errors()[0].code(), "MANIFEST_UNKNOWN");
/// assert_eq!(body.to_string(), "MANIFEST_UNKNOWN: manifest unknown");
/// # Ok::<(), imageref_interop::PayloadError>(())
/// ```
///
/// Source: OCI distribution specification 1.1, "Error Codes".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorBody {
    errors: Vec<RegistryError>,
}

/// One error in a registry's answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegistryError {
    code: String,
    message: Option<String>,
    detail: Option<String>,
}

impl TagList {
    /// Reads the body of an answer. `null` in the place of the tags, which distribution and Harbor send for a repository
    /// without any, is an empty list.
    ///
    /// # Errors
    ///
    /// [`PayloadError`] if the body is not a list of tags.
    pub fn from_slice(body: &[u8]) -> Result<Self, PayloadError> {
        let mut members = json::document(body)?;
        let name = optional_string(&mut members, "name")?.unwrap_or_default();
        let tags: Option<Vec<String>> =
            json::value(members.require("tags")?, "tags", "an array of strings")?;
        Ok(Self { name, tags: tags.unwrap_or_default() })
    }

    /// The repository; some registries leave it empty.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The tags, in the registry's order.
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
        let mut members = json::document(body)?;
        let errors: Vec<&RawValue> = json::value(members.require("errors")?, "errors", "an array")?;
        Ok(Self { errors: errors.into_iter().map(RegistryError::read).collect::<Result<_, _>>()? })
    }

    /// The errors.
    pub fn errors(&self) -> &[RegistryError] {
        &self.errors
    }
}

impl RegistryError {
    fn read(raw: &RawValue) -> Result<Self, PayloadError> {
        let mut members: Members<'_> = json::value(raw, "errors", "an object")?;
        let code = optional_string(&mut members, "code")?.unwrap_or_default();
        let message = optional_string(&mut members, "message")?;
        let detail = members.take("detail")?.map(|raw| raw.get().into());
        Ok(Self { code, message, detail })
    }

    /// The error's code: `MANIFEST_UNKNOWN`.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// The message for people.
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    /// The detail for programs, as JSON.
    pub fn detail(&self) -> Option<&str> {
        self.detail.as_deref()
    }
}

fn optional_string(
    members: &mut Members<'_>,
    member: &'static str,
) -> Result<Option<String>, PayloadError> {
    match members.take(member)? {
        Some(raw) => json::value(raw, member, "a string"),
        None => Ok(None),
    }
}

impl fmt::Display for RegistryError {
    /// `MANIFEST_UNKNOWN: manifest unknown`, with everything but printable ASCII escaped.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.code.escape_default())?;
        match &self.message {
            Some(message) => write!(f, ": {}", message.escape_default()),
            None => Ok(()),
        }
    }
}

impl fmt::Display for ErrorBody {
    /// The errors, separated by `; `.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, error) in self.errors.iter().enumerate() {
            write!(f, "{}{error}", if n == 0 { "" } else { "; " })?;
        }
        Ok(())
    }
}

impl core::error::Error for RegistryError {}
impl core::error::Error for ErrorBody {}
