mod buildkit;
mod dockerfile;
