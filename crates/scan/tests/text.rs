//! References in free text.

use imageref_scan::{TextScanner, look_alikes};

/// `(text, the references in it)`
#[rustfmt::skip]
const TEXTS: &[(&str, &[&str])] = &[
    ("Pulled `nginx:1.27-alpine`, then (ghcr.io/team/app:v1.2.3).", &["nginx:1.27-alpine", "ghcr.io/team/app:v1.2.3"]),
    ("time=12:30:05 msg=\"pull image\" image=quay.io/team/app:main", &["quay.io/team/app:main"]),
    ("docker run --rm -p 8080:80 -v /a:/b:ro redis:7.2", &["redis:7.2"]),
    ("$ docker pull nginx", &["nginx"]),
    ("docker pull nginx\npodman pull alpine \\\n\ndocker run x", &["nginx", "alpine", "x"]),
    ("RUN docker run -it --rm -p 80:80 --name web -e A=b -v /a:/b nginx nginx -g x", &["nginx"]),
    ("docker run -d \\\n  --restart always \\\n  -dp8080:80 -itp 1:2 web", &["web"]),
    ("run: docker run --platform linux/amd64 --privileged \"busybox\" sh", &["busybox"]),
    ("kubectl x; sudo docker image rm y && (podman image inspect -f {{.Id}} z)", &["z"]),
    ("`docker container create web`, docker inspect --format x team/app", &["web", "team/app"]),
    ("echo docker && docker pull a", &["a"]),
    ("uses: docker://alpine, docker://quay.io/a/b@x docker://ghcr.io/a/b:1", &["alpine", "ghcr.io/a/b:1"]),
    ("podman image inspect --format=json team/app", &["team/app"]),
    ("a@sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855!", &["a@sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"]),
    ("[the image](https://ghcr.io/team/app:1) is localhost:5000/app:7", &["localhost:5000/app:7"]),
    ("--set image=${REGISTRY}/team/app:${TAG} --tag=$IMAGE", &["${REGISTRY}/team/app:${TAG}"]),
    ("bitnami/redis:7 and mcr.microsoft.com/dotnet/sdk.", &["bitnami/redis:7", "mcr.microsoft.com/dotnet/sdk"]),
    ("| `python:3.12-slim` | `node:lts` | `ubuntu:latest` |", &["python:3.12-slim", "node:lts", "ubuntu:latest"]),
    // None.
    ("2024-01-31T12:30:05Z listening on 0.0.0.0:8080, see http://localhost:8080/a:1", &[]),
    ("mail someone@example.com or user@host:path", &[]),
    (r"C:\Users\me:x and /usr/bin:/usr/local/bin", &[]),
    ("import github.com/moby/buildkit v0.12, src/main.rs:12, lib.py:3", &[]),
    ("apiVersion: apps/v1, networking.k8s.io/v1, kind: Deployment, replicas:3 debug:true", &[]),
    ("upgrade to v1.2.3: ratio 16:9, and/or, key:value, a:b:c, std::vec::Vec", &[]),
    ("sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", &[]),
    ("deployment.apps/web created; pod/web-0 1/1 Running", &[]),
    ("org.slf4j:slf4j-api:2.0.9 npm:latest workspace:1.0.0", &[]),
    ("nginx is a web server. The ubuntu image is old.", &[]),
    ("You use docker pull to get it, and docker run starts it.", &[]),
    ("docker\npull nginx; docker pull\nnginx; docker rm web; docker run --name nginx", &[]),
    ("example.com/path/to/page and docs/index.html:12", &[]),
];

#[test]
fn texts() {
    let scanner = TextScanner::new();
    for (text, want) in TEXTS {
        let found: Vec<_> = scanner.references(text).collect();
        let found: Vec<_> = found.iter().map(|found| found.value()).collect();
        assert_eq!(found, *want, "{text}");
    }
    let all: String = TEXTS.iter().map(|(text, _)| format!("{text}\n")).collect();
    let found: Vec<_> = scanner.references(&all).map(|found| &all[found.span().range()]).collect();
    let want: Vec<_> = TEXTS.iter().flat_map(|(_, want)| want.iter().copied()).collect();
    assert_eq!(found, want);
}

/// Every row's examples match it and are not found, alone or in a sentence.
#[test]
fn no_look_alike_is_found() {
    let scanner = TextScanner::new();
    for row in look_alikes() {
        let pattern = regex::Regex::new(&format!("^(?:{})$", row.pattern)).unwrap();
        assert!(!row.examples.is_empty() && !row.source.is_empty(), "{}", row.name);
        for example in row.examples {
            assert!(pattern.is_match(example), "{}: {example}", row.name);
            for text in [example.to_string(), format!("see {example}, {example}.")] {
                assert_eq!(scanner.references(&text).count(), 0, "{}: {text}", row.name);
            }
        }
    }
}
