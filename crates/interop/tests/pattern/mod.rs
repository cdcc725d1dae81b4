mod bypass;
mod laws;
mod own;
mod set;
mod speed;
