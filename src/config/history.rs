//! [`History`]: one step of how an image was made.

use alloc::boxed::Box;

use crate::document::{Timestamp, values};
use crate::json::{Case, Form, Member, Members, Null, Omit, Reader, Result, Writer};

/// One step of how an image was made; the oldest stands first in a config.
///
/// Source: image-spec 1.1, config.md, `history`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    created: Option<Timestamp>,
    created_by: Box<str>,
    author: Box<str>,
    comment: Box<str>,
    empty_layer: bool,
    form: Form,
}

#[derive(Clone, Copy, PartialEq)]
enum Slot {
    Created,
    CreatedBy,
    Author,
    Comment,
    EmptyLayer,
}

const fn member(slot: Slot, name: &'static str) -> Member<Slot> {
    Member { slot, name, null: Null::Fine, omit: Omit::Empty }
}

static MEMBERS: Members<Slot> = Members {
    list: &[
        member(Slot::Created, "created"),
        member(Slot::CreatedBy, "created_by"),
        member(Slot::Author, "author"),
        member(Slot::Comment, "comment"),
        member(Slot::EmptyLayer, "empty_layer"),
    ],
    others: &[],
    case: Case::Odd,
};

impl History {
    /// A step with the command that it ran.
    pub fn new(created_by: &str) -> Self {
        let mut history = Self { created_by: created_by.into(), ..Self::default() };
        history.form.put(&MEMBERS, Slot::CreatedBy, created_by.is_empty());
        history
    }

    /// When the step was made.
    pub fn created(&self) -> Option<&Timestamp> {
        self.created.as_ref()
    }

    /// The command that made the step. Empty where none was written.
    pub fn created_by(&self) -> &str {
        &self.created_by
    }

    /// Who made the step. Empty where none was written.
    pub fn author(&self) -> &str {
        &self.author
    }

    /// What else is said. Empty where nothing was written.
    pub fn comment(&self) -> &str {
        &self.comment
    }

    /// Whether the step made no layer.
    pub fn is_empty_layer(&self) -> bool {
        self.empty_layer
    }

    /// The same step with a time.
    #[must_use]
    pub fn with_created(mut self, created: Timestamp) -> Self {
        self.created = Some(created);
        self.form.set(&MEMBERS, Slot::Created);
        self
    }

    /// The same step with an author; an empty text takes the member away.
    #[must_use]
    pub fn with_author(mut self, author: &str) -> Self {
        self.author = author.into();
        self.form.put(&MEMBERS, Slot::Author, author.is_empty());
        self
    }

    /// The same step with a comment; an empty text takes the member away.
    #[must_use]
    pub fn with_comment(mut self, comment: &str) -> Self {
        self.comment = comment.into();
        self.form.put(&MEMBERS, Slot::Comment, comment.is_empty());
        self
    }

    /// The same step as one that made no layer, or one.
    #[must_use]
    pub fn with_empty_layer(mut self, empty_layer: bool) -> Self {
        self.empty_layer = empty_layer;
        self.form.put(&MEMBERS, Slot::EmptyLayer, !empty_layer);
        self
    }

    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self> {
        let mut history = Self::default();
        reader.open_object()?;
        while let Some(slot) = reader.member(&MEMBERS, &mut history.form)? {
            match slot {
                Slot::Created => history.created = Some(values::timestamp(reader)?),
                Slot::CreatedBy => history.created_by = values::text(reader)?,
                Slot::Author => history.author = values::text(reader)?,
                Slot::Comment => history.comment = values::text(reader)?,
                Slot::EmptyLayer => history.empty_layer = reader.boolean()?,
            }
        }
        Ok(history)
    }

    pub(super) fn write(&self, writer: &mut Writer) {
        writer.object(&MEMBERS, &self.form, |writer, slot| match slot {
            Slot::Created => {
                writer.string(self.created.as_ref().map_or("", Timestamp::as_str));
            }
            Slot::CreatedBy => writer.string(&self.created_by),
            Slot::Author => writer.string(&self.author),
            Slot::Comment => writer.string(&self.comment),
            Slot::EmptyLayer => writer.boolean(self.empty_layer),
        });
    }
}
