//! A config as the benchmarks read it.

use imageref::config::History;
use imageref::{DiffId, Digest, ImageConfig, Platform};

/// A config with 30 history entries, as a Dockerfile of 30 instructions makes it.
pub(crate) fn config() -> Vec<u8> {
    let mut config = ImageConfig::new(&Platform::new("linux", "amd64")).with_run_config(|run| {
        run.with_env("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin")
            .with_cmd(["nginx", "-g", "daemon off;"])
            .with_label("maintainer", "NGINX Docker Maintainers <docker-maint@nginx.com>")
    });
    for n in 0..30_u8 {
        let step = History::new(
            "RUN /bin/sh -c apt-get update && apt-get install -y curl # buildkit and some more words",
        )
        .with_created("2023-11-14T22:13:20.123456789Z".parse().expect("a time"))
        .with_comment("buildkit.dockerfile.v0");
        config = if n % 3 == 0 {
            config.with_layer(DiffId::new(Digest::sha256(&[n])), step)
        } else {
            config.with_empty_step(step)
        };
    }
    config.to_bytes()
}
