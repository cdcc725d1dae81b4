//! Instructions read back from what builders wrote to configs.

use imageref_layers::instruction::{Instruction, InstructionKind};
use proptest::prelude::*;

/// `created_by`, the instruction, the shell, the builder: from real configs.
#[rustfmt::skip]
const ROWS: &[(&str, &str, &str, &str)] = &[
    // Classic builder: what runs nothing is a comment to the shell.
    (r#"/bin/sh -c #(nop)  CMD ["nginx" "-g" "daemon off;"]"#, r#"CMD ["nginx","-g","daemon off;"]"#, "", "classic"),
    (r#"/bin/sh -c #(nop)  ENTRYPOINT ["docker-entrypoint.sh"]"#, r#"ENTRYPOINT ["docker-entrypoint.sh"]"#, "", "classic"),
    ("/bin/sh -c #(nop)  ENV NGINX_VERSION=1.17.3", "ENV NGINX_VERSION=1.17.3", "", "classic"),
    ("/bin/sh -c #(nop)  EXPOSE 80/tcp", "EXPOSE 80/tcp", "", "classic"),
    ("/bin/sh -c #(nop)  USER [anchore:anchore]", "USER anchore:anchore", "", "classic"),
    ("/bin/sh -c #(nop)  STOPSIGNAL SIGTERM", "STOPSIGNAL SIGTERM", "", "classic"),
    ("/bin/sh -c #(nop) WORKDIR /anchore-engine", "WORKDIR /anchore-engine", "", "classic"),
    ("/bin/sh -c #(nop)  MAINTAINER dev@anchore.com", "MAINTAINER dev@anchore.com", "", "classic"),
    ("/bin/sh -c #(nop) ADD file:a3bc1e842b69636f9df5256c49c5374fb4eef1e281fe3f282c65fb853ee171c5 in / ",
     "ADD file:a3bc1e842b69636f9df5256c49c5374fb4eef1e281fe3f282c65fb853ee171c5 in /", "", "classic"),
    (r#"/bin/sh -c #(nop)  HEALTHCHECK &{["CMD-SHELL" "curl -f http://localhost:8228/health || exit 1"] "0s" "0s" "20s" '\x00'}"#,
     "HEALTHCHECK --start-period=20s CMD curl -f http://localhost:8228/health || exit 1", "", "classic"),
    ("/bin/sh -c ln -sf /dev/stdout /var/log/nginx/access.log     && ln -sf /dev/stderr /var/log/nginx/error.log",
     "RUN ln -sf /dev/stdout /var/log/nginx/access.log     && ln -sf /dev/stderr /var/log/nginx/error.log", "/bin/sh -c", "classic"),
    ("|4 ANCHORE_COMMIT=a395 ANCHORE_ENGINE_RELEASE=r0 ANCHORE_ENGINE_VERSION=0.8.1 CLI_COMMIT=v0.8.1-rc2 /bin/sh -c set -ex &&     groupadd --gid 1000 anchore",
     "RUN set -ex &&     groupadd --gid 1000 anchore", "/bin/sh -c", "classic, with build arguments"),
    // BuildKit: the keyword, and a mark after what makes a layer.
    ("COPY base-a.txt /base.txt # buildkit", "COPY base-a.txt /base.txt", "", "BuildKit"),
    ("ADD busybox.tar.xz / # buildkit", "ADD busybox.tar.xz /", "", "BuildKit"),
    ("RUN /bin/sh -c rm /node # buildkit", "RUN rm /node", "/bin/sh -c", "BuildKit"),
    ("ENV NJS_VERSION=1.13.10.0.1.15-1~stretch", "ENV NJS_VERSION=1.13.10.0.1.15-1~stretch", "", "BuildKit"),
    ("LABEL maintainer=NGINX Docker Maintainers <docker-maint@nginx.com>",
     "LABEL maintainer=NGINX Docker Maintainers <docker-maint@nginx.com>", "", "BuildKit"),
    ("ARG TARGETPLATFORM=linux/arm64", "ARG TARGETPLATFORM=linux/arm64", "", "BuildKit"),
    ("EXPOSE map[80/tcp:{}]", "EXPOSE 80/tcp", "", "BuildKit"),
    ("VOLUME [/volume]", "VOLUME /volume", "", "BuildKit"),
    (r#"CMD ["/bin/sh" "-c" "echo hello"]"#, r#"CMD ["/bin/sh","-c","echo hello"]"#, "", "BuildKit"),
    // buildah: like the classic builder, with one space.
    (r#"/bin/sh -c #(nop) CMD ["/usr/local/bin/tool","web"]"#, r#"CMD ["/usr/local/bin/tool","web"]"#, "", "buildah"),
    (r#"/bin/sh -c #(nop) VOLUME ["/var/lib/db"]"#, r#"VOLUME ["/var/lib/db"]"#, "", "buildah"),
    (r#"/bin/sh -c #(nop) LABEL role=web maintainer="A <a@example.com>""#, r#"LABEL role=web maintainer="A <a@example.com>""#, "", "buildah"),
    ("/bin/sh -c #(nop) COPY dir:bfd84b32b3511a2b3e809286fe7a1548f49b02bf8e33eb96939575d09d3bd268 in /srv/www ",
     "COPY dir:bfd84b32b3511a2b3e809286fe7a1548f49b02bf8e33eb96939575d09d3bd268 in /srv/www", "", "buildah"),
    ("/bin/sh -c rm -f /etc/tool.conf", "RUN rm -f /etc/tool.conf", "/bin/sh -c", "buildah"),
    // kaniko: the instruction's line.
    ("RUN mkdir -p /root/example/really/nested", "RUN mkdir -p /root/example/really/nested", "", "kaniko"),
    ("ADD README.md /somefile.txt", "ADD README.md /somefile.txt", "", "kaniko"),
    // Other tools: verbatim.
    ("bazel build ...", "bazel build ...", "", "bazel"),
    ("mkdir /proc, mkdir /sys, mkdir /base, mkfile /base/base.txt", "mkdir /proc, mkdir /sys, mkdir /base, mkfile /base/base.txt", "", "BuildKit, no Dockerfile"),
    ("/bin/sh", "/bin/sh", "", "commit of a shell"),
    ("BusyBox 1.37.0 (glibc), Debian 12", "BusyBox 1.37.0 (glibc), Debian 12", "", "debuerreotype"),
    ("", "", "", "nothing"),
];

/// `created_by`, the instruction, the shell: documented forms that no config at hand has.
#[rustfmt::skip]
const MORE: &[(&str, &str, &str)] = &[
    ("RUN |2 A=1 B=two words /bin/bash -o pipefail -c make | tee log # buildkit", "RUN make | tee log", "/bin/bash -o pipefail -c"),
    ("RUN mkdir -p /x # buildkit", "RUN mkdir -p /x", ""),
    ("/bin/ash -eo pipefail -c #(nop)  CMD [\"a\"]", "CMD [\"a\"]", ""),
    (r"cmd /S /C #(nop) WORKDIR C:\app", r"WORKDIR C:\app", ""),
    (r"powershell -Command $ErrorActionPreference = 'Stop'; iis", "RUN $ErrorActionPreference = 'Stop'; iis", "powershell -Command"),
    (r#"HEALTHCHECK &{["CMD" "curl" "a b"] "30s" "3s" "0s" "5s" '\n'}"#, r#"HEALTHCHECK --interval=30s --timeout=3s --start-interval=5s --retries=10 CMD ["curl","a b"]"#, ""),
    (r#"HEALTHCHECK &{["NONE"] "0s" "0s" "0s" '\x00'}"#, "HEALTHCHECK NONE", ""),
    ("EXPOSE map[443/tcp:{} 80/tcp:{}]", "EXPOSE 443/tcp 80/tcp", ""),
    ("EXPOSE [80/tcp]", "EXPOSE 80/tcp", ""),
    // SHELL: without quotes, by all builders. moby dispatchers.go, BuildKit convert.go: `%v`.
    ("SHELL [/bin/bash -o pipefail -c]", r#"SHELL ["/bin/bash","-o","pipefail","-c"]"#, ""),
    ("/bin/sh -c #(nop)  SHELL [/bin/bash -c]", r#"SHELL ["/bin/bash","-c"]"#, ""),
    (r#"/bin/sh -c #(nop) SHELL ["/bin/bash","-c"]"#, r#"SHELL ["/bin/bash","-c"]"#, ""),
    (r"SHELL [C:\pwsh.exe -Command]", r#"SHELL ["C:\\pwsh.exe","-Command"]"#, ""),
    ("SHELL []", "SHELL []", ""),
    // BuildKit since 2025: `%+v`. The command may hold brackets.
    ("HEALTHCHECK {Test:[CMD-SHELL curl -f http://localhost/ || exit 1] Interval:30s Timeout:3s StartPeriod:0s StartInterval:0s Retries:3}",
     "HEALTHCHECK --interval=30s --timeout=3s --retries=3 CMD curl -f http://localhost/ || exit 1", ""),
    (r#"HEALTHCHECK {Test:[CMD-SHELL test "${a[1]}" = '] Interval:' ] Interval:0s Timeout:5s StartPeriod:2m0s StartInterval:100ms Retries:0}"#,
     r#"HEALTHCHECK --timeout=5s --start-period=2m0s --start-interval=100ms CMD test "${a[1]}" = '] Interval:' "#, ""),
    ("HEALTHCHECK {Test:[CMD /bin/probe -q] Interval:10s Timeout:3s StartPeriod:0s StartInterval:0s Retries:3}",
     r#"HEALTHCHECK --interval=10s --timeout=3s --retries=3 CMD ["/bin/probe","-q"]"#, ""),
    ("HEALTHCHECK {Test:[NONE] Interval:0s Timeout:0s StartPeriod:0s StartInterval:0s Retries:0}", "HEALTHCHECK NONE", ""),
    ("HEALTHCHECK {Test:[CMD x] Interval:0s}", "HEALTHCHECK {Test:[CMD x] Interval:0s}", ""),
    ("HEALTHCHECK {Test:[x] Interval:0s Timeout:0s StartPeriod:0s StartInterval:0s Retries:0}",
     "HEALTHCHECK {Test:[x] Interval:0s Timeout:0s StartPeriod:0s StartInterval:0s Retries:0}", ""),
    // BuildKit: ports as a list, flags of copies, text in place of a file, a command without a shell.
    ("EXPOSE [53/udp 8000-8010/tcp]", "EXPOSE 53/udp 8000-8010/tcp", ""),
    ("COPY --chown=1000:1000 --chmod=755 a b /x/ # buildkit", "COPY --chown=1000:1000 --chmod=755 a b /x/", ""),
    ("COPY <<EOF /etc/motd # buildkit", "COPY <<EOF /etc/motd", ""),
    ("RUN /bin/tool build # buildkit", "RUN /bin/tool build", ""),
    ("RUN /bin/sh -c echo '#(nop)' # buildkit", "RUN echo '#(nop)'", "/bin/sh -c"),
    ("RUN /bin/sh -c set -e\nmake\n # buildkit", "RUN set -e\nmake", "/bin/sh -c"),
    ("WORKDIR /app", "WORKDIR /app", ""),
    ("USER 1000:1000", "USER 1000:1000", ""),
    // buildah: `--from` by the hash, arguments before the shell; `podman commit`.
    ("/bin/sh -c #(nop) COPY multi:0a1b in /x ", "COPY multi:0a1b in /x", ""),
    ("/bin/sh -c #(nop) ARG A=1", "ARG A=1", ""),
    ("/bin/sh -c #(nop) HEALTHCHECK --interval=5s CMD x", "HEALTHCHECK --interval=5s CMD x", ""),
    ("|1 A=1 /bin/sh -c make", "RUN make", "/bin/sh -c"),
    // kaniko: lists as a Dockerfile has them.
    (r#"CMD ["a","b c"]"#, r#"CMD ["a","b c"]"#, ""),
    ("RUN --mount=type=cache,target=/x make", "RUN --mount=type=cache,target=/x make", ""),
    // Tools that have no Dockerfile: a name, as it is.
    ("Layer: 'node_modules', Created by buildpack: heroku/nodejs@1.0", "Layer: 'node_modules', Created by buildpack: heroku/nodejs@1.0", ""),
    ("Buildpacks Application Launcher", "Buildpacks Application Launcher", ""),
    ("ko build ko://example.com/app", "ko build ko://example.com/app", ""),
    ("jib-maven-plugin:3.4.0", "jib-maven-plugin:3.4.0", ""),
    ("apko", "apko", ""),
    ("umoci insert", "umoci insert", ""),
    ("mount / from exec sh -eux -c \nmkdir /x\n", "mount / from exec sh -eux -c \nmkdir /x", ""),
    ("/bin/sh echo x > last", "/bin/sh echo x > last", ""),
    // Escapes of Go's `%q`: a quote, a backslash, a tab; others are not read.
    (r#"HEALTHCHECK &{["CMD-SHELL" "a \"b\" \\ c\td\ne"] "0s" "0s" "0s" '\t'}"#, "HEALTHCHECK --retries=9 CMD a \"b\" \\ c\td\ne", ""),
    (r#"HEALTHCHECK &{["CMD-SHELL" "x"] "0s" "0s" "0s" '#'}"#, "HEALTHCHECK --retries=35 CMD x", ""),
    (r#"HEALTHCHECK &{["CMD-SHELL" "a\x1bb"] "0s" "0s" "0s" '\x03'}"#, r#"HEALTHCHECK &{["CMD-SHELL" "a\x1bb"] "0s" "0s" "0s" '\x03'}"#, ""),
    (r#"HEALTHCHECK &{["OTHER" "x"] "0s" "0s" "0s" '\x03'}"#, r#"HEALTHCHECK &{["OTHER" "x"] "0s" "0s" "0s" '\x03'}"#, ""),
    (r#"HEALTHCHECK &{["CMD" "x"] "0s" "0s" "0s" 'ab'}"#, r#"HEALTHCHECK &{["CMD" "x"] "0s" "0s" "0s" 'ab'}"#, ""),
    ("HEALTHCHECK {Test:[NONE] Interval:0s Timeout:0s StartPeriod:0s StartInterval:0s Retries:0 More:1}",
     "HEALTHCHECK {Test:[NONE] Interval:0s Timeout:0s StartPeriod:0s StartInterval:0s Retries:0 More:1}", ""),
    (r#"CMD ["a" "b"#, r#"CMD ["a" "b"#, ""),
    // No known form: verbatim.
    (r#"CMD ["a" b]"#, r#"CMD ["a" b]"#, ""),
    ("HEALTHCHECK &{broken", "HEALTHCHECK &{broken", ""),
    ("RUNNING", "RUNNING", ""),
    ("run x", "run x", ""),
    ("|9 A=1", "|9 A=1", ""),
];

/// The keyword and the text, not escaped.
fn plain(instruction: &Instruction<'_>) -> String {
    let words = [instruction.kind().keyword().unwrap_or_default(), instruction.text()];
    words.iter().filter(|word| !word.is_empty()).copied().collect::<Vec<_>>().join(" ")
}

/// What a terminal would act on is escaped; quotes, backslashes and letters of all scripts are not.
#[test]
fn shows_no_control_characters() {
    for (written, shown) in [
        ("RUN echo \u{1b}[31m", r"RUN echo \u{1b}[31m"),
        ("LABEL a=\u{202e}x\u{200b}", r"LABEL a=\u{202e}x\u{200b}"),
        ("\r\nbuilt\tby é \"x\" 'y' \\", r#"built\tby é "x" 'y' \"#),
        ("RUN set -e\nmake # buildkit", r"RUN set -e\nmake"),
    ] {
        assert_eq!(Instruction::of(written).to_string(), shown);
    }
    assert_eq!(Instruction::of("RUN set -e\nmake").text(), "set -e\nmake");
}

#[test]
fn read_back_from_real_configs() {
    for &(written, line, shell, builder) in ROWS {
        let instruction = Instruction::of(written);
        assert_eq!(plain(&instruction), line, "{builder}: {written}");
        assert_eq!(instruction.shell().unwrap_or_default(), shell, "{builder}: {written}");
    }
    assert_eq!(ROWS.len(), 33);
}

#[test]
fn read_back_from_documented_forms() {
    for &(written, line, shell) in MORE {
        let instruction = Instruction::of(written);
        assert_eq!(plain(&instruction), line, "{written}");
        assert_eq!(instruction.shell().unwrap_or_default(), shell, "{written}");
    }
}

#[test]
fn from_a_string() {
    assert_eq!(Instruction::from("CMD [\"a\"]"), Instruction::of("CMD [\"a\"]"));
}

#[test]
fn build_args() {
    let args = |text| Instruction::of(text).build_args().map(str::to_owned);
    assert_eq!(args("|2 A=1 B=a b /bin/sh -c x"), Some("A=1 B=a b".into()));
    assert_eq!(args("RUN |1 A=1 echo $A # buildkit"), Some("A=1".into()));
    assert_eq!(args("/bin/sh -c x"), None);
}

/// Each keyword is read as its kind, and each kind returns its keyword.
#[test]
fn keywords() {
    let words = "ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR";
    let kinds: Vec<_> = words.split(' ').map(|word| Instruction::of(word).kind()).collect();
    assert_eq!(kinds.iter().filter_map(|kind| kind.keyword()).collect::<Vec<_>>().join(" "), words);
    assert_eq!(InstructionKind::Other.keyword(), None);
}

proptest! {
    /// Every string is read, a line that was read back has the same kind, and no control character is shown.
    #[test]
    fn reads_any_text(text in r#"(\|[0-9]{1,2} )?(RUN |HEALTHCHECK |CMD |EXPOSE |/bin/sh -c |sh -o |#\(nop\) |[ -~é\[\]"'{}&]){0,12}"#) {
        let once = Instruction::of(&text);
        let line = once.to_string();
        prop_assert!(!line.contains(char::is_control));
        if once.kind() != InstructionKind::Other && once.kind() != InstructionKind::Run {
            let again = Instruction::of(&line);
            prop_assert_eq!(again.kind(), once.kind());
        }
    }
}
