//! Inputs of public bug reports about other tools, each with its right answer.

use imageref::Digest;
use imageref::reference::Tag;
use imageref_scan::{
    BuildOptions, BuildSource, Dockerfile, apply, image_parts, image_values, interpolate,
};

/// `(report, Dockerfile, bases and sources in order, or the error)`
#[rustfmt::skip]
const DOCKERFILES: &[(&str, &str, &[&str])] = &[
    ("microsoft/azure-pipelines-tasks#14931: `--from` and a comment are read as FROM",
        "FROM golang:1.16 AS builder\n# Copy files from A to B\nFROM alpine:latest\nCOPY --from=builder . .\n",
        &["docker.io/library/golang:1.16", "docker.io/library/alpine:latest", "stage 0"]),
    ("coder/envbuilder#86: the name of the stage is read as the image",
        "FROM public.ecr.aws/docker/library/rust:1.73-bullseye@sha256:fbc99ade5c476a8d602192a1bf8d50ae3361469c160d55a34379905ad4f82ae5 as base\n",
        &["public.ecr.aws/docker/library/rust:1.73-bullseye@sha256:fbc99ade5c476a8d602192a1bf8d50ae3361469c160d55a34379905ad4f82ae5"]),
    ("hadolint/hadolint#219: a default of ARG is not resolved",
        "ARG BASE_IMAGE=alpine:3.7\nFROM $BASE_IMAGE\n",
        &["docker.io/library/alpine:3.7"]),
    ("hadolint/hadolint#979: a stage's name out of a variable, after an ARG with a comment",
        "ARG src=1 # {1, 2}\nFROM src_loc/ex1:tag AS img1\nFROM src_loc/ex2:tag AS img2\nFROM img${src} AS img_err\nFROM img${src}:tag\n",
        &["docker.io/src_loc/ex1:tag", "docker.io/src_loc/ex2:tag", "stage 0", "docker.io/library/img1:tag"]),
    ("hadolint/hadolint#847: a variable before a port",
        "ARG DOCKER_PULL_SERVER=our.dockerhub.com\nFROM $DOCKER_PULL_SERVER:8099/build_base/alpine-base:1.0.0\n",
        &["our.dockerhub.com:8099/build_base/alpine-base:1.0.0"]),
    ("hadolint/hadolint#339: a default in the substitution",
        "ARG BASE_IMAGE\nFROM ${BASE_IMAGE:-debian:9}\n",
        &["docker.io/library/debian:9"]),
    ("hadolint/hadolint#859: an image without a tag in COPY --from",
        "FROM scratch\nCOPY --from=hello-world /hello /hello\n",
        &["scratch", "docker.io/library/hello-world:latest"]),
    ("werf/werf#2269: COPY --from ignores the case of a stage's name",
        "FROM alpine AS Builder\nFROM scratch\nCOPY --from=BUILDER /a /b\n",
        &["docker.io/library/alpine:latest", "scratch", "stage 0"]),
    ("rcjsuen/dockerfile-utils#9: an invalid image in COPY --from",
        "FROM scratch\nCOPY --from=^abc . .\n",
        &["scratch", "invalid"]),
    ("podman-container-tools/buildah#1894: a blank instead of `=` crashes",
        "FROM a\nCOPY --from quay.io/openshift/origin-cli /usr/bin/oc /usr/bin/oc\n",
        &["line 2: missing or invalid value of a flag\nhint: join the flag and its value with `=`"]),
    ("moby/moby#34598: one argument after --from",
        "FROM a\nCOPY --from=b /c\n",
        &["line 2: wrong number of arguments\nhint: write at least one source and a destination"]),
    ("moby/buildkit#5240: the body of a heredoc after CMD is read as instructions",
        "FROM a\nCMD <<EOF\nenv\nEOF\n",
        &["line 3: wrong number of arguments\nhint: `CMD` accepts no heredoc; `RUN`, `COPY` and `ADD` do"]),
    ("moby/buildkit#5240, with another body",
        "FROM a\nENTRYPOINT sh <<-'EOF'\n  ls\n  EOF\n",
        &["line 3: unknown instruction\nhint: `ENTRYPOINT` accepts no heredoc; `RUN`, `COPY` and `ADD` do"]),
    ("soulteary/docker-prompt-generator#11: the body of a heredoc begins with `from`",
        "FROM a\nRUN cat > /x.py <<EOF\nfrom transformers import AutoTokenizer, pipeline\nEOF\n",
        &["docker.io/library/a:latest"]),
    ("moby/moby#41024: four words with --platform",
        "FROM --platform=linux/arm/v7 arm32v7/openjdk:11.0.3-jre AS RaspberryPIArch\n",
        &["docker.io/arm32v7/openjdk:11.0.3-jre"]),
    ("rcjsuen/dockerfile-language-server#40: AS without a name",
        "FROM alpine AS\n",
        &["line 1: wrong number of arguments\nhint: write `FROM image` or `FROM image AS name`"]),
];

