mod cosign_tag;
mod policy_glob;
mod simple_signing;
