mod body;
mod challenge;
mod header;
mod link;
mod path;
#[cfg(feature = "documents")]
mod referrers;
mod referrers_tag;
mod token_scope;
mod upload_range;
mod upload_session;
