//! Whatever changes in a policy, the comparison sees it, says which way it goes, and the same backwards.

#![expect(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use policy::diff::{Effect, diff};
use policy::rows::Document;
use support::{Leaf, Step, changed, leaves, read, value_at};
use toml::{Table, Value};

const EVERY_KEY: &str = include_str!("fixtures/every-key.toml");

fn table(text: &str) -> Table {
    text.parse().expect("a policy of this test is TOML")
}

/// What is said of each promise that differs.
fn effects(old: &Document, new: &Document) -> Vec<(String, Effect)> {
    let found = diff(old, new, None);
    found.changes.iter().map(|change| (change.path.to_string(), change.effect)).collect()
}

#[test]
fn every_value_of_every_key_is_seen_and_backwards_goes_the_other_way() {
    let table = table(EVERY_KEY);
    let base = read(&table).expect("the policy reads");
    assert_eq!(effects(&base, &base), []);
    for leaf in leaves(&table) {
        let other = changed(&table, &leaf).unwrap_or_else(|| panic!("no other value reads at {leaf:?}"));
        let (there, back) = (effects(&base, &other), effects(&other, &base));
        assert!(there.iter().any(|(path, _)| *path == leaf.promise()), "{leaf:?} is not seen: {there:?}");
        let reversed: Vec<_> = back.into_iter().map(|(path, effect)| (path, effect.reversed())).collect();
        assert_eq!(there, reversed, "{leaf:?}");
    }
}

/// Every key of every row, taken away one at a time where the policy still reads without it.
#[test]
fn every_key_that_goes_is_seen() {
    let whole = table(EVERY_KEY);
    let base = read(&whole).expect("the policy reads");
    let mut gone = 0;
    for leaf in leaves(&whole) {
        // What is false where nothing is said is not missed.
        if *value_at(&mut whole.clone(), &leaf) == Value::Boolean(false) {
            continue;
        }
        for length in 2..leaf.0.len() {
            let parent = Leaf(leaf.0.iter().take(length).cloned().collect());
            let Some(Step::Key(key)) = leaf.0.get(length) else { continue };
            let mut less = whole.clone();
            let Some(row) = value_at(&mut less, &parent).as_table_mut() else { continue };
            row.remove(key);
            let Some(other) = read(&less) else { continue };
            gone += 1;
            let there = effects(&base, &other);
            assert!(there.iter().any(|(path, _)| *path == leaf.promise()), "{parent:?} without {key}: {there:?}");
        }
    }
    assert!(gone > 50, "only {gone} keys could be taken away");
}
