mod api;
mod convert;
mod credentials;
