//! [`InstructionKind`]: the keywords of Dockerfiles.

/// The keyword of a Dockerfile's instruction.
///
/// Source: `BuildKit`, frontend/dockerfile/command.
///
/// # Examples
///
/// ```
/// use imageref_layers::instruction::{Instruction, InstructionKind};
///
/// assert_eq!(Instruction::of("WORKDIR /srv").kind(), InstructionKind::Workdir);
/// assert_eq!(InstructionKind::Workdir.keyword(), Some("WORKDIR"));
/// assert_eq!(InstructionKind::Other.keyword(), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum InstructionKind {
    /// `ADD`: adds files, unpacked archives or URLs.
    Add,
    /// `ARG`: declares a build argument.
    Arg,
    /// `CMD`: sets the default command, or the default arguments of the entrypoint.
    Cmd,
    /// `COPY`: copies files from the build context or from another stage.
    Copy,
    /// `ENTRYPOINT`: sets the start of the argument vector.
    Entrypoint,
    /// `ENV`: sets environment variables.
    Env,
    /// `EXPOSE`: documents ports.
    Expose,
    /// `FROM`: names the base. Few builders write it to the history.
    From,
    /// `HEALTHCHECK`: sets or disables the health check.
    Healthcheck,
    /// `LABEL`: sets labels.
    Label,
    /// `MAINTAINER`: names the author. Deprecated.
    Maintainer,
    /// `ONBUILD`: registers an instruction for images built from this one.
    Onbuild,
    /// `RUN`: runs a command.
    Run,
    /// `SHELL`: sets the shell of `RUN`, `CMD` and `ENTRYPOINT`.
    Shell,
    /// `STOPSIGNAL`: sets the signal that stops the container.
    Stopsignal,
    /// `USER`: sets the user that the process runs as.
    User,
    /// `VOLUME`: declares directories that keep a container's data.
    Volume,
    /// `WORKDIR`: sets the working directory.
    Workdir,
    /// None of these: written by another tool, or empty.
    Other,
}

#[rustfmt::skip]
const KEYWORDS: [(&str, InstructionKind); 18] = [
    ("ADD", InstructionKind::Add), ("ARG", InstructionKind::Arg), ("CMD", InstructionKind::Cmd),
    ("COPY", InstructionKind::Copy), ("ENTRYPOINT", InstructionKind::Entrypoint), ("ENV", InstructionKind::Env),
    ("EXPOSE", InstructionKind::Expose), ("FROM", InstructionKind::From), ("HEALTHCHECK", InstructionKind::Healthcheck),
    ("LABEL", InstructionKind::Label), ("MAINTAINER", InstructionKind::Maintainer), ("ONBUILD", InstructionKind::Onbuild),
    ("RUN", InstructionKind::Run), ("SHELL", InstructionKind::Shell), ("STOPSIGNAL", InstructionKind::Stopsignal),
    ("USER", InstructionKind::User), ("VOLUME", InstructionKind::Volume), ("WORKDIR", InstructionKind::Workdir),
];

impl InstructionKind {
    /// Returns the keyword in upper case, or `None` for [`Other`](Self::Other).
    pub fn keyword(self) -> Option<&'static str> {
        KEYWORDS.iter().find(|(_, kind)| *kind == self).map(|(keyword, _)| *keyword)
    }

    /// The kind of an upper-case keyword, the only case that builders write.
    pub(super) fn of_keyword(keyword: &str) -> Option<Self> {
        KEYWORDS.iter().find(|(known, _)| *known == keyword).map(|(_, kind)| *kind)
    }
}
