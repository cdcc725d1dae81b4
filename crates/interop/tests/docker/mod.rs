mod api;
mod credentials;
#[cfg(feature = "documents")]
mod images;
