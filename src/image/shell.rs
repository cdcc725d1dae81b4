//! Taking a shell, and the build arguments, off a command.

/// The shells that builders start commands with, by the name of their program.
const SHELLS: &[(&str, Flags, &str)] = &[
    // program, how it takes a command, source
    ("sh", Flags::Posix, "the default of every builder"),
    ("bash", Flags::Posix, "SHELL in Dockerfiles"),
    ("ash", Flags::Posix, "SHELL in Dockerfiles on Alpine"),
    ("dash", Flags::Posix, "SHELL in Dockerfiles on Debian"),
    ("ksh", Flags::Posix, "SHELL in Dockerfiles"),
    ("zsh", Flags::Posix, "SHELL in Dockerfiles"),
    ("cmd", Flags::Cmd, "the default on Windows"),
    ("powershell", Flags::PowerShell, "SHELL in Dockerfiles on Windows"),
    ("pwsh", Flags::PowerShell, "SHELL in Dockerfiles"),
];

#[derive(Clone, Copy)]
enum Flags {
    /// `-c`, alone or last in a group: `-ec`.
    Posix,
    /// `/C` or `/c`.
    Cmd,
    /// `-Command` or `-c`, in any case.
    PowerShell,
}

/// The most words before the command: a guard, `powershell -NoProfile -ExecutionPolicy Bypass -Command` has four.
const MANY_WORDS: usize = 16;

/// Splits a command that a shell was started with into the shell with its flags, and the command.
pub(super) fn split_shell(text: &str) -> Option<(&str, &str)> {
    let (program, rest) = text.split_once(' ')?;
    let name = program.rsplit(['/', '\\']).next().unwrap_or(program);
    let name = name.strip_suffix(".exe").unwrap_or(name);
    let (_, flags, _) = SHELLS.iter().find(|(shell, _, _)| shell.eq_ignore_ascii_case(name))?;
    let mut rest = rest;
    let mut takes_value = false;
    for _ in 0..MANY_WORDS {
        let (word, after) = rest.split_once(' ').unwrap_or((rest, ""));
        let is_flag = word.starts_with(if matches!(flags, Flags::Cmd) { '/' } else { '-' });
        if is_flag && flags.take_command(word) {
            let shell = text.len() - rest.len() + word.len();
            return Some((&text[..shell], after));
        }
        if !is_flag && !takes_value {
            return None;
        }
        takes_value = is_flag && flags.may_take_value(word);
        rest = after;
    }
    None
}

impl Flags {
    fn take_command(self, flag: &str) -> bool {
        match self {
            Self::Posix => !flag.starts_with("--") && flag.ends_with('c'),
            Self::Cmd => flag.eq_ignore_ascii_case("/c"),
            Self::PowerShell => {
                flag.eq_ignore_ascii_case("-command") || flag.eq_ignore_ascii_case("-c")
            }
        }
    }

    /// `-o pipefail`, `-eo pipefail`; `-ExecutionPolicy Bypass`.
    fn may_take_value(self, flag: &str) -> bool {
        match self {
            Self::Posix => !flag.starts_with("--") && flag.ends_with('o'),
            Self::Cmd => false,
            Self::PowerShell => true,
        }
    }
}

/// Splits `|2 A=1 B=2 /bin/sh -c make` into the build arguments, and the command with its shell.
///
/// Values may hold blanks, so the number counts words at least; the shell that follows ends them.
pub(super) fn split_build_args(text: &str) -> Option<(&str, &str)> {
    let (count, args) = text.strip_prefix('|')?.split_once(' ')?;
    let count: usize = count.parse().ok()?;
    let mut at = 0;
    let next_word = |at: usize| args[at..].find(' ').map(|blank| at + blank + 1);
    for _ in 0..count {
        at = next_word(at)?;
    }
    let least = at;
    while split_shell(&args[at..]).is_none() {
        match next_word(at) {
            Some(next) => at = next,
            None => return Some((args[..least].trim_end(), &args[least..])),
        }
    }
    Some((args[..at].trim_end(), &args[at..]))
}
