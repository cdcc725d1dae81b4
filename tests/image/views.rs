//! What `docker history` and a runtime would see.

use std::time::Duration;

use imageref::Reference;
use imageref::image::{HealthTest, Port, User, health_time};

use super::support::{family, tagged};

#[test]
fn history_as_docker_shows_it() {
    let image = family("deb-slim");
    let sizes = image.clone().with_uncompressed_sizes(|_| Some(10_000)).unwrap();
    let rows: Vec<_> = sizes.docker_history().map(|row| row.to_string()).collect();
    assert_eq!(
        rows,
        [
            r#"e6366b0fb1d4  2023-11-14T22:13:20Z  /bin/sh -c #(nop) CMD [\"bash\"]  0"#,
            "<missing>  2023-11-14T22:13:20Z  /bin/sh -c #(nop) ADD file:dc757b61be9168b01ca4a49575bbb01e74301fb28b91d242cc3e14c03d8317a2 in /   10000",
        ]
    );
    let row = image.docker_history().last().unwrap();
    assert_eq!((row.size(), row.id(), row.comment()), (None, None, ""));
    assert_eq!(tagged("foreign-docker").docker_history().len(), 0);
}

#[test]
fn how_it_is_run() {
    let web = family("deb-web");
    assert_eq!(web.process_args().collect::<Vec<_>>(), ["/usr/local/bin/tool", "web"]);
    assert_eq!(web.ports().collect::<Vec<_>>(), [Ok(Port::parse("80").unwrap())]);
    assert_eq!(web.environment().last(), Some(("DEBIAN_FRONTEND", Some("noninteractive"))));
    assert_eq!(web.run_config().labels().get("role"), Some("web"));
    assert_eq!(family("deb-db").run_config().volumes().iter().collect::<Vec<_>>(), ["/var/lib/db"]);
    assert!(web.user().is_root() && web.health_test().is_none());

    let extras = tagged("docker-extras");
    assert_eq!(extras.health_test(), Some(HealthTest::Shell("x")));
    let check = extras.run_config().health_check().unwrap();
    assert_eq!(health_time(check.interval().unwrap_or_default()), Some(Duration::from_secs(30)));
    assert_eq!(health_time(0), None);
    assert_eq!(health_time(-1), None);
}

#[test]
fn ports_and_users() {
    for (text, port) in [
        ("80", Some("80/tcp")),
        ("53/udp", Some("53/udp")),
        ("8000-8010", Some("8000-8010/tcp")),
        ("9-9/sctp", Some("9/sctp")),
        ("10-9", None),
        ("65536", None),
        ("+80", None),
        ("80/", None),
        ("80/TCP", None),
        ("", None),
        ("-", None),
    ] {
        assert_eq!(Port::parse(text).map(|port| port.to_string()).as_deref(), port, "{text}");
    }
    let user = User::parse("1000:app");
    assert_eq!((user.user, user.group, user.is_root()), ("1000", Some("app"), false));
    for root in ["", "0", "root", "0:0", "00", ":5"] {
        assert!(User::parse(root).is_root(), "{root}");
    }
}

/// As `docker inspect` tells of it: names by what they pin, everything else out of the config.
#[test]
fn docker_inspect() {
    let image = family("deb-web");
    let digest = image.manifest().digest().clone();
    let tag: Reference = "quay.io/team/web:1".parse().unwrap();
    let pinned = tag.with_digest(&digest).unwrap();
    let inspect = image.docker_inspect([tag.clone(), pinned.clone(), tag, pinned]);
    assert_eq!(inspect.repo_tags(), ["quay.io/team/web:1"]);
    assert_eq!(inspect.repo_digests(), [format!("quay.io/team/web@{digest}")]);
    assert_eq!(
        inspect.id(),
        "sha256:f6258cb5db5b82ad87df0efcd5df832e8ad5238aaf32008c1385fded2fee3ad2"
    );
    assert_eq!(inspect.created().unwrap().as_str(), "2023-11-14T22:13:20Z");
    assert_eq!((inspect.os(), inspect.architecture(), inspect.variant()), ("linux", "amd64", ""));
    assert_eq!((inspect.os_version(), inspect.author(), inspect.comment()), ("", "", ""));
    assert_eq!((inspect.parent(), inspect.docker_version()), ("", ""));
    assert_eq!(inspect.layers().len(), 7);
    assert_eq!(inspect.size(), None, "compressed layers don't tell");
    assert_eq!(inspect.config(), image.run_config());
}
