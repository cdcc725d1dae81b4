//! Selecting from every index of public repositories, against a naive chooser.

#[path = "../manifest/naive.rs"]
mod naive;

use imageref::manifest::SelectPolicy;
use imageref::{ImageIndex, Platform};
use imageref_interop::docker::attestations;

const PLATFORMS: [&str; 12] = [
    "linux/amd64",
    "linux/amd64/v2",
    "linux/amd64/v4",
    "linux/386",
    "linux/arm",
    "linux/arm/v6",
    "linux/arm64",
    "linux/arm64/v8",
    "linux/s390x",
    "windows/amd64",
    "windows(10.0.17763)/amd64",
    "windows(10.0.26100)/amd64",
];

#[test]
fn from_every_index() {
    let Some(folder) = crate::corpus() else { return };
    let table = std::fs::read_to_string(folder.join("wild/INDEX.tsv")).expect("INDEX.tsv");
    let (mut indexes, mut joined) = (0, 0);
    let mut selected = [0; 3];
    for line in table.lines().skip(1) {
        let mut cells = line.split('\t');
        let (Some(name), Some("index")) = (cells.next(), cells.next()) else { continue };
        let bytes = std::fs::read(folder.join("wild/docs").join(name)).expect(name);
        let Ok(index) = ImageIndex::from_slice(&bytes) else { continue };
        indexes += 1;
        joined += attestations(&index).iter().filter(|a| a.image().is_some()).count();
        for platform in PLATFORMS {
            let wish: Platform = platform.parse().expect("a platform");
            for (at, policy) in SelectPolicy::ALL.into_iter().enumerate() {
                let chosen = index.select(&wish, policy).ok();
                let by_hand = naive::choose(&index, &wish, policy).map(|at| &index.manifests()[at]);
                assert_eq!(chosen, by_hand, "{wish} of {name} by {policy}");
                if let Some(entry) = chosen {
                    assert!(!entry.is_attestation(), "{wish} of {name} by {policy}");
                    selected[at] += 1;
                }
            }
        }
    }
    assert_eq!((indexes, joined, selected), (110, 11, [852, 853, 162]));
}
