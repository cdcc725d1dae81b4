//! The command line.

use std::path::PathBuf;

use crate::questions::Question;
use crate::tables::Sizes;

/// How to call the program.
pub const USAGE: &str = "\
usage: fleet [OPTION]... [QUESTION]...    answers all questions, or those named
       fleet [OPTION]... --sql QUERY      answers another one
       fleet measure                      prints rows a second with and without the engine

questions: unpinned retired mistakes outdated shared rebase

--pods N         rows of the generated table of pods (1000000)
--images N       images of the generated fleet (10000)
--dictionary     generates dictionary-encoded columns
--folder FOLDER  where generated tables are kept (a folder `imageref-fleet` for temporary files)
--tables FOLDER  reads the tables of this folder instead: pods, images, layers
--rows N         prints at most N rows of an answer (12)
--threads N      cores to use (all)
--memory SIZE    limits memory, to 256M at least; what does not fit is written to temporary files";

/// The least memory that the questions can be answered in on two cores.
const LEAST_MEMORY: usize = 256 << 20;

/// The command line, read.
#[derive(Debug)]
#[allow(missing_docs, reason = "USAGE says what the options mean")]
pub struct Options {
    pub measure: bool,
    pub questions: Vec<Question>,
    pub sql: Option<String>,
    pub sizes: Sizes,
    pub folder: PathBuf,
    pub tables: Option<PathBuf>,
    pub rows: usize,
    pub threads: usize,
    pub memory: Option<usize>,
}

impl Options {
    /// Reads a command line.
    ///
    /// # Errors
    ///
    /// An unknown option or question, a missing or wrong value; the usage for `--help`.
    pub fn parse(args: impl IntoIterator<Item = String>) -> Result<Self, String> {
        let mut options = Self {
            measure: false,
            questions: Vec::new(),
            sql: None,
            sizes: Sizes::default(),
            folder: std::env::temp_dir().join("imageref-fleet"),
            tables: None,
            rows: 12,
            threads: std::thread::available_parallelism().map_or(1, usize::from),
            memory: None,
        };
        let mut args = args.into_iter();
        while let Some(arg) = args.next() {
            let mut value = || args.next().ok_or_else(|| format!("missing value after {arg}"));
            match arg.as_str() {
                "--help" | "-h" => return Err(USAGE.to_owned()),
                "--pods" => options.sizes.pods = number(&arg, &value()?)?,
                "--images" => options.sizes.images = number(&arg, &value()?)?,
                "--dictionary" => options.sizes.dictionary = true,
                "--folder" => options.folder = value()?.into(),
                "--tables" => options.tables = Some(value()?.into()),
                "--rows" => options.rows = number(&arg, &value()?)?,
                "--threads" => options.threads = number::<usize>(&arg, &value()?)?.max(1),
                "--memory" => options.memory = Some(memory(&arg, &value()?)?),
                "measure" => options.measure = true,
                "--sql" => options.sql = Some(value()?),
                name => match Question::of(name) {
                    Some(question) => options.questions.push(question),
                    None => return Err(format!("unexpected argument `{name}`\n\n{USAGE}")),
                },
            }
        }
        Ok(options)
    }
}

fn number<T: std::str::FromStr>(option: &str, text: &str) -> Result<T, String> {
    text.parse().map_err(|_| format!("unexpected value `{text}` of {option}: not a number"))
}

/// Reads a limit of memory.
fn memory(option: &str, text: &str) -> Result<usize, String> {
    match size(option, text)? {
        bytes if bytes < LEAST_MEMORY => {
            Err(format!("unexpected value `{text}` of {option}: less than 256M"))
        }
        bytes => Ok(bytes),
    }
}

/// Reads a number of bytes: `64M`, `2G`, `500K`, `1000`.
fn size(option: &str, text: &str) -> Result<usize, String> {
    let (digits, unit) = match text.split_at_checked(text.len().saturating_sub(1)) {
        Some((digits, "K" | "k")) => (digits, 1 << 10),
        Some((digits, "M" | "m")) => (digits, 1 << 20),
        Some((digits, "G" | "g")) => (digits, 1 << 30),
        _ => (text, 1),
    };
    let bytes = digits.parse::<usize>().ok().and_then(|number| number.checked_mul(unit));
    bytes.ok_or_else(|| format!("unexpected value `{text}` of {option}: not a size such as 64M"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Options, String> {
        Options::parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn reads_options_and_questions() {
        let options = parse("--memory 256M --pods 1000 rebase shared").expect("a command line");
        assert_eq!(options.memory, Some(256 << 20));
        assert_eq!(options.sizes.pods, 1000);
        let names: Vec<_> = options.questions.iter().map(|question| question.name).collect();
        assert_eq!(names, ["rebase", "shared"]);
    }

    #[test]
    fn names_mistakes() {
        let error = |line| parse(line).expect_err("a mistake");
        assert_eq!(
            error("--memory 64Q"),
            "unexpected value `64Q` of --memory: not a size such as 64M"
        );
        assert_eq!(error("--memory 64M"), "unexpected value `64M` of --memory: less than 256M");
        assert_eq!(error("--pods"), "missing value after --pods");
        assert!(error("rebased").starts_with("unexpected argument `rebased`\n"));
    }
}
