use imageref::RawReference;

#[test]
fn references() {
    let digest = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    let text = &format!("quay.io:443/team/app:1@{digest}");
    let ours = RawReference::parse(text).unwrap();
    let r = container_image_dist_ref::ImgRef::new(text).unwrap();
    let host = r.domain().unwrap();
    assert_eq!(ours.registry().unwrap().host(), host.to_str().split(':').next().unwrap());
    assert_eq!(ours.registry().unwrap().port().map(|port| port.to_string()).as_deref(), r.port());
    assert_eq!(ours.repository().as_str(), r.path().to_str());
    assert_eq!(ours.tag().map(|tag| tag.as_str()), r.tag());
    let d = r.digest().unwrap();
    assert_eq!(ours.digest().unwrap().algorithm_name(), d.algorithm().to_str());
    assert_eq!(ours.digest().unwrap().encoded(), d.encoded().to_str());
}
