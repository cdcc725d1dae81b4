//! [`CommandImages`]: the images that command lines name, such as `docker run --rm -p 80:80 nginx`.

#![expect(
    clippy::arithmetic_side_effects,
    reason = "sums of offsets and lengths in one string, which has at most isize::MAX bytes"
)]

/// Programs that work on images.
const TOOLS: &[&str] = &["docker", "podman", "nerdctl", "crictl", "crane", "buildah"];

/// Words that may come between a program and the verb.
const GROUPS: &[&str] = &["image", "container", "manifest"];

/// Verbs whose first argument other than flags is an image.
const VERBS: &[&str] = &[
    "pull", "push", "run", "create", "inspect", "history", "scan", "tag", "rmi", "save", "digest",
    "config", "export",
];

/// The flags of `run` and `create` without a value; every other flag has one.
const SWITCHES: &[&str] = &[
    "--detach",
    "--init",
    "--interactive",
    "--no-healthcheck",
    "--oom-kill-disable",
    "--privileged",
    "--publish-all",
    "--quiet",
    "--read-only",
    "--replace",
    "--rm",
    "--tty",
];

/// The same, with one letter.
const SHORT_SWITCHES: &[u8] = b"ditPq";

/// The flags of the other verbs that have a value.
const VALUED: &[&str] =
    &["--platform", "--format", "-f", "--output", "-o", "--arch", "--os", "--variant"];

/// The most flags that are read.
const MOST_FLAGS: usize = 64;

/// An image that a command line names.
#[derive(Clone, Copy)]
pub(super) struct CommandImage {
    /// The offset of its name.
    pub(super) start: usize,
    /// `true` if the program is where a command begins, rather than in a sentence.
    pub(super) is_command: bool,
}

/// The images of command lines, in order.
#[derive(Clone)]
pub(super) struct CommandImages<'a> {
    text: &'a str,
    at: usize,
    /// The word before the next one, on the same line.
    before: &'a str,
}

/// A word between blanks.
#[derive(Clone, Copy)]
struct Token<'a> {
    text: &'a str,
    start: usize,
    /// `true` if a line end precedes it.
    on_a_new_line: bool,
}

impl<'a> CommandImages<'a> {
    pub(super) const fn new(text: &'a str) -> Self {
        Self { text, at: 0, before: "" }
    }

    fn token(&mut self) -> Option<Token<'a>> {
        let rest = self.text.get(self.at..)?;
        let blanks = rest.bytes().position(|b| !b.is_ascii_whitespace())?;
        let (blank, rest) = rest.split_at_checked(blanks)?;
        let len = rest.bytes().position(|b| b.is_ascii_whitespace()).unwrap_or(rest.len());
        let start = self.at + blanks;
        self.at = start + len;
        let on_a_new_line = start == blanks || blank.contains('\n');
        Some(Token { text: rest.get(..len)?, start, on_a_new_line })
    }

    /// Returns the next word of the same command line, which a `\` continues on the next line.
    fn argument(&mut self) -> Option<Token<'a>> {
        let (at, mut carried) = (self.at, false);
        loop {
            let token = self.token()?;
            if token.on_a_new_line && !carried {
                self.at = at;
                return None;
            }
            if token.text != "\\" {
                return Some(token);
            }
            carried = true;
        }
    }

    /// Returns the offset of the image after a program. Words that don't belong to a command are read again.
    fn image(&mut self) -> Option<usize> {
        let mut at = self.at;
        let mut verb = self.argument()?;
        if GROUPS.contains(&verb.text) {
            at = self.at;
            verb = self.argument()?;
        }
        if !VERBS.contains(&verb.text) {
            self.at = at;
            return None;
        }
        for _ in 0..MOST_FLAGS {
            let token = self.argument()?;
            if !token.text.starts_with('-') {
                let quotes =
                    token.text.len().saturating_sub(token.text.trim_start_matches(OPENING).len());
                return Some(token.start + quotes);
            }
            if has_value(verb.text, token.text) {
                self.argument()?;
            }
        }
        None
    }
}

impl Iterator for CommandImages<'_> {
    type Item = CommandImage;

    fn next(&mut self) -> Option<CommandImage> {
        loop {
            let token = self.token()?;
            let tool = token.text.trim_start_matches(|c| !char::is_ascii_alphanumeric(&c));
            let before = if token.on_a_new_line { "" } else { self.before };
            self.before = token.text;
            if !TOOLS.contains(&tool) {
                continue;
            }
            let is_command = tool.len() < token.text.len() || leads(before);
            if let Some(start) = self.image() {
                return Some(CommandImage { start, is_command });
            }
        }
    }
}

/// The quotes and brackets that may enclose a name.
const OPENING: [char; 4] = ['"', '\'', '`', '('];

/// Returns `true` if a command may follow the word: the beginning of a line, a prompt, an operator, a key, `sudo`, `RUN`.
fn leads(before: &str) -> bool {
    matches!(before, "" | "-" | "*" | "sudo" | "exec" | "then" | "do" | "time" | "RUN")
        || before.ends_with(['$', '#', '>', '%', ';', '&', '|', '(', '`', ':', '!', '='])
}

/// Returns `true` if the word after the flag is its value.
fn has_value(verb: &str, flag: &str) -> bool {
    if flag.contains('=') {
        return false;
    }
    if !matches!(verb, "run" | "create") {
        return VALUED.contains(&flag);
    }
    match flag.strip_prefix('-') {
        Some(long) if long.starts_with('-') => !SWITCHES.contains(&flag),
        // `-dp 80:80`: a value follows the last letter; `-p80:80` has it.
        Some(short) => {
            let value = short.bytes().position(|b| !SHORT_SWITCHES.contains(&b));
            value.is_some_and(|at| at + 1 == short.len())
        }
        None => false,
    }
}
