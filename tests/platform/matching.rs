//! Matches and orders as containerd has them: `["match", p, q, verdicts]` for matcher of p itself, strict, only, `only_os`;
//! `[matcher, wishes, candidates, sorted, matched]`. Numbers index the first line; the host is linux/amd64.

use imageref::{Platform, PlatformMatcher};
use serde_json::Value;

use super::platform;

const ROWS: &str = include_str!("../data/platform/match.jsonl");

fn matcher(op: &str, wishes: &[&Platform]) -> PlatformMatcher {
    match op {
        "only" => PlatformMatcher::only(wishes[0]),
        "only_strict" => PlatformMatcher::strict(wishes[0]),
        "only_os" => PlatformMatcher::only_os(wishes[0]),
        "ordered" => PlatformMatcher::ordered(wishes.iter().copied()),
        "any" => PlatformMatcher::any_of(wishes.iter().copied()),
        _ => panic!("unknown {op:?}"),
    }
}

fn index(value: &Value) -> usize {
    usize::try_from(value.as_u64().expect("a number")).expect("an index")
}

fn indices(value: &Value) -> Vec<usize> {
    value.as_array().expect("a list").iter().map(index).collect()
}

#[test]
fn as_containerd() {
    let host = Platform::new("linux", "amd64");
    let mut lines = ROWS.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    let all: Vec<Platform> = lines
        .next()
        .iter()
        .flat_map(|row| row.as_array().expect("a list"))
        .map(|row| platform(row).or_os_of(&host))
        .collect();
    let (mut pairs, mut orders) = (0, 0);
    for row in lines {
        let op = row[0].as_str().expect("a string");
        if op == "match" {
            let (p, q) = (&all[index(&row[1])], &all[index(&row[2])]);
            let ops = ["ordered", "only_strict", "only", "only_os"];
            let verdicts = ops.map(|op| if matcher(op, &[p]).matches(q) { '1' } else { '0' });
            assert_eq!(
                String::from_iter(verdicts),
                row[3].as_str().expect("a string"),
                "{p} takes {q}"
            );
            let ranks = ops.map(|op| if matcher(op, &[p]).rank(q).is_match() { '1' } else { '0' });
            assert_eq!(verdicts, ranks, "{p} ranks {q}");
            pairs += 1;
            continue;
        }
        let wishes: Vec<&Platform> = indices(&row[1]).into_iter().map(|at| &all[at]).collect();
        let candidates: Vec<&Platform> = indices(&row[2]).into_iter().map(|at| &all[at]).collect();
        let matcher = matcher(op, &wishes);
        let mut sorted: Vec<usize> = (0..candidates.len()).collect();
        sorted.sort_by_key(|&at| matcher.rank(candidates[at]));
        assert_eq!(sorted, indices(&row[3]), "{row}");
        let taken = (0..candidates.len()).filter(|&at| matcher.matches(candidates[at]));
        assert_eq!(taken.collect::<Vec<_>>(), indices(&row[4]), "{row}");
        orders += 1;
    }
    assert_eq!((pairs, orders), (293, 311));
}

#[test]
fn a_wish_asks_for_what_it_names() {
    let rows = [
        // image, wish, satisfied
        ("linux/arm64/v8", "linux/arm64", true),
        ("linux/arm64", "linux/arm64/v8", false),
        ("linux/arm64", "linux/aarch64", false),
        ("linux/arm64", "", true),
        ("linux/arm64", "/arm64", true),
        ("windows/amd64:10.0.20348.169", "windows/amd64", true),
        ("windows/amd64:10.0.20348.169", "windows/amd64:10.0.20348", false),
    ];
    for (image, wish, satisfied) in rows {
        let parse = super::verbatim;
        assert_eq!(parse(image).satisfies(&parse(wish)), satisfied, "{image} satisfies {wish}");
    }
    let with =
        |features: &[&str]| Platform::new("a", "b").with_os_features(features.iter().copied());
    assert!(with(&["y", "x"]).satisfies(&with(&["x", "x"])));
    assert!(!with(&["y"]).satisfies(&with(&["x"])));
}
