//! [`History`]: one step of an image's build.

use crate::document::{Timestamp, member, model};
use crate::json::{MemberOrder, Reader, Result};

model! {
    /// One step of an image's build. In a config, the oldest comes first.
    ///
    /// Absence is `None`: an empty string was written as one.
    ///
    /// Source: image-spec 1.1, config.md, `history`.
    ///
    /// ```
    /// use imageref::config::History;
    ///
    /// let step = History::new("ENV A=1").with_created("2024-01-01T00:00:00Z".parse()?).with_empty_layer(true);
    /// assert_eq!(step.created_by(), Some("ENV A=1"));
    /// assert!(step.is_empty_layer());
    /// # Ok::<(), imageref::document::ParseTimestampError>(())
    /// ```
    #[derive(Clone, Debug, Default, PartialEq, Eq)]
    pub struct History
    TABLE Slot, "a step of the history", Warn, "image-spec 1.1 does not specify";

    created(with_created, without_created): optional<Timestamp>, "created" Allow Yes, "the time of the step";
    created_by(with_created_by, without_created_by): text, "created_by" Allow Yes, "the command that the step ran";
    author(with_author, without_author): text, "author" Allow Yes, "the author of the step";
    comment(with_comment, without_comment): text, "comment" Allow Yes, "the comment";
    is_empty_layer(with_empty_layer, without_empty_layer): flag, "empty_layer" Allow Yes, "the step made no layer";
}

impl History {
    /// Creates a step with the command that it ran; an empty command is omitted.
    pub fn new(created_by: &str) -> Self {
        Self::default().with_created_by(created_by)
    }
}

member! { History: |reader| read(reader), |step, writer| step.write_members(writer); }

fn read(reader: &mut Reader<'_>) -> Result<History> {
    if reader.null_as_empty()? {
        return Ok(History { order: MemberOrder::null(), ..History::default() });
    }
    History::default().read_members(reader)
}
