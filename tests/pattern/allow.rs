//! Beside kubelet's list of images that need no credentials.

use imageref::pattern::KubeletAllowPattern;

use super::field;
use crate::data::{Counts, read, rows};

#[test]
fn allowlist() {
    let mut counts = Counts::default();
    let text = read("names/k8s_allowlist.tsv");
    for row in rows(&text) {
        let [pattern, image, verdict] = row[..] else { panic!("{row:?}") };
        let found = KubeletAllowPattern::new(&field(pattern)).map(|p| p.matches(&field(image)));
        counts.add(match (found, verdict) {
            (Ok(true), "y") => "agree",
            (Ok(false), "n") => "agree, none",
            (Err(_), "!") => "agree, refused",
            other => panic!("{row:?}: {other:?}"),
        });
    }
    counts.assert(&[("agree", 6), ("agree, none", 62), ("agree, refused", 67)]);
}
