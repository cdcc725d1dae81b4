//! Dockerfiles: BuildKit's verdicts, and rules that no row shows.

use imageref_scan::{
    BuildOptions, BuildSource as Source, Dockerfile, DockerfileErrorKind as Kind, DockerfilePlace,
};

use super::buildkit::differences;
use crate::data;

/// A quarter of BuildKit's verdicts.
#[test]
fn vectors() {
    let text = data::read("dockerfiles.jsonl");
    let mut rows = 0;
    let mut faults = Vec::new();
    for line in text.lines() {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        rows += 1;
        let found = differences(&row);
        faults.extend(found.into_iter().map(|fault| format!("{}: {fault}", row["name"])));
    }
    assert_eq!(faults, Vec::<String>::new());
    assert_eq!(rows, 108);
}

#[track_caller]
fn base(text: &str) -> Source {
    let file = Dockerfile::parse(text).unwrap();
    file.resolve(&BuildOptions::new()).stages().last().unwrap().base().clone()
}

#[track_caller]
fn resolved(text: &str) -> String {
    let file = Dockerfile::parse(text).unwrap();
    let build = file.resolve(&BuildOptions::new());
    assert_eq!(build.error(), None);
    build.stages().last().unwrap().text().to_owned()
}

/// `(value of V, word, what it expands to)`: BuildKit's shell/lex.go and its tests.
#[rustfmt::skip]
const WORDS: &[(&str, &str, &str)] = &[
    ("v1.2.3", "${V#v}", "1.2.3"),
    ("v1.2.3", "${V#x}", "v1.2.3"),
    ("v1.2.3", "${V#*.}", "2.3"),
    ("v1.2.3", "${V##*.}", "3"),
    ("v1.2.3", "${V%.*}", "v1.2"),
    ("v1.2.3", "${V%%.*}", "v1"),
    ("v1.2.3", "${V%?}", "v1.2."),
    ("v1.2.3", "${V/./-}", "v1-2.3"),
    ("v1.2.3", "${V//./-}", "v1-2-3"),
    ("v1.2.3", "${V/.*./-}", "v1-3"),
    ("v1.2.3", "${V//[/-}", "v1.2.3"),
    ("aaa", "${V//a/b}", "bbb"),
    // Go's templates: `$0` is the match, other names are empty, `$$` is a dollar sign.
    ("abc", r"${V//b/<'$0'>}", "a<b>c"),
    ("abc", r"${V//b/<'${0}'>}", "a<b>c"),
    ("abc", r"${V//b/'$$'}", "a$c"),
    ("abc", r"${V//b/'$x'}", "ac"),
    ("abc", r"${V//b/'$-'}", "a$-c"),
    ("aaa", "${V/*/b}", "b"),
    ("a/b", r"${V/\//-}", "a-b"),
    ("a*b", r"${V#a\*}", "b"),
    ("1", "${V:-2}", "1"),
    ("1", "${W:-2}", "2"),
    ("1", "${W:-${V}x}", "1x"),
    ("1", "${W-2}", "2"),
    ("", "${V-2}x", "x"),
    ("", "${V:-2}x", "2x"),
    ("1", "${V:+2}", "2"),
    ("1", "${W:+2}x", "x"),
    ("1", "${W+2}x", "x"),
    ("1", "${V?missing}", "1"),
    ("1", "'$V'", "$V"),
    ("1", "\"$V\"", "1"),
    ("1", r"\$V", "$V"),
    ("1", r#"x"\a""#, r"x\a"),
    ("1", "$$V", "V"),
    ("1", "$V_x$V", "1"),
    ("1", "x$", "x$"),
    ("1", "x$-y", "xy"),
    ("1", "<<x", "<<x"),
    ("1.a*", r"${V%a\*}", "1."),
    // A byte order mark is dropped where a word or a pattern begins.
    ("1", "\u{feff}$V", "1"),
    ("abc", "${V#\u{feff}a}", "bc"),
    // What Go's `regexp` expands in a replacement of all.
    ("aXb", r"${V//X/<\$0>}", r"a<\X>b"),
    ("aXb", r"${V//X/<\$00>}", r"a<\>b"),
    ("aXb", r"${V/X/<\$0>}", r"a<\$0>b"),
    // A number other than a digit ends a name.
    ("1", "$V²", "1²"),
];

#[test]
fn words() {
    for &(value, word, want) in WORDS {
        assert_eq!(resolved(&format!("ARG V={value}\nFROM {word}\n")), want, "{value:?} {word}");
    }
    for word in
        ["${V:0:1}", "${V", "${", "${}", "${:x}", "${V!x}", "${W?no}", "${V:#x}", "'a", "\"a"]
    {
        let text = format!("ARG V=1\nFROM {word}\n");
        let file = Dockerfile::parse(&text).unwrap();
        let error = file.resolve(&BuildOptions::new()).error().expect(word).clone();
        assert!(matches!(error.kind(), Kind::BadSubstitution | Kind::RequiredVariable), "{word}");
        assert_eq!(error.line(), 2);
    }
}

/// Variables without a value are reported, unless they have a default.
#[test]
fn unset_variables_are_reported() {
    let file = Dockerfile::parse("ARG A\nFROM a${A}b$B${C:-c}${D+d}:${A}\n").unwrap();
    let build = file.resolve(&BuildOptions::new());
    assert_eq!(build.stages()[0].unset(), ["A", "B"]);
    assert_eq!(build.stages()[0].text(), "abc:");
    let platforms = "FROM --platform=$BUILDPLATFORM a:$TARGETARCH\n";
    let file = Dockerfile::parse(platforms).unwrap();
    let build = file.resolve(&BuildOptions::new());
    assert_eq!(build.error(), None);
    assert_eq!(build.stages()[0].base(), &Source::Unknown);
    assert_eq!(build.stages()[0].platform(), None);
    let options = BuildOptions::new().with_target_platform("linux/arm64".parse().unwrap());
    let build = file.resolve(&options);
    assert_eq!(build.stages()[0].base().image().unwrap(), "docker.io/library/a:arm64");
    assert_eq!(build.stages()[0].platform().unwrap().to_string(), "linux/arm64");
}

/// `(file, the last stage's base)`
#[rustfmt::skip]
const BASES: &[(&str, &str)] = &[
    // A continuation within a word, comments and blank lines within an instruction.
    ("FR\\\nOM al\\\n\n  # c\npine\n", "alpine"),
    ("# Escape = `\nFROM alpine `  \nAS x\n", "alpine"),
    ("\u{feff}# escape=`\nFROM a`\nb\n", "ab"),
    // Tabs and carriage returns at the closing word.
    ("FROM a\nRUN <<-EOF\n\tFROM b\n\tEOF\r\nFROM c\n", "c"),
    ("FROM a\nRUN <<A <<B\nA\nFROM b\nB\nFROM c\n", "c"),
    ("FROM a\nRUN << EOF\nFROM b\nEOF\nFROM c\n", "c"),
    ("FROM a\nRUN <<'E F'\nFROM b\nE F\nFROM c\n", "c"),
    ("FROM a\nRUN echo \"<<EOF\"\nFROM c\n", "c"),
    ("FROM a\nRUN cat <<<EOF\nFROM c\n", "c"),
    ("FROM a\nRUN echo it's <<EOF\nFROM c\n", "c"),
    ("FROM a\nCMD <<EOF\nFROM c\n", "c"),
    ("FROM a\nRUN [\"<<EOF\"]\nFROM c\n", "c"),
    ("FROM --platform='linux/amd64'  alpine\n", "alpine"),
    // moby/buildkit, frontend/dockerfile/shell: the pattern is turned around, so an escape at its end gets a character.
    ("# escape=`\nARG V=a*\nFROM ${V%*\\}\n", "a"),
    // moby/buildkit, frontend/dockerfile/parser: only quotes are not a word.
    ("FROM a\nRUN <<''\nFROM c\n", "c"),
    ("FROM a\nONBUILD COPY <<E /f\nFROM b\nE\nFROM c\n", "c"),
    // Go's upper and lower case: one character for one.
    ("FROM a AS BU\u{130}LD\nFROM build a\u{17f} c\nFROM c\n", "c"),
    ("FROM a\nWOR\u{212a}DIR /x\nFROM c\n", "c"),
    // Go rejects an array with a number that no float64 holds, so it is read as two words.
    ("FROM a\nCOPY [1e400, \"b\"]\nFROM c\n", "c"),
    ("FROM a\nHEALTHCHECK NONE []\nFROM c\n", "c"),
    ("FROM a\nHEALTHCHECK --interval=-0s --timeout=1h2.5m CMD x\nFROM c\n", "c"),
    // The destination is the word `<<"" x` with a blank in it, which opens no heredoc.
    ("FROM a\nCOPY [\"b\", \"<<\\\"\\\" x\"]\nFROM c\n", "c"),
    ("FROM a\nRUN --device=x/y=z,required --device=name=x x\nFROM c\n", "c"),
];

#[test]
fn bases() {
    for &(text, want) in BASES {
        assert_eq!(resolved(text), want, "{text:?}");
    }
}

/// `(file, the kind of the error, its line)`
#[rustfmt::skip]
const ERRORS: &[(&str, Kind, usize)] = &[
    ("", Kind::NoInstructions, 1),
    ("# only a comment\n", Kind::NoInstructions, 1),
    ("ARG A=1\n", Kind::NoStages, 1),
    ("RUN x\nFROM a\n", Kind::NoStage, 1),
    ("# escape=x\nFROM a\n", Kind::BadEscape, 1),
    ("# check=skip=all;other=1\nFROM a\n", Kind::BadCheck, 1),
    ("# check=error=perhaps\nFROM a\n", Kind::BadCheck, 1),
    ("# check=skip\nFROM a\n", Kind::BadCheck, 1),
    ("# escape=`\n# ESCAPE=`\nFROM a\n", Kind::SecondDirective, 2),
    ("FROM a\nRUN <<EOF\nx\n", Kind::OpenHeredoc, 2),
    ("FROM a b\n", Kind::ArgumentCount, 1),
    ("FROM a AS 1x\n", Kind::BadStageName, 1),
    ("FROM a\nFROM\n", Kind::ArgumentCount, 2),
    ("FROM --platform x\n", Kind::BadFlagValue, 1),
    ("FROM --platform=a --platform=b x\n", Kind::SecondFlag, 1),
    ("FROM a\nCOPY --FROM=b /c /d\n", Kind::UnknownFlag, 2),
    ("FROM a\nCOPY b\n", Kind::ArgumentCount, 2),
    ("FROM a\nCOPY b <<EOF\nEOF\n", Kind::HeredocDestination, 2),
    ("FROM a\nCOPY [\"a\", 1]\n", Kind::NotStrings, 2),
    ("FROM a\nRUN --mount=from=$V x\n", Kind::VariableInFrom, 2),
    ("FROM a\nRUN --mount=\"type=bind,\\\"x\" y\n", Kind::BadMount, 2),
    ("FROM a\nRUN --mount='\"type=bind\"x' y\n", Kind::BadMount, 2),
    ("FROM a\nRUN --mount='from=\"b\"' y\n", Kind::BadMount, 2),
    ("FROM a\nRUN --network=x y\n", Kind::BadFlagValue, 2),
    ("FROM a\nENV A\n", Kind::ArgumentCount, 2),
    ("FROM a\nENV A=1 B\n", Kind::NotNameValue, 2),
    ("FROM a\nARG V = 1\n", Kind::NotNameValue, 2),
    ("FROM a\nSHELL sh\n", Kind::NotJson, 2),
    ("FROM a\nVOLUME [\"\"]\n", Kind::BlankArgument, 2),
    ("FROM a\nHEALTHCHECK CMD\n", Kind::ArgumentCount, 2),
    ("FROM a\nHEALTHCHECK --interval=1us CMD x\n", Kind::BadFlagValue, 2),
    ("FROM a\nHEALTHCHECK --interval=5x CMD x\n", Kind::BadFlagValue, 2),
    ("FROM a\nHEALTHCHECK --interval=.s CMD x\n", Kind::BadFlagValue, 2),
    ("FROM a\nCOPY --link=maybe b c\n", Kind::BadFlagValue, 2),
    ("FROM a\nHEALTHCHECK x\n", Kind::UnknownHealthCheck, 2),
    ("FROM a\nONBUILD FROM b\n", Kind::BadTrigger, 2),
    ("FROM a\nONBUILD\n", Kind::ArgumentCount, 2),
    ("FROM a\n\\\n", Kind::UnknownInstruction, 2),
    // moby/buildkit, frontend/dockerfile/parser: what is wrong with a line comes before what is wrong with an instruction.
    ("FROM a\nENV =1\nRUN <<E\n", Kind::OpenHeredoc, 3),
    ("FROM a\nLABEL =\n", Kind::NotNameValue, 2),
    ("FROM a\nFOO\nLABEL a\n", Kind::ArgumentCount, 3),
    ("FROM a\nFOO\nONBUILD ONBUILD COPY [1]\n", Kind::NotStrings, 3),
    // Bytes as Latin-1: a flag's end cuts `⅟` in two, and the rest is a word.
    ("FROM --platform=linux\u{215f} alpine\n", Kind::ArgumentCount, 1),
    ("FROM a\nHEALTHCHECK CMD\u{a0}x\n", Kind::UnknownHealthCheck, 2),
    // moby/buildkit, frontend/dockerfile/instructions
    ("FROM a\nCOPY [\"b\", \"\\u003c<E\"]\n", Kind::HeredocDestination, 2),
    ("FROM a\nVOLUME [\"\\u00a0\"]\n", Kind::BlankArgument, 2),
    ("FROM a\nVOLUME b \u{a0} c\n", Kind::BlankArgument, 2),
    ("FROM a\nONBUILD FROM\u{a0} b\n", Kind::BadTrigger, 2),
    ("FROM a\nONBUILD MA\u{131}NTAINER b\n", Kind::BadTrigger, 2),
    ("FROM a\nHEALTHCHECK --interval=9999999999h CMD x\n", Kind::BadFlagValue, 2),
    ("FROM a\nRUN --device=x,y z\n", Kind::BadFlagValue, 2),
    ("FROM a\nRUN --device=name=x,required=maybe z\n", Kind::BadFlagValue, 2),
];

#[test]
fn errors() {
    for &(text, kind, line) in ERRORS {
        let error = Dockerfile::parse(text).expect_err(text);
        assert_eq!((error.kind(), error.line()), (kind, line), "{text:?}");
    }
}

/// `(file, what BuildKit stops at)`
#[rustfmt::skip]
const STOPPED: &[(&str, Kind)] = &[
    ("FROM $A\n", Kind::BlankBase),
    ("FROM --platform=$A b\n", Kind::BlankPlatform),
    ("FROM --platform=x b\n", Kind::BadPlatform),
    ("FROM a\nCOPY --from=1 /b /c\n", Kind::NoSuchStage),
    ("FROM a\nCOPY --from=0 /b /c\n", Kind::Circular),
    ("FROM a AS x\nCOPY --from=y /b /c\nFROM a AS y\nRUN --mount=from=X b\n", Kind::Circular),
    // A mount without `from` depends on a stage that is named `scratch`.
    ("FROM a AS scratch\nRUN --mount=type=cache,target=/c x\n", Kind::Circular),
    ("FROM a\nCOPY --from=2 / /\nFROM b\nCOPY --from=c / /\n", Kind::NoSuchStage),
    ("FROM a AS scratch\nFROM b\nRUN --mount=target=/c x\nCOPY --from=2 / /\n", Kind::NoSuchStage),
    ("FROM ${V#\\a}\n", Kind::BadSubstitution),
    ("FROM a\nCOPY --from=b$ /c /d\nCOPY --from=c\\d /e /f\nCOPY --from=$V /g /h\n", Kind::VariableInFrom),
];

#[test]
fn stops() {
    for &(text, kind) in STOPPED {
        let file = Dockerfile::parse(text).expect(text);
        let build = file.resolve(&BuildOptions::new());
        assert_eq!(build.error().map(|e| e.kind()), Some(kind), "{text:?}");
    }
}

/// `(file, the sources of its instructions)`. After the stages, an index names an entry of the list so far: each source
/// that is not a stage. moby/buildkit, frontend/dockerfile/dockerfile2llb: `buildStageDependencyGraph`.
#[rustfmt::skip]
const LISTED: &[(&str, &[&str])] = &[
    ("FROM a\nCOPY --from=b / /\nCOPY --from=1 / /\n", &["b:latest", "b:latest"]),
    ("FROM a\nCOPY --from=b / /\nCOPY --from=1 / /\nCOPY --from=c / /\nCOPY --from=+3 / /\n", &["b:latest", "b:latest", "c:latest", "c:latest"]),
    // RFC 4180: a field in quotes may hold commas and doubled quotes.
    ("FROM a\nFROM b\nRUN --mount='\"type=bind\",\"from=c\",\"source=/x,\"\"y\"\"\",target=/z' x\n", &["c:latest"]),
    ("FROM a\nFROM b\nRUN --mount='type=bind,\"from=c\"' x\n", &["c:latest"]),
    ("FROM a\nCOPY --from=b / /\nFROM a\nRUN --mount=from=b --mount=from=0 x\nCOPY --from=3 / /\n", &["b:latest", "b:latest", "0:latest", "b:latest"]),
    ("FROM a\nRUN --mount=type=cache,target=/c --mount=from=b --mount=from= x\nCOPY --from=3 / /\nCOPY --from=2 / /\n", &["b:latest", "scratch", "b:latest"]),
    ("FROM a AS c\nRUN --mount=from=scratch x\nFROM b\nCOPY --from=2 / /\nCOPY --from=C / /\nCOPY --from=2 / /\n", &["scratch", "scratch", "stage 0", "scratch"]),
    ("FROM a AS scratch\nFROM b\nRUN --mount=target=/c x\nCOPY --from=c / /\nCOPY --from=2 / /\n", &["c:latest", "c:latest"]),
    ("FROM a\nCOPY --from=B / /\nCOPY --from=1 / /\n", &["no reference", "no reference"]),
];

#[test]
fn listed_sources() {
    for &(text, want) in LISTED {
        let file = Dockerfile::parse(text).expect(text);
        let build = file.resolve(&BuildOptions::new());
        assert_eq!(build.error(), None, "{text:?}");
        let sources = build.stages().iter().flat_map(|stage| stage.uses());
        let sources: Vec<_> = sources
            .map(|source| match source {
                Source::Stage(index) => format!("stage {index}"),
                Source::Scratch => "scratch".into(),
                Source::Image(image) => image.as_str().replace("docker.io/library/", ""),
                Source::InvalidReference(_) => "no reference".into(),
                other => format!("{other:?}"),
            })
            .collect();
        assert_eq!(sources, want, "{text:?}");
        // An index is not a reference to edit.
        let literal = file.images(&build).into_iter().filter(|image| image.is_literal());
        assert!(literal.clone().count() > 0);
        for image in literal {
            assert!(
                text[image.span().range()].parse::<i64>().is_err()
                    || image.place() == DockerfilePlace::Mount
            );
        }
    }
}

/// `(ONBUILD and its instruction, what it keeps)`: moby/buildkit, frontend/dockerfile/instructions.
#[rustfmt::skip]
const TRIGGERS: &[(&str, &str)] = &[
    ("onbuild  RUN x ", "RUN x "),
    ("ONBUILD -- RUN x", "-- RUN x"),
    ("ONBUILD RUN \\\n  # c\n  x", "RUN   x"),
    ("ONBUILD RUN <<-E\n\tx\n\tE", "RUN <<-E\n\tx\nE"),
    ("ONBUILD\u{b}RUN x", "\u{b}RUN x"),
    ("ONBU\u{130}LD RUN x", "ONBU\u{130}LD RUN x"),
];

#[test]
fn triggers() {
    for &(text, want) in TRIGGERS {
        let text = format!("FROM a\n{text}\n");
        let file = Dockerfile::parse(&text).expect(&text);
        let trigger = &file.stages()[0].triggers()[0];
        assert_eq!(trigger.expression(), want, "{text:?}");
    }
}

/// Values that double line by line end in an error, not in memory.
#[test]
fn expansion_is_bounded() {
    let mut text = String::from("ARG A0=0123456789\n");
    for n in 0..64 {
        text += &format!("ARG A{}=$A{n}$A{n}\n", n + 1);
    }
    text += "FROM $A64\n";
    let file = Dockerfile::parse(&text).unwrap();
    let build = file.resolve(&BuildOptions::new());
    assert_eq!(build.error().unwrap().kind(), Kind::TooLong);
    let nested = format!("FROM {}x{}\n", "${A:-".repeat(5_000), "}".repeat(5_000));
    let file = Dockerfile::parse(&nested).unwrap();
    let build = file.resolve(&BuildOptions::new());
    assert_eq!(build.error().unwrap().kind(), Kind::TooDeep);
}

/// `(file, the bytes that are wrong, the message with its hint)`
#[rustfmt::skip]
const MESSAGES: &[(&str, &str, &str)] = &[
    ("FROM x # note\n", "# note", "line 1: unexpected comment after the arguments\nhint: move the comment to a line of its own"),
    ("FROM x AS y #note\nRUN z", "#note", "line 1: unexpected comment after the arguments\nhint: move the comment to a line of its own"),
    ("FROM x\nENV A=1 # the first\n", "# the first", "line 2: unexpected comment after the arguments\nhint: move the comment to a line of its own"),
    ("FROM x\nLABEL a=b c=d  # e\n", "# e", "line 2: unexpected comment after the arguments\nhint: move the comment to a line of its own"),
    ("FROM x\nSHELL [\"sh\", \"-c\"] # why\n", "# why", "line 2: unexpected comment after the arguments\nhint: move the comment to a line of its own"),
    ("FROM x\nHEALTHCHECK NONE # why\n", "# why", "line 2: unexpected comment after the arguments\nhint: move the comment to a line of its own"),
    ("FROM --platform=linux/amd64 x:1 # note\n", "# note", "line 1: unexpected comment after the arguments\nhint: move the comment to a line of its own"),
    ("FROM x AS # y\n", "FROM x AS # y", "line 1: wrong number of arguments\nhint: write `FROM image` or `FROM image AS name`"),
    ("FROM a b\n", "FROM a b", "line 1: wrong number of arguments\nhint: write `FROM image` or `FROM image AS name`"),
    ("FROM a\nFORM b\n", "FORM", "line 2: unknown instruction\nhint: did you mean `FROM`?"),
    ("FROM a\n  COPPY b c\n", "COPPY", "line 2: unknown instruction\nhint: did you mean `COPY`?"),
    ("FROM a\nRUN apt-get update\n    && apt-get install x\n", "&&", "line 3: unknown instruction\nhint: to continue the instruction before it, end that line with a backslash"),
    ("FROM a\nCOPY --FROM=b c d\n", "--FROM=b", "line 2: unknown flag for this instruction\nhint: did you mean `--from`?"),
    ("FROM a\nCOPY --link --chwon=1 c d\n", "--chwon=1", "line 2: unknown flag for this instruction\nhint: did you mean `--chown`?"),
    ("FROM --platform linux/amd64 a\n", "--platform", "line 1: wrong number of arguments\nhint: join the flag and its value with `=`"),
    ("FROM --platform a\n", "--platform", "line 1: missing or invalid value of a flag\nhint: join the flag and its value with `=`"),
    ("FROM a\nRUN --network=x y\n", "--network=x", "line 2: missing or invalid value of a flag\nhint: correct the flag's value"),
    ("FROM a AS 1x\n", "1x", "line 1: invalid name of a build stage\nhint: start the name with a letter; continue with letters, digits, `-`, `_` or `.`"),
    ("FROM a\nCOPY b\n", "COPY b", "line 2: wrong number of arguments\nhint: write at least one source and a destination"),
    ("FROM a\nRUN <<EOF\nx\n", "RUN <<EOF", "line 2: unterminated heredoc\nhint: put the closing word on a line of its own"),
    ("RUN x\nFROM a\n", "RUN x", "line 1: unexpected instruction before the first `FROM`\nhint: move it after `FROM`; only `ARG` may come before"),
    ("FROM a\nCMD [1]\n", "CMD [1]", "line 2: unexpected element in the JSON array: not a string\nhint: put every element in double quotes"),
    ("# escape=x\nFROM a\n", "# escape=x", "line 1: unknown escape character in the `escape` directive\nhint: write `# escape=\\` or `` # escape=` ``"),
    ("FROM a\nEXPOSE\n", "EXPOSE", "line 2: wrong number of arguments\nhint: write at least one port"),
    ("FROM a\nVOLUME\n", "VOLUME", "line 2: wrong number of arguments\nhint: write at least one path"),
    ("FROM a\nUSER\n", "USER", "line 2: wrong number of arguments\nhint: write one argument"),
    ("FROM a\nSHELL []\n", "SHELL []", "line 2: wrong number of arguments\nhint: write `SHELL [\"executable\", \"parameter\"]`"),
    ("FROM a\nHEALTHCHECK x\n", "HEALTHCHECK x", "line 2: unknown type of health check\nhint: write `HEALTHCHECK CMD command` or `HEALTHCHECK NONE`"),
];

#[test]
fn messages() {
    for &(text, wrong, message) in MESSAGES {
        let error = Dockerfile::parse(text).expect_err(text);
        assert_eq!((&text[error.span().range()], &*format!("{error:#}")), (wrong, message));
        let (sentence, hint) = message.split_once("\nhint: ").unwrap();
        assert_eq!((error.to_string().as_str(), error.hint()), (sentence, Some(hint)));
    }
}

/// `(file, the bytes that are wrong, the message with its hint)`, of errors while a build is resolved.
#[rustfmt::skip]
const RESOLVED: &[(&str, &str, &str)] = &[
    ("FROM $A\n", "$A", "line 1: the name of the base image expands to nothing\nhint: give its variables a value with `ARG` before the first `FROM`"),
    ("FROM --platform=windos a\n", "windos", "line 1: invalid platform\nhint: write `os/architecture`, such as `linux/amd64`"),
    ("FROM a\nCOPY --from=$V /b /c\n", "$V", "line 2: unexpected variable: BuildKit does not expand variables in `from`\nhint: name the image with `FROM image AS name` and write that name"),
    ("FROM a\nCOPY --from=1 /b /c\n", "1", "line 2: no build stage has this index"),
    ("FROM a\nCOPY --from=0 /b /c\n", "FROM a", "line 1: the build stage depends on itself"),
];

#[test]
fn resolution_messages() {
    for &(text, wrong, message) in RESOLVED {
        let file = Dockerfile::parse(text).expect(text);
        let build = file.resolve(&BuildOptions::new());
        let error = build.error().expect(text);
        assert_eq!((&text[error.span().range()], &*format!("{error:#}")), (wrong, message));
    }
}

/// BuildKit compares the names of stages in lower case, and `FROM` the word as it is.
#[test]
fn stages_that_differ_in_case() {
    for (word, mentioned) in [("TEST", true), ("Test", true), ("TESTS", false), ("test", false)] {
        let text = format!("FROM a AS test\nFROM {word}\nCOPY --from=TEST / /\n");
        let file = Dockerfile::parse(&text).unwrap();
        let build = file.resolve(&BuildOptions::new());
        assert_eq!(build.stages()[1].uses(), [Source::Stage(0)], "COPY ignores case");
        let message = match build.stages()[1].base() {
            Source::InvalidReference(error) => error.to_string(),
            _ => String::new(),
        };
        let hint = "; to use the stage, write `test`: `FROM` compares in lower case";
        assert_eq!(message.ends_with(hint), mentioned, "{word}: {message}");
    }
}

/// The words that name images, with the bytes to edit.
#[test]
fn places() {
    let text = "# syntax=docker/dockerfile:1\nFROM a AS b\nCOPY --from='c:1' /x /y\n\
                RUN --mount=\"type=bind,from=d\" --mount=from=b,target=/z x\nONBUILD COPY --from=e / /\n\
                FROM b\nFROM f:\\\n2\n";
    let file = Dockerfile::parse(text).unwrap();
    let build = file.resolve(&BuildOptions::new());
    let images = file.images(&build);
    let words: Vec<_> =
        images.iter().map(|image| (&text[image.span().range()], image.is_literal())).collect();
    let want = [("a", true), ("c:1", true), ("d", true), ("e", true), ("f:\\\n2", false)];
    assert_eq!(words, want);
    assert_eq!(
        file.syntax().map(|(image, span)| (image, &text[span.range()])).unwrap(),
        ("docker/dockerfile:1", "docker/dockerfile:1")
    );
    assert_eq!(base(text).image().unwrap(), "docker.io/library/f:2");
}
