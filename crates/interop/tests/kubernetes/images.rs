//! Pull policies, image IDs, and what runtimes report.

use imageref::reference::Defaults;
use imageref::{Digest, RawReference};
use imageref_interop::kubernetes::{PullPolicy, RunningImage, StatusMatch};

use crate::data::{Counts, read, rows};
use crate::support::field;
use crate::support::{digest, reference};

#[test]
fn images() {
    let mut counts = Counts::default();
    let text = read("names/k8s_images.tsv");
    for row in rows(&text) {
        let [image, policy, repository, tag, digest] = row[..] else { panic!("{row:?}") };
        let image = field(image);
        assert_eq!(PullPolicy::default_for(&image).as_str(), policy, "{row:?}");
        let read = RawReference::parse(&image).and_then(|raw| raw.normalize(&Defaults::DOCKER));
        counts.add(match read {
            Err(_) => {
                assert_eq!(repository, "!", "{row:?}");
                "agree, rejected"
            }
            Ok(reference) => {
                assert_eq!(reference.name_str(), repository);
                assert_eq!(reference.tag().map_or("", |tag| tag.as_str()), tag);
                let found = reference.digest().map_or(String::new(), |d| d.as_str().to_owned());
                assert_eq!(found, field(digest));
                "agree"
            }
        });
    }
    counts.assert(&[("agree", 52), ("agree, rejected", 9)]);
}

#[test]
fn image_ids() {
    let text = read("names/k8s_image_ids.tsv");
    let mut seen = 0;
    for row in rows(&text) {
        let [id, kind, rest] = row[..] else { panic!("{row:?}") };
        let found = RunningImage::parse(&field(id)).map(|found| match found {
            RunningImage::Pullable(raw) => ("pullable", raw.as_str().to_owned()),
            other => panic!("{other:?}"),
        });
        assert_eq!(found, Ok((kind, field(rest))), "{row:?}");
        seen += 1;
    }
    assert_eq!(seen, 6);
}

#[test]
fn other_forms_of_image_ids() {
    let digest = digest();
    let hex = digest.encoded().to_string();
    for text in [
        digest.to_string(),
        hex.clone(),
        format!("docker://{digest}"),
        format!("containerd://{digest}"),
        format!("docker-pullable://{hex}"),
    ] {
        match RunningImage::parse(&text) {
            Ok(RunningImage::Id(id)) => assert_eq!(id.as_digest(), &digest, "{text}"),
            other => panic!("{text}: {other:?}"),
        }
    }
    for text in ["", "docker://", "docker-pullable://", "rkt://sha256:abc", "sha256:xyz/"] {
        assert!(RunningImage::parse(text).is_err(), "{text}");
    }
}

#[test]
fn status() {
    let (a, b) = (digest(), Digest::sha256(b"b"));
    for (running, wanted, expected) in [
        (format!("docker-pullable://nginx@{a}"), format!("nginx@{a}"), StatusMatch::Same),
        (format!("docker.io/library/nginx@{a}"), format!("nginx:1@{a}"), StatusMatch::Same),
        (format!("mirror.org/nginx@{a}"), format!("nginx@{a}"), StatusMatch::Same),
        (format!("nginx@{a}"), format!("nginx@{b}"), StatusMatch::OtherDigest),
        (format!("nginx@{a}"), "nginx:1".to_owned(), StatusMatch::Unknown),
        (format!("redis@{a}"), "nginx:1".to_owned(), StatusMatch::OtherName),
        (format!("docker://{a}"), format!("nginx@{a}"), StatusMatch::Unknown),
    ] {
        let found = RunningImage::parse(&running).expect("an image").compare(&reference(&wanted));
        assert_eq!(found, expected, "{running} {wanted}");
    }
}

/// What containerd reports of what was pulled.
#[test]
fn repository_digests() {
    for (image, tagged, named) in [
        ("busybox", "docker.io/library/busybox:latest", "docker.io/library/busybox"),
        ("user/app:v1", "docker.io/user/app:v1", "docker.io/user/app"),
        ("index.docker.io/busybox:1", "docker.io/library/busybox:1", "docker.io/library/busybox"),
        ("[::1]:5000/a", "[::1]:5000/a:latest", "[::1]:5000/a"),
        ("EXAMPLE.com/x:1", "EXAMPLE.com/x:1", "EXAMPLE.com/x"),
    ] {
        let reference = reference(image);
        assert_eq!(reference, tagged);
        let pinned = reference.name().with_digest(&digest()).expect("a reference");
        assert_eq!(pinned.to_string(), format!("{named}@{}", digest()));
    }
}
