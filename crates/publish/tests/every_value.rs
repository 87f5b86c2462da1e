//! Changing any value of a policy changes exactly its paragraph, and those that show it when they name it.

#![expect(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use policy::rows::{Document, DrawnCode, Language, Sooner};
use proptest::prelude::*;
use publish::Paragraph;
use std::collections::{BTreeMap, BTreeSet};
use support::{Leaf, changed, leaves, read, value_at};
use toml::{Table, Value};

const LANGUAGES: [Language; 2] = [Language::Simplified, Language::English];
const EVERY_KEY: &str = include_str!("fixtures/every-key.toml");
const AINK: &str = include_str!("../../../policies/aink/policy.toml");

fn table(text: &str) -> Table {
    text.parse().expect("a policy of this test is TOML")
}

fn texts(document: &Document, language: Language) -> BTreeMap<String, Paragraph> {
    let paragraphs = publish::paragraphs(document, language).expect("every text has a wording");
    paragraphs.into_iter().map(|paragraph| (paragraph.path.to_string(), paragraph)).collect()
}

/// The paragraphs that read otherwise in `after`.
fn differing(before: &BTreeMap<String, Paragraph>, after: &BTreeMap<String, Paragraph>) -> BTreeSet<String> {
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    let differs = |(path, old): &(&String, &Paragraph)| after.get(*path).is_some_and(|new| new.text != old.text);
    before.iter().filter(differs).map(|(path, _)| path.clone()).collect()
}

/// What must change when `leaf` does.
fn expected(before: &BTreeMap<String, Paragraph>, leaf: &Leaf, language: Language) -> BTreeSet<String> {
    if leaf.tag().is_some_and(|tag| tag != language.as_str()) {
        return BTreeSet::new();
    }
    let promise = leaf.promise();
    let names = |paragraph: &Paragraph| leaf.is_shown_elsewhere() && paragraph.names().any(|name| **name == *promise);
    let naming = before.iter().filter(|(_, paragraph)| names(paragraph)).map(|(path, _)| path.clone());
    naming.chain([promise.clone()]).collect()
}

fn hold_every_value(text: &str) {
    let table = table(text);
    let base = read(&table).expect("the policy reads");
    let before = LANGUAGES.map(|language| texts(&base, language));
    let leaves = leaves(&table);
    let (one, other) = leaves.split_at(leaves.len() / 2);
    std::thread::scope(|scope| {
        for half in [one, other] {
            scope.spawn(|| half.iter().for_each(|leaf| hold_value(&table, &before, leaf)));
        }
    });
}

fn hold_value(table: &Table, before: &[BTreeMap<String, Paragraph>], leaf: &Leaf) {
    let document = changed(table, leaf).unwrap_or_else(|| panic!("no other value reads at {leaf:?}"));
    for (language, before) in LANGUAGES.into_iter().zip(before) {
        let differing = differing(before, &texts(&document, language));
        assert_eq!(differing, expected(before, leaf, language), "{leaf:?} in {}", language.as_str());
    }
}

#[test]
fn every_value_of_every_key_shows_in_its_paragraph_alone() {
    hold_every_value(EVERY_KEY);
}

#[test]
fn every_value_of_a_whole_policy_shows_in_its_paragraph_alone() {
    hold_every_value(AINK);
}

#[test]
fn the_policy_of_every_key_has_every_key() {
    let table = table(EVERY_KEY);
    let mut present: BTreeSet<(String, String)> = BTreeSet::new();
    for (key, rows) in &table {
        let rows = rows.as_table().into_iter().flatten();
        for (name, row) in rows {
            present.insert((key.clone(), name.clone()));
            present.extend(row.as_table().into_iter().flatten().map(|(inner, _)| (key.clone(), inner.clone())));
        }
    }
    for table in Document::TABLES {
        for key in table.keys {
            assert!(present.contains(&(table.name.to_owned(), key.name.to_owned())), "[{}] {}", table.name, key.name);
        }
    }
    let nested = |value: &Value| value.as_table().expect("a table").len();
    assert_eq!(nested(&table["data"]["code"]["drawn"]), DrawnCode::KEYS.len());
    assert_eq!(nested(&table["retention"]["first"]["sooner"][0]), Sooner::KEYS.len());
}

/// One to 22 letters that show something, spaces within.
fn seen() -> impl Strategy<Value = String> {
    let hidden = r"\p{Cc}\p{Cf}\p{Zl}\p{Zp}\x{34F}\x{115F}\x{1160}\x{3164}\x{FFA0}\x{E0000}-\x{E007F}";
    proptest::string::string_regex(&format!(r"[^{hidden}\s]([^{hidden}]{{0,20}}[^{hidden}\s])?"))
        .expect("an expression")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever somebody writes into a text, it stays text: no markup comes of it, and nothing else changes. Letters that show
    /// nothing are refused by the reader.
    #[test]
    fn a_text_stays_text(at in any::<prop::sample::Index>(), wording in seen()) {
        let mut table = table(EVERY_KEY);
        let wordings: Vec<_> = leaves(&table).into_iter().filter(|leaf| leaf.tag() == Some("en")).collect();
        let leaf = at.get(&wordings);
        let base = read(&table).expect("the policy reads");
        let wording = format!("{wording}<i>\"&'");
        *value_at(&mut table, leaf) = Value::String(wording);
        let document = read(&table).expect("any text reads");
        let (before, after) = (texts(&base, Language::English), texts(&document, Language::English));
        prop_assert!(differing(&before, &after).is_subset(&expected(&before, leaf, Language::English)));
        let page = publish::html(&document, "", Language::English).expect("every text has a wording");
        prop_assert!(!page.contains("<i>"));
        let markdown = publish::markdown(&document, "", Language::English).expect("every text has a wording");
        prop_assert!(!markdown.replace("\\\\", "").contains("\"<i>") && markdown.contains("\\<i\\>"));
    }
}
