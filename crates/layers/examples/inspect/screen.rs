//! Prints aligned columns of at most 100 characters, with colour on a terminal only.

use std::fmt::{Display, Write as _};
use std::io::{self, IsTerminal, Write as _};
use std::process::ExitCode;

/// The longest line.
const WIDTH: usize = 100;

/// The lines to print.
#[derive(Default)]
pub(crate) struct Screen(Vec<Line>);

enum Line {
    Text(String),
    /// A label, a value, and a note.
    Field([String; 3]),
    /// Rows of cells. The columns in `right` are aligned to the right.
    Table {
        rows: Vec<Vec<String>>,
        right: &'static [usize],
    },
}

impl Screen {
    pub(crate) fn text(&mut self, text: &str) {
        self.0.push(Line::Text(text.to_owned()));
    }

    pub(crate) fn field(&mut self, label: &str, value: impl Display, note: &str) {
        self.0.push(Line::Field([label.to_owned(), value.to_string(), note.to_owned()]));
    }

    /// Adds a table. The first row is its header.
    pub(crate) fn table(&mut self, rows: Vec<Vec<String>>, right: &'static [usize]) {
        self.0.push(Line::Table { rows, right });
    }

    pub(crate) fn print(self) -> ExitCode {
        let colour = io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        let dim =
            |text: &str| if colour { format!("\x1b[2m{text}\x1b[0m") } else { text.to_owned() };
        // The notes are aligned in a column after the values.
        let note_column = |line: &Line| match line {
            Line::Field([_, value, note]) if !note.is_empty() => Some(value.chars().count() + 3),
            _ => None,
        };
        let notes = self.0.iter().filter_map(note_column).max().unwrap_or(0);
        let mut out = String::new();
        for line in self.0 {
            match line {
                Line::Text(text) => {
                    let _ = writeln!(out, "{text}");
                }
                Line::Field([label, value, note]) => {
                    let value = cut(&value, WIDTH - 12);
                    let value = if note.is_empty() {
                        value
                    } else {
                        format!("{value:<notes$}{}", dim(&note))
                    };
                    let _ = writeln!(out, "{}{value}", dim(&format!("{label:<12}")));
                }
                Line::Table { rows, right } => table(&mut out, &rows, right, &dim),
            }
        }
        match io::stdout().write_all(out.as_bytes()) {
            Err(e) if e.kind() != io::ErrorKind::BrokenPipe => ExitCode::from(2),
            _ => ExitCode::SUCCESS,
        }
    }
}

fn table(out: &mut String, rows: &[Vec<String>], right: &[usize], dim: &dyn Fn(&str) -> String) {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column| {
        rows.iter()
            .filter_map(|row| row.get(column))
            .map(|cell: &String| cell.chars().count())
            .max()
            .unwrap_or(0)
    };
    let widths: Vec<_> = (0..columns).map(width).collect();
    for (number, row) in rows.iter().enumerate() {
        let mut line = String::new();
        for (column, cell) in row.iter().enumerate() {
            let width = widths[column];
            let gap = if column > 0 { "  " } else { "" };
            // Writing to a `String` can't fail.
            let _ = if right.contains(&column) {
                write!(line, "{gap}{cell:>width$}")
            } else {
                write!(line, "{gap}{cell:<width$}")
            };
        }
        let line = cut(line.trim_end(), WIDTH);
        let _ = writeln!(out, "{}", if number == 0 { dim(&line) } else { line });
    }
}

/// Replaces control characters by spaces and cuts the text to a width.
pub(crate) fn cut(text: &str, width: usize) -> String {
    let mut shown: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if shown.chars().count() > width {
        shown = shown.chars().take(width.saturating_sub(3)).chain("...".chars()).collect();
    }
    shown
}
