mod credentials;
mod hosts;
mod retired;

use imageref::reference::Registry;

/// A registry of a test's own text.
#[track_caller]
fn registry(text: &str) -> Registry<'_> {
    Registry::new(text).unwrap_or_else(|e| panic!("{text:?}: {e}"))
}

/// The rows of a table, split at tabs.
fn rows<const N: usize>(table: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    table.lines().filter(|line| !line.starts_with('#')).map(|line| {
        let cells: Vec<_> = line.split('\t').collect();
        cells.try_into().unwrap_or_else(|cells| panic!("not {N} cells: {cells:?}"))
    })
}
