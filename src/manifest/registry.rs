//! What registries answer besides manifests: [`TagList`] and [`ErrorBody`]. Referrers come as an
//! [`ImageIndex`](super::ImageIndex).

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::fmt;

use crate::document::{Reading, impl_model, values};
use crate::json::{Case, Form, Layout, Member, Members, Null, Omit, Reader, Result, Writer};
use crate::media_type::MediaType;

/// A registry's list of a repository's tags, one page of it.
///
/// Source: distribution-spec 1.1, "Listing Tags".
///
/// ```
/// use imageref::manifest::TagList;
///
/// let list = TagList::from_slice(br#"{"name":"library/nginx","tags":["1.27","latest"]}"#)?;
/// assert_eq!(list.tags().last(), Some("latest"));
/// # Ok::<(), imageref::DocumentError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagList {
    name: Box<str>,
    tags: Vec<Box<str>>,
    form: Form,
    layout: Layout,
}

/// What a registry says went wrong.
///
/// Source: distribution-spec 1.1, "Error Codes".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorBody {
    errors: Vec<RegistryError>,
    form: Form,
    layout: Layout,
}

/// One error of a registry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RegistryError {
    code: Box<str>,
    message: Box<str>,
    detail: Box<str>,
    form: Form,
}

#[derive(Clone, Copy, PartialEq)]
enum ListSlot {
    Name,
    Tags,
}

#[derive(Clone, Copy, PartialEq)]
struct Errors;

#[derive(Clone, Copy, PartialEq)]
enum ErrorSlot {
    Code,
    Message,
    Detail,
}

const fn member<S>(slot: S, name: &'static str, null: Null) -> Member<S> {
    Member { slot, name, null, omit: Omit::Never }
}

static LIST: Members<ListSlot> = Members {
    list: &[
        member(ListSlot::Name, "name", Null::Odd),
        // Null is what distribution and Harbor answer for a repository without tags.
        member(ListSlot::Tags, "tags", Null::Odd),
    ],
    others: &[],
    case: Case::Odd,
};

static BODY: Members<Errors> =
    Members { list: &[member(Errors, "errors", Null::Refused)], others: &[], case: Case::Odd };

static ERROR: Members<ErrorSlot> = Members {
    list: &[
        member(ErrorSlot::Code, "code", Null::Odd),
        member(ErrorSlot::Message, "message", Null::Odd),
        member(ErrorSlot::Detail, "detail", Null::Fine),
    ],
    others: &[],
    case: Case::Odd,
};

impl TagList {
    /// The repository.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The tags, in the registry's order.
    pub fn tags(&self) -> impl DoubleEndedIterator<Item = &str> + ExactSizeIterator {
        self.tags.iter().map(|tag| &**tag)
    }
}

impl ErrorBody {
    /// The errors.
    pub fn errors(&self) -> &[RegistryError] {
        &self.errors
    }
}

impl RegistryError {
    /// The error's code: `MANIFEST_UNKNOWN`.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// What the registry says to people. Empty where nothing was written.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What the registry says to programs, as JSON text. Empty where nothing was written.
    pub fn detail(&self) -> &str {
        &self.detail
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self> {
        let mut error = Self::default();
        reader.open_object()?;
        while let Some(slot) = reader.member(&ERROR, &mut error.form)? {
            match slot {
                ErrorSlot::Code => error.code = values::text(reader)?,
                ErrorSlot::Message => error.message = values::text(reader)?,
                ErrorSlot::Detail => error.detail = reader.skip()?.into(),
            }
        }
        Ok(error)
    }
}

impl fmt::Display for RegistryError {
    /// `MANIFEST_UNKNOWN: manifest unknown`, escaped: a registry's text reaches no terminal as it is.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code.escape_default(), self.message.escape_default())
    }
}

impl Reading for TagList {
    fn read(reader: &mut Reader<'_>, _content_type: Option<&MediaType>) -> Result<Self> {
        let layout = reader.layout();
        let start = reader.position();
        let (mut name, mut tags, mut form) = (Box::default(), Vec::new(), Form::default());
        reader.open_object()?;
        while let Some(slot) = reader.member(&LIST, &mut form)? {
            match slot {
                ListSlot::Name => name = values::text(reader)?,
                ListSlot::Tags => tags = values::texts(reader)?,
            }
        }
        if !form.has(&LIST, ListSlot::Tags) {
            return Err(values::missing("tags", start));
        }
        Ok(Self { name, tags, form, layout })
    }

    fn write(&self, writer: &mut Writer) {
        writer.object(&LIST, &self.form, |writer, slot| match slot {
            ListSlot::Name => writer.string(&self.name),
            ListSlot::Tags => writer.strings(&self.tags),
        });
    }

    fn layout(&self) -> Layout {
        self.layout.clone()
    }

    fn told_media_type(&self) -> MediaType {
        MediaType::new("application/json")
    }
}

impl Reading for ErrorBody {
    fn read(reader: &mut Reader<'_>, _content_type: Option<&MediaType>) -> Result<Self> {
        let layout = reader.layout();
        let start = reader.position();
        let (mut errors, mut form) = (Vec::new(), Form::default());
        reader.open_object()?;
        while let Some(Errors) = reader.member(&BODY, &mut form)? {
            reader.elements(|reader| {
                errors.push(RegistryError::read(reader)?);
                Ok(())
            })?;
        }
        if form.is_empty() {
            return Err(values::missing("errors", start));
        }
        Ok(Self { errors, form, layout })
    }

    fn write(&self, writer: &mut Writer) {
        writer.object(&BODY, &self.form, |writer, Errors| {
            writer.array(&self.errors, |writer, error| {
                writer.object(&ERROR, &error.form, |writer, slot| match slot {
                    ErrorSlot::Code => writer.string(&error.code),
                    ErrorSlot::Message => writer.string(&error.message),
                    ErrorSlot::Detail => writer.raw(&error.detail),
                });
            });
        });
    }

    fn layout(&self) -> Layout {
        self.layout.clone()
    }

    fn told_media_type(&self) -> MediaType {
        MediaType::new("application/json")
    }
}

impl_model!(TagList);
impl_model!(ErrorBody);
