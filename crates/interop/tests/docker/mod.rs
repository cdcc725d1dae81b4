mod api;
#[cfg(feature = "documents")]
mod convert;
mod credentials;
#[cfg(feature = "documents")]
mod images;
