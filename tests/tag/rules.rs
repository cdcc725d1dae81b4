//! The table of rules: each row by its pair.

use core::cmp::Ordering;

use imageref::tag::{compare, order_rules};

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
