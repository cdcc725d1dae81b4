//! Docker: the Engine API's names, and the entry of `config.json` that holds a registry's credentials.

mod api;
mod credentials;

pub use api::{
    DockerApiError, DockerApiImage, docker_pull_query, docker_push_request, docker_search_split,
    docker_tag_query,
};
pub use credentials::credentials;
