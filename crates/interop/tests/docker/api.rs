//! Names in requests, compared with moby and docker/cli.

use imageref::Reference;
use imageref_interop::docker::{ApiImage, pull_query, push_request, search_split, tag_query};

use crate::data::{Counts, read, rows};
use crate::support::field;
use crate::support::reference;

#[test]
fn create() {
    let mut counts = Counts::default();
    let text = read("names/docker_api_create.tsv");
    for row in rows(&text) {
        let [from_image, tag, verdict] = row[..] else { panic!("{row:?}") };
        counts.add(match ApiImage::parse_pull(&field(from_image), &field(tag)) {
            Ok(image) if image.to_string() == field(verdict) => "agree",
            Err(_) if verdict == "!" => "agree, rejected",
            other => panic!("{row:?}: {other:?}"),
        });
    }
    counts.assert(&[("agree", 44), ("agree, rejected", 94)]);
}

#[test]
fn push_and_tag() {
    let mut counts = Counts::default();
    let text = read("names/docker_api_push_tag.tsv");
    for row in rows(&text) {
        let [operation, name, tag, verdict] = row[..] else { panic!("{row:?}") };
        let (name, tag) = (field(name), field(tag));
        let found = match operation {
            "push" => ApiImage::parse_push(&name, &tag).map(Some),
            _ => ApiImage::parse_tag(&name, &tag),
        };
        counts.add(match found {
            Ok(Some(image)) if image.to_string() == field(verdict) => "agree",
            Ok(None) if verdict.is_empty() => "agree, no name",
            Err(_) if verdict == "!" => "agree, rejected",
            other => panic!("{row:?}: {other:?}"),
        });
    }
    counts.assert(&[("agree", 32), ("agree, rejected", 130), ("agree, no name", 4)]);
}

#[test]
fn requests() {
    let mut counts = Counts::default();
    let text = read("names/docker_client_requests.tsv");
    for row in rows(&text) {
        let [operation, image, all, source, verdict] = row[..] else { panic!("{row:?}") };
        let request = field(image).parse::<Reference>().ok().and_then(|image| {
            let pull = pull_query(&image);
            let push = push_request(&image);
            Some(match operation {
                // Without a tag, all of them.
                "pull" if all == "all" => format!("/images/create?{}", pull.split('&').next()?),
                "pull" => format!("/images/create?{pull}"),
                "push" if all == "all" => push.ok()?.split('?').next()?.to_owned(),
                "push" => push.ok()?,
                _ => format!("/images/{source}/tag?{}", tag_query(&image).ok()?),
            })
        });
        counts.add(match request {
            Some(request) if format!("POST /v1.51{request}") == field(verdict) => "agree",
            None if verdict == "!" => "agree, rejected",
            other => panic!("{row:?}: {other:?}"),
        });
    }
    counts.assert(&[("agree", 29), ("agree, rejected", 26)]);
}

#[test]
fn search() {
    let text = read("names/docker_search_split.tsv");
    for row in rows(&text) {
        let [term, index, name] = row[..] else { panic!("{row:?}") };
        assert_eq!(search_split(term), (index, name));
    }
}

/// What the client sends is what the daemon reads, but for a tag beside a digest.
#[test]
fn there_and_back() {
    let digest = crate::support::digest();
    for (text, back) in [
        ("nginx".to_owned(), "docker.io/library/nginx:latest".to_owned()),
        ("localhost:5000/a:b".to_owned(), "localhost:5000/a:b".to_owned()),
        (format!("quay.io/a@{digest}"), format!("quay.io/a@{digest}")),
        (format!("quay.io/a:1@{digest}"), format!("quay.io/a@{digest}")),
    ] {
        let query = pull_query(&reference(&text));
        let value = |key: &str| {
            let value = query.split('&').find_map(|pair| pair.strip_prefix(key)).expect(key);
            value.replace("%2F", "/").replace("%3A", ":")
        };
        let image = ApiImage::parse_pull(&value("fromImage="), &value("tag="));
        assert_eq!(image.expect("an image").to_string(), back);
    }
}

#[test]
fn messages() {
    let digest = format!("a@{}", crate::support::digest());
    for (error, message) in [
        (
            ApiImage::parse_pull("scratch", "").unwrap_err(),
            "unexpected name `scratch`: it is reserved for an empty image",
        ),
        (
            ApiImage::parse_push(&digest, "1").unwrap_err(),
            "unexpected digest: only a tag can be set or pushed",
        ),
        (
            ApiImage::parse_tag("sha256", "").unwrap_err(),
            "unexpected name `sha256`: with a tag it would read as a digest",
        ),
    ] {
        assert_eq!(error.to_string(), message);
    }
}
