//! Beside the transports of containers/image.

use imageref_interop::transport::{ImageInFile, ImageLocation as L, LocationError as E};

use crate::data::{Counts, read, rows};
use crate::support::field;
use crate::support::{digest, reference};

#[test]
fn transports() {
    let mut counts = Counts::default();
    let text = read("names/transports.tsv");
    for row in rows(&text) {
        let [text, transport, image, refused, files] = row[..] else { panic!("{row:?}") };
        let text = field(text);
        let class = match L::parse(&text) {
            Err(_) => {
                assert_eq!(refused, "!", "{row:?}");
                "agree, refused"
            }
            Ok(L::Tarball(_)) if refused == "!" && files == "fs" => "a file that isn't there",
            Ok(L::ContainersStorage { .. }) if refused == "!" => {
                "a transport left out of that build"
            }
            Ok(location) => {
                assert_eq!((refused, location.transport()), ("", transport), "{row:?}");
                let found = match &location {
                    L::DockerUnknownDigest(name) => name.to_string(),
                    _ => location.reference().map_or(String::new(), ToString::to_string),
                };
                assert_eq!(found, field(image), "{row:?}");
                "agree"
            }
        };
        counts.add(class);
    }
    counts.assert(&[
        ("a file that isn't there", 2),
        ("a transport left out of that build", 1),
        ("agree", 15),
        ("agree, refused", 16),
    ]);
}

#[test]
fn split() {
    let digest = digest();
    let pinned = format!("ocidir:///a/b:v1@{digest}");
    let in_file = format!("ocifile://path/to/file.tgz@{digest}");
    let daemon = format!("docker-daemon:{digest}");
    for (text, expected) in [
        ("docker://nginx", L::Docker(reference("nginx"))),
        ("oci:", L::Oci { path: "", image: ImageInFile::Only }),
        ("oci:a:@0", L::Oci { path: "a", image: ImageInFile::Index(0) }),
        ("oci:a:@+7", L::Oci { path: "a", image: ImageInFile::Index(7) }),
        ("oci:a:b/c--d:e", L::Oci { path: "a", image: ImageInFile::Name("b/c--d:e") }),
        ("oci-archive:a.tar:v1", L::OciArchive { path: "a.tar", image: ImageInFile::Name("v1") }),
        ("docker-archive:a.tar", L::DockerArchive { path: "a.tar", image: ImageInFile::Only }),
        (
            "docker-archive:a.tar:b",
            L::DockerArchive { path: "a.tar", image: ImageInFile::Name(reference("b")) },
        ),
        (
            "docker-archive:a.tar:@2",
            L::DockerArchive { path: "a.tar", image: ImageInFile::Index(2) },
        ),
        ("docker-daemon:a:1", L::DockerDaemon(reference("a:1"))),
        (&*daemon, L::DockerDaemonId(imageref::ImageId::new(digest.clone()))),
        ("dir:/a:b", L::Dir("/a:b")),
        ("tarball:/a:/b", L::Tarball("/a:/b")),
        ("containers-storage:a", L::ContainersStorage { store: None, image: "a" }),
        (
            "containers-storage:[overlay@/a+/b]a:1@x",
            L::ContainersStorage { store: Some("overlay@/a+/b"), image: "a:1@x" },
        ),
        ("atomic:example.com/ns/app:1", L::Atomic(reference("example.com/ns/app:1"))),
        ("ocidir://a", L::OciDir { path: "a", tag: None, digest: None }),
        (
            "ocifile://a b~+.tgz:v1",
            L::OciFile {
                path: "a b~+.tgz",
                tag: Some(imageref::reference::Tag::parse("v1").unwrap()),
                digest: None,
            },
        ),
        (
            &*in_file,
            L::OciFile { path: "path/to/file.tgz", tag: None, digest: Some(digest.clone()) },
        ),
        (
            &*pinned,
            L::OciDir {
                path: "/a/b",
                tag: Some(imageref::reference::Tag::parse("v1").unwrap()),
                digest: Some(digest.clone()),
            },
        ),
    ] {
        assert_eq!(L::parse(text), Ok(expected), "{text}");
    }
    let both = format!("atomic:example.com/ns/app:1@{digest}");
    for (text, refused) in [
        ("nginx", "NoTransport"),
        ("Docker://nginx", "UnknownTransport"),
        ("ostree:a", "UnknownTransport"),
        ("docker:nginx", "NoSlashes"),
        ("docker://[::1]/a", "Reference"),
        ("docker://a:1@@unknown-digest@@", "Form"),
        ("docker-archive:", "NoPath"),
        ("docker-archive:a:b@c", "Reference"),
        ("docker-daemon:a", "Reference"),
        ("docker-daemon:sha256:abc", "Form"),
        ("atomic:a/b/c/d:1", "Form"),
        ("atomic:example.com/a/b", "Form"),
        ("oci:a:@-1", "Image"),
        // `image/oci/archive/oci_transport.go` takes names alone.
        ("oci-archive:a:@0", "Image"),
        ("oci:a:@", "Image"),
        ("oci:a:@9223372036854775808", "Image"),
        ("oci:a:b---c", "Image"),
        ("oci:a:-b", "Image"),
        ("oci:a:b/", "Image"),
        ("oci:a:\u{e9}", "Image"),
        ("ocidir://", "NoPath"),
        ("ocidir:a", "NoSlashes"),
        ("ocifile:a.tgz", "NoSlashes"),
        ("ocifile://", "NoPath"),
        ("ocifile://a=b", "NoPath"),
        ("ocifile://a:-b", "Reference"),
        // containers/image reads it, and panics once a policy asks: `image/openshift`, `PolicyConfigurationIdentity`.
        (&*both, "Reference"),
    ] {
        let error: E = L::parse(text).expect_err(text);
        assert!(format!("{error:?}").starts_with(refused), "{text}: {error:?}");
    }
}