#[test]
fn dockerfiles() {
    for (report, text, want) in DOCKERFILES {
        let file = match Dockerfile::parse(text) {
            Ok(file) => file,
            Err(e) => {
                assert_eq!(&[format!("{e:#}").as_str()], want, "{report}");
                continue;
            }
        };
        let build = file.resolve(&BuildOptions::new());
        let all = build
            .stages()
            .iter()
            .flat_map(|stage| std::iter::once(stage.base()).chain(stage.uses()));
        let found: Vec<_> = all
            .map(|source| match source {
                BuildSource::Scratch => "scratch".to_owned(),
                BuildSource::Stage(index) => format!("stage {index}"),
                BuildSource::Image(image) => image.to_string(),
                BuildSource::InvalidReference(_) => "invalid".to_owned(),
                other => format!("{other:?}"),
            })
            .collect();
        assert_eq!(found, *want, "{report}");
    }
}

const DIGEST: &str = "sha256:4b6ad3a68d34da29bf7c8ccb5d355ba8b4babcad1f99798204e7abb43e54ee3d";

/// `(report, text, values)`, all of which are edited to the tag `2.0`; then the text.
#[rustfmt::skip]
const VALUES: &[(&str, &str, &[&str], &str)] = &[
    ("dependabot/dependabot-core#7527: double quotes",
        "image: \"123456789.dkr.ecr.us-west-2.amazonaws.com/hpe-hcss/k8s-event-relogger:v1.2.6\"\n",
        &["123456789.dkr.ecr.us-west-2.amazonaws.com/hpe-hcss/k8s-event-relogger:v1.2.6"],
        "image: \"123456789.dkr.ecr.us-west-2.amazonaws.com/hpe-hcss/k8s-event-relogger:2.0\"\n"),
    ("fluxcd/flux#1000, #1008: single quotes",
        "image: 'weaveworks/weave-kube:2.2.0'\n",
        &["weaveworks/weave-kube:2.2.0"],
        "image: 'weaveworks/weave-kube:2.0'\n"),
    ("renovatebot/renovate#34369: anchors in a Compose file",
        "x-shared: &shared\n  image: debian:11\nservices:\n  a:\n    <<: *shared\n  b:\n    <<: *shared\n",
        &["debian:11"],
        "x-shared: &shared\n  image: debian:2.0\nservices:\n  a:\n    <<: *shared\n  b:\n    <<: *shared\n"),
    ("netresearch/docker-development-skill#68: one anchored image for all services",
        "x-image: &image debian:11\nservices:\n  a: {image: *image}\n  b: {image: *image}\n",
        &["debian:11"],
        "x-image: &image debian:2.0\nservices:\n  a: {image: *image}\n  b: {image: *image}\n"),
    ("fluxcd/flux2#4435: the dashes before a document and a comment are lost",
        "---\nspec:\n  image: harbor.com/docs:1.10.80 # {\"$imagepolicy\": \"flux-system:docs\"}\n  imagePullPolicy: Always\n",
        &["harbor.com/docs:1.10.80"],
        "---\nspec:\n  image: harbor.com/docs:2.0 # {\"$imagepolicy\": \"flux-system:docs\"}\n  imagePullPolicy: Always\n"),
    ("fluxcd/image-automation-controller#203: folded arguments are joined",
        "args:\n  - -c\n  - >\n    image: no\n    echo a;\n    b\nimage: x:1\n",
        &["x:1"],
        "args:\n  - -c\n  - >\n    image: no\n    echo a;\n    b\nimage: x:2.0\n"),
    ("fluxcd/flux#2660: comments are removed, and an indented document mark",
        "####\n# image: no:1\n####\n---\nimage: x:1 # c\n#image: y\n",
        &["x:1"],
        "####\n# image: no:1\n####\n---\nimage: x:2.0 # c\n#image: y\n"),
];

