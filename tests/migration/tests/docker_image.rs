use imageref::RawReference;

#[test]
fn references() {
    let digest = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    let ours = RawReference::parse("ghcr.io/team/app:1").unwrap();
    let r = docker_image::DockerImage::parse("ghcr.io/team/app:1").unwrap();
    assert_eq!(ours.registry().map(|registry| registry.as_str().to_owned()), r.registry);
    assert_eq!(ours.repository().as_str(), r.name);
    assert_eq!(ours.tag().map(|tag| tag.as_str().to_owned()), r.tag);
    assert_eq!(ours.digest().map(|digest| digest.as_str().to_owned()), r.digest);

    let text = format!("nginx@{digest}");
    let r = docker_image::DockerImage::parse(&text).unwrap();
    let ours = RawReference::parse(&text).unwrap();
    assert_eq!(ours.digest().map(|digest| digest.as_str().to_owned()), r.digest);
}
