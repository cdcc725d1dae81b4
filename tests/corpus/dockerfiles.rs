//! BuildKit's verdicts on public repositories' Dockerfiles.

use crate::{buildkit, corpus, lines};

#[test]
fn as_buildkit_reads_them() {
    let Some(folder) = corpus() else { return };
    let rows = lines(&folder, "wild/real_dockerfiles.jsonl");
    let mut faults = Vec::new();
    for row in &rows {
        let found = buildkit::differences(row);
        faults.extend(found.into_iter().map(|fault| format!("{}: {fault}", row["path"])));
    }
    println!("{} Dockerfiles, {} differences", rows.len(), faults.len());
    assert!(rows.len() >= 135);
    assert_eq!(faults, Vec::<String>::new());
}
