mod api;
mod credentials;
