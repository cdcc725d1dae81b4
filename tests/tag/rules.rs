//! The table of rules: each row by its pair, and the page that shows it.

use core::cmp::Ordering;

use imageref::tag::{OrderRule, compare, order_rules};

use super::tag;

#[test]
fn every_rule_holds_for_its_pair() {
    for rule in order_rules() {
        let (left, right) = (tag(rule.left), tag(rule.right));
        assert_eq!(compare(left, right).ok(), rule.order, "{}", rule.name);
        let reverse = rule.order.map(Ordering::reverse);
        assert_eq!(compare(right, left).ok(), reverse, "{}", rule.name);
        assert!(!rule.source.is_empty() && rule.reason.ends_with('.'), "{}", rule.name);
    }
}

#[test]
fn names_and_pairs_are_unique() {
    let rules = order_rules();
    for (at, rule) in rules.iter().enumerate() {
        for other in &rules[at + 1..] {
            assert_ne!(rule.name, other.name);
            assert_ne!((rule.left, rule.right), (other.left, other.right), "{}", rule.name);
        }
    }
}

/// A row of the table on the module's page.
fn line(rule: &OrderRule) -> String {
    let order = match rule.order {
        Some(Ordering::Less) => "<",
        Some(Ordering::Equal) => "=",
        Some(Ordering::Greater) => ">",
        None => "?",
    };
    format!("//! | {} | `{}` {order} `{}` | {} |\n", rule.name, rule.left, rule.right, rule.reason)
}

#[test]
fn the_page_shows_the_table() {
    let page = include_str!("../../src/tag/mod.rs");
    let lines: String = order_rules().iter().map(line).collect();
    assert!(page.contains(&lines), "the table in src/tag/mod.rs should be:\n{lines}");
}
