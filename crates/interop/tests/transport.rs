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
        let [text, transport, image, rejected, files] = row[..] else { panic!("{row:?}") };
        let text = field(text);
        let class = match L::parse(&text) {
            Err(_) => {
                assert_eq!(rejected, "!", "{row:?}");
                "agree, rejected"
            }
            Ok(L::Tarball(_)) if rejected == "!" && files == "fs" => "a file that isn't there",
            Ok(L::ContainersStorage { .. }) if rejected == "!" => {
                "a transport left out of that build"
            }
            Ok(location) => {
                assert_eq!((rejected, location.transport()), ("", transport), "{row:?}");
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
        ("agree, rejected", 16),
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
        let shown = expected.to_string();
        assert_eq!(L::parse(text), Ok(expected), "{text}");
        assert_eq!(L::parse(&shown).map(|location| location.to_string()), Ok(shown), "{text}");
    }
    let both = format!("atomic:example.com/ns/app:1@{digest}");
    for (text, rejected) in [
        ("nginx", "NoTransport"),
        ("Docker://nginx", "UnknownTransport"),
        ("ostree:a", "UnknownTransport"),
        ("docker:nginx", "NoSlashes"),
        ("docker://[::1]/a", "Reference"),
        ("docker://a:1@@unknown-digest@@", "Form"),
        ("docker-archive:", "Path"),
        ("docker-archive:a:b@c", "Reference"),
        ("docker-daemon:a", "Reference"),
        ("docker-daemon:sha256:abc", "Form"),
        ("atomic:a/b/c/d:1", "Form"),
        ("atomic:example.com/a/b", "Form"),
        ("oci:a:@-1", "Image"),
        // `image/oci/archive/oci_transport.go` accepts names only.
        ("oci-archive:a:@0", "Image"),
        ("oci:a:@", "Image"),
        ("oci:a:@9223372036854775808", "Image"),
        ("oci:a:b---c", "Image"),
        ("oci:a:-b", "Image"),
        ("oci:a:b/", "Image"),
        ("oci:a:\u{e9}", "Image"),
        ("ocidir://", "Path"),
        ("ocidir:a", "NoSlashes"),
        ("ocifile:a.tgz", "NoSlashes"),
        ("ocifile://", "Path"),
        ("ocifile://a=b", "Path"),
        ("ocifile://a:-b", "Reference"),
        // containers/image reads it, and panics once a policy asks: `image/openshift`, `PolicyConfigurationIdentity`.
        (&*both, "Reference"),
    ] {
        let error: E = L::parse(text).expect_err(text);
        assert!(format!("{error:?}").starts_with(rejected), "{text}: {error:?}");
    }
}

#[test]
fn shown() {
    for (text, shown) in [
        ("docker://nginx", "docker://docker.io/library/nginx:latest"),
        ("docker://nginx@@unknown-digest@@", "docker://docker.io/library/nginx@@unknown-digest@@"),
        ("docker-archive:a.tar:b", "docker-archive:a.tar:docker.io/library/b:latest"),
        ("oci:a:@+7", "oci:a:@7"),
        ("oci:a:v1", "oci:a:v1"),
        ("containers-storage:[overlay@/a]b", "containers-storage:[overlay@/a]b"),
    ] {
        assert_eq!(L::parse(text).map(|location| location.to_string()).as_deref(), Ok(shown));
    }
}

#[test]
fn messages() {
    for (text, message) in [
        ("nginx", "missing transport, such as `docker://` or `oci:`"),
        ("\x1b[31m:a", "unknown transport `\\u{1b}[31m`"),
        ("docker:nginx", "missing `//` after the transport"),
        ("docker://a:1@@unknown-digest@@", "unsupported form of reference for this transport"),
        ("docker-archive:", "missing or unsupported path"),
        ("oci:a:b\n", "invalid name or index of an image: `b\\n`"),
        ("docker://[::1]/a", "unexpected IPv6 address: containers/image does not support them"),
    ] {
        assert_eq!(L::parse(text).unwrap_err().to_string(), message, "{text:?}");
    }
}
