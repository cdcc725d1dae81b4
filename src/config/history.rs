//! [`History`]: one step of an image's build.

use alloc::boxed::Box;

use crate::document::{Timestamp, UnknownMembers, values};
use crate::json::{MemberOrder, Reader, Result, Writer, members};

/// One step of an image's build. In a config, the oldest comes first.
///
/// Absence is `None`: an empty string was written as one. `Eq` compares content and ignores member order.
///
/// Source: image-spec 1.1, config.md, `history`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    created: Option<Timestamp>,
    created_by: Option<Box<str>>,
    author: Option<Box<str>>,
    comment: Option<Box<str>>,
    empty_layer: bool,
    order: MemberOrder,
}

members! {
    MEMBERS: Slot, "a step of the history", Warn;
    Created "created" Allow Yes,
    CreatedBy "created_by" Allow Yes,
    Author "author" Allow Yes,
    Comment "comment" Allow Yes,
    EmptyLayer "empty_layer" Allow Yes,
}

impl History {
    /// A step with the command that it ran; an empty command is omitted.
    pub fn new(created_by: &str) -> Self {
        let created_by_member = Some(created_by.into()).filter(|_| !created_by.is_empty());
        let mut history = Self { created_by: created_by_member, ..Self::default() };
        history.order.put(&MEMBERS, Slot::CreatedBy, created_by.is_empty());
        history
    }

    /// The time of the step.
    pub fn created(&self) -> Option<&Timestamp> {
        self.created.as_ref()
    }

    /// The command that the step ran, if present.
    pub fn created_by(&self) -> Option<&str> {
        self.created_by.as_deref()
    }

    /// The author of the step, if present.
    pub fn author(&self) -> Option<&str> {
        self.author.as_deref()
    }

    /// The comment, if present.
    pub fn comment(&self) -> Option<&str> {
        self.comment.as_deref()
    }

    /// Returns `true` if the step made no layer.
    pub fn is_empty_layer(&self) -> bool {
        self.empty_layer
    }

    /// The members that image-spec 1.1 does not specify: name and value as JSON.
    pub fn unknown_members(&self) -> UnknownMembers<'_> {
        self.order.unknown()
    }

    /// Returns the step with a time.
    #[must_use]
    pub fn with_created(mut self, created: Timestamp) -> Self {
        self.created = Some(created);
        self.order.set(&MEMBERS, Slot::Created);
        self
    }

    /// Returns the step with an author; an empty string removes the member.
    #[must_use]
    pub fn with_author(mut self, author: &str) -> Self {
        self.author = Some(author.into()).filter(|_| !author.is_empty());
        self.order.put(&MEMBERS, Slot::Author, author.is_empty());
        self
    }

    /// Returns the step with a comment; an empty string removes the member.
    #[must_use]
    pub fn with_comment(mut self, comment: &str) -> Self {
        self.comment = Some(comment.into()).filter(|_| !comment.is_empty());
        self.order.put(&MEMBERS, Slot::Comment, comment.is_empty());
        self
    }

    /// Returns the step as one that made no layer (`true`) or one (`false`).
    #[must_use]
    pub fn with_empty_layer(mut self, empty_layer: bool) -> Self {
        self.empty_layer = empty_layer;
        self.order.put(&MEMBERS, Slot::EmptyLayer, !empty_layer);
        self
    }

    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self> {
        let mut history = Self::default();
        if reader.null_as_empty()? {
            history.order = MemberOrder::null();
            return Ok(history);
        }
        reader.open_object()?;
        while let Some(slot) = reader.member(&MEMBERS, &mut history.order)? {
            match slot {
                Slot::Created => history.created = Some(values::timestamp(reader)?),
                Slot::CreatedBy => history.created_by = Some(values::text(reader)?),
                Slot::Author => history.author = Some(values::text(reader)?),
                Slot::Comment => history.comment = Some(values::text(reader)?),
                Slot::EmptyLayer => history.empty_layer = reader.boolean()?,
            }
        }
        Ok(history)
    }

    pub(super) fn write(&self, writer: &mut Writer) {
        writer.object(&MEMBERS, &self.order, |writer, slot| match slot {
            Slot::Created => writer.string(self.created.as_ref().map_or("", Timestamp::as_str)),
            Slot::CreatedBy => writer.string(self.created_by().unwrap_or_default()),
            Slot::Author => writer.string(self.author().unwrap_or_default()),
            Slot::Comment => writer.string(self.comment().unwrap_or_default()),
            Slot::EmptyLayer => writer.boolean(self.empty_layer),
        });
    }
}
