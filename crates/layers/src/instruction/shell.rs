//! Splits the shell and the build arguments from a command.

/// The shells that run commands, by the name of the program.
const SHELLS: &[(&str, Flags, &str)] = &[
    // program, its flags, source
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

/// The style of a shell's flags, by the one that the command follows.
#[derive(Clone, Copy)]
enum Flags {
    /// `-c`, alone or last in a group: `-ec`.
    Posix,
    /// `/C` or `/c`.
    Cmd,
    /// `-Command` or `-c`, in any case.
    PowerShell,
}

/// The maximum of words before the command. `powershell -NoProfile -ExecutionPolicy Bypass -Command` has four.
const MAX_WORDS: usize = 16;

/// Splits a shell command line into the shell with its flags, and the command.
pub(super) fn split_shell(text: &str) -> Option<(&str, &str)> {
    let (program, rest) = text.split_once(' ')?;
    let name = program.rsplit(['/', '\\']).next().unwrap_or(program);
    let name = name.strip_suffix(".exe").unwrap_or(name);
    let (_, flags, _) = SHELLS.iter().find(|(shell, _, _)| shell.eq_ignore_ascii_case(name))?;
    let mut rest = rest;
    let mut may_be_value = false;
    for _ in 0..MAX_WORDS {
        let (word, after) = rest.split_once(' ').unwrap_or((rest, ""));
        let is_flag = word.starts_with(if matches!(flags, Flags::Cmd) { '/' } else { '-' });
        if is_flag && flags.precedes_command(word) {
            let shell = text.len() - rest.len() + word.len();
            return text.get(..shell).map(|shell| (shell, after));
        }
        if !is_flag && !may_be_value {
            return None;
        }
        may_be_value = is_flag && flags.may_have_value(word);
        rest = after;
    }
    None
}

impl Flags {
    /// Returns `true` for the flag that the command follows.
    fn precedes_command(self, flag: &str) -> bool {
        match self {
            Self::Posix => !flag.starts_with("--") && flag.ends_with('c'),
            Self::Cmd => flag.eq_ignore_ascii_case("/c"),
            Self::PowerShell => {
                flag.eq_ignore_ascii_case("-command") || flag.eq_ignore_ascii_case("-c")
            }
        }
    }

    /// Returns `true` for a flag that a value may follow: `-o pipefail`, `-eo pipefail`, `-ExecutionPolicy Bypass`.
    fn may_have_value(self, flag: &str) -> bool {
        match self {
            Self::Posix => !flag.starts_with("--") && flag.ends_with('o'),
            Self::Cmd => false,
            Self::PowerShell => true,
        }
    }
}

/// Splits `|2 A=1 B=2 /bin/sh -c make` into the build arguments, and the command with its shell.
///
/// The number is a lower bound for the words, since values may contain spaces; the shell ends them.
pub(super) fn split_build_args(text: &str) -> Option<(&str, &str)> {
    let (count, args) = text.strip_prefix('|')?.split_once(' ')?;
    let count: usize = count.parse().ok()?;
    let next_word = |at: &usize| Some(at + args.get(*at..)?.find(' ')? + 1);
    let mut starts = core::iter::successors(Some(0), next_word).skip(count);
    let least = starts.next()?;
    let is_command = |at: &usize| args.get(*at..).and_then(split_shell).is_some();
    let at = core::iter::once(least).chain(starts).find(is_command).unwrap_or(least);
    let (build_args, command) = args.split_at_checked(at)?;
    Some((build_args.trim_end(), command))
}
