//! Whatever changes in a policy, the comparison sees it, says which way it goes, and the same backwards.

#![expect(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use policy::diff::{Effect, diff};
use policy::rows::Document;
use policy::time::Period;
use support::{Leaf, Step, changed, leaves, read, value_at};
use toml::{Table, Value};

const EVERY_KEY: &str = include_str!("fixtures/every-key.toml");
const AINK: &str = include_str!("../../../policies/aink/policy.toml");

fn table(text: &str) -> Table {
    text.parse().expect("a policy of this test is TOML")
}

/// What is said of each promise that differs.
fn effects(old: &Document, new: &Document) -> Vec<(String, Effect)> {
    let found = diff(old, new, None);
    found.changes.iter().map(|change| (change.path.to_string(), change.effect)).collect()
}

fn hold_every_value(text: &str, every: usize) {
    let table = table(text);
    let base = read(&table).expect("the policy reads");
    assert_eq!(effects(&base, &base), []);
    for leaf in leaves(&table).into_iter().step_by(every) {
        let other = changed(&table, &leaf).unwrap_or_else(|| panic!("no other value reads at {leaf:?}"));
        let (there, back) = (effects(&base, &other), effects(&other, &base));
        assert!(there.iter().any(|(path, _)| *path == leaf.promise()), "{leaf:?} is not seen: {there:?}");
        let reversed: Vec<_> = back.into_iter().map(|(path, effect)| (path, effect.reversed())).collect();
        assert_eq!(there, reversed, "{leaf:?}");
    }
}

#[test]
fn every_value_of_every_key_is_seen_and_backwards_goes_the_other_way() {
    hold_every_value(EVERY_KEY, 1);
}

#[test]
fn values_of_a_whole_policy_are_seen_and_backwards_go_the_other_way() {
    // A sample: each key is tried above, and what a whole policy adds is how rows rest on each other.
    hold_every_value(AINK, 17);
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

/// Where a longer time is better for people: they are told earlier, refused more often, or attacked less easily.
const LONGER_PROTECTS: [(&str, &str); 4] =
    [("change", "before"), ("suppression", "for"), ("agreement", "remind"), ("data", "window")];

/// Keys whose settings are weighed by what rests on them, or by nothing if nothing does.
fn is_setting(leaf: &Leaf) -> bool {
    leaf.promise().starts_with("setting.")
}

fn key_of(leaf: &Leaf) -> (String, String) {
    let word = |step: Option<&Step>| match step {
        Some(Step::Key(key)) => key.clone(),
        _ => String::new(),
    };
    (word(leaf.0.first()), word(leaf.0.last()))
}

fn hold_periods(text: &str) {
    let whole = table(text);
    let mut periods = 0;
    for leaf in leaves(&whole).into_iter().filter(|leaf| !is_setting(leaf)) {
        let at = |period: &str| {
            let mut other = whole.clone();
            *value_at(&mut other, &leaf) = Value::String(period.to_owned());
            read(&other).expect("a period reads in the place of a period")
        };
        let said = value_at(&mut whole.clone(), &leaf).as_str().map(str::to_owned).unwrap_or_default();
        if said.parse::<Period>().is_err() {
            continue;
        }
        periods += 1;
        let (table, key) = key_of(&leaf);
        let longer_widens = !LONGER_PROTECTS.contains(&(table.as_str(), key.as_str()));
        let (short, long) = (at("2 months"), at("3 months"));
        let of = |found: Vec<(String, Effect)>| {
            found.into_iter().find(|(path, _)| *path == leaf.promise()).map(|(_, effect)| effect)
        };
        let (wider, narrower) =
            if longer_widens { (Effect::Widened, Effect::Narrowed) } else { (Effect::Narrowed, Effect::Widened) };
        assert_eq!(of(effects(&short, &long)), Some(wider), "{leaf:?}");
        assert_eq!(of(effects(&long, &short)), Some(narrower), "{leaf:?}");
        assert_eq!(of(effects(&at("12 months"), &at("1 year"))), Some(Effect::Reworded), "{leaf:?}");
    }
    assert!(periods > 10, "only {periods} periods");
}

#[test]
fn every_period_goes_the_right_way() {
    hold_periods(EVERY_KEY);
    hold_periods(AINK);
}

/// A setting of a whole policy goes the way of what rests on it, and what rests on it is reported too.
#[test]
fn every_setting_goes_the_way_of_what_rests_on_it() {
    let whole = table(AINK);
    let settings = whole["setting"].as_table().expect("AINK has settings");
    for name in settings.keys() {
        let at = |period: &str| {
            let mut other = whole.clone();
            other["setting"][name]["default"] = Value::String(period.to_owned());
            other["setting"][name]["max"] = Value::String("9 years".to_owned());
            read(&other).expect("a period reads in the place of a period")
        };
        let there = effects(&at("2 months"), &at("3 months"));
        let own = format!("setting.{name}");
        let (of_setting, resting): (Vec<_>, Vec<_>) = there.into_iter().partition(|(path, _)| *path == own);
        let of_setting = of_setting.first().map(|(_, effect)| *effect).expect("the setting is seen");
        assert!(!resting.is_empty(), "{own} is reported where it counts");
        assert!(resting.iter().all(|(_, effect)| *effect == of_setting), "{own}: {of_setting:?}, {resting:?}");
        assert!([Effect::Widened, Effect::Narrowed].contains(&of_setting), "{own}: {of_setting:?}");
    }
}