#[test]
fn values() {
    let tag = Tag::parse("2.0").unwrap();
    for (report, text, want, edited) in VALUES {
        let found = image_values(text);
        let values: Vec<_> = found.iter().map(|found| found.value()).collect();
        assert_eq!(values, *want, "{report}");
        let edits = found.iter().map(|found| found.edit_tag(tag).unwrap());
        assert_eq!(apply(text, edits).unwrap(), *edited, "{report}");
    }
    // dependabot/dependabot-core#11765: a default in a variable.
    let text = "services:\n  api:\n    image: ${UBUNTU_IMAGE:-ubuntu:17.04}\n";
    let found = &image_values(text)[0];
    assert_eq!(interpolate(found.value(), |_| None).unwrap(), "ubuntu:17.04");
    let edit = found.variable_default().unwrap().edit_tag(tag).unwrap();
    assert_eq!(apply(text, [edit]).unwrap(), text.replace("17.04", "2.0"));
}

/// `(report, text, the image, with the tag 9505540 or "-", with the digest)`
#[rustfmt::skip]
const PARTS: &[(&str, &str, &str, &str, &str)] = &[
    ("renovatebot/renovate#26719: a digest without a tag",
        "image:\n  registry: docker.io\n  repository: busybox\n  digest: sha256:0000000000000000000000000000000000000000000000000000000000000000\n",
        "docker.io/library/busybox@sha256:0000000000000000000000000000000000000000000000000000000000000000", "-",
        "image:\n  registry: docker.io\n  repository: busybox\n  digest: $\n"),
    ("renovatebot/renovate#9055: a digest can't be added",
        "image:\n  registry: example.com\n  repository: foo/bar\n  tag: \"1.0.0\"\n",
        "example.com/foo/bar:1.0.0",
        "image:\n  registry: example.com\n  repository: foo/bar\n  tag: \"9505540\"\n",
        "image:\n  registry: example.com\n  repository: foo/bar\n  tag: \"1.0.0@$\"\n"),
    ("vmware-archive/versatile-data-kit#1252: a commit of digits becomes 9.50554e+06",
        "image:\n  repository: a\n  tag: 58a6796\n",
        "docker.io/library/a:58a6796",
        "image:\n  repository: a\n  tag: \"9505540\"\n",
        "image:\n  repository: a\n  tag: 58a6796@$\n"),
    ("kubernetes-sigs/kustomize#5664: both newTag and digest",
        "images:\n- name: a\n  newTag: v1\n  digest: sha256:0000000000000000000000000000000000000000000000000000000000000000\n",
        "docker.io/library/a:v1@sha256:0000000000000000000000000000000000000000000000000000000000000000",
        "images:\n- name: a\n  newTag: \"9505540\"\n  digest: sha256:0000000000000000000000000000000000000000000000000000000000000000\n",
        "images:\n- name: a\n  newTag: v1\n  digest: $\n"),
    ("kubernetes-sigs/kustomize#4375: the tag stays when the name changes",
        "images:\n  - name: my-image\n    newName: private-registry.com/my-image\n    newTag: \"v3.1.2\"\n",
        "private-registry.com/my-image:v3.1.2",
        "images:\n  - name: my-image\n    newName: private-registry.com/my-image\n    newTag: \"9505540\"\n", "-"),
];

#[test]
fn parts() {
    let digest: Digest = DIGEST.parse().unwrap();
    for (report, text, image, tagged, pinned) in PARTS {
        let found = &image_parts(text)[0];
        assert_eq!(found.resolve(None).unwrap().unwrap(), *image, "{report}");
        let edit = |edit: Result<_, _>| match edit {
            Ok(edit) => apply(text, [edit]).unwrap(),
            Err(_) => "-".to_owned(),
        };
        assert_eq!(edit(found.edit_tag(Tag::parse("9505540").unwrap())), *tagged, "{report}");
        assert_eq!(edit(found.edit_digest(&digest)), pinned.replace('$', DIGEST), "{report}");
    }
    // contiv/vpp#1389: Helm renders the number 2.0 as 2.
    for (tag, is_string) in [("2.0", false), ("9505540", false), ("'2.0'", true), ("2.0.1", true)] {
        let text = format!("image: {{repository: a, tag: {tag}}}");
        assert_eq!(image_parts(&text)[0].tag().unwrap().is_string(), is_string, "{tag}");
    }
}
