mod laws;
mod model;
