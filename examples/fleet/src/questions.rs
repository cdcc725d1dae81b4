//! The named questions.

/// A question about the fleet.
#[derive(Clone, Copy, Debug)]
pub struct Question {
    /// The name, as the command line accepts it.
    pub name: &'static str,
    /// The question in SQL; the first line is a comment that says it in English.
    pub sql: &'static str,
}

impl Question {
    /// The question in English.
    pub fn title(&self) -> &'static str {
        self.sql.lines().next().unwrap_or_default().trim_start_matches("-- ")
    }

    /// The question of a name.
    pub fn of(name: &str) -> Option<Self> {
        QUESTIONS.into_iter().find(|question| question.name == name)
    }
}

/// The questions, in the order in which they are asked.
pub const QUESTIONS: [Question; 6] = [
    Question { name: "unpinned", sql: include_str!("questions/unpinned.sql") },
    Question { name: "retired", sql: include_str!("questions/retired.sql") },
    Question { name: "mistakes", sql: include_str!("questions/mistakes.sql") },
    Question { name: "outdated", sql: include_str!("questions/outdated.sql") },
    Question { name: "shared", sql: include_str!("questions/shared.sql") },
    Question { name: "rebase", sql: include_str!("questions/rebase.sql") },
];
