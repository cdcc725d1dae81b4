use imageref::Platform;

#[test]
fn the_host_has_names_of_go() {
    let host = Platform::host();
    assert_eq!(Platform::parse(host.os(), &host), Ok(host.clone()));
    assert_eq!(Platform::parse(host.architecture(), &host), Ok(host.clone()));
    if cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        assert_eq!(host, Platform::new("linux", "amd64"));
    }
}
