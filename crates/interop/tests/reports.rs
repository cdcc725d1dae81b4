//! Public reports about challenges, pagination and credentials in other projects, with the right answer.

use imageref::reference::Registry;
use imageref_interop::docker::credentials;
use imageref_interop::registry_api::{Challenges, next_page};

/// The scheme and one parameter of each challenge.
fn parameters(header: &str, name: &str) -> Vec<String> {
    let challenges = Challenges::new(header).map(|challenge| challenge.expect(header));
    let shown = challenges.map(|challenge| {
        format!("{} {}", challenge.scheme(), challenge.parameter(name).unwrap_or("-"))
    });
    shown.collect()
}

#[test]
fn challenges() {
    for (header, name, expected, _source) in [
        (
            "Bearer realm=\"https://containers.example.com/v2/auth\",service=\"containers.example.com\",scope=\"repository:myorg/my-repository:pull,push\"",
            "scope",
            &["Bearer repository:myorg/my-repository:pull,push"][..],
            "github.com/ChangemakerStudios/Docker.Registry.DotNet/issues/7",
        ),
        (
            "Newauth realm=\"apps\", type=1, title=\"Login to \\\"apps\\\"\", Basic realm=\"simple\"",
            "realm",
            &["Newauth apps", "Basic simple"],
            "github.com/httpwg/http-core/issues/136",
        ),
        (
            "Bearer scope=\",\"",
            "scope",
            &["Bearer ,"],
            "github.com/modelcontextprotocol/csharp-sdk/issues/1088",
        ),
        (
            "Digest realm=\"foo\\\"bar\", nonce=\"n\"",
            "nonce",
            &["Digest n"],
            "github.com/transithq/tropel/pull/525",
        ),
        (
            "Basic realm=\"r\", Bearer scope=\"files\"",
            "scope",
            &["Basic -", "Bearer files"],
            "github.com/modelcontextprotocol/python-sdk/pull/3012",
        ),
        ("Basic", "realm", &["Basic -"], "github.com/lysine-dev/okhttp/issues/4249"),
        (
            "PrivateToken challenge=abc, token-key=123",
            "token-key",
            &["PrivateToken 123"],
            "github.com/cloudflare/privacypass-ts/pull/1",
        ),
    ] {
        assert_eq!(parameters(header, name), expected, "{header}");
    }
    // github.com/lysine-dev/okhttp/issues/6743: the grammar has no single quotes.
    let error = Challenges::new("Basic realm='Sandstorm API'").find_map(Result::err);
    let message = error.map(|error| error.to_string());
    assert_eq!(message.as_deref(), Some("expected `,` in the challenge, but found `A`"));
}

#[test]
fn pagination() {
    for (header, expected, _source) in [
        (
            "</v2/a/b/tags/list?next_page=gAAAAABg1i7j%3D&n=50>; rel=\"next\"",
            Some("/v2/a/b/tags/list?next_page=gAAAAABg1i7j%3D&n=50"),
            "github.com/deitch/docker_registry2/issues/56",
        ),
        (
            "</v2/img/tags/list?last=a,b>; rel=\"next\"",
            Some("/v2/img/tags/list?last=a,b"),
            "github.com/CodesWhat/drydock/pull/927",
        ),
        (
            "</v2/img/tags/list?last=a>; rel=next-page",
            None,
            "github.com/CodesWhat/drydock/pull/927",
        ),
    ] {
        assert_eq!(next_page(header), Ok(expected), "{header}");
    }
}

#[test]
fn keys_of_credentials() {
    for (registry, keys, expected, _source) in [
        (
            "ghcr.io",
            &["ghcr.io"][..],
            &["ghcr.io"][..],
            "github.com/kurtosis-tech/kurtosis/pull/2937",
        ),
        (
            "docker.io",
            &["https://index.docker.io/v1/", "quay.io"],
            &["https://index.docker.io/v1/"],
            "github.com/cnabio/cnab-to-oci/pull/84",
        ),
        // Docker asks for exactly `https://index.docker.io/v1/`.
        (
            "docker.io",
            &["https://index.docker.io/v1"],
            &[],
            "github.com/jupyterhub/binderhub/pull/1945",
        ),
        (
            "some.custom.repository.tld",
            &["https://some.custom.repository.tld", "https://index.docker.io/v1/"],
            &["https://some.custom.repository.tld"],
            "github.com/spotify/docker-client/issues/804",
        ),
        // A port is another key, also the default one.
        ("my.server:443", &["my.server"], &[], "github.com/docker/cli/issues/987"),
        // The exact key, without the other spelling.
        (
            "docker.vm.ag",
            &["https://docker.vm.ag/", "docker.vm.ag"],
            &["docker.vm.ag"],
            "github.com/genuinetools/reg/issues/10",
        ),
    ] {
        let registry = Registry::parse(registry).expect(registry);
        assert_eq!(credentials(registry, keys.iter().copied()), expected, "{registry}");
    }
}
