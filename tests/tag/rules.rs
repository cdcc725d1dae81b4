//! The table of rules on the page `docs::tag_order`: each row by its pair.

use core::cmp::Ordering;

use imageref::tag::compare;

use super::tag;

/// A row: the rule's name, its pair of tags, and how the first compares with the second.
struct Rule<'a> {
    name: &'a str,
    pair: [&'a str; 2],
    order: Option<Ordering>,
}

const PAGE: &str = include_str!("../../src/docs/TAG_ORDER.md");

fn rules() -> Vec<Rule<'static>> {
    let table = PAGE.lines().filter(|line| line.starts_with("| ")).skip(2);
    let rules: Vec<_> = table.map(rule).collect();
    assert_eq!(rules.len(), 33);
    rules
}

fn rule(row: &str) -> Rule<'_> {
    let cells: Vec<&str> = row.trim_matches('|').split(" | ").map(str::trim).collect();
    let [name, example, reason, source] = cells[..] else { panic!("not four cells: {row}") };
    assert!(reason.ends_with('.') && !source.is_empty(), "{name}");
    let [_, left, sign, right, ""] = example.split('`').collect::<Vec<_>>()[..] else {
        panic!("not a pair of tags: {example}")
    };
    let order = match sign {
        " < " => Some(Ordering::Less),
        " = " => Some(Ordering::Equal),
        " ? " => None,
        _ => panic!("not a sign: {example}"),
    };
    Rule { name, pair: [left, right], order }
}

#[test]
fn every_rule_holds_for_its_pair() {
    for Rule { name, pair: [left, right], order } in rules() {
        assert_eq!(compare(tag(left), tag(right)).ok(), order, "{name}");
        let reverse = order.map(Ordering::reverse);
        assert_eq!(compare(tag(right), tag(left)).ok(), reverse, "{name}");
    }
}

#[test]
fn names_and_pairs_are_unique() {
    let rules = rules();
    for (at, rule) in rules.iter().enumerate() {
        for other in &rules[at + 1..] {
            assert_ne!(rule.name, other.name);
            assert_ne!(rule.pair, other.pair, "{}", rule.name);
        }
    }
}
