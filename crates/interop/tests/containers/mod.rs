mod credentials;
mod named;
mod policy_scopes;
mod registries_conf;
mod registries_prefix;
mod short_names;
mod signed_identity;
