//! An image as `docker history`, `docker inspect` and a runtime see it.

use std::time::Duration;

use imageref::Reference;
use imageref_interop::docker::{
    DockerHistory, DockerInspect, HealthTest, Port, PortError, User, health_time, ports,
};

use crate::images::{family, tagged};

#[test]
fn docker_history() {
    let image = family("deb-slim");
    let sizes = image.clone().with_uncompressed_sizes(|_| Some(10_000)).unwrap();
    let rows: Vec<_> = DockerHistory::new(&sizes).map(|row| row.to_string()).collect();
    assert_eq!(
        rows,
        [
            r#"e6366b0fb1d4  2023-11-14T22:13:20Z  /bin/sh -c #(nop) CMD ["bash"]  0"#,
            "<missing>  2023-11-14T22:13:20Z  /bin/sh -c #(nop) ADD file:dc757b61be9168b01ca4a49575bbb01e74301fb28b91d242cc3e14c03d8317a2 in /   10000",
        ]
    );
    let row = DockerHistory::new(&image).next_back().unwrap();
    assert_eq!((row.uncompressed_size(), row.id(), row.comment()), (None, None, None));
    assert_eq!(DockerHistory::new(&tagged("foreign-docker")).len(), 0);
}

#[test]
fn how_it_is_run() {
    let web = family("deb-web");
    assert_eq!(ports(web.run_config()), [Ok(Port::parse("80").unwrap())]);
    assert_eq!(web.run_config().env("DEBIAN_FRONTEND"), Some("noninteractive"));
    assert_eq!(web.run_config().env("DEBIAN"), None);
    assert_eq!(web.run_config().labels().get("role"), Some("web"));
    assert_eq!(family("deb-db").run_config().volumes().iter().collect::<Vec<_>>(), ["/var/lib/db"]);
    assert!(User::of(web.run_config()).is_root() && web.run_config().health_check().is_none());

    let extras = tagged("docker-extras");
    let check = extras.run_config().health_check().unwrap();
    assert_eq!(HealthTest::of(check), HealthTest::Shell("x"));
    assert_eq!(health_time(check.interval().unwrap_or_default()), Some(Duration::from_secs(30)));
    assert_eq!(health_time(0), None);
    assert_eq!(health_time(-1), None);
}

#[test]
fn ports_and_users() {
    for (text, port) in [
        ("80", Ok("80/tcp")),
        ("53/udp", Ok("53/udp")),
        ("8000-8010", Ok("8000-8010/tcp")),
        ("9-9/sctp", Ok("9/sctp")),
        ("10-9", Err(PortError::Range)),
        ("65536", Err(PortError::Number)),
        ("+80", Err(PortError::Number)),
        ("80/", Err(PortError::Protocol)),
        ("80/TCP", Err(PortError::Protocol)),
        ("", Err(PortError::Number)),
        ("-", Err(PortError::Number)),
    ] {
        let found = Port::parse(text);
        assert_eq!(found.map(|it| it.to_string()), port.map(str::to_owned), "{text}");
        assert_eq!((text.parse(), Port::try_from(text)), (found, found));
    }
    assert_eq!(PortError::Number.to_string(), "expected a port number from 0 to 65535");
    assert_eq!(PortError::Protocol.to_string(), "expected the protocol tcp, udp or sctp");
    assert_eq!(PortError::Range.to_string(), "the last port of the range is less than the first");
    let user = User::new("1000:app");
    assert_eq!((user.name(), user.group(), user.is_root()), (Some("1000"), Some("app"), false));
    for root in ["", "0", "root", "0:0", "00", ":5"] {
        assert!(User::new(root).is_root(), "{root}");
    }
}

/// Names by what they pin, everything else from the config.
#[test]
fn docker_inspect() {
    let image = family("deb-web");
    let digest = image.manifest().digest().clone();
    let tag: Reference = "quay.io/team/web:1".parse().unwrap();
    let pinned = tag.with_digest(&digest).unwrap();
    let inspect = DockerInspect::new(&image, [tag.clone(), pinned.clone(), tag, pinned]);
    assert_eq!(inspect.repo_tags(), ["quay.io/team/web:1"]);
    assert_eq!(inspect.repo_digests(), [format!("quay.io/team/web@{digest}")]);
    assert_eq!(
        inspect.id(),
        "sha256:f6258cb5db5b82ad87df0efcd5df832e8ad5238aaf32008c1385fded2fee3ad2"
    );
    assert_eq!(inspect.created().unwrap().as_str(), "2023-11-14T22:13:20Z");
    assert_eq!((inspect.os(), inspect.architecture()), (Some("linux"), Some("amd64")));
    assert_eq!(inspect.variant(), None);
    assert_eq!((inspect.os_version(), inspect.author(), inspect.comment()), (None, None, None));
    assert_eq!((inspect.parent(), inspect.docker_version()), (None, None));
    assert_eq!(inspect.diff_ids().len(), 7);
    assert_eq!(inspect.uncompressed_size(), None, "the documents state compressed sizes only");
    assert_eq!(inspect.config(), image.run_config());
}
