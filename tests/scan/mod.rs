mod buildkit;
mod dockerfile;
mod edit;
mod image_values;
#[cfg(not(debug_assertions))]
mod linear;
#[cfg(feature = "regex")]
mod text;
