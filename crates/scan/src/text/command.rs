//! [`CommandImages`]: the images that command lines name, such as `docker run --rm -p 80:80 nginx`.

/// Programs that take images.
const TOOLS: &[&str] = &["docker", "podman", "nerdctl", "crictl", "crane", "buildah"];

/// What may stand between a program and what it does.
const GROUPS: &[&str] = &["image", "container", "manifest"];

/// What is done with an image: its name is the first argument that is no flag.
const VERBS: &[&str] = &[
    "pull", "push", "run", "create", "inspect", "history", "scan", "tag", "rmi", "save", "digest",
    "config", "export",
];

/// The flags of `run` and `create` without a value; every other has one.
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

/// The same, of one letter.
const SHORT_SWITCHES: &[u8] = b"ditPq";

/// The flags of the other verbs with a value.
const VALUED: &[&str] =
    &["--platform", "--format", "-f", "--output", "-o", "--arch", "--os", "--variant"];

/// How many flags are read.
const MOST_FLAGS: usize = 64;

/// An image that a command line names.
#[derive(Clone, Copy)]
pub(super) struct CommandImage {
    /// Where its name begins.
    pub(super) start: usize,
    /// Whether the program stands where commands stand, rather than in a sentence.
    pub(super) is_command: bool,
}

/// Every image of a command line, in order.
pub(super) struct CommandImages<'a> {
    text: &'a str,
    at: usize,
    /// What stands before the next word on its line.
    before: &'a str,
}

/// What stands between blanks.
#[derive(Clone, Copy)]
struct Token<'a> {
    text: &'a str,
    start: usize,
    /// Whether a line end stands before it.
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

    /// The next word of the same command line, which a `\` carries over a line end.
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

    /// Behind a program: where its image stands. What is no part of a command is left to be read again.
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
                let quotes = token.text.len() - token.text.trim_start_matches(OPENING).len();
                return Some(token.start + quotes);
            }
            if takes_value(verb.text, token.text) {
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

/// What a name may be put in.
const OPENING: [char; 4] = ['"', '\'', '`', '('];

/// Whether a command follows a word: the beginning of a line, a prompt, an operator, a key, `sudo`, `RUN`.
fn leads(before: &str) -> bool {
    matches!(before, "" | "-" | "*" | "sudo" | "exec" | "then" | "do" | "time" | "RUN")
        || before.ends_with(['$', '#', '>', '%', ';', '&', '|', '(', '`', ':', '!', '='])
}

/// Whether the word behind a flag is its value.
fn takes_value(verb: &str, flag: &str) -> bool {
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
